// A form with a file: its fields first, then the file as a stream that nobody holds in memory.

import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Upload } from './route.ts';

/** Fields behind the file are not read: the form key must stand before it. */
export async function readUpload(request: FastifyRequest, largestBytes: number): Promise<Upload> {
  const fields: Record<string, string> = {};
  if (!request.isMultipart()) return { fields, file: null };
  for await (const part of request.parts({ limits: { fileSize: largestBytes } })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    if (part.filename === '') {
      part.file.resume();
      continue;
    }
    return { fields, file: { name: part.filename, content: whole(part.file) } };
  }
  return { fields, file: null };
}

/** The file, which fails when it was cut off at the limit. */
function whole(file: Readable & { truncated?: boolean }): Readable {
  return Readable.from(
    (async function* () {
      yield* file;
      if (file.truncated) {
        throw Object.assign(new Error('the file exceeds the limit'), { statusCode: 413 });
      }
    })(),
    { objectMode: false },
  );
}
