// The request file of a question: one line a person, and a manifest that is written last. A department takes up a
// request only when its manifest is there, so it never sees half a file.

import { createHash } from 'node:crypto';
import type { FileSettings } from '../../../config/transport-settings.ts';
import type { Question } from '../../connector.ts';
import { wireName } from '../../department.ts';
import type { ExchangeFolder } from './exchange-folder.ts';
import type { Row } from './row.ts';
import { ENDINGS, writeTable } from './table-file.ts';

const COLUMNS = ['key', 'name', 'idNumber', 'authorisationNo', 'resources'] as const;

/** Question ids become file names. They come from our own jobs; anything else is a bug. @throws RangeError */
export function fileName(questionId: string, ending: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(questionId)) {
    throw new RangeError('a question id must be fit for a file name');
  }
  return `${questionId}.${ending}`;
}

export function hasRequest(folder: ExchangeFolder, questionId: string): Promise<boolean> {
  return folder.has('requests', fileName(questionId, 'json'));
}

/** @returns whether it was written: nothing is, when a value does not fit its field of a fixed-width file. */
export async function writeRequest(
  folder: ExchangeFolder,
  question: Question,
  settings: FileSettings,
): Promise<boolean> {
  const lines = requestLines(question);
  const content = await writeTable(COLUMNS, lines, 'request', settings);
  if (content === null) return false;
  const file = fileName(question.id, ENDINGS[settings.format]);
  const manifest = {
    question: question.id,
    purpose: question.purpose,
    scheme: question.scheme,
    asOf: question.asOf,
    window: question.window,
    format: settings.format,
    encoding: settings.encoding,
    file,
    lines: lines.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  await folder.write('requests', file, content);
  await folder.write(
    'requests',
    fileName(question.id, 'json'),
    Buffer.from(JSON.stringify(manifest)),
  );
  return true;
}

function requestLines(question: Question): Row[] {
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
