// A night of rechecks against a full recheck: how many lookups are asked and how long it takes when 0.5 % of the persons
// changed. `--households 125000` is the size of a city (300,000 persons); smaller by default.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import papaparse from 'papaparse';
import { readSettings } from '../config/settings.ts';
import { addDays, asCalendarDate, type CalendarDate } from '../domain/calendar.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import type { RegionCode } from '../domain/region.ts';
import { openEngine } from '../jobs/engine.ts';
import { openLog } from '../jobs/log.ts';
import { lookupChunk } from '../jobs/lookup/lookup-chunk.ts';
import { DONE } from '../jobs/queues.ts';
import { type NightSummary, runNight } from '../jobs/recheck/run-night.ts';
import { takeInBatch } from '../jobs/recheck/take-in-supports.ts';
import { verifyRound } from '../jobs/recheck/verify-round.ts';
import { submitBatch } from '../jobs/submit-batch.ts';
import { acquireEmbedded } from '../store/embedded/acquire.ts';
import { freshDatabaseOn } from '../store/fresh-database.ts';
import { batchFile } from './city/city-folder.ts';
import { growCity } from './city/grow/grow.ts';
import { serveCity } from './city/serve/serve-city.ts';
import { growYear } from './simulate/grow-year.ts';
import type { YearEvent } from './simulate/plan-year.ts';
import { openClock, openVirtualQueues } from './simulate/virtual-queues.ts';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '1000' },
    'changed-permille': { type: 'string', default: '5' },
    seed: { type: 'string', default: '7' },
  },
});
const households = Number(values.households);
const permille = Number(values['changed-permille']);
const FROM = asCalendarDate('2026-03-02');
const at = (day: CalendarDate, time: string) => new Date(`${day}T${time}:00+08:00`);
const { signal } = new AbortController();

const environment = readSettings(process.env);
const home = await mkdtemp(join(tmpdir(), 'hedui-delta-'));
const city = join(home, 'city');
await growCity(city, {
  residents: Math.max(600, households * 6),
  seed: Number(values.seed),
  on: FROM,
  batchHouseholds: households,
});
const rows = papaparse.parse<Record<string, string>>(
  await readFile(batchFile(city, 'applicants'), 'utf8'),
  { header: true, skipEmptyLines: true },
).data;
const persons = rows.flatMap((row) => {
  const read = parseCitizenId(row['身份证号码'] ?? row['id_number'] ?? '');
  if (!('id' in read)) return [];
  const name = row['姓名'] ?? row['name'] ?? '';
  return [{ idNumber: read.id as string, name, age: 40, householdRef: '' }];
});
const step = Math.max(1, Math.round(1_000 / permille));
const events: YearEvent[] = persons
  .filter((_, place) => place % step === 0)
  .map((person) => ({ kind: 'vehicle-registered', person, recordedOn: addDays(FROM, 1) }));
await growYear(city, FROM, addDays(FROM, 4), new Set(persons.map(({ idNumber }) => idNumber)), {
  events,
  births: [],
  outages: [],
});
const served = await serveCity(city, { answerDelayMs: 20, latencyMs: 0 });
const embedded =
  environment.databaseUrl === null
    ? await acquireEmbedded({ folder: join(home, 'database') })
    : null;
const clock = openClock(at(FROM, '09:00'));
const queues = openVirtualQueues(clock);
const engine = await openEngine(
  {
    ...environment,
    databaseUrl: await freshDatabaseOn(
      embedded?.url ?? environment.databaseUrl ?? '',
      `hedui_delta_${process.pid}`,
    ),
    home,
    keyFile: join(home, 'keys.json'),
    departmentsFile: served.departmentsFile,
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
    submittedBy: 'bench',
    again: false,
  },
  { ...engine, chunkSize: 500 },
);
await queues.runUntil(at(FROM, '23:00'));
await takeInBatch(batchId, { class: 'A', since: FROM }, 'bench', FROM, engine.recheckRoom);

/** Nights on which somebody falls due by chance are not what is measured. */
const quiet = {
  ...engine.recheckRoom,
  recheck: { ...engine.recheckRoom.recheck, randomPermille: 0 },
};
await night(addDays(FROM, 1), quiet);
const delta = await night(addDays(FROM, 2), quiet);
const everybody = { ...quiet, recheck: { ...quiet.recheck, randomPermille: 1_000 } };
// Without what the feeds vouch for: as a system that cannot hear changes would have to ask.
const deaf = {
  ...everybody,
  declarations: new Map(
    [...everybody.declarations].map(([id, declared]) => [
      id,
      { ...declared, changeFeed: undefined },
    ]),
  ),
};
const full = await night(addDays(FROM, 3), deaf as typeof everybody);

const line = (name: string, { summary, ms }: typeof delta) =>
  `| ${name} | ${summary.households} | ${summary.asked} | ${summary.carried} | ${(ms / 1_000).toFixed(1)} s |`;
console.log(`${households} households, ${persons.length} persons, ${events.length} changed (${permille / 10} %)

| | households looked at | lookups asked | carried over | wall time |
|---|---|---|---|---|
${line('a night that hears of changes', delta)}
${line('a full recheck', full)}`);

await engine.close();
await served.stop();
await embedded?.release();
await rm(home, { recursive: true, force: true });

async function night(
  on: CalendarDate,
  room: typeof engine.recheckRoom,
): Promise<{ summary: NightSummary; ms: number }> {
  await queues.runUntil(at(on, '01:30'));
  const started = performance.now();
  const summary = await runNight(on, room, signal);
  await queues.runUntil(at(on, '23:00'));
  return { summary, ms: performance.now() - started };
}
