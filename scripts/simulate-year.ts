// npm run simulate-year: 365 nights of a stand-in city on a virtual clock. Its departments are processes with their real
// protocols; deaths, work, purchases, moves, outages and holidays are drawn by a seed. Writes docs/simulated-year.md
// with --page.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import papaparse from 'papaparse';
import { parse, stringify } from 'yaml';
import { readSettings } from '../config/settings.ts';
import { intervalDays } from '../config/recheck.ts';
import { inProject } from '../config/places.ts';
import { addDays, ageOn, asCalendarDate, type CalendarDate, instant } from '../domain/calendar.ts';
import { birthDateOf, parseCitizenId } from '../domain/citizen-id.ts';
import type { RegionCode } from '../domain/region.ts';
import { SUPPORT_CLASSES } from '../domain/support.ts';
import { openEngine } from '../jobs/engine.ts';
import { openLog } from '../jobs/log.ts';
import { lookupChunk } from '../jobs/lookup/lookup-chunk.ts';
import { DONE } from '../jobs/queues.ts';
import { runNight } from '../jobs/recheck/run-night.ts';
import { takeInList } from '../jobs/recheck/take-in-supports.ts';
import { verifyRound } from '../jobs/recheck/verify-round.ts';
import { submitBatch } from '../jobs/submit-batch.ts';
import { acquireEmbedded } from '../store/embedded/acquire.ts';
import { freshDatabaseOn } from '../store/fresh-database.ts';
import { batchFile } from './city/city-folder.ts';
import { growCity } from './city/grow/grow.ts';
import { serveCity } from './city/serve/serve-city.ts';
import { growYear, whoWorks } from './simulate/grow-year.ts';
import { judgeYear, type Told } from './simulate/judge-year.ts';
import { planYear } from './simulate/plan-year.ts';
import { openClock, openVirtualQueues } from './simulate/virtual-queues.ts';
import { type NightLoad, yearPage, yearSummary } from './simulate/year-page.ts';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '150' },
    nights: { type: 'string', default: '365' },
    seed: { type: 'string', default: '7' },
    page: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const [households, nights, seed] = [values.households, values.nights, values.seed].map(Number) as [
  number,
  number,
  number,
];
/** A year whose holidays the calendar holds. */
const FROM = asCalendarDate('2025-12-31');
const OFFICE_HOLIDAYS = [
  { from: '2026-02-16', until: '2026-02-18', why: '春节' },
  { from: '2026-10-01', until: '2026-10-02', why: '国庆节' },
];
const RESIDENTS_A_HOUSEHOLD = 12;
const { signal } = new AbortController();
const at = (day: CalendarDate, time: string) => new Date(`${day}T${time}:00+08:00`);

const started = performance.now();
const environment = readSettings(process.env);
const home = await mkdtemp(join(tmpdir(), 'hedui-year-'));
const city = join(home, 'city');
await growCity(city, {
  residents: Math.max(600, households * RESIDENTS_A_HOUSEHOLD),
  seed,
  on: FROM,
  batchHouseholds: households,
});

const applicants = papaparse.parse<Record<string, string>>(
  await readFile(batchFile(city, 'applicants'), 'utf8'),
  { header: true, skipEmptyLines: true },
).data;
const working = await whoWorks(city, FROM);
const persons = applicants.flatMap((row) => {
  const read = parseCitizenId(row['身份证号码'] ?? row['id_number'] ?? '');
  if (!('id' in read)) return [];
  return [
    {
      idNumber: read.id as string,
      name: row['姓名'] ?? row['name'] ?? '',
      age: ageOn(birthDateOf(read.id), FROM),
      householdRef: row['户编号'] ?? row['household_ref'] ?? '',
      role: row['角色'] ?? row['role'] ?? '',
      works: working.has(read.id),
    },
  ];
});
const until = addDays(FROM, nights + 2);
// Supporters are asked less: what of them changes matters otherwise, and is not planned.
const living = persons.filter(({ role }) => !role.includes('义务人') && role !== 'supporter');
const year = planYear(living, FROM, nights, seed);
await growYear(city, FROM, until, new Set(persons.map(({ idNumber }) => idNumber)), year);

const list = join(home, 'supported.csv');
const heads = persons.filter(({ role }) => role.includes('申请人') || role === 'applicant');
await writeFile(
  list,
  `id_number,class,since\n${heads
    .map(({ idNumber }, place) => `${idNumber},${SUPPORT_CLASSES[place % 3]},${FROM}`)
    .join('\n')}\n`,
);
const recheckFile = join(home, 'recheck.yaml');
const recheck = parse(await readFile(inProject('config', 'recheck.yaml'), 'utf8')) as object;
await writeFile(recheckFile, stringify({ ...recheck, blackouts: OFFICE_HOLIDAYS }));

const served = await serveCity(city, {
  answerDelayMs: 20,
  latencyMs: 0,
  circuit: { failures: 1_000, openMs: 1_000 },
  limits: { answerWithinMs: 3_600_000, askAgainMs: 600_000 },
});
const embedded =
  environment.databaseUrl === null
    ? await acquireEmbedded({ folder: join(home, 'database') })
    : null;
const database = `hedui_year_${process.pid}`;
const clock = openClock(at(FROM, '09:00'));
const queues = openVirtualQueues(clock);
const engine = await openEngine(
  {
    ...environment,
    databaseUrl: await freshDatabaseOn(embedded?.url ?? environment.databaseUrl ?? '', database),
    home,
    keyFile: join(home, 'keys.json'),
    departmentsFile: served.departmentsFile,
    recheckFile,
  },
  openLog('silent'),
  { now: clock.now, queues },
);
queues.startWorkers(
  {
    lookup: (job) => lookupChunk(job, engine.lookupRoom, signal),
    verify: (job) => verifyRound(job, engine.recheckRoom),
    scheduled: async () => DONE,
  },
  { departments: [], lookupConcurrency: 1, takeoverMs: 1, onError() {}, onFailed() {} },
);

const { batchId } = await submitBatch(
  {
    path: batchFile(city, 'applicants'),
    scheme: 'subsistence',
    purpose: 'application',
    region: '371002' as RegionCode,
    verifiedOn: FROM,
    submittedBy: 'simulation',
    again: false,
  },
  { ...engine, chunkSize: 100 },
);
await queues.runUntil(at(FROM, '23:00'));
const taken = await takeInList(list, 'subsistence', 'simulation', FROM, engine.recheckRoom);
console.error(`${batchId}: ${taken.taken} of ${heads.length} households are rechecked`);

const load: NightLoad[] = [];
let late = 0;
for (let place = 1; place <= nights; place++) {
  const night = addDays(FROM, place);
  await queues.runUntil(at(night, '01:30'));
  for (const outage of year.outages) {
    if (night === outage.from)
      await served.setFault(outage.department, { fault: 'down', share: 1 });
    if (night === addDays(outage.from, outage.nights))
      await served.setFault(outage.department, null);
  }
  const before = await askedByDepartment();
  const summary = await runNight(night, engine.recheckRoom, signal);
  await queues.runUntil(at(night, '23:00'));
  const after = await askedByDepartment();
  load.push({
    night,
    households: summary.households,
    asked: summary.asked,
    carried: summary.carried,
    departments: new Map([...after].map(([id, asked]) => [id, asked - (before.get(id) ?? 0)])),
  });
  late += await overdue(night);
  if (place % 30 === 0) {
    const alerts = await engine.store.alerts.counts();
    console.error(`night ${place}: ${night}, ${JSON.stringify(alerts)}`);
  }
}

const judged = judgeYear(year.events, await told());
const seconds = (performance.now() - started) / 1_000;
const result = {
  households: taken.taken,
  persons: persons.length,
  nights,
  seed,
  seconds,
  judged,
  births: year.births.length,
  outages: year.outages,
  holidays: OFFICE_HOLIDAYS,
  load,
  late,
};
console.log(values.json ? JSON.stringify(yearSummary(result), null, 2) : yearPage(result));
if (values.page) await writeFile(inProject('docs', 'simulated-year.md'), yearPage(result));

await engine.close();
await served.stop();
await embedded?.release();
await rm(home, { recursive: true, force: true });
if (judged.missed.length > 0 || judged.twice > 0) process.exitCode = 1;

/** Lookups that departments have answered, by the engine's own account. */
async function askedByDepartment(): Promise<Map<string, number>> {
  const ever = instant(new Date(0));
  const scores = await engine.store.exchanges.scores(ever, ever);
  return new Map(scores.map(({ department, answered }) => [department, answered]));
}

/** Households whose recheck should have been over by that night. */
async function overdue(night: CalendarDate): Promise<number> {
  const supports = await engine.store.supports.ofScheme('subsistence', 'CN', { limit: 100_000 });
  return supports.filter(({ verifiedOn, scheme, region, class: own }) => {
    const days = intervalDays(engine.recheckRoom.recheck, scheme, region, own);
    return addDays(verifiedOn, days + 1) === night;
  }).length;
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
    idNumber: householdOf.get(householdId)?.persons[change.personNo - 1]?.idNumber ?? '',
  }));
}
