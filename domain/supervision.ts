// Electronic supervision (电子监察): whether each step is done in its time.

import type { CalendarDate } from './calendar.ts';
import type { DepartmentId } from './lookup.ts';
import type { RegionCode } from './region.ts';

/** `report`: of an office, from submission to the reports. `department`: from the question to its answer. */
export const CLOCK_KINDS = ['report', 'department', 'objection', 'correction'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export type Clock = {
  /** By our own ids: `B12`, `B12/public-security`, `O3`, `C4`. */
  readonly subject: string;
  readonly kind: ClockKind;
  /** Of the office whose case it is. */
  readonly region: RegionCode;
  readonly department: DepartmentId | null;
  readonly startedOn: CalendarDate;
  /** The last day in time. */
  readonly dueOn: CalendarDate;
  readonly doneOn: CalendarDate | null;
};

/** Yellow while little time is left, red when none is. */
export type CardLevel = 'yellow' | 'red';
export type Card = {
  readonly clock: Clock;
  readonly level: CardLevel;
  readonly givenOn: CalendarDate;
};

/** One line of the monthly table: a department, or an office. */
export type SupervisionLine = {
  readonly of: DepartmentId | RegionCode;
  readonly kind: ClockKind;
  /** Steps that began in the month. */
  readonly begun: number;
  readonly inTime: number;
  readonly late: number;
  /** Still running, in time. */
  readonly running: number;
  /** Still running, and over. */
  readonly overdue: number;
};
