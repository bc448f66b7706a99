// The request file of a question: CSV with one line a person, and a manifest that is written last. A department takes
// up a request only when its manifest is there, so it never sees half a file.

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import papaparse from 'papaparse';
import type { Question } from '../connector.ts';
import { wireName } from '../department.ts';
import { errorCode } from '../error-code.ts';

/** Question ids become file names. They come from our own jobs; anything else is a bug. @throws RangeError */
export function fileName(questionId: string, ending: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(questionId)) {
    throw new RangeError('a question id must be fit for a file name');
  }
  return `${questionId}.${ending}`;
}

export async function hasRequest(folder: string, questionId: string): Promise<boolean> {
  return stat(join(folder, 'requests', fileName(questionId, 'json'))).then(
    () => true,
    () => false,
  );
}

export async function writeRequest(folder: string, question: Question): Promise<void> {
  const place = join(folder, 'requests');
  // Not recursive: where a share is not mounted, nothing must be written to the empty folder in its place.
  await mkdir(place).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const lines = requestLines(question);
  const content = papaparse.unparse(lines, { header: true, newline: '\r\n' });
  const file = fileName(question.id, 'csv');
  const manifest = {
    question: question.id,
    purpose: question.purpose,
    scheme: question.scheme,
    asOf: question.asOf,
    window: question.window,
    file,
    lines: lines.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  await writeWhole(join(place, file), content);
  await writeWhole(join(place, fileName(question.id, 'json')), JSON.stringify(manifest));
}

function requestLines(question: Question) {
  const resources = new Map<string, string[]>();
  for (const { resource, keys } of question.wanted) {
    for (const key of keys) {
      const known = resources.get(key);
      if (known) known.push(wireName(resource));
      else resources.set(key, [wireName(resource)]);
    }
  }
  return question.persons.flatMap(({ key, name, idNumber, authorisationNo }) => {
    const wanted = resources.get(key);
    return wanted ? [{ key, name, idNumber, authorisationNo, resources: wanted.join(' ') }] : [];
  });
}

/** A reader sees the whole file or none: it is written under another name first. */
async function writeWhole(path: string, content: string): Promise<void> {
  const underway = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(underway, content, { mode: 0o600 });
  await rename(underway, path);
}
