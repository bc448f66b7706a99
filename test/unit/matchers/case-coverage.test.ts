// What the worked cases must show of every rule, so that a rule added later cannot lack them: that it finds something and
// that it does not, each kind that it can find, the limit itself and one step beside it, a missing answer, and evidence
// that contradicts itself.

import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../domain/finding.ts';
import { RULES } from '../../../matchers/rules/rule-list.ts';
import type { Rule } from '../../../matchers/rules/rule.ts';
import { schemeNamed } from '../../../matchers/schemes/scheme-list.ts';
import { verifyHousehold } from '../../../matchers/verify-household.ts';
import { caseInput } from '../../support/case-household.ts';
import type { Case } from '../../support/case-schema.ts';
import { WORKED_CASES } from '../../support/worked-cases.ts';

type Judged = { readonly given: Case; readonly findings: readonly Finding[] };

const JUDGED: readonly Judged[] = WORKED_CASES.flatMap(({ cases }) => cases).map((given) => ({
  given,
  findings: verifyHousehold(caseInput(given)).findings,
}));

/** What a rule says in a case: its kinds, with their severity. */
function saidBy({ id }: Rule, { findings }: Judged): string[] {
  return findings
    .filter(({ rule }) => rule === id)
    .map(({ kind, severity }) => `${kind} ${severity}`)
    .toSorted();
}

function casesThatApply(rule: Rule): Judged[] {
  return JUDGED.filter(({ given }) => schemeNamed(given.scheme).rules.includes(rule));
}

function casesThatShow({ id }: Rule, shown: Case['shows'][string]): Judged[] {
  return JUDGED.filter(({ given }) => given.shows[id] === shown);
}

const ANSWERS = new Set(['found', 'none', 'unknown-person', 'identity-mismatch']);

function isUnanswered({ resources }: Rule, { given }: Judged): boolean {
  return Object.entries(given.answers).some(
    ([place, said]) =>
      !ANSWERS.has(said) && resources.some((resource) => place.startsWith(`${resource}/`)),
  );
}

describe.each((RULES as readonly Rule[]).map((rule) => [rule.id, rule] as const))(
  'the cases of %s',
  (_id, rule) => {
    test('show each kind that it can find', () => {
      const found = new Set(
        JUDGED.flatMap(({ findings }) => findings).flatMap((one) =>
          one.rule === rule.id ? one.kind : [],
        ),
      );
      expect(Object.keys(rule.kinds).filter((kind) => !found.has(kind))).toEqual([]);
    });

    test('show it in two minds: with one thing to say, and with another or nothing', () => {
      const said = casesThatApply(rule).map((one) => saidBy(rule, one).join());
      expect(new Set(said).size).toBeGreaterThan(1);
    });

    test('show the limit itself, and one step beside it, where it says something else', () => {
      const atLimit = casesThatShow(rule, 'at-limit').map((one) => saidBy(rule, one).join());
      const beside = casesThatShow(rule, 'one-beside').map((one) => saidBy(rule, one).join());
      expect({ atLimit, beside }).not.toEqual({ atLimit: [], beside });
      expect(beside.some((said) => !atLimit.includes(said))).toBe(true);
    });

    test('show a missing answer', () => {
      // Whether a person is known is asked of every record; a rule that reads no answer cannot miss one.
      const isRead = rule.resources.length > 0;
      expect(casesThatApply(rule).some((one) => isUnanswered(rule, one))).toBe(isRead);
    });

    test('show evidence that contradicts itself, on which it finds no excess', () => {
      const conflicts = casesThatShow(rule, 'conflict');
      expect(conflicts.length).toBeGreaterThan(0);
      const excess = conflicts.filter((one) =>
        saidBy(rule, one).some((said) => said.endsWith(' exceeds')),
      );
      expect(excess.map(({ given }) => given.name)).toEqual([]);
    });
  },
);

test('what a case shows is shown of a rule that there is', () => {
  const ids = new Set<string>(RULES.map(({ id }) => id));
  const unknown = JUDGED.flatMap(({ given }) =>
    Object.keys(given.shows).filter((id) => !ids.has(id)),
  );
  expect(unknown).toEqual([]);
});
