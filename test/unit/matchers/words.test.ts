// Every kind of finding has a name and a sentence in both languages, and each sentence names figures that it has.

import { describe, expect, test } from '@jest/globals';
import { FINDING_CLEARINGS } from '../../../config/messages/finding-clearings.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { FINDING_SENTENCES } from '../../../config/messages/findings.ts';
import {
  FIELD_NAMES,
  FIGURE_NAMES,
  RULE_LABELS,
  TRACE_LABELS,
  WHY_NOT,
} from '../../../config/messages/rule-labels.ts';
import type { Said } from '../../../domain/errors.ts';
import { RULES } from '../../../matchers/rules/rule-list.ts';
import type { Rule } from '../../../matchers/rules/rule.ts';
import { SCHEME_LIST } from '../../../matchers/schemes/scheme-list.ts';

const KINDS = (RULES as readonly Rule[]).flatMap(({ id, kinds }) =>
  Object.entries(kinds).map(([kind, figures]) => [kind, id, figures] as const),
);
/** What a household must never read. */
const ACCUSING = /骗|欺诈|造假|虚报|瞒报|fraud|cheat|\blie[sd]?\b|conceal/i;

function places(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].toSorted();
}

describe('the words of the rules', () => {
  test.each(KINDS)('%s of %s is named and said with its own figures', (kind, _rule, figures) => {
    const { zh, en } = FINDING_SENTENCES[kind] ?? { zh: '', en: '' };
    expect(zh).not.toBe('');
    expect(places(zh).filter((name) => !figures.includes(name))).toEqual([]);
    expect(places(en)).toEqual(places(zh));
    expect(FINDING_NAMES[kind]?.zh).toBeTruthy();
    expect(figures.filter((name) => !Object.hasOwn(FIGURE_NAMES, name))).toEqual([]);
  });

  test('nothing is said about a kind that no rule finds', () => {
    const known = KINDS.map(([kind]) => kind).toSorted();
    expect(Object.keys(FINDING_SENTENCES).toSorted()).toEqual(known);
    expect(Object.keys(FINDING_NAMES).toSorted()).toEqual(known);
    expect(Object.keys(FINDING_CLEARINGS).filter((kind) => !known.includes(kind))).toEqual([]);
  });

  test('no key means two things', () => {
    const lists: Readonly<Record<string, Said>>[] = [
      FIGURE_NAMES,
      FIELD_NAMES,
      TRACE_LABELS,
      WHY_NOT,
    ];
    const keys = lists.flatMap((list) => Object.keys(list));
    expect(keys.length).toBe(new Set(keys).size);
    expect(Object.keys(RULE_LABELS).length).toBe(keys.length);
  });

  test('no sentence accuses anybody', () => {
    const said = [FINDING_SENTENCES, FINDING_NAMES, FINDING_CLEARINGS, RULE_LABELS]
      .flatMap((list) => Object.values<Said>(list))
      .flatMap(({ zh, en }) => [zh, en]);
    expect(said.filter((text) => ACCUSING.test(text))).toEqual([]);
  });

  test('a kind belongs to one rule, a rule to one name, and each scheme’s rules are listed', () => {
    const kinds = KINDS.map(([kind]) => kind);
    expect(kinds.length).toBe(new Set(kinds).size);
    const ids = RULES.map(({ id }) => id);
    expect(ids.length).toBe(new Set(ids).size);
    for (const { rules } of Object.values(SCHEME_LIST)) {
      expect(rules.filter((rule) => !(RULES as readonly Rule[]).includes(rule))).toEqual([]);
    }
  });
});
