// The parts of a ZIP archive (an XLSX workbook is one), each inflated as a stream that stops at a limit: what
// the archive says about its sizes is not believed.

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough, pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { HeduiError } from '../../domain/errors.ts';
import { crc32 } from './crc32.ts';
import { fileFault } from './faults.ts';

export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number;
  readonly packedBytes: number;
  readonly headerAt: number;
};

const END_SIGNATURE = 0x0605_4b50;
const ENTRY_SIGNATURE = 0x0201_4b50;
const LOCAL_SIGNATURE = 0x0403_4b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** The end record may be followed by a comment of up to 64 KiB. */
const END_WINDOW_BYTES = END_BYTES + 65_535;
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

const broken = (part: string, cause?: unknown) => fileFault('workbook-broken', { part }, cause);

/** The archive's parts by name. @throws HeduiError when its directory cannot be read. */
export async function zipEntries(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path);
  try {
    const directory = await directoryOf(file);
    const entries = new Map<string, ZipEntry>();
    for (let at = 0; at + ENTRY_BYTES <= directory.length; ) {
      if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw broken('directory');
      const nameEnd = at + ENTRY_BYTES + directory.readUInt16LE(at + 28);
      const name = directory.toString('utf8', at + ENTRY_BYTES, nameEnd);
      const isEncrypted = (directory.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0;
      if (isEncrypted) throw broken('password');
      entries.set(name.replace(/^\//, ''), {
        name,
        method: directory.readUInt16LE(at + 10),
        checksum: directory.readUInt32LE(at + 16),
        packedBytes: directory.readUInt32LE(at + 20),
        headerAt: directory.readUInt32LE(at + 42),
      });
      at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  } finally {
    await file.close();
  }
}

async function directoryOf(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const tailBytes = Math.min(size, END_WINDOW_BYTES);
  const tail = await bytesAt(file, size - tailBytes, tailBytes);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const bytes = tail.readUInt32LE(at + 12);
    if (bytes > Math.min(size, MAX_DIRECTORY_BYTES)) throw broken('directory');
    return bytesAt(file, tail.readUInt32LE(at + 16), bytes);
  }
  throw broken('directory');
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw broken('directory');
  return buffer;
}

/** One part's text (XML is UTF-8 here), chunk by chunk. @throws HeduiError past the limit, or when it is damaged. */
export async function* zipText(
  path: string,
  entry: ZipEntry,
  maxBytes: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let checksum = 0;
  try {
    for await (const chunk of await inflated(path, entry)) {
      bytes += (chunk as Buffer).length;
      if (bytes > maxBytes) {
        const limit = `${Math.round(maxBytes / 1_000_000)} MB`;
        throw fileFault('workbook-too-large', { part: entry.name, limit });
      }
      checksum = crc32(chunk as Buffer, checksum);
      yield decoder.decode(chunk as Buffer, { stream: true });
    }
    if (checksum !== entry.checksum) throw broken(entry.name);
    yield decoder.decode();
  } catch (error) {
    throw error instanceof HeduiError ? error : broken(entry.name, error);
  }
}

async function inflated(path: string, entry: ZipEntry): Promise<AsyncIterable<unknown>> {
  if (entry.method !== STORED && entry.method !== DEFLATED) throw broken(entry.name);
  const start = await contentAt(path, entry);
  if (entry.packedBytes === 0) return PassThrough.from([]);
  const packed = createReadStream(path, {
    start,
    end: start + entry.packedBytes - 1,
    highWaterMark: 64 * 1024,
  });
  if (entry.method === STORED) return packed;
  // The pipeline's own error reaches the reader of `inflate`, which it destroys; leaving early destroys both.
  return pipeline(packed, createInflateRaw({ chunkSize: 128 * 1024 }), () => {});
}

/** The local header repeats the name and may carry a longer extra field than the directory does. */
async function contentAt(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path);
  try {
    const header = await bytesAt(file, entry.headerAt, LOCAL_BYTES);
    if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw broken(entry.name);
    return entry.headerAt + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}
