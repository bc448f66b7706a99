// By when a household's case must be decided: working days from the day it was submitted, as the region's standard has
// it. Holidays are the State Council's (working-days.ts).

import { type CalendarDate, type Instant, shanghaiDate } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import type { StandardsBook } from './standards.ts';
import type { WorkingDays } from './working-days.ts';

/** The standard that holds the days. */
export const CASE_DAYS_KEY = 'case.working-days';

export type Deadline = {
  readonly on: CalendarDate;
  /** Working days left from `today` on; negative when it has passed. */
  readonly daysLeft: number;
};

/** null where no standard sets the days. */
export function caseDeadline(
  { submittedAt, region }: { readonly submittedAt: Instant; readonly region: RegionCode },
  today: CalendarDate,
  {
    standards,
    workingDays,
  }: { readonly standards: StandardsBook; readonly workingDays: WorkingDays },
): Deadline | null {
  const submittedOn = shanghaiDate(new Date(submittedAt));
  const days = standards.inForce(region, submittedOn).get(CASE_DAYS_KEY);
  if (days === undefined) return null;
  const on = workingDays.addWorkingDays(submittedOn, days.value);
  return { on, daysLeft: workingDays.workingDaysBetween(today, on) };
}
