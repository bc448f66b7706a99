// What a comparison of two verifications works on: one person's records of one kind, before and after.

import type { CalendarDate, Month } from '../../domain/calendar.ts';
import type { Change, ChangeFigure, ChangeGrade } from '../../domain/change.ts';
import type { Evidence, EvidenceFacts, EvidenceKind } from '../../domain/evidence.ts';
import { isOfKind } from '../../domain/evidence.ts';
import type { Fen } from '../../domain/money.ts';
import type { SchemeId } from '../../domain/scheme.ts';

/** From which difference on it is worth a sentence. The office's numbers (config/recheck.yaml), not the law's. */
export type Materiality = {
  /** Of the earlier amount. */
  readonly sharePermille: number;
  readonly monthlyFen: Fen;
  readonly balanceFen: Fen;
};

export type ComparisonTerms = {
  readonly materiality: Materiality;
  /** The help that the household itself receives: a record of it is no second help. */
  readonly own: { readonly scheme: SchemeId; readonly county: string };
  /** The last month of each verification's income window. */
  readonly lastMonth: { readonly before: Month; readonly after: Month };
};

/** One person's records, of those answered both times. */
export type BothSides = {
  readonly personNo: number;
  readonly before: readonly Evidence[];
  readonly after: readonly Evidence[];
};

export type ChangeDraft = Pick<Change, 'kind' | 'grade' | 'figures' | 'evidence' | 'identity'> & {
  readonly record: Evidence;
};

/** Finds the changes of one kind of record. */
export type Comparison = (sides: BothSides, terms: ComparisonTerms) => ChangeDraft[];

export function changeOf(
  grade: ChangeGrade,
  kind: string,
  identity: string,
  record: Evidence,
  figures: Readonly<Record<string, ChangeFigure | null>>,
  isGone = false,
): ChangeDraft {
  return {
    kind,
    grade,
    identity: `${kind}/${identity}`,
    record,
    evidence: isGone ? [] : [record.id],
    figures: Object.fromEntries(
      Object.entries(figures).flatMap(([name, figure]) =>
        figure === null ? [] : [[name, figure]],
      ),
    ),
  };
}

export const text = (value: string | null): ChangeFigure | null =>
  value === null || value === '' ? null : { text: value };
export const day = (value: CalendarDate | null): ChangeFigure | null =>
  value === null ? null : { date: value };
export const month = (value: Month): ChangeFigure => ({ month: value });
export const amount = (value: Fen | null): ChangeFigure | null =>
  value === null ? null : { fen: value };

type OfKind<Kind extends EvidenceKind> = Evidence<Extract<EvidenceFacts, { kind: Kind }>>;

export function ofKind<Kind extends EvidenceKind>(
  records: readonly Evidence[],
  kind: Kind,
): OfKind<Kind>[] {
  return records.filter((record): record is OfKind<Kind> => isOfKind(record, kind));
}

/** Records that are new, gone, and the same by a key, each key once. */
export function matched<Kind extends EvidenceKind>(
  { before, after }: BothSides,
  kind: Kind,
  keyOf: (record: OfKind<Kind>) => string,
): {
  readonly added: readonly OfKind<Kind>[];
  readonly gone: readonly OfKind<Kind>[];
  readonly kept: readonly (readonly [OfKind<Kind>, OfKind<Kind>])[];
} {
  const had = new Map(ofKind(before, kind).map((record) => [keyOf(record), record]));
  const has = new Map(ofKind(after, kind).map((record) => [keyOf(record), record]));
  return {
    added: [...has].flatMap(([key, record]) => (had.has(key) ? [] : [record])),
    gone: [...had].flatMap(([key, record]) => (has.has(key) ? [] : [record])),
    kept: [...has].flatMap(([key, record]) => {
      const earlier = had.get(key);
      return earlier === undefined ? [] : [[earlier, record] as const];
    }),
  };
}

/** Whether an amount moved far enough to matter, by share and by sum. */
export function isMaterial(
  before: number,
  after: number,
  least: Fen,
  sharePermille: number,
): boolean {
  const moved = Math.abs(after - before);
  return moved >= least && moved * 1000 >= sharePermille * before;
}
