// The current reports of a batch one after the other, opened, for whoever writes them out.

import type { Language } from '../../config/messages/language.ts';
import type { ChangeReport } from '../../domain/change.ts';
import type { Conclusion, SealedReport } from '../../domain/report.ts';
import type { NamedPdf } from '../../reports/batch/zip-of-pdfs.ts';
import type { ReportOffice } from '../../reports/office.ts';
import { renderReportPdf } from '../../reports/pdf/report-pdf.ts';
import type { BatchId } from '../../store/batch-ids.ts';
import type { Settlements } from '../../store/rechecks/settlements.ts';
import type { Reports, ReportSummary } from '../../store/reports.ts';

/** What is asked of the store: the whole, or what one viewer may see of it. */
export type ReportRecords = {
  readonly reports: Pick<Reports, 'ofBatch' | 'readJson'>;
  readonly rechecks: Pick<Settlements, 'changesOf'>;
};

/** Summaries read at once. */
const PAGE = 500;

export async function* summariesOfBatch(
  { reports }: ReportRecords,
  batchId: BatchId,
  conclusion: Conclusion | null,
): AsyncGenerator<ReportSummary> {
  let afterSeq = 0;
  for (;;) {
    const page = await reports.ofBatch(batchId, {
      limit: PAGE,
      afterSeq,
      ...(conclusion === null ? {} : { conclusion }),
    });
    yield* page;
    if (page.length < PAGE) return;
    afterSeq = page.at(-1)?.seq ?? afterSeq;
  }
}

export type OpenedReport = {
  readonly report: SealedReport;
  readonly json: string;
  /** What it says that the one before it did not; null when it comes of no recheck. */
  readonly changes: ChangeReport | null;
};

export async function* reportsOfBatch(
  records: ReportRecords,
  batchId: BatchId,
  conclusion: Conclusion | null,
): AsyncGenerator<OpenedReport> {
  for await (const { number } of summariesOfBatch(records, batchId, conclusion)) {
    const json = await records.reports.readJson(number);
    const changes = await records.rechecks.changesOf(number);
    yield { report: JSON.parse(json) as SealedReport, json, changes };
  }
}

export async function* pdfsOf(
  reports: AsyncIterable<OpenedReport>,
  options: { readonly language: Language; readonly office: ReportOffice },
): AsyncGenerator<NamedPdf> {
  for await (const { report, ...beside } of reports) {
    yield { report, pdf: await renderReportPdf(report, { ...options, ...beside }) };
  }
}
