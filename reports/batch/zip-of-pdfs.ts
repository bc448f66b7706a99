// A batch's reports as a ZIP of PDFs. One report is in memory at a time: the next is made when the reader has taken
// the last.

import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { SealedReport } from '../../domain/report.ts';

export type NamedPdf = {
  readonly report: Pick<SealedReport, 'number' | 'issuedAt'>;
  readonly pdf: Buffer;
};

/** Ends with an error when one of the reports cannot be made: half a ZIP must not pass for a whole one. */
export function zipOfPdfs(pdfs: AsyncIterable<NamedPdf>): Readable {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  zip.on('error', (error: Error) => stream.destroy(error));
  fill(zip, stream, pdfs).catch((error: Error) => stream.destroy(error));
  return stream;
}

async function fill(zip: ZipFile, stream: Readable, pdfs: AsyncIterable<NamedPdf>): Promise<void> {
  // A reader who leaves ends the work too.
  const left = new Promise<void>((resolve) => stream.once('close', resolve));
  for await (const { report, pdf } of pdfs) {
    await Promise.race([added(zip, report, pdf), left]);
    if (stream.destroyed) return;
  }
  zip.end();
}

/** As a stream, since the ZIP keeps every buffer it is given to its end. */
async function added(zip: ZipFile, report: NamedPdf['report'], pdf: Buffer): Promise<void> {
  const content = Readable.from([pdf]);
  // A PDF is compressed already.
  const options = { compress: false, mtime: new Date(report.issuedAt) };
  zip.addReadStream(content, `${report.number}.pdf`, options);
  await finished(content);
}
