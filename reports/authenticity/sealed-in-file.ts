// The sealed JSON that a file carries: it is the file, or it is attached to a PDF. The pages of a PDF are a picture of it,
// and are under no signature: whoever checks a PDF is shown what the sealed JSON says, to hold the paper against it.

import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { ATTACHED_REPORT } from './attachment.ts';

/** More than any report needs; a bomb unfolds no further. */
const MOST_BYTES = 16 * 1024 * 1024;

/** null when the file carries no sealed report. */
export async function sealedJsonIn(bytes: Buffer): Promise<string | null> {
  if (bytes.length > 4 * MOST_BYTES) return null;
  const start = bytes.subarray(0, 8).toString('latin1').trimStart();
  if (start.startsWith('{')) return bytes.toString('utf8');
  return start.startsWith('%PDF') ? attachedTo(bytes) : null;
}

async function attachedTo(bytes: Buffer): Promise<string | null> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const names = document.catalog
      .lookup(PDFName.of('Names'), PDFDict)
      .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
      .lookup(PDFName.of('Names'), PDFArray);
    for (let place = 0; place + 1 < names.size(); place += 2) {
      const name = names.lookup(place);
      const isText = name instanceof PDFString || name instanceof PDFHexString;
      if (!isText || name.decodeText() !== ATTACHED_REPORT) continue;
      const stream = names
        .lookup(place + 1, PDFDict)
        .lookup(PDFName.of('EF'), PDFDict)
        .lookup(PDFName.of('F'));
      if (!(stream instanceof PDFRawStream)) return null;
      return inflateSync(stream.contents, { maxOutputLength: MOST_BYTES }).toString('utf8');
    }
    return null;
  } catch {
    // Whatever is wrong with it, it carries nothing that can be checked.
    return null;
  }
}
