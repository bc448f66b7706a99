// A form with a file: its fields first, then the file as a stream that nobody holds in memory. Or with several small ones,
// which are.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FastifyRequest } from 'fastify';
import type { FilesTaken, Upload } from './route.ts';

/** Fields behind the file are not read: the form key must stand before it. */
export async function readUpload(request: FastifyRequest, largestBytes: number): Promise<Upload> {
  const fields: Record<string, string> = {};
  if (!request.isMultipart()) return { fields, file: null, files: [] };
  for await (const part of request.parts({ limits: { fileSize: largestBytes } })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    if (part.filename === '') {
      part.file.resume();
      continue;
    }
    return { fields, file: { name: part.filename, content: whole(part.file) }, files: [] };
  }
  return { fields, file: null, files: [] };
}

/** Each file up to its limit, and all of them up to theirs. */
export async function readFiles(request: FastifyRequest, taken: FilesTaken): Promise<Upload> {
  const fields: Record<string, string> = {};
  const files: { name: string; content: Buffer }[] = [];
  if (!request.isMultipart()) return { fields, file: null, files };
  const limits = { fileSize: taken.largestBytes, files: taken.most };
  let bytes = 0;
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    const content = await buffer(whole(part.file));
    bytes += content.length;
    if (bytes > taken.togetherBytes) throw tooLarge();
    if (part.filename !== '') files.push({ name: part.filename, content });
  }
  return { fields, file: null, files };
}

/** The file, which fails when it was cut off at the limit. */
function whole(file: Readable & { truncated?: boolean }): Readable {
  return Readable.from(
    (async function* () {
      yield* file;
      if (file.truncated) {
        throw tooLarge();
      }
    })(),
    { objectMode: false },
  );
}

function tooLarge(): Error {
  return Object.assign(new Error('a file exceeds the limit'), { statusCode: 413 });
}
