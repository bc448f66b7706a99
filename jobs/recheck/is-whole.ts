// Whether a recheck looks at everything, or only at what is known to have changed since the last. Pure.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { RecheckCause } from '../../domain/support.ts';
import type { Recheck } from '../../store/rechecks/settlements.ts';
import type { Support } from '../../store/rechecks/supports.ts';

/** Causes for which nothing is asked anew that was answered, but what is in question. */
const HOLDS_WHAT_IS_KNOWN: ReadonlySet<RecheckCause> = new Set([
  'change-heard',
  'standards',
  'objection',
  'correction',
]);

export function asksAnew(because: readonly RecheckCause[]): boolean {
  return because.some((cause) => !HOLDS_WHAT_IS_KNOWN.has(cause));
}

/** A supported household, and whether the recheck of tonight looks at everything. */
export type Rechecked = Support & { readonly isWhole: boolean };

/** @param open by which the causes are known; of what is open no longer, the time of the household tells */
export function rechecked(
  supports: ReadonlyMap<number, Support>,
  open: readonly Recheck[],
  night: CalendarDate,
): Map<number, Rechecked> {
  const becauseOf = new Map(open.map(({ householdId, because }) => [householdId, because]));
  return new Map(
    [...supports].map(([householdId, support]) => {
      // One that was due stays whole when it is begun anew because more was heard meanwhile.
      const isWhole = support.dueOn <= night || asksAnew(becauseOf.get(householdId) ?? []);
      return [householdId, { ...support, isWhole }];
    }),
  );
}
