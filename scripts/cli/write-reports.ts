// Reports of a batch as files: a folder of HTML and JSON with a page that lists them, a workbook, a ZIP of PDFs.

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Language } from '../../config/messages/language.ts';
import type { Office } from '../../config/office.ts';
import type { Conclusion, SealedReport } from '../../domain/report.ts';
import { pdfsOf, reportsOfBatch } from '../../jobs/export/batch-reports.ts';
import { writeBatchWorkbook } from '../../reports/batch/workbook.ts';
import { zipOfPdfs } from '../../reports/batch/zip-of-pdfs.ts';
import { renderIndexHtml } from '../../reports/html/index-page.ts';
import { renderReportHtml } from '../../reports/html/report-page.ts';
import type { Store } from '../../store/store.ts';

export type WriteOrder = {
  readonly batchId: string;
  readonly folder: string;
  readonly language: Language;
  readonly office: Office;
  /** Only reports with this conclusion; null: all. */
  readonly conclusion: Conclusion | null;
};

/** @returns how many reports were written */
export async function writeReports(store: Store, order: WriteOrder): Promise<number> {
  const { batchId, folder, language, office } = order;
  await mkdir(folder, { recursive: true });
  const written: SealedReport[] = [];
  for await (const opened of reportsOfBatch(store, batchId, order.conclusion)) {
    const { report, json, changes } = opened;
    const { number } = report;
    const page = renderReportHtml(report, { language, office, changes });
    await writeFile(join(folder, `${number}.json`), json);
    await writeFile(join(folder, `${number}.html`), page);
    written.push(report);
  }
  const index = renderIndexHtml(written, { batch: batchId, language });
  await writeFile(join(folder, 'index.html'), index);
  return written.length;
}

/** One workbook: a row a household, a row a finding. @returns how many households are in it */
export async function writeWorkbook(
  store: Store,
  file: string,
  { batchId, conclusion, language }: Pick<WriteOrder, 'batchId' | 'conclusion' | 'language'>,
): Promise<number> {
  const stream = createWriteStream(file);
  return writeBatchWorkbook(stream, reportsOfBatch(store, batchId, conclusion), language);
}

export async function writeZip(
  store: Store,
  file: string,
  order: Omit<WriteOrder, 'folder'>,
): Promise<void> {
  const reports = reportsOfBatch(store, order.batchId, order.conclusion);
  await pipeline(zipOfPdfs(pdfsOf(reports, order)), createWriteStream(file));
}
