// A risk signal (风险信号): something that repeats or grows over time and that a person should look at. It changes no report
// and decides nothing.

import type { CalendarDate, Month } from './calendar.ts';
import type { Fen } from './money.ts';
import type { RegionCode } from './region.ts';

export const SIGNAL_KINDS = [
  'shared-account',
  'crowded-register',
  'repeated-address',
  'rising-income',
  'dismissal-rate',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Kinds that rest on something which several families have in common. */
export type SharedKind = Extract<
  SignalKind,
  'shared-account' | 'crowded-register' | 'repeated-address'
>;

/** `overtaken`: a later signal says the same and more. */
export const SIGNAL_STATES = ['open', 'harmless', 'overtaken'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

/** Families that share an account or an address. */
export type SharedFacts = {
  readonly kind: SharedKind;
  readonly families: number;
  readonly households: number;
  /** Families that were not there when it was raised before; as many as `families` the first time. */
  readonly newFamilies: number;
  /** The days of the first and the last verification. */
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  /** Of an account, whose it is said to be: somebody of one of the households, somebody else, or that is not stated. */
  readonly holder: 'among-them' | 'somebody-else' | 'not-stated' | null;
};

/** What one verification found, of the lines that all of them have in common. */
export type IncomeStep = {
  readonly reportNumber: string;
  readonly verifiedOn: CalendarDate;
  readonly from: Month;
  readonly until: Month;
  /** fen found in that period, all compared lines together; never divided by months */
  readonly foundFen: Fen;
};

export type RisingFacts = {
  readonly kind: 'rising-income';
  readonly steps: readonly IncomeStep[];
  /** Lines (a person's income of one class) that were compared. */
  readonly lines: number;
  /** Lines that were left out, since they were not known in each of the periods for as many months. */
  readonly linesLeftOut: number;
};

export type DismissalFacts = {
  readonly kind: 'dismissal-rate';
  readonly account: string;
  readonly direction: 'more' | 'fewer';
  /** Whole months, both included. */
  readonly from: Month;
  readonly until: Month;
  readonly decided: number;
  readonly dismissed: number;
  /** How many it would be if it did not matter who decides, kind by kind; in thousandths of a finding. */
  readonly expectedMilli: number;
  readonly colleagues: number;
  readonly colleaguesDecided: number;
  readonly colleaguesDismissed: number;
  /** Where the colleagues work. */
  readonly circle: RegionCode;
  /** Chance alone brings as much about once in so many comparisons. */
  readonly onceIn: number;
};

export type SignalFacts = SharedFacts | RisingFacts | DismissalFacts;

/** What a person has said of a signal. */
export type SignalMark = {
  readonly mark: 'harmless' | 'reopened';
  readonly by: string;
  readonly at: string;
  readonly reason: string;
};
