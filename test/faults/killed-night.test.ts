// Workers that are killed in the middle of a night: whoever is due is rechecked once, what changed alerts once, and no
// department is asked again about what it has answered.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { parse, stringify } from 'yaml';
import { addDays, asCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { takeInBatch } from '../../jobs/recheck/take-in-supports.ts';
import type { Engine } from '../../jobs/engine.ts';
import { startWorking } from '../../jobs/worker.ts';
import { startHedui } from '../support/hedui-process.ts';
import { until } from '../support/until.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../support/village.ts';
import { grow } from '../support/virtual-office.ts';
import { WANG } from '../support/villagers.ts';

const HOUSEHOLDS = 4;
const VERIFIED = asCalendarDate('2026-07-01');
/** The night is that of the real clock: workers are processes of their own. */
const tonight = shanghaiDate(new Date());
const yesterday = addDays(tonight, -1);

let village: Village;
let engine: Engine;
let sql: pg.Client;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  village = await openVillage({ latencyMs: 150, answerDelayMs: 600 }, {}, {}, (folder) =>
    grow(
      folder,
      {
        'public-security/vehicles': [
          `${WANG},王建国,02,鲁K22222,大众,朗逸,LSVAA0000X7654321,A,${yesterday},A,1598`,
        ],
      },
      {
        'public-security': [
          `vehicle,371002199001010015,${VERIFIED}`,
          `vehicle,${WANG},${yesterday}`,
        ],
      },
      tonight,
    ),
  );
  const recheckFile = join(village.folder, 'recheck.yaml');
  const settings = parse(await readFile('config/recheck.yaml', 'utf8')) as object;
  // No quiet hours: a test runs at any time of day. Nobody by chance.
  const changed = { quietFrom: '00:00', quietUntil: '00:00', randomPermille: 0 };
  await writeFile(recheckFile, stringify({ ...settings, ...changed }));
  Object.assign(village.settings, { recheckFile });
  sql = new pg.Client({ connectionString: village.settings.databaseUrl ?? '' });
  await sql.connect();

  engine = await village.open();
  const { batchId } = await submitVillage(village, engine);
  const working = await startWorking(engine);
  await untilDone(engine, batchId);
  await working.stop();
  const terms = { class: 'A', since: VERIFIED } as const;
  await takeInBatch(batchId, terms, 'test', VERIFIED, engine.recheckRoom);
  await sql.query('update supports set due_on = $1', [tonight]);
});

afterAll(async () => {
  worker?.kill('SIGKILL');
  await sql?.end();
  await village?.close();
});

function startWorker(): void {
  const environment = { HEDUI_RECHECK: village.settings.recheckFile ?? '' };
  worker = startHedui(village, ['worker'], { environment });
}

async function killWorker(): Promise<void> {
  if (!worker) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
  worker = null;
}

async function number(text: string): Promise<number> {
  const { rows } = await sql.query<{ number: string }>(text);
  return Number(rows[0]?.number ?? 0);
}

const OF_TONIGHT = `batch_id in (select id from batches where kind = 'recheck')`;
const MOMENTS = [
  ['the night has begun', 'select count(*) as number from nights'],
  ['households are gathered', `select count(*) as number from rechecks`],
  [
    'a department has answered',
    `select count(*) as number from exchanges where answered > 0 and ${OF_TONIGHT}`,
  ],
  ['a recheck is settled', `select count(*) as number from rechecks where outcome <> 'open'`],
] as const;

test('a night whose worker is killed at its beginning, while departments answer, and while it settles', async () => {
  await engine.queues.runScheduled('recheck', 'by-hand');
  for (const [moment, count] of MOMENTS) {
    startWorker();
    await until(moment, async () => (await number(count)) > 0);
    await killWorker();
  }
  startWorker();
  await until(
    'every recheck is settled',
    async () =>
      (await number('select count(*) as number from nights where finished_at is not null')) === 1 &&
      (await number('select count(*) as number from supports where opened_on is not null')) === 0,
    240_000,
  );

  const { rows } = await sql.query<{ times: number; outcome: string }>(
    `select count(*)::int as times, min(outcome) as outcome from rechecks group by household_id
     order by household_id`,
  );
  // The car of HC-001 is a change.
  expect(rows).toHaveLength(HOUSEHOLDS);
  expect(rows.map(({ times }) => times)).toEqual([1, 1, 1, 1]);
  expect(rows[0]?.outcome).toBe('changed');

  const alerts = await engine.store.alerts.list({ limit: 50, seenToo: true });
  // The village's wages and pensions end in June; each end is told once, and so is the car.
  const told = alerts.map(({ householdId, change }) => JSON.stringify([householdId, change]));
  expect(new Set(told).size).toBe(told.length);
  expect(alerts.filter(({ kind }) => kind === 'vehicle-registered')).toHaveLength(1);
  expect(
    await number(`select count(*) as number from reports where is_current and verification = 2`),
  ).toBe(rows.filter(({ outcome }) => outcome === 'changed').length);

  // What a department has answered is noted once: never more answers than there were questions.
  const { rows: asked } = await sql.query<{
    department: string;
    answered: number;
    lookups: number;
  }>(
    `select e.department, sum(e.answered)::int as answered,
            (select sum(a.lookups) from answers a join rechecks r using (household_id, verification)
             where a.department = e.department)::int as lookups
     from exchanges e where e.${OF_TONIGHT} group by 1`,
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ answered, lookups }) => answered > lookups)).toEqual([]);
  expect((await engine.store.ledger.verify()).faults).toEqual([]);
});
