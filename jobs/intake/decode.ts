// Bytes to text, strictly: UTF-8, GB18030 (Excel on a Chinese Windows) and UTF-16 LE (Excel's "Unicode text").

import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { SEEN_FORMATS } from '../../config/messages/intake.ts';
import { fileFault } from './faults.ts';
import { hasUtf16Mark } from './file-format.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

const CHUNK_BYTES = 64 * 1024;

function chunksOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/**
 * Decides on the first part of the file that is not plain ASCII. UTF-8 is tried first, since GB18030 accepts
 * nearly anything; but Chinese in UTF-8 takes three bytes a character, so text that would read as UTF-8 with
 * two-byte characters only (Greek, Arabic …) is GB18030 when it can be.
 * @throws HeduiError when it is neither.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  let isFirst = true;
  for await (const chunk of chunksOf(path)) {
    if (isFirst && hasUtf16Mark(chunk)) return 'utf-16le';
    isFirst = false;
    if (isAscii(chunk)) continue;
    const isUtf8 = canDecode(chunk, 'utf-8');
    if (isUtf8 && chunk.some((byte) => byte >= 0xe0)) return 'utf-8';
    if (canDecode(chunk, 'gb18030')) return 'gb18030';
    if (isUtf8) return 'utf-8';
    throw fileFault('encoding-unknown');
  }
  return 'utf-8';
}

function canDecode(chunk: Buffer, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The file's text, chunk by chunk, without its byte order mark. @throws HeduiError at the first byte that does not fit. */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw fileFault(
        'encoding-broken',
        { encoding: encoding.toUpperCase(), megabytes: Math.ceil(bytes / 1_000_000) },
        error,
      );
    }
  };
  for await (const chunk of chunksOf(path)) {
    bytes += chunk.length;
    const text = decode(chunk);
    if (text.includes('\0')) throw fileFault('other-format', { seen: SEEN_FORMATS.binary });
    yield text;
  }
  yield decode();
}
