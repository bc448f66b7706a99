// npm run bench:delta: what a night of rechecks costs, by how many changed and by how many are supported, against a full
// recheck. Writes docs/performance-rechecks.md with --page.

import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { inProject } from '../config/places.ts';
import { addDays, asCalendarDate, type CalendarDate, shanghaiDate } from '../domain/calendar.ts';
import type { RecheckRoom } from '../jobs/recheck/recheck-room.ts';
import { takeInBatch } from '../jobs/recheck/take-in-supports.ts';
import { deltaPage, type MeasuredNight } from './bench/delta-page.ts';
import { processorTime, since } from './bench/processor-time.ts';
import { multiplySupports } from './bench/multiply-supports.ts';
import type { YearEvent } from './simulate/plan-year.ts';
import { at } from './simulate/virtual-engine.ts';
import { growApplicants, openVirtualCity } from './simulate/virtual-city.ts';

const { values } = parseArgs({
  options: {
    /** Households that are verified for real. */
    households: { type: 'string', default: '2000' },
    /** Supported persons, one population after the other. */
    persons: { type: 'string', default: '30000,100000,300000' },
    /** Persons with a change, the same in each population. */
    changes: { type: 'string', default: '150' },
    /** And of the largest population, in a thousand. */
    'changed-permille': { type: 'string', default: '5' },
    seed: { type: 'string', default: '7' },
    page: { type: 'boolean', default: false },
  },
});
const FROM = asCalendarDate('2026-03-02');
const RESIDENTS_A_HOUSEHOLD = 6;
const households = Number(values.households);
const populations = values.persons.split(',').map(Number);
const changes = Number(values.changes);
const largest = Math.max(...populations);
const changesAtLast = Math.round((largest * Number(values['changed-permille'])) / 1_000);

const grown = await growApplicants('delta', {
  residents: Math.max(600, households * RESIDENTS_A_HOUSEHOLD),
  households,
  seed: Number(values.seed),
  on: FROM,
});
/** Each once, applicants first: what happens in a city happens to one of a household, and seldom to the next of it too. */
const persons = [
  ...new Map(
    grown.persons
      .toSorted(
        (one, other) => Number(other.role === 'applicant') - Number(one.role === 'applicant'),
      )
      .map((person) => [person.idNumber, person]),
  ).values(),
];
/** The first two nights are those of being watched and of the full recheck. */
const firstNight = addDays(FROM, 3);
const plan = [...populations.map(() => changes), changesAtLast];
let taken = 0;
const events = plan.flatMap((count, place): YearEvent[] => {
  const own = persons.slice(taken, taken + count);
  taken += count;
  const recordedOn = addDays(firstNight, place - 1);
  return own.map((person) => ({ kind: 'vehicle-registered', person, recordedOn }));
});
const changedOn = (day: CalendarDate) =>
  events.filter(({ recordedOn }) => recordedOn === addDays(day, -1)).length;

const city = await openVirtualCity(
  grown,
  { events, births: [], outages: [] },
  {
    until: addDays(firstNight, plan.length + 1),
    recordsGoOn: false,
    chunkSize: 500,
    serve: { answerDelayMs: 20, latencyMs: 0 },
  },
);
const { engine, queues } = city;
await takeInBatch(city.batchId, { class: 'A', since: FROM }, 'bench', FROM, engine.recheckRoom);
const real = await engine.store.supports.count();
console.error(`${real.households} households with ${real.persons} persons are verified`);

// Nights on which somebody falls due by chance are not what is measured.
const quiet = withRandom(engine.recheckRoom, 0);
await city.night(addDays(FROM, 1), '23:00', quiet);
const full = await measured('a full recheck', addDays(FROM, 2), withoutFeeds(quiet));
const nights: MeasuredNight[] = [];
for (const [place, population] of [...populations, largest].entries()) {
  const started = performance.now();
  const supported = await multiplySupports(engine.settings.databaseUrl ?? '', population);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.error(`${supported} persons are supported, after ${seconds} s`);
  const name = place < populations.length ? `${changes} changes` : `${changesAtLast} changes`;
  nights.push(await measured(name, addDays(firstNight, place), quiet));
  console.error(`${name} among ${population}: ${nights.at(-1)?.ms.toFixed(0)} ms`);
}
const page = deltaPage({
  on: shanghaiDate(new Date()),
  cores: availableParallelism(),
  load: loadavg()[1] ?? 0,
  real,
  nights,
  full,
});
console.log(page);
if (values.page) await writeFile(inProject('docs', 'performance-rechecks.md'), page);
await city.close();

async function measured(name: string, on: CalendarDate, room: RecheckRoom): Promise<MeasuredNight> {
  await queues.runUntil(at(on));
  const url = engine.settings.databaseUrl ?? '';
  const { persons: supported } = await engine.store.supports.count();
  const before = await processorTime(url);
  const started = performance.now();
  const summary = await city.night(on, '23:00', room);
  const ms = performance.now() - started;
  const processor = since(before, await processorTime(url));
  return { name, persons: supported, changed: changedOn(on), summary, ms, processor };
}

function withRandom(room: RecheckRoom, randomPermille: number): RecheckRoom {
  return { ...room, recheck: { ...room.recheck, randomPermille } };
}

/** As a system that cannot hear of changes would have to ask: everybody, about everything. */
function withoutFeeds(room: RecheckRoom): RecheckRoom {
  const declarations = new Map(room.declarations);
  for (const [id, { changeFeed, ...declared }] of room.declarations) {
    if (changeFeed) declarations.set(id, declared);
  }
  return { ...withRandom(room, 1_000), declarations };
}
