// One simulated year of a stand-in city, and what its nights made of it.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { intervalDays } from '../../config/recheck.ts';
import { addDays, asCalendarDate, type CalendarDate, instant } from '../../domain/calendar.ts';
import { SUPPORT_CLASSES } from '../../domain/support.ts';
import { takeInList } from '../../jobs/recheck/take-in-supports.ts';
import { whoIsRegistered, whoWorks } from './grow-year.ts';
import { judgeYear, type Standing, type Told } from './judge-year.ts';
import { planYear } from './plan-year.ts';
import { at } from './virtual-engine.ts';
import { growApplicants, openVirtualCity } from './virtual-city.ts';
import type { LateRecheck, NightLoad, YearResult } from './year-page.ts';

/** A year whose holidays the calendar holds. */
const FROM = asCalendarDate('2025-12-31');
const OFFICE_HOLIDAYS = [
  { from: '2026-02-16', until: '2026-02-18', why: '春节' },
  { from: '2026-10-01', until: '2026-10-02', why: '国庆节' },
];
const RESIDENTS_A_HOUSEHOLD = 12;
/** A department that is down for nights is not asked every few minutes. */
const ASK_AGAIN_MS = 4 * 3_600_000;

/** @param tell is told now and then how far it is */
export async function simulateYear(
  { households, nights, seed }: Readonly<Record<'households' | 'nights' | 'seed', number>>,
  tell: (line: string) => void,
): Promise<YearResult> {
  const started = performance.now();
  const grown = await growApplicants('year', {
    residents: Math.max(600, households * RESIDENTS_A_HOUSEHOLD),
    households,
    seed,
    on: FROM,
  });
  const { persons } = grown;
  const working = await whoWorks(join(grown.folder, 'city'), FROM);
  const registered = await whoIsRegistered(join(grown.folder, 'city'));
  // Supporters are asked less: what of them changes matters otherwise, and is not planned.
  const living = persons
    .filter(({ role }) => role !== 'supporter')
    .map((person) => ({
      ...person,
      works: working.has(person.idNumber),
      isRegistered: registered.get(person.idNumber) === person.name,
    }));
  const year = planYear(living, FROM, nights, seed);
  const city = await openVirtualCity(grown, year, {
    until: addDays(FROM, nights + 2),
    recordsGoOn: true,
    chunkSize: 100,
    serve: {
      answerDelayMs: 20,
      latencyMs: 0,
      // Circuits open and close by the real clock, which stands still here.
      circuit: { failures: 1_000, openMs: 1_000 },
      retries: { tries: 1 },
      limits: { answerWithinMs: 3_600_000, askAgainMs: ASK_AGAIN_MS },
    },
    recheck: { blackouts: OFFICE_HOLIDAYS },
  });
  const { engine, queues, served } = city;

  const list = join(grown.folder, 'supported.csv');
  const heads = persons.filter(({ role }) => role === 'applicant');
  const supported = heads.map(({ idNumber }, place) =>
    [idNumber, SUPPORT_CLASSES[place % SUPPORT_CLASSES.length], FROM].join(','),
  );
  await writeFile(list, `id_number,class,since\n${supported.join('\n')}\n`);
  const taken = await takeInList(list, 'subsistence', 'simulation', FROM, engine.recheckRoom);
  tell(`${city.batchId}: ${taken.taken} of ${heads.length} households are rechecked`);

  const load: NightLoad[] = [];
  const late: LateRecheck[] = [];
  for (let place = 1; place <= nights; place++) {
    const night = addDays(FROM, place);
    await queues.runUntil(at(night));
    await breakAndMend(night);
    const before = await askedByDepartment();
    const summary = await city.night(night, '23:00');
    const after = await askedByDepartment();
    load.push({
      night,
      households: summary.households,
      asked: summary.asked,
      carried: summary.carried,
      departments: new Map([...after].map(([id, asked]) => [id, asked - (before.get(id) ?? 0)])),
    });
    late.push(...(await overdue(night)));
    if (place % 30 === 0) {
      const seconds = Math.round((performance.now() - started) / 1_000);
      const alerts = await engine.store.alerts.counts();
      tell(`night ${place} after ${seconds} s: ${night}, ${JSON.stringify(alerts)}`);
    }
  }

  const judged = judgeYear(year.events, await told(), await standings());
  await city.close();
  return {
    households: taken.taken,
    persons: persons.length,
    nights,
    seed,
    seconds: (performance.now() - started) / 1_000,
    judged,
    births: year.births.length,
    outages: year.outages,
    holidays: OFFICE_HOLIDAYS,
    load,
    late,
  };

  /** Departments go down and come back on the nights that were drawn; two outages of one may overlap. */
  async function breakAndMend(night: CalendarDate): Promise<void> {
    for (const { department, from, nights: long } of year.outages) {
      if (night === from) await served.setFault(department, { fault: 'down', share: 1 });
      if (night === addDays(from, long)) await served.setFault(department, null);
    }
  }

  /** Lookups that departments have answered, by the engine's own account. */
  async function askedByDepartment(): Promise<Map<string, number>> {
    const ever = instant(new Date(0));
    const scores = await engine.store.exchanges.scores(ever, ever);
    return new Map(scores.map(({ department, answered }) => [department, answered]));
  }

  async function overdue(night: CalendarDate): Promise<LateRecheck[]> {
    const supports = await engine.store.supports.ofScheme('subsistence', { limit: 100_000 });
    return supports.flatMap(({ verifiedOn, dueOn, openedOn, authorisedUntil, ...one }) => {
      const { scheme, region, class: own } = one;
      const days = intervalDays(engine.recheckRoom.recheck, scheme, region, own);
      return addDays(verifiedOn, days + 1) === night
        ? [{ night, class: own, verifiedOn, dueOn, openedOn, authorisedUntil }]
        : [];
    });
  }

  async function told(): Promise<Told[]> {
    const alerts = await engine.store.alerts.list({ limit: 100_000, seenToo: true });
    const found = await engine.store.gathering.households([
      ...new Set(alerts.map(({ householdId }) => householdId)),
    ]);
    const householdOf = new Map(found.map((one) => [one.id, one.household]));
    return alerts.map(({ kind, grade, raisedOn, householdId, change }) => ({
      kind,
      grade,
      raisedOn,
      householdId,
      idNumber: householdOf.get(householdId)?.persons[change.personNo - 1]?.idNumber ?? '',
    }));
  }

  /** By ID number. */
  async function standings(): Promise<(idNumber: string) => Standing | null> {
    const supports = await engine.store.supports.ofScheme('subsistence', { limit: 100_000 });
    const verifiedOn = new Map(supports.map((one) => [one.householdId, one.verifiedOn]));
    const stored = await engine.store.gathering.households([...verifiedOn.keys()]);
    const lastOf = new Map(
      stored.flatMap(({ id, household }) =>
        household.persons.map(
          ({ idNumber }) => [idNumber ?? '', verifiedOn.get(id) ?? FROM] as const,
        ),
      ),
    );
    const authorised = new Map(persons.map((one) => [one.idNumber, one.authorisedUntil]));
    return (idNumber) => {
      const last = lastOf.get(idNumber as never);
      const authorisedUntil = authorised.get(idNumber);
      return last && authorisedUntil ? { verifiedOn: last, authorisedUntil } : null;
    };
  }
}
