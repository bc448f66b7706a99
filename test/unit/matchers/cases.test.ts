// Runs every worked case of test/cases: given household, records and date, expect findings and figures.

import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../domain/finding.ts';
import type { Quantity } from '../../../domain/trace.ts';
import { verifyHousehold } from '../../../matchers/verify-household.ts';
import { caseInput } from '../../support/case-household.ts';
import type { Case } from '../../support/case-schema.ts';
import { traceFaults } from '../../support/trace-arithmetic.ts';
import { WORKED_CASES } from '../../support/worked-cases.ts';

/** What stands in nearly every report and is only compared where a case names it. */
const UNSAID = new Set(['income-below-standard', 'income-within-multiple', 'income-within-sum']);

for (const { file, about, cases } of WORKED_CASES) {
  describe(`${file}: ${about}`, () => {
    test.each(cases.map((given) => [given.name, given] as const))('%s', (_name, given) => {
      const content = verifyHousehold(caseInput(given));
      const { expect: expected } = given;
      expect(shownFindings(content.findings, expected.findings)).toEqual(
        wantedFindings(expected.findings),
      );
      if (expected.conclusion !== undefined) expect(content.conclusion).toBe(expected.conclusion);
      for (const [place, wanted] of Object.entries(expected.income)) {
        const line = content.income.find((one) => `${one.incomeClass}/${one.personNo}` === place);
        const shown = {
          declared: inYuan(line?.declaredFen),
          found: inYuan(line?.foundFen),
          counted: inYuan(line?.countedFen),
          months: line?.monthsCovered.length,
        };
        expect({ place, ...shown }).toMatchObject({ place, ...wanted });
      }
      for (const [place, difference] of Object.entries(expected.comparison)) {
        const line = content.comparison.find(
          ({ item, personNo }) => (personNo === null ? item : `${item}/${personNo}`) === place,
        );
        expect({ place, difference: line?.difference ?? 'no line' }).toEqual({ place, difference });
      }
      for (const [kind, wanted] of Object.entries(expected.property)) {
        const lines = content.property.filter((line) => line.kind === kind);
        expect({ kind, lines: lines.map(({ whyNot }) => whyNot ?? 'counted') }).toEqual({
          kind,
          lines: wanted,
        });
      }
      for (const [no, grade] of Object.entries(expected.identity)) {
        expect({ no, grade: content.persons[Number(no) - 1]?.identity }).toEqual({ no, grade });
      }
      for (const { id, trace } of content.findings) {
        expect({ id, faults: trace === null ? [] : traceFaults(trace) }).toEqual({
          id,
          faults: [],
        });
      }
    });
  });
}

type Expected = Case['expect']['findings'];
type Shown = { kind: string } & Record<string, unknown>;

function wantedFindings(expected: Expected): Shown[] {
  return expected
    .map((entry): Shown => {
      if (typeof entry === 'string') return { kind: entry };
      const [kind = '', details] = Object.entries(entry)[0] ?? [];
      return { kind, ...details };
    })
    .toSorted(byKind);
}

/** The report's findings, with only those details that the case names. */
function shownFindings(findings: readonly Finding[], expected: Expected): Shown[] {
  const wanted = wantedFindings(expected);
  const seen = new Map<string, number>();
  return findings
    .filter(({ kind }) => !UNSAID.has(kind) || wanted.some((one) => one.kind === kind))
    .toSorted(byKind)
    .map((finding) => {
      const nth = seen.get(finding.kind) ?? 0;
      seen.set(finding.kind, nth + 1);
      const details = wanted.filter(({ kind }) => kind === finding.kind)[nth] ?? {};
      const shown: Shown = { kind: finding.kind };
      for (const name of Object.keys(details)) {
        if (name === 'severity') shown[name] = finding.severity;
        else if (name === 'persons') shown[name] = finding.personNos;
        else if (name !== 'kind') shown[name] = inCaseUnits(finding.figures[name]);
      }
      return shown;
    });
}

function byKind(one: { kind: string }, other: { kind: string }): number {
  return one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0;
}

/** Cases are written in yuan and m². */
function inCaseUnits(figure: Quantity | undefined): unknown {
  if (figure === undefined || typeof figure.value === 'string') return figure?.value;
  return figure.unit.startsWith('fen') || figure.unit === 'm2x100'
    ? figure.value / 100
    : figure.value;
}

function inYuan(amount: number | null | undefined): number | null | undefined {
  return typeof amount === 'number' ? amount / 100 : amount;
}
