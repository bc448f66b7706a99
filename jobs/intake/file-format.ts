// What kind of file was submitted, told by its first bytes; its name must not contradict them.

import { open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { SEEN_FORMATS, type SeenFormat } from '../../config/messages/intake.ts';
import { fileFault } from './faults.ts';
import type { IntakeLimits } from './limits.ts';

export type FileFormat = 'csv' | 'xlsx';

/** First bytes of what people submit by mistake. */
const MAGICS: readonly (readonly [number[], SeenFormat])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'old-workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'image'],
  [[0xff, 0xd8, 0xff], 'image'],
  [[0x1f, 0x8b], 'binary'],
];
const MARKUP = /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table)/i;
const TEXT_EXTENSIONS = new Set(['.csv', '.txt', '.tsv']);
const WINDOW_BYTES = 4096;

/** @throws HeduiError when the file cannot be opened, is too big, or is neither CSV nor XLSX. */
export async function fileFormat(path: string, limits: IntakeLimits): Promise<FileFormat> {
  const window = await firstBytes(path, limits);
  const seen = seenFormat(window);
  const extension = extname(path).toLowerCase();
  if (seen === 'zip') {
    if (TEXT_EXTENSIONS.has(extension)) throw wrongExtension(extension, 'zip');
    return 'xlsx';
  }
  if (seen !== 'text') throw fileFault('other-format', { seen: SEEN_FORMATS[seen] });
  if (extension === '.xlsx') throw wrongExtension(extension, 'text');
  return 'csv';
}

function wrongExtension(extension: string, seen: SeenFormat): Error {
  return fileFault('wrong-extension', { extension, seen: SEEN_FORMATS[seen] });
}

async function firstBytes(path: string, limits: IntakeLimits): Promise<Buffer> {
  try {
    const about = await stat(path);
    if (!about.isFile()) throw fileFault('not-a-file');
    if (about.size === 0) throw fileFault('empty');
    if (about.size > limits.fileBytes) {
      throw fileFault('too-big', {
        megabytes: Math.ceil(about.size / 1_000_000),
        limit: Math.floor(limits.fileBytes / 1_000_000),
      });
    }
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(WINDOW_BYTES), 0, WINDOW_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw systemCode(error) === null ? error : unopenable(error);
  }
}

/** `ENOENT`, `EACCES` …; the message of such an error holds the path and is not repeated. */
function systemCode(error: unknown): string | null {
  const isSystemError = typeof error === 'object' && error !== null && 'syscall' in error;
  return isSystemError && 'code' in error ? String(error.code) : null;
}

/** A file that the system will not open or read. */
export function unopenable(error: unknown): Error {
  return fileFault('not-found', { cause: systemCode(error) ?? 'unknown' }, error);
}

function seenFormat(window: Buffer): SeenFormat {
  const magic = MAGICS.find(([bytes]) => bytes.every((byte, at) => window[at] === byte));
  if (magic !== undefined) return magic[1];
  if (MARKUP.test(window.toString('latin1'))) return 'markup';
  return window.includes(0) && !hasUtf16Mark(window) ? 'binary' : 'text';
}

/** Excel's "Unicode text" begins with FF FE and is full of zero bytes. */
export function hasUtf16Mark(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}
