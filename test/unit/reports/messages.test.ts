import { describe, expect, test } from '@jest/globals';
import { FINDING_CLEARINGS } from '../../../config/messages/finding-clearings.ts';
import { FINDING_SENTENCES } from '../../../config/messages/findings.ts';
import { fill, nameIn } from '../../../config/messages/language.ts';
import * as reportMessages from '../../../config/messages/report.ts';
import { FIGURE_NAMES } from '../../../config/messages/rule-labels.ts';
import * as terms from '../../../config/messages/terms.ts';

type Said = { zh: string; en: string };
const lists = { ...reportMessages, ...terms } as unknown as Record<string, Record<string, Said>>;
const all = Object.entries(lists).flatMap(([list, messages]) =>
  Object.entries(messages).map(([key, said]) => [`${list}.${key}`, said] as const),
);
const places = (text: string) =>
  Array.from(text.matchAll(/\{([\w-]+)\}/g), ([, name = '']) => name).toSorted((one, other) =>
    one.localeCompare(other),
  );

/** Units that the figure itself shows. */
const EMPTY = /^UNIT_NAMES\.(count|flag|programme|date|month|text)$/;

describe('labels of the report', () => {
  test.each(all)('%s is said in both languages, with the same places', (name, said) => {
    if (EMPTY.test(name)) {
      expect(said).toEqual({ zh: '', en: '' });
      return;
    }
    expect(said.zh).toMatch(/\S/);
    expect(said.en).toMatch(/\S/);
    expect(said.en).not.toMatch(/[\u4e00-\u9fff]/);
    expect(places(said.en)).toEqual(places(said.zh));
  });

  test('a place without a value stays visible, a value is not read again', () => {
    expect(fill('{a} {b}', { a: '{b}' })).toBe('{b} {b}');
    expect(fill('{toString}', {})).toBe('{toString}');
  });

  test('what nobody has named prints as its key', () => {
    expect(nameIn(terms.DEPARTMENT_NAMES, 'lottery', 'en')).toBe('lottery');
    expect(nameIn(terms.DEPARTMENT_NAMES, 'constructor', 'en')).toBe('constructor');
  });

  test('every figure of a sentence has a name, and every clearing a sentence', () => {
    for (const said of Object.values(FINDING_SENTENCES))
      for (const name of places(said.zh)) expect(Object.keys(FIGURE_NAMES)).toContain(name);
    for (const kind of Object.keys(FINDING_CLEARINGS))
      expect(Object.keys(FINDING_SENTENCES)).toContain(kind);
  });
});
