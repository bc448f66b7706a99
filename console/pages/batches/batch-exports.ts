// A batch's reports to take along: a workbook and a ZIP of PDFs, made while they are sent. Who takes what out is
// written into the ledger first.

import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { pdfsOf, reportsOfBatch } from '../../../jobs/export/batch-reports.ts';
import { writeBatchWorkbook } from '../../../reports/batch/workbook.ts';
import { zipOfPdfs } from '../../../reports/batch/zip-of-pdfs.ts';
import { route } from '../../route.ts';
import { batchId } from './batch.ts';

const params = z.object({ batch: batchId });

export const batchWorkbook = route({
  method: 'GET',
  url: '/batches/:batch/workbook.xlsx',
  needs: 'report.export',
  needsPurpose: true,
  params,
  async answer({ params, records, language, session, note }) {
    const batch = await records.batches.get(params.batch);
    const purpose = session.purpose ?? batch.purpose;
    await note({ kind: 'export', subject: batch.id, purpose, content: 'xlsx' });
    const stream = new PassThrough();
    writeBatchWorkbook(stream, reportsOfBatch(records, batch.id, null), language).catch(
      (error: Error) => stream.destroy(error),
    );
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { kind: 'file', type, name: `${batch.id}.xlsx`, content: stream };
  },
});

export const batchZip = route({
  method: 'GET',
  url: '/batches/:batch/reports.zip',
  needs: 'report.export',
  needsPurpose: true,
  params,
  async answer({ params, records, language, session, acts, note }) {
    const batch = await records.batches.get(params.batch);
    const purpose = session.purpose ?? batch.purpose;
    await note({ kind: 'export', subject: batch.id, purpose, content: 'zip' });
    const reports = reportsOfBatch(records, batch.id, null);
    const content = zipOfPdfs(pdfsOf(reports, { language, office: acts.office() }));
    return { kind: 'file', type: 'application/zip', name: `${batch.id}.zip`, content };
  },
});
