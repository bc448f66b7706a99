// By when each step of a case must be done: working days, as the region's standards have them on the day the step began.
// Holidays are the State Council's (working-days.ts).

import { type CalendarDate, type Instant, shanghaiDate } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import type { SchemeId } from '../domain/scheme.ts';
import { standardInForce } from '../domain/standard.ts';
import type { StandardsBook } from './standards.ts';
import type { WorkingDays } from './working-days.ts';

/**
 * `case`: from submission to the decision. `report`: to the reports. `department`: from the question to the answer.
 * `objection`: to its outcome. `correction`: from the request to the department's answer.
 */
export const STEPS = ['case', 'report', 'department', 'objection', 'correction'] as const;
export type Step = (typeof STEPS)[number];

/** The standard that holds a step's days: of one scheme, or of all that have none of their own. */
export function stepKey(step: Step, scheme?: SchemeId): string {
  return `${scheme === undefined ? '' : `${scheme}.`}${step}.working-days`;
}

export type Deadline = {
  readonly on: CalendarDate;
  /** Working days left from `today` on; negative when it has passed. */
  readonly daysLeft: number;
};

export type DeadlineBooks = {
  readonly standards: StandardsBook;
  readonly workingDays: WorkingDays;
};

export type BegunStep = {
  readonly step: Step;
  readonly on: CalendarDate;
  readonly region: RegionCode;
  /** Left out where the step is the same for every scheme. */
  readonly scheme?: SchemeId;
};

/** The last day of a step; the day on which it begins does not count. null where no standard sets the days. */
export function dueOn(step: BegunStep, books: DeadlineBooks): CalendarDate | null {
  const days = ownOrCommon(step, books);
  return days === undefined ? null : books.workingDays.addWorkingDays(step.on, days.value);
}

/** As `dueOn`, for a step that must have an end. @throws HeduiError STANDARD_NOT_IN_FORCE */
export function dueBy(step: BegunStep, books: DeadlineBooks): CalendarDate {
  const days =
    ownOrCommon(step, books) ??
    standardInForce(books.standards.inForce(step.region, step.on), stepKey(step.step));
  return books.workingDays.addWorkingDays(step.on, days.value);
}

function ownOrCommon({ step, on, region, scheme }: BegunStep, { standards }: DeadlineBooks) {
  const inForce = standards.inForce(region, on);
  return inForce.get(stepKey(step, scheme)) ?? inForce.get(stepKey(step));
}

/** By when a household's case must be decided; null where no standard sets the days. */
export function caseDeadline(
  { submittedAt, region }: { readonly submittedAt: Instant; readonly region: RegionCode },
  today: CalendarDate,
  books: DeadlineBooks,
): Deadline | null {
  const on = dueOn({ step: 'case', on: shanghaiDate(new Date(submittedAt)), region }, books);
  return on && { on, daysLeft: books.workingDays.workingDaysBetween(today, on) };
}
