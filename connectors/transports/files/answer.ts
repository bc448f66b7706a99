// The answer to a question: a manifest that names its files with their line counts and digests, and the files. A file
// that does not agree with the manifest is not read; an empty file is an answer, a missing one is not.
//
// The manifest is ID.json. A department that corrects an answer lays ID.2.json and its files beside it, then ID.3.json:
// the highest sequence replaces all before it.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileSettings } from '../../../config/transport-settings.ts';
import type { Correction } from '../../connector.ts';
import { errorCode } from '../../error-code.ts';
import { date } from '../../foreign-field.ts';
import type { CorrectingManifests } from './correcting-manifests.ts';
import type { ExchangeFolder } from './exchange-folder.ts';
import type { FileRows } from './row.ts';
import { readTable } from './table-file.ts';

const LARGEST_FILE_BYTES = 256 * 1024 * 1024;
const LARGEST_MANIFEST_BYTES = 1024 * 1024;

const namedFile = z.object({
  // A bare name: a manifest must not lead us out of its folder.
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  lines: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const answerManifest = z.object({
  question: z.string(),
  sequence: z.int().min(1).default(1),
  asOf: date.required,
  /** false: more persons will follow under the same name. */
  complete: z.boolean(),
  encoding: z.enum(['utf-8', 'gb18030']),
  persons: namedFile,
  records: z.record(z.string(), namedFile),
});

export type AnswerManifest = z.infer<typeof answerManifest>;

/** @returns null while there is no answer. An unreadable manifest counts as one that is still being written. */
export async function readManifest(
  folder: ExchangeFolder,
  correcting: CorrectingManifests,
  questionId: string,
): Promise<AnswerManifest | null> {
  const names = [`${questionId}.json`, ...(await correcting.of(questionId))];
  let newest: AnswerManifest | null = null;
  for (const name of names) {
    const manifest = await manifestIn(folder, name);
    if (manifest?.question !== questionId) continue;
    if (!newest || manifest.sequence > newest.sequence) newest = manifest;
  }
  return newest;
}

/** Answers that replace an earlier one, by their newest sequence. */
export async function readCorrections(
  folder: ExchangeFolder,
  correcting: CorrectingManifests,
): Promise<Correction[]> {
  const newest = new Map<string, Correction>();
  for (const name of await correcting.all()) {
    const manifest = await manifestIn(folder, name);
    if (!manifest || manifest.sequence < 2) continue;
    const { question, sequence } = manifest;
    const known = newest.get(question);
    if (!known || known.sequence < sequence) newest.set(question, { question, sequence });
  }
  return [...newest.values()];
}

async function manifestIn(folder: ExchangeFolder, name: string): Promise<AnswerManifest | null> {
  const content = await contentOf(folder, name, LARGEST_MANIFEST_BYTES);
  if (!content) return null;
  try {
    return answerManifest.parse(JSON.parse(content.toString('utf8')));
  } catch {
    return null;
  }
}

export async function readAnswerTable(
  folder: ExchangeFolder,
  table: string,
  { encoding, persons, records }: AnswerManifest,
  settings: FileSettings,
): Promise<FileRows> {
  const named = table === 'persons' ? persons : records[table];
  const content = named && (await contentOf(folder, named.file, LARGEST_FILE_BYTES));
  if (!named || !content) return { ok: false, fault: 'file-missing' };
  const digest = createHash('sha256').update(content).digest('hex');
  if (digest !== named.sha256) return { ok: false, fault: 'digest' };
  const read = await readTable(content, table, encoding, settings);
  if (read.ok && read.rows.length !== named.lines) return { ok: false, fault: 'line-count' };
  return read;
}

/** @returns null when it is not there, or larger than any honest one. */
async function contentOf(
  folder: ExchangeFolder,
  name: string,
  largestBytes: number,
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of (await folder.read('answers', name)) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > largestBytes) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || isMissingOnServer(error)) return null;
    throw error;
  }
  return Buffer.concat(chunks, length);
}

/** A stream of an SFTP server fails with the protocol's own number: 2, no such file. */
function isMissingOnServer(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 2;
}
