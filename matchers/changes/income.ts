// Changes of what they live on. Monthly records are held against each other by who pays, never by an average over
// months that a record does not cover.

import { addMonths, type Month } from '../../domain/calendar.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Fen } from '../../domain/money.ts';
import {
  amount,
  type BothSides,
  changeOf,
  type ChangeDraft,
  type Comparison,
  type ComparisonTerms,
  isMaterial,
  month,
  ofKind,
  text,
} from './compared.ts';

/** Departments enter a month late: a payer is gone only when the last two months lack it. */
const MONTHS_UNTIL_GONE = 2;
/** What is paid once a year is gone when a year and the same two months passed without it. */
const MONTHS_UNTIL_YEARLY_GONE = 12 + MONTHS_UNTIL_GONE;
const PAID_YEARLY: ReadonlySet<string> = new Set(['agricultural-subsidy']);
/** A level is that of the newest months, so that one bonus is not a rise. */
const MONTHS_OF_A_LEVEL = 3;

type Monthly = { readonly record: Evidence; readonly month: Month; readonly fen: Fen };

type Series = {
  readonly began: string;
  readonly ended: string;
  readonly rose: string;
  readonly fell: string;
  /** Who pays, as the sentence names it. */
  readonly figure: string;
};

export const wages: Comparison = (sides, terms) =>
  series(
    sides,
    (records) =>
      grouped(
        ofKind(records, 'wage-month').map((record) => ({
          key: record.facts.payer ?? '',
          record,
          month: record.facts.month,
          fen: record.facts.amountFen,
        })),
      ),
    {
      began: 'work-began',
      ended: 'work-ended',
      rose: 'wage-rose',
      fell: 'wage-fell',
      figure: 'payer',
    },
    terms,
  );

export const benefits: Comparison = (sides, terms) =>
  series(
    sides,
    (records) =>
      grouped(
        ofKind(records, 'benefit-payment').map((record) => ({
          key: record.facts.benefit,
          record,
          month: record.facts.month,
          fen: record.facts.amountFen,
        })),
      ),
    {
      began: 'benefit-began',
      ended: 'benefit-ended',
      rose: 'benefit-rose',
      fell: 'benefit-fell',
      figure: 'benefit',
    },
    terms,
  );

export const otherIncome: Comparison = (sides, terms) =>
  series(
    sides,
    (records) =>
      grouped(
        ofKind(records, 'income-month').map((record) => ({
          key: record.facts.item,
          record,
          month: record.facts.month,
          fen: record.facts.netFen ?? record.facts.grossFen,
        })),
      ),
    {
      began: 'income-began',
      ended: 'income-ended',
      rose: 'income-rose',
      fell: 'income-fell',
      figure: 'item',
    },
    terms,
  ).filter(({ kind }) => kind === 'income-began');

function grouped(rows: readonly (Monthly & { readonly key: string })[]): Map<string, Monthly[]> {
  const groups = new Map<string, Monthly[]>();
  for (const { key, ...row } of rows) groups.set(key, [...(groups.get(key) ?? []), row]);
  return groups;
}

function series(
  { before, after }: BothSides,
  read: (records: readonly Evidence[]) => Map<string, Monthly[]>,
  kinds: Series,
  { lastMonth, materiality }: ComparisonTerms,
): ChangeDraft[] {
  const had = read(before);
  const has = read(after);
  const changes: ChangeDraft[] = [];
  for (const key of new Set([...had.keys(), ...has.keys()])) {
    const earlier = had.get(key) ?? [];
    const later = has.get(key) ?? [];
    const who = { [kinds.figure]: text(key) };
    const isYearly = PAID_YEARLY.has(key);
    const wasPaying = isPaying(earlier, lastMonth.before, isYearly);
    // The payment of last year may have left the window of months that was asked for.
    const isPayingNow = isPaying(
      isYearly ? [...earlier, ...later] : later,
      lastMonth.after,
      isYearly,
    );
    // What the earlier report could already have known is no news, only months behind its last record are.
    const known = newest(earlier)?.month ?? null;
    const fresh = later.filter(({ month: at }) => known === null || at > known);
    const first = oldest(fresh);
    const last = newest(earlier);
    if (!wasPaying && isPayingNow && first) {
      changes.push(
        changeOf('weighty', kinds.began, `${key}/${first.month}`, first.record, {
          ...who,
          from: month(first.month),
          monthly: amount(level(later)),
        }),
      );
    } else if (wasPaying && !isPayingNow && last) {
      const stopped = newest([...earlier, ...later]) ?? last;
      changes.push(
        changeOf(
          'notice',
          kinds.ended,
          `${key}/${stopped.month}`,
          stopped.record,
          { ...who, last: month(stopped.month) },
          true,
        ),
      );
    } else if (wasPaying && isPayingNow) {
      const [was, is] = [level(earlier), level(later)];
      const latest = newest(later);
      if (latest && isMaterial(was, is, materiality.monthlyFen, materiality.sharePermille)) {
        const figures = { ...who, before: amount(was), after: amount(is) };
        const identity = `${key}/${is}`;
        changes.push(
          is > was
            ? changeOf('weighty', kinds.rose, identity, latest.record, figures)
            : changeOf('notice', kinds.fell, identity, latest.record, figures),
        );
      }
    }
  }
  return changes;
}

function isPaying(months: readonly Monthly[], last: Month, isYearly: boolean): boolean {
  const since = addMonths(last, 1 - (isYearly ? MONTHS_UNTIL_YEARLY_GONE : MONTHS_UNTIL_GONE));
  return months.some(({ month: at }) => at >= since);
}

/** The middle of the newest months' sums: rows of several insurances of one month say the same wage. */
function level(months: readonly Monthly[]): Fen {
  const byMonth = new Map<Month, number>();
  for (const { month: at, fen } of months) byMonth.set(at, Math.max(byMonth.get(at) ?? 0, fen));
  const newestMonths = [...byMonth]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, MONTHS_OF_A_LEVEL)
    .map(([, fen]) => fen)
    .sort((one, other) => one - other);
  return (newestMonths[newestMonths.length >> 1] ?? 0) as Fen;
}

function newest(months: readonly Monthly[]): Monthly | null {
  return months.reduce<Monthly | null>((a, b) => (a === null || b.month > a.month ? b : a), null);
}

function oldest(months: readonly Monthly[]): Monthly | null {
  return months.reduce<Monthly | null>((a, b) => (a === null || b.month < a.month ? b : a), null);
}
