// What several families share, once it is enough of them to be worth a look, and once there is enough that is new since it
// was raised before.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { SharedFacts, SharedKind } from '../../domain/signal.ts';
import { familiesOf, type Family, type TiedHousehold } from './families.ts';

export type SharedTerms = {
  readonly families: number;
  /** It rises anew with so many families more. */
  readonly newFamilies: number;
  /** Households that one family may have. */
  readonly householdsAFamily: number;
};

export type SharedDraft = {
  readonly facts: SharedFacts;
  readonly households: readonly (TiedHousehold & { readonly isNew: boolean })[];
};

/**
 * @param raised applicants of the households when it was raised last; null: it never was
 * @returns null when there is nothing to raise
 */
export function sharedAmong(
  kind: SharedKind,
  households: readonly TiedHousehold[],
  raised: ReadonlySet<string> | null,
  terms: SharedTerms,
  holder: SharedFacts['holder'] = null,
): SharedDraft | null {
  const families = familiesOf(households, terms.householdsAFamily);
  if (families.length < terms.families) return null;
  const isKnown = (family: Family) => family.some(({ applicant }) => raised?.has(applicant));
  const fresh = families.filter((family) => !isKnown(family));
  if (raised !== null && fresh.length < terms.newFamilies) return null;
  const isNew = new Set(fresh.flat());
  const days = households.map(({ since }) => since).toSorted();
  return {
    facts: {
      kind,
      families: families.length,
      households: households.length,
      newFamilies: fresh.length,
      first: days[0] as CalendarDate,
      last: days.at(-1) as CalendarDate,
      holder,
    },
    households: households.map((one) => ({ ...one, isNew: isNew.has(one) })),
  };
}
