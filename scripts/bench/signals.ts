// npm run bench:signals: grows a city with and without planted cases, verifies its applicants three times over its departments'
// own protocols, lets caseworkers decide, and counts what rises: the plants, and what nobody planted. With --ties, the
// grouping of so many households at one statement a kind.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readSettings } from '../../config/settings.ts';
import { loadSignalSettings } from '../../config/signals.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import { openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { runSignals } from '../../jobs/signals/run-signals.ts';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { freshDatabaseOn } from '../../store/fresh-database.ts';
import { fillTies } from './signals/fill-ties.ts';
import { tryCity } from './signals/try-city.ts';

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '1000' },
    ties: { type: 'string', default: '0' },
    seed: { type: 'string', default: '7' },
  },
});
const { signal } = new AbortController();
const environment = readSettings(process.env);
const home = await mkdtemp(join(tmpdir(), 'hedui-signals-'));
const embedded =
  environment.databaseUrl === null
    ? await acquireEmbedded({ folder: join(home, 'database') })
    : null;
const serverUrl = embedded?.url ?? environment.databaseUrl ?? '';

const rows = [];
for (const isPlanting of [false, true]) {
  const city = { households: Number(values.households), seed: Number(values.seed), isPlanting };
  rows.push(await tryCity(city, { home, serverUrl, environment }));
}
console.log(JSON.stringify({ city: rows, grouping: await group(Number(values.ties)) }, null, 2));
await embedded?.release();
await rm(home, { recursive: true, force: true });

/** A night over a city of so many households, read before: nothing but the grouping is left. */
async function group(households: number) {
  if (households === 0) return null;
  const databaseUrl = await freshDatabaseOn(serverUrl, `hedui_signals_ties_${process.pid}`);
  const engine = await openEngine(
    {
      ...environment,
      databaseUrl,
      queueUrl: null,
      home: join(home, 'ties'),
      keyFile: join(home, 'ties.json'),
    },
    openLog('silent'),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await fillTies(client, households);
  const started = performance.now();
  const signals = loadSignalSettings();
  const room = { ...engine.recheckRoom, signals };
  const { raised } = await runSignals(asCalendarDate('2026-08-01'), room, signal);
  const seconds = secondsSince(started);
  await client.end();
  await engine.close();
  return { households, raised, seconds };
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 10) / 100;
}
