// A worked sum (演算过程): the tree from a conclusion down to records, declarations and standards.
// It holds figures and keys, never sentences: reports/ prints it in Chinese and in English.

import type { Month } from './calendar.ts';
import type { EvidenceId } from './evidence.ts';
import type { IncomeClass } from './income-class.ts';
import type { Comparator } from './standard.ts';

export type Unit =
  | 'fen'
  | 'fen/month'
  | 'fen/year'
  | 'count'
  | 'persons'
  | 'months'
  | 'days'
  | 'years'
  | 'm2x100'
  | 'mux100'
  | 'permille'
  /** A programme of assistance, by its key. */
  | 'programme'
  | 'date'
  | 'month'
  | 'text';

export type Quantity = { readonly value: number | string; readonly unit: Unit };

export type Trace =
  /** A figure that a record states. */
  | (Quantity & {
      readonly op: 'record';
      readonly evidence: EvidenceId;
      readonly field: string;
      /** The month that the figure is for, where the record is of one. */
      readonly month?: Month;
    })
  /** A figure that the household declared. */
  | (Quantity & { readonly op: 'declared'; readonly personNo: number; readonly field: string })
  /** A standard in force; the report lists its source. */
  | (Quantity & { readonly op: 'standard'; readonly key: string })
  /** A fact about the case: how many live together, the verification date. */
  | (Quantity & { readonly op: 'fact'; readonly label: string })
  /** What counts in one line of income; the line itself holds the sum. */
  | (Quantity & {
      readonly op: 'ref';
      readonly personNo: number;
      readonly incomeClass: IncomeClass;
    })
  /** `of` added up, or multiplied, or the first less the others. */
  | (Quantity & {
      readonly op: 'sum' | 'product' | 'difference';
      readonly label: string;
      readonly of: readonly Trace[];
    })
  /** Shown, but kept out of the sum above it, and why. */
  | { readonly op: 'not-counted'; readonly why: string; readonly of: readonly Trace[] }
  /** Two figures held against each other. */
  | {
      readonly op: 'compare';
      readonly label: string;
      readonly left: Trace;
      readonly comparator: Comparator | '=';
      readonly right: Trace;
      readonly holds: boolean;
    };
