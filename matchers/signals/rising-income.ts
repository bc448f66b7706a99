// What departments know of a household's income has risen from verification to verification. It may be earning its own
// living by now, and want another class or none; or one of them has taken up work that ends again.
//
// Law: recipients report changes, and are rechecked by class (民发〔2021〕57号). Since: 2026. Only what can be compared is: a
// person's income of one class that each of the verifications knows for equally many months. A month that no record covers
// is unknown, not zero, so a line that appears is no rise. Amounts are sums of the report's own period; nothing is divided
// by months, and periods of verifications less than a year apart overlap.
//
// Example, 3 verifications, 10 % and 1,200 yuan each: wages of 12 months found 12,000, 14,400 and 17,280 yuan. 14,400 is
// 2,400 and 20 % more than 12,000, 17,280 is 2,880 and 20 % more than 14,400: raised. With 15,000 as the last, 600 yuan and
// 4.2 % more: not.

import { addDays, type CalendarDate, type Month } from '../../domain/calendar.ts';
import type { Fen } from '../../domain/money.ts';
import type { IncomeClass } from '../../domain/report.ts';
import type { IncomeStep, RisingFacts } from '../../domain/signal.ts';

/** What one report says of income. */
export type VerifiedIncome = {
  readonly reportNumber: string;
  readonly verifiedOn: CalendarDate;
  readonly from: Month;
  readonly until: Month;
  readonly lines: readonly {
    /** The same person has the same key in each report. */
    readonly person: string;
    readonly incomeClass: IncomeClass;
    readonly foundFen: Fen | null;
    readonly months: number;
  }[];
};

export type RisingTerms = {
  /** Verifications in a row, two at least. */
  readonly verifications: number;
  /** Days between two of them, at least: a report that was mended is no verification of its own. */
  readonly daysBetween: number;
  /** From one to the next at least this much, of a thousand … */
  readonly risePermille: number;
  /** … and in fen of the period. */
  readonly riseFen: number;
};

/**
 * @param history in any order
 * @param raisedUpTo the last verification of the signal that was raised before: only what rose after it counts
 */
export function risingIncome(
  history: readonly VerifiedIncome[],
  raisedUpTo: CalendarDate | null,
  terms: RisingTerms,
): RisingFacts | null {
  const chosen = lastOnes(history, terms);
  if (chosen.length < terms.verifications) return null;
  if (raisedUpTo !== null && (chosen[0]?.verifiedOn ?? raisedUpTo) < raisedUpTo) return null;
  const all = new Set(chosen.flatMap(({ lines }) => lines.map(keyOf)));
  const compared = [...all].filter((key) => isKnownInEach(key, chosen));
  if (compared.length === 0) return null;
  const steps = chosen.map((one): IncomeStep => stepOf(one, new Set(compared)));
  const isRising = steps.every((step, place) => {
    const before = steps[place - 1];
    return before === undefined || isRise(before.foundFen, step.foundFen, terms);
  });
  if (!isRising) return null;
  return {
    kind: 'rising-income',
    steps,
    lines: compared.length,
    linesLeftOut: all.size - compared.length,
  };
}

/** The last verifications that are far enough apart, the oldest first. */
function lastOnes(
  history: readonly VerifiedIncome[],
  { verifications, daysBetween }: RisingTerms,
): VerifiedIncome[] {
  const newestFirst = history.toSorted((one, other) =>
    one.verifiedOn < other.verifiedOn ? 1 : -1,
  );
  const chosen: VerifiedIncome[] = [];
  for (const one of newestFirst) {
    const after = chosen[0];
    if (after && one.verifiedOn > addDays(after.verifiedOn, -daysBetween)) continue;
    chosen.unshift(one);
    if (chosen.length === verifications) break;
  }
  return chosen;
}

type Line = VerifiedIncome['lines'][number];

function keyOf({ person, incomeClass }: Line): string {
  return `${incomeClass} ${person}`;
}

function isKnownInEach(key: string, chosen: readonly VerifiedIncome[]): boolean {
  const months = chosen.map(({ lines }) => {
    const line = lines.find((one) => keyOf(one) === key);
    return line === undefined || line.foundFen === null ? 0 : line.months;
  });
  return (months[0] ?? 0) > 0 && months.every((count) => count === months[0]);
}

function stepOf(of: VerifiedIncome, compared: ReadonlySet<string>): IncomeStep {
  const own = of.lines.filter((line) => compared.has(keyOf(line)));
  return {
    reportNumber: of.reportNumber,
    verifiedOn: of.verifiedOn,
    from: of.from,
    until: of.until,
    foundFen: own.reduce((sum, { foundFen }) => sum + (foundFen ?? 0), 0) as Fen,
  };
}

/** A share of nothing is nothing: from zero the amount alone decides. */
function isRise(before: number, after: number, { risePermille, riseFen }: RisingTerms): boolean {
  return after - before >= riseFen && (after - before) * 1_000 >= before * risePermille;
}
