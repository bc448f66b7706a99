// A store as it is after some years: a million reports of invented households beside those that an engine really made.
// What is in clear is as in life, since pages search and count by it; what is sealed is only as large as in life for the
// real ones, since a page opens one of them and no more.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createRandom, type Random } from '../city/grow/random.ts';
import { reportNumber } from '../../reports/number.ts';
import { type ColumnType, copyRows, type CopyValue } from '../../store/copy-rows.ts';
import { ENTRY_COLUMNS } from '../../store/ledger/entries.ts';
import { REPORT_COLUMNS } from '../../store/report-to-seal.ts';
import type { Store } from '../../store/store.ts';
import {
  CASEWORKERS,
  chosen,
  CONCLUSION_SHARES,
  HOUSEHOLDS_A_BATCH,
  kindsOf,
  openBatches,
  PERSONS_A_HOUSEHOLD,
  seedExchanges,
} from './seed-batches.ts';

export type Seeded = {
  readonly reports: number;
  readonly persons: number;
  readonly batches: number;
};

/** @param tell a line of progress */
export async function seedReports(
  store: Store,
  databaseUrl: string,
  reports: number,
  tell: (line: string) => void,
): Promise<Seeded> {
  const random = createRandom(20_260_701, 1);
  const now = Date.now();
  const batchCount = Math.ceil(reports / HOUSEHOLDS_A_BATCH);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const pool = client as unknown as pg.PoolClient;
  const table = async (
    name: string,
    columns: Readonly<Record<string, ColumnType>>,
    rows: Iterable<readonly CopyValue[]>,
  ) => {
    const started = performance.now();
    await copyRows(pool, name, columns, rows);
    tell(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query('set synchronous_commit = off');
    const { rows: known } = await client.query<{ households: string; version: number }>(
      `select (select coalesce(max(id), 0) from households) as households,
              (select max(version) from key_versions) as version`,
    );
    const firstHousehold = Number(known[0]?.households ?? 0) + 1_000_000;
    const keyVersion = known[0]?.version ?? 1;
    const batches = await openBatches(store, client, random, batchCount, now);
    tell(`${batches.length} batches`);
    const places = function* () {
      for (let n = 0; n < reports; n++) {
        const batch = batches[Math.floor(n / HOUSEHOLDS_A_BATCH)];
        if (batch === undefined) throw new TypeError('a batch for every household');
        yield { n, id: firstHousehold + n, seq: (n % HOUSEHOLDS_A_BATCH) + 1, batch };
      }
    };
    const small = randomBytes(64);
    await table(
      'households',
      {
        id: 'int8',
        batch_id: 'int8',
        seq: 'int4',
        region: 'text',
        handled_in: 'text',
        ref_index: 'bytea',
        key_wrapped: 'bytea',
        key_version: 'int4',
        sealed: 'bytea',
      },
      mapped(places(), ({ id, seq, batch }) => [
        id,
        batch.id,
        seq,
        batch.region,
        batch.region,
        randomBytes(16),
        small,
        keyVersion,
        small,
      ]),
    );
    await table(
      'persons',
      { household_id: 'int8', no: 'int2', role: 'text', id_index: 'bytea' },
      persons(places()),
    );
    await table(
      'verifications',
      { household_id: 'int8', verification: 'int4', cause: 'text', verify_on: 'date' },
      mapped(places(), ({ id, batch }) => [id, 1, 'submitted', batch.day]),
    );
    await table(
      'chunks',
      {
        batch_id: 'int8',
        seq: 'int4',
        first_seq: 'int4',
        last_seq: 'int4',
        households: 'int4',
        sealed_at: 'timestamptz',
      },
      mapped(batches, ({ id, sealedAt }) => [
        id,
        1,
        1,
        HOUSEHOLDS_A_BATCH,
        HOUSEHOLDS_A_BATCH,
        sealedAt,
      ]),
    );
    const digest = randomBytes(32);
    const columns = { ...REPORT_COLUMNS, settled_at: 'timestamptz' } as const;
    await table(
      'reports',
      columns,
      mapped(places(), ({ n, id, seq, batch }) => {
        const conclusion = chosen(random, CONCLUSION_SHARES);
        return [
          id,
          1,
          1,
          batch.id,
          seq,
          batch.region,
          reportNumber({
            region: batch.region,
            year: Number(batch.day.slice(0, 4)),
            scheme: batch.scheme,
            serial: 1_000_000 + n,
          }),
          null,
          true,
          conclusion,
          kindsOf(random, conclusion),
          batch.sealedAt,
          batch.validUntil,
          batch.scheme,
          batch.submittedBy,
          digest,
          digest,
          small,
          'bench',
          small,
          // What waits for a person is opened by the work list, and these cannot be.
          batch.sealedAt,
        ];
      }),
    );
    await seedLedger(table, random, reports, now);
    await seedExchanges(client, random, batches);
    await client.query('truncate ledger_pending');
    tell('counting');
    while ((await store.figures.countChanged()) > 0);
    await client.query('vacuum analyze');
    return { reports, persons: Math.round(reports * PERSONS_A_HOUSEHOLD), batches: batches.length };
  } finally {
    await client.end();
  }
}

type Table = (
  name: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: Iterable<readonly CopyValue[]>,
) => Promise<void>;
/** One seal a report, and what people did beside: mostly looks. */
async function seedLedger(table: Table, random: Random, reports: number, now: number) {
  const hash = randomBytes(32);
  const at = new Date(now - 86_400_000).toISOString();
  const entries = function* () {
    for (let n = 0; n < reports; n++) {
      yield [at, 'worker', 'seal', `seeded-${n}`, 'application', 'sha-256', hash, hash] as const;
      if (n % 5 !== 0) continue;
      const who = CASEWORKERS[Math.floor(random.next() * CASEWORKERS.length)] ?? 'clerk';
      const subject = `seeded-${Math.floor(random.next() * reports)}`;
      yield [
        at,
        who,
        random.next() < 0.1 ? 'export' : 'look',
        subject,
        null,
        'sha-256',
        hash,
        hash,
      ] as const;
    }
  };
  await table('ledger_entries', ENTRY_COLUMNS, entries());
}

function* persons(places: Iterable<{ readonly id: number; readonly n: number }>) {
  for (const { id, n } of places) {
    // 2, 3, 3, 2, 3 and so on: 2.6 on average.
    const size = [2, 3, 3, 2, 3][n % 5] ?? 3;
    for (let no = 1; no <= size; no++) {
      yield [id, no, no === 1 ? 'applicant' : 'member', randomBytes(16)] as const;
    }
  }
}

function* mapped<T>(
  values: Iterable<T>,
  row: (value: T) => readonly CopyValue[],
): Generator<readonly CopyValue[]> {
  for (const value of values) yield row(value);
}
