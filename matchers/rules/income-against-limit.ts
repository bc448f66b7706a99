// Income held against a limit for the whole household and window: what every income rule does, whatever its limit is.
// A lower bound beyond the limit is beyond it whatever else comes; one below it proves nothing.

import type { EvidenceId } from '../../domain/evidence.ts';
import type { FindingDraft, Severity } from '../../domain/finding.ts';
import { INCOME_CLASSES, type IncomeLine } from '../../domain/report.ts';
import type { Comparator, Standard } from '../../domain/standard.ts';
import type { Trace } from '../../domain/trace.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import {
  combined,
  comparatorOf,
  comparison,
  fact,
  fen,
  holds,
  standardNode,
} from '../worked-sum.ts';

export type IncomeLimit = {
  /** thousandths of a fen for the household and the window, so that a multiple of the allowance stays whole */
  readonly milliFen: number;
  readonly comparator: Comparator;
  readonly trace: Trace;
  /** Figures of the sentence besides those of every income rule. */
  readonly figures: FindingDraft['figures'];
};

/** What a limit of income can lead to. */
export type IncomeKinds = {
  readonly above: string;
  readonly unsure: string;
  /** Above, and within once outlays are taken off that only the form says. */
  readonly unlessOutlays: string;
  /** Above, and within once those are counted whom registers hold as family and the form does not list. */
  readonly unlessFamily: string;
  readonly withDeclared: string;
  readonly within: string;
};

export const INCOME_FIGURES = ['income', 'limit', 'persons', 'months'] as const;

const NOBODY: readonly number[] = Object.freeze([]);
const NO_EVIDENCE: readonly EvidenceId[] = Object.freeze([]);

export function incomeAgainstLimit(
  facts: HouseholdFacts,
  limit: IncomeLimit,
  kinds: IncomeKinds,
): FindingDraft {
  const { income } = facts;
  if (!isWithin(income.countedFen, limit)) {
    const evidence = evidenceOf(income.persons);
    const draft = (kind: string, severity: Severity) =>
      finding(kind, severity, facts, limit, income.countedFen, foundSum(facts), evidence);
    if (!income.isBeyondDoubt) return withPerHead(facts, draft(kinds.unsure, 'doubt'));
    if (isWithin(income.countedFen, withFamily(facts, limit))) {
      const unlisted = { value: facts.perhapsMembers, unit: 'persons' } as const;
      const doubt = draft(kinds.unlessFamily, 'doubt');
      return { ...doubt, figures: { ...doubt.figures, unlisted } };
    }
    const { claimed } = income;
    if (isWithin(Math.max(0, income.countedFen - claimed.fen), limit)) {
      const doubt = draft(kinds.unlessOutlays, 'doubt');
      return { ...doubt, figures: { ...doubt.figures, claimed: fen(claimed.fen) } };
    }
    return withPerHead(facts, draft(kinds.above, 'exceeds'));
  }
  if (!isWithin(income.withDeclaredFen, limit)) {
    const evidence = evidenceOf(income.persons);
    const sum = largerSum(facts);
    return finding(
      kinds.withDeclared,
      'doubt',
      facts,
      limit,
      income.withDeclaredFen,
      sum,
      evidence,
    );
  }
  return finding(
    kinds.within,
    'info',
    facts,
    limit,
    income.countedFen,
    foundSum(facts),
    NO_EVIDENCE,
  );
}

/** So much a head and month, for all who live together and the whole window; a multiple of it where one is given. */
export function limitPerHead(
  { living, window }: HouseholdFacts,
  perHead: Standard,
  multiple: Standard | null = null,
): IncomeLimit {
  const milliFen = perHead.value * window.months * living.length * (multiple?.value ?? 1000);
  const limit = multiple ?? perHead;
  return {
    milliFen,
    comparator: comparatorOf(limit),
    trace: combined('product', 'limit-for-window', Math.floor(milliFen / 1000), 'fen', [
      standardNode(perHead),
      fact('window-months', window.months, 'months'),
      fact('living-together', living.length, 'persons'),
      ...(multiple === null ? [] : [standardNode(multiple)]),
    ]),
    figures: {
      standard: { value: perHead.value, unit: 'fen/month' },
      ...(multiple === null ? {} : { multiple: { value: multiple.value, unit: 'permille' } }),
    },
  };
}

function isWithin(amountFen: number, { comparator, milliFen }: IncomeLimit): boolean {
  return holds(amountFen * 1000, comparator, milliFen);
}

function finding(
  kind: string,
  severity: Severity,
  { living, window }: HouseholdFacts,
  limit: IncomeLimit,
  amountFen: number,
  sum: Trace,
  evidence: readonly EvidenceId[],
): FindingDraft {
  const holding = isWithin(amountFen, limit);
  return {
    kind,
    severity,
    personNos: NOBODY,
    figures: {
      income: fen(amountFen),
      limit: fen(Math.floor(limit.milliFen / 1000)),
      ...limit.figures,
      persons: { value: living.length, unit: 'persons' },
      months: { value: window.months, unit: 'months' },
    },
    evidence,
    trace: comparison('income-against-standard', sum, limit.comparator, limit.trace, holding),
  };
}

/** The limit of as many heads more as registers hold and the form does not list. */
function withFamily({ living, perhapsMembers }: HouseholdFacts, limit: IncomeLimit): IncomeLimit {
  const perHead = limit.milliFen / living.length;
  return { ...limit, milliFen: perHead * (living.length + perhapsMembers) };
}

/** Only for print: rounded once, and never compared. */
function withPerHead({ living, window }: HouseholdFacts, draft: FindingDraft): FindingDraft {
  const amountFen = Number(draft.figures['income']?.value);
  const perHead = Math.round(amountFen / (window.months * living.length));
  return { ...draft, figures: { ...draft.figures, perHead: fen(perHead) } };
}

function evidenceOf(persons: HouseholdFacts['income']['persons']): EvidenceId[] {
  return persons.flatMap((person) =>
    INCOME_CLASSES.flatMap((incomeClass) => person[incomeClass].evidence),
  );
}

/** What records state, line by line. */
function foundSum({ income }: HouseholdFacts): Trace {
  const of: Trace[] = [];
  let sum = 0;
  for (const line of income.lines) {
    if (line.trace === null) continue;
    sum += line.countedFen ?? 0;
    of.push(lineOf(line));
  }
  const { deduction } = income;
  if (deduction === null) return combined('sum', 'income-counted', sum, 'fen', of);
  return lessDeduction(combined('sum', 'income-before-outlays', sum, 'fen', of), sum, deduction);
}

/** In each line the larger of what counts and what was declared, less the exempt part found in it. */
function largerSum({ income, window }: HouseholdFacts): Trace {
  const of: Trace[] = [];
  let sum = 0;
  for (const line of income.lines) {
    const countedFen = line.countedFen ?? 0;
    const exemptFen = (line.foundFen ?? 0) - countedFen;
    const declaredFen = line.declaredFen ?? 0;
    sum += Math.max(countedFen, declaredFen - exemptFen);
    if (declaredFen - exemptFen <= countedFen) {
      if (line.trace !== null) of.push(lineOf(line));
      continue;
    }
    const declared = declaredForWindow(line, declaredFen, window.months);
    of.push(
      exemptFen === 0
        ? declared
        : combined('difference', 'declared-less-exempt', declaredFen - exemptFen, 'fen', [
            declared,
            fact('exempt-part', exemptFen, 'fen'),
          ]),
    );
  }
  const larger = combined('sum', 'income-larger-of-both', sum, 'fen', of);
  const { deduction } = income;
  return deduction === null ? larger : lessDeduction(larger, sum, deduction);
}

/** The sum of the line is in the report's table of income; the finding refers to it. */
function lineOf({ personNo, incomeClass, countedFen }: IncomeLine): Trace {
  return { op: 'ref', personNo, incomeClass, value: countedFen ?? 0, unit: 'fen' };
}

function lessDeduction(
  sum: Trace,
  sumFen: number,
  deduction: NonNullable<HouseholdFacts['income']['deduction']>,
): Trace {
  const isWhole = deduction.fen <= sumFen;
  const taken = isWhole ? deduction.trace : fact('outlays-up-to-income', sumFen, 'fen');
  const left = isWhole ? sumFen - deduction.fen : 0;
  return combined('difference', 'income-counted', left, 'fen', [sum, taken]);
}

function declaredForWindow(line: IncomeLine, declaredFen: number, windowMonths: number): Trace {
  const { personNo, incomeClass } = line;
  const declared = { op: 'declared', personNo, field: incomeClass } as const;
  if (incomeClass === 'business' || incomeClass === 'property') {
    return { ...declared, value: declaredFen, unit: 'fen/year' };
  }
  return combined('product', 'declared-for-window', declaredFen, 'fen', [
    { ...declared, value: declaredFen / windowMonths, unit: 'fen/month' },
    fact('window-months', windowMonths, 'months'),
  ]);
}
