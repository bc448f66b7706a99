// A folder of reports: one HTML and one JSON file each, and a page that lists them.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../config/messages/language.ts';
import type { Office } from '../../config/office.ts';
import type { Conclusion, SealedReport } from '../../domain/report.ts';
import { renderIndexHtml } from '../../reports/html/index-page.ts';
import { renderReportHtml } from '../../reports/html/report-page.ts';
import type { ReportSummary } from '../../store/reports.ts';
import type { Store } from '../../store/store.ts';

export type WriteOrder = {
  readonly batchId: string;
  readonly folder: string;
  readonly language: Language;
  readonly office: Office;
  /** Only reports with this conclusion; null: all. */
  readonly conclusion: Conclusion | null;
};

const PAGE = 500;

/** The current reports of a batch, page by page. */
export async function* reportsOfBatch(
  store: Store,
  batchId: string,
  conclusion: Conclusion | null,
): AsyncGenerator<ReportSummary> {
  let afterSeq = 0;
  for (;;) {
    const page = await store.reports.ofBatch(batchId, {
      limit: PAGE,
      afterSeq,
      ...(conclusion === null ? {} : { conclusion }),
    });
    yield* page;
    if (page.length < PAGE) return;
    afterSeq = page.at(-1)?.seq ?? afterSeq;
  }
}

/** @returns how many reports were written */
export async function writeReports(store: Store, order: WriteOrder): Promise<number> {
  const { batchId, folder, language, office } = order;
  await mkdir(folder, { recursive: true });
  const written: SealedReport[] = [];
  for await (const { number } of reportsOfBatch(store, batchId, order.conclusion)) {
    const json = await store.reports.readJson(number);
    const report = JSON.parse(json) as SealedReport;
    const page = renderReportHtml(report, { language, office });
    await writeFile(join(folder, `${number}.json`), json);
    await writeFile(join(folder, `${number}.html`), page);
    written.push(report);
  }
  const index = renderIndexHtml(written, { batch: batchId, language });
  await writeFile(join(folder, 'index.html'), index);
  return written.length;
}
