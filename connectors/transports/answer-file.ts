// The files of an answer: a manifest that names them with their line counts and digests, and CSV files in UTF-8 or
// GB18030. A file that does not agree with the manifest is not read; an empty file is an answer, a missing one is not.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import papaparse from 'papaparse';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';
import { date } from '../foreign-field.ts';
import { fileName } from './request-file.ts';

const namedFile = z.object({
  // A bare name: a manifest must not lead us out of its folder.
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  lines: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const answerManifest = z.object({
  question: z.string(),
  asOf: date.required,
  /** false: more persons will follow under the same name. */
  complete: z.boolean(),
  encoding: z.enum(['utf-8', 'gb18030']),
  persons: namedFile,
  records: z.record(z.string(), namedFile),
});

export type AnswerManifest = z.infer<typeof answerManifest>;
export type NamedFile = z.infer<typeof namedFile>;

/** @returns null while there is no answer. An unreadable manifest counts as one that is still being written. */
export async function readManifest(
  folder: string,
  questionId: string,
): Promise<AnswerManifest | null> {
  const path = join(folder, 'answers', fileName(questionId, 'json'));
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (content === null) return null;
  const read = answerManifest.safeParse(parsed(content));
  return read.success && read.data.question === questionId ? read.data : null;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

export type AnswerFile =
  | { readonly ok: true; readonly rows: readonly Record<string, string>[] }
  | { readonly ok: false; readonly fault: 'file-missing' | 'digest' | 'line-count' | 'not-csv' };

export async function readAnswerFile(
  folder: string,
  { file, lines, sha256 }: NamedFile,
  encoding: AnswerManifest['encoding'],
): Promise<AnswerFile> {
  const digest = createHash('sha256');
  const rows: Record<string, string>[] = [];
  let isRagged = false;
  try {
    const text = Readable.from(decoded(join(folder, 'answers', file), encoding, digest));
    await new Promise<void>((resolve, reject) => {
      papaparse.parse<Record<string, string>>(text, {
        header: true,
        delimiter: ',',
        skipEmptyLines: true,
        // By chunks: a callback a row costs as much as reading the row.
        chunk: ({ data, errors }) => {
          isRagged ||= errors.length > 0;
          for (const row of data) rows.push(row);
        },
        complete: () => resolve(),
        error: reject,
      });
    });
  } catch (error) {
    return { ok: false, fault: errorCode(error) === 'ENOENT' ? 'file-missing' : 'not-csv' };
  }
  if (digest.digest('hex') !== sha256) return { ok: false, fault: 'digest' };
  if (isRagged) return { ok: false, fault: 'not-csv' };
  return rows.length === lines ? { ok: true, rows } : { ok: false, fault: 'line-count' };
}

/** @throws TypeError at bytes that are not of the encoding */
async function* decoded(
  path: string,
  encoding: string,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    digest.update(bytes);
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
