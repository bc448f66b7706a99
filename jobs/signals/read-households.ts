// Reads every household whose report is new since the last time: what it may share, and whether its income rises. A run that
// is killed goes on behind what it has kept.

import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { HOUSEHOLD_REGISTER } from '../../matchers/resources.ts';
import { knownPlaces } from '../../matchers/signals/known-place.ts';
import { risingIncome, type VerifiedIncome } from '../../matchers/signals/rising-income.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { StoredHousehold } from '../../store/households.ts';
import type { VerificationOfApplicant } from '../../store/signals/evidence.ts';
import type { Unread } from '../../store/signals/ties.ts';
import { groupedBy } from '../../domain/grouped-by.ts';
import { tiesOf } from './read-ties.ts';
import type { SignalDay } from './signal-room.ts';

const HOUSEHOLDS_AT_ONCE = 500;
const REGISTER_DEPARTMENT = HOUSEHOLD_REGISTER.split('.')[0] as DepartmentId;
/** Counts up when addresses are read otherwise, so that all are read anew. */
const READING = 1;

/** @returns households that were read, and signals of rising income that were raised */
export async function readHouseholds(
  on: CalendarDate,
  day: SignalDay,
  signal: AbortSignal,
): Promise<{ households: number; raised: number }> {
  const terms = digestOf(day);
  const isKnownPlace = knownPlaces(day.signals.knownPlaces);
  let [households, raised] = [0, 0];
  for (let after = 0; ; ) {
    signal.throwIfAborted();
    const unread = await day.store.ties.unread(terms, { after, limit: HOUSEHOLDS_AT_ONCE });
    if (unread.length === 0) break;
    after = unread.at(-1)?.householdId ?? after;
    const [stored, answers] = await Promise.all([
      day.store.gathering.households(unread.map(({ householdId }) => householdId)),
      day.store.answers.ofVerifications(unread, REGISTER_DEPARTMENT),
    ]);
    const willing = await withoutWithdrawn(stored, day);
    raised += await raiseRises(on, unread, willing, day);
    const householdOf = new Map(willing.map((one) => [one.id, one.household]));
    const registerOf = new Map(answers.map((answer) => [answer.householdId, answer]));
    // Kept last: whoever is killed before it reads the page again, and raises nothing twice.
    await day.store.ties.keep(
      unread.map((one) => {
        const household = householdOf.get(one.householdId);
        const register = registerOf.get(one.householdId) ?? null;
        return { ...one, ties: household ? tiesOf(household, register, isKnownPlace) : [] };
      }),
      terms,
      day.now(),
    );
    households += unread.length;
  }
  return { households, raised };
}

/** Whoever has taken an authorisation back is compared with nobody. */
async function withoutWithdrawn(
  stored: readonly StoredHousehold[],
  { store }: SignalDay,
): Promise<StoredHousehold[]> {
  const withdrawn = await store.withdrawals.among(
    stored.flatMap(({ household: { region, persons } }) =>
      persons.map(({ authorisation }) => ({ authorisationNo: authorisation.no, region })),
    ),
  );
  return stored.filter(({ household: { region, persons } }) =>
    persons.every(({ authorisation }) => !withdrawn.has(authorisation.no, region)),
  );
}

async function raiseRises(
  on: CalendarDate,
  unread: readonly Unread[],
  willing: readonly StoredHousehold[],
  { store, terms, now }: SignalDay,
): Promise<number> {
  const isWilling = new Set(willing.map(({ id }) => id));
  const ids = unread.flatMap(({ householdId }) => (isWilling.has(householdId) ? householdId : []));
  const found = await store.signalEvidence.histories(ids, terms.risingIncome.verifications);
  const ofApplicant = groupedBy(found, ({ applicant }) => applicant);
  const before = await store.signals.newest('rising-income', [...ofApplicant.keys()]);
  let raised = 0;
  for (const [applicant, history] of ofApplicant) {
    const last = before.get(applicant) ?? null;
    const facts = risingIncome(history.map(incomeOf), lastDayOf(last?.facts), terms.risingIncome);
    if (facts === null || !history.some(({ householdId }) => isWilling.has(householdId))) continue;
    const used = new Set(facts.steps.map(({ reportNumber }) => reportNumber));
    const own = history.flatMap(({ householdId, report }) =>
      used.has(report.number) ? householdId : [],
    );
    const households = [...new Set(own)].map((householdId) => ({
      householdId,
      applicant,
      isNew: true,
    }));
    const follows = last?.id ?? null;
    const given = { subject: applicant, facts, account: null, region: null, households, follows };
    if ((await store.signals.raise(given, on, now())) !== null) raised += 1;
  }
  return raised;
}

function lastDayOf(facts: unknown): CalendarDate | null {
  const steps = (facts as { steps?: { verifiedOn: CalendarDate }[] } | undefined)?.steps;
  return steps?.at(-1)?.verifiedOn ?? null;
}

function incomeOf({ report, persons }: VerificationOfApplicant): VerifiedIncome {
  const { verifiedOn, incomeWindow, income } = report.content;
  return {
    reportNumber: report.number,
    verifiedOn,
    ...incomeWindow,
    lines: income.map(({ personNo, incomeClass, foundFen, monthsCovered }) => ({
      person: persons.get(personNo) ?? String(personNo),
      incomeClass,
      foundFen,
      months: monthsCovered.length,
    })),
  };
}

/** Of everything that a reading depends on besides the household. */
function digestOf({ terms, signals }: SignalDay): Buffer {
  return createHash('sha256')
    .update(canonicalJson({ reading: READING, terms, knownPlaces: signals.knownPlaces }))
    .digest();
}
