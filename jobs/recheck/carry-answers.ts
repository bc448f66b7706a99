// Which answers still hold for a recheck, and which must be asked for anew. Pure.
//
// An answer is carried over when the department would have said if something had changed (its change feed was read up to
// last night and was silent about the person), or, where it cannot tell, while the office lets an answer hold. What was
// asked for by months holds for as long as the window does not move.

import { addDays, type CalendarDate, monthOf, shanghaiDate } from '../../domain/calendar.ts';
import type { Evidence } from '../../domain/evidence.ts';
import {
  type DepartmentId,
  isAnswered,
  type Lookup,
  type ResourceId,
} from '../../domain/lookup.ts';
import { BY_MONTH } from '../../matchers/resources.ts';
import type { Answer } from '../../store/answers.ts';
import type { Hearing } from '../../store/rechecks/change-feeds.ts';

export type CarryTerms = {
  readonly night: CalendarDate;
  /** The day of the verification that the answers are of. */
  readonly verifiedOn: CalendarDate;
  /** Its time has come, beside what was heard of it: what cannot be known to be unchanged is asked. */
  readonly isDue: boolean;
  /** The night of a recheck that is begun anew: what was answered in it holds. */
  readonly openedOn: CalendarDate | null;
  /** Resources whose every change is in a feed, and the day up to which each feed was read. */
  readonly feeds: ReadonlyMap<ResourceId, { readonly asOf: CalendarDate }>;
  readonly hearing: Hearing;
  /** Days that an answer holds, by resource. */
  readonly validDays: ReadonlyMap<ResourceId, number>;
  /** Lookups that are looked at afresh, whatever is known: `1 public-security.vehicle`. */
  readonly disputed?: ReadonlySet<string>;
};

export type Carried = Pick<Answer, 'department' | 'lookups' | 'evidence'>;

/** A feed counts while it was read up to the day before the night. */
const FEED_MAY_LAG_DAYS = 1;

export function carryAnswers(answers: readonly Answer[], terms: CarryTerms): Carried[] {
  const unsettled = new Set(terms.hearing.unsettled.map(keyOf));
  return answers.flatMap(({ department, lookups, evidence }) => {
    const kept: Lookup[] = [];
    const asOfKept = new Map<string, CalendarDate>();
    for (const lookup of lookups) {
      const key = keyOf(lookup);
      if (terms.disputed?.has(key) || !isAnswered(lookup) || unsettled.has(key)) continue;
      const known = knownUnchangedUntil(department, lookup, terms);
      if (known === null && !stillHolds(lookup, terms)) continue;
      const asOf = known !== null && (lookup.asOf ?? '') < known ? known : lookup.asOf;
      kept.push({ ...lookup, asOf });
      if (asOf !== null) asOfKept.set(key, asOf);
    }
    if (kept.length === 0) return [];
    const keys = new Set(kept.map(keyOf));
    const records: Evidence[] = evidence
      .filter((record) => keys.has(keyOf(record)))
      .map((record) => ({ ...record, asOf: asOfKept.get(keyOf(record)) ?? record.asOf }));
    return [{ department, lookups: kept, evidence: records }];
  });
}

/** The day up to which the department's feed vouches for an answer; null: it does not. */
function knownUnchangedUntil(
  department: DepartmentId,
  lookup: Lookup,
  { night, verifiedOn, feeds, hearing }: CarryTerms,
): CalendarDate | null {
  const feed = feeds.get(lookup.resource);
  const since = hearing.since.get(department);
  if (!feed || since === undefined || feed.asOf < addDays(night, -FEED_MAY_LAG_DAYS)) return null;
  // Whom the department does not know may be entered under another name, and no feed tells of that.
  if (lookup.outcome !== 'found' && lookup.outcome !== 'none') return null;
  if (BY_MONTH.has(lookup.resource) && monthOf(verifiedOn) !== monthOf(night)) return null;
  const isHeardOfSince = lookup.asOf !== null && lookup.asOf >= since;
  return isHeardOfSince ? feed.asOf : null;
}

function stillHolds(
  { resource, answeredAt, outcome }: Lookup,
  { night, verifiedOn, isDue, openedOn, validDays }: CarryTerms,
): boolean {
  if (BY_MONTH.has(resource) && monthOf(verifiedOn) !== monthOf(night)) return false;
  if (!isDue) return true;
  if (answeredAt === null) return false;
  const answeredOn = shanghaiDate(new Date(answeredAt));
  if (openedOn !== null && answeredOn >= openedOn) return true;
  const days = validDays.get(resource);
  if (days === undefined || (outcome !== 'found' && outcome !== 'none')) return false;
  return answeredOn >= addDays(night, -days);
}

export function keyOf(of: { readonly personNo: number; readonly resource: ResourceId }): string {
  return `${of.personNo} ${of.resource}`;
}
