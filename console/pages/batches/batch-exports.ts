// A batch's reports to take along, all or those of one conclusion: a workbook and a ZIP of PDFs, made while they are sent. One
// PDF after the other, since each takes the processor alone, and pages must be answered in between. Who takes what out is
// written into the ledger first.

import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { pdfsOf, reportsOfBatch } from '../../../jobs/export/batch-reports.ts';
import { writeBatchWorkbook } from '../../../reports/batch/workbook.ts';
import { zipOfPdfs } from '../../../reports/batch/zip-of-pdfs.ts';
import { CONCLUSIONS, type Conclusion } from '../../../domain/report.ts';
import { route } from '../../route.ts';
import { batchId } from './batch.ts';

const params = z.object({ batch: batchId });
const query = z.object({ show: z.enum(CONCLUSIONS).optional() });

export const batchWorkbook = route({
  method: 'GET',
  url: '/batches/:batch/workbook.xlsx',
  needs: 'report.export',
  needsPurpose: true,
  params,
  query,
  async answer({ params, query: { show }, records, language, session, note }) {
    const batch = await records.batches.get(params.batch);
    const purpose = session.purpose ?? batch.purpose;
    await note({ kind: 'export', subject: batch.id, purpose, content: named('xlsx', show) });
    const stream = new PassThrough();
    writeBatchWorkbook(stream, reportsOfBatch(records, batch.id, show ?? null), language).catch(
      (error: Error) => stream.destroy(error),
    );
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { kind: 'file', type, name: named(`${batch.id}.xlsx`, show), content: stream };
  },
});

export const batchZip = route({
  method: 'GET',
  url: '/batches/:batch/reports.zip',
  needs: 'report.export',
  needsPurpose: true,
  params,
  query,
  async answer({ params, query: { show }, records, language, session, acts, note }) {
    const batch = await records.batches.get(params.batch);
    const purpose = session.purpose ?? batch.purpose;
    await note({ kind: 'export', subject: batch.id, purpose, content: named('zip', show) });
    const reports = reportsOfBatch(records, batch.id, show ?? null);
    const content = zipOfPdfs(pdfsOf(reports, { language, office: acts.office() }));
    return { kind: 'file', type: 'application/zip', name: named(`${batch.id}.zip`, show), content };
  },
});

/** `B12.zip` → `B12-doubts.zip`. */
function named(name: string, show: Conclusion | undefined): string {
  return show === undefined ? name : name.replace(/(?=\.)|$/, `-${show}`);
}
