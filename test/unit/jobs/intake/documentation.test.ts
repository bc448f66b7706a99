import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { FILE_SENTENCES, REJECTION_SENTENCES } from '../../../../config/messages/intake.ts';
import { COLUMN_NAMES, headerOf } from '../../../../jobs/intake/columns.ts';
import {
  DISABILITY_GRADES,
  HUKOU_TYPES,
  LABOUR_CAPACITIES,
  MARITAL_STATUSES,
  ROLES,
  SIGNERS,
  YES_NO,
} from '../../../../jobs/intake/column-words.ts';

const page = await readFile('docs/batch-file.md', 'utf8');

function section(title: string): string {
  const text = page.split(/^## /m).find((part) => part.startsWith(title));
  if (text === undefined) throw new Error(`docs/batch-file.md has no section ${title}`);
  return text;
}
const namesIn = (text: string) => [...text.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);

describe('docs/batch-file.md', () => {
  test('lists every column with its Chinese header, in order', () => {
    const columns = section('Columns');
    expect(namesIn(columns)).toEqual(COLUMN_NAMES);
    for (const column of COLUMN_NAMES) {
      expect(columns).toContain(`| \`${column}\` | ${headerOf(column).zh} |`);
    }
  });

  test('explains every rejection and every refusal, and no others', () => {
    expect(namesIn(section('Rejections'))).toEqual(Object.keys(REJECTION_SENTENCES));
    expect(namesIn(section('Refusals'))).toEqual(Object.keys(FILE_SENTENCES));
  });

  test('names words that the columns know', () => {
    const known = [
      ROLES,
      SIGNERS,
      HUKOU_TYPES,
      LABOUR_CAPACITIES,
      YES_NO,
      DISABILITY_GRADES,
      MARITAL_STATUSES,
    ];
    const words = new Set(known.flatMap(({ byWord }) => [...byWord.keys()]));
    const rows = section('Words')
      .split('\n')
      .filter((line) => /^\| [`|]|^\| \|/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const named = rows
      .flatMap((cells) => [
        cells[2] ?? '',
        cells[3] ?? '',
        ...(cells[4] ?? '').replace(/;.*/, '').split(', '),
      ])
      .flatMap((cell) => cell.replace(/`| heaviest|empty/g, '').split(' … '))
      .filter((word) => word !== '');
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((word) => !words.has(word))).toEqual([]);
  });
});

test('every sentence is there in both languages and has the same places to fill', () => {
  const places = (text: string) =>
    new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  for (const { zh, en } of [
    ...Object.values(REJECTION_SENTENCES),
    ...Object.values(FILE_SENTENCES),
  ]) {
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
    expect(places(zh)).toEqual(places(en));
  }
});
