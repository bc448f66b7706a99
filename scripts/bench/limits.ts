// What each stage cannot be faster than: its one unavoidable piece of work, alone, on the same machine and in the same
// run, with the rows and bytes of the same batch.

import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import pg from 'pg';
import { copyRows } from '../../store/copy-rows.ts';

export const LIMITS = {
  intake: 'papaparse alone, over the same file',
  lookup: 'one set-based join of all persons with a register in PostgreSQL',
  write: 'COPY of the same sealed answers into a table without an index',
  seal: 'SHA-256 and AES-256-GCM over the same bytes',
} as const;
export type LimitSeconds = Readonly<Record<keyof typeof LIMITS, number>>;

/** @param reportBytes of each sealed report */
export async function measureLimits(
  databaseUrl: string,
  file: string,
  reportBytes: readonly number[],
): Promise<LimitSeconds> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return {
      intake: await seconds(() => parseAlone(file)),
      lookup: await joinAlone(client),
      write: await copyAlone(client),
      seal: await seconds(async () => hashAndEncrypt(reportBytes)),
    };
  } finally {
    await client.end();
  }
}

function parseAlone(file: string): Promise<void> {
  return new Promise((complete, error) => {
    Papa.parse(createReadStream(file, 'utf8'), {
      chunk: () => {},
      complete: () => complete(),
      error,
    });
  });
}

async function joinAlone(client: pg.Client): Promise<number> {
  await client.query(`
    create temp table register as select id_index, household_id as holder from persons where id_index is not null;
    analyze register`);
  return seconds(() =>
    client.query(`
      create temp table found as
        select p.household_id, p.no, r.holder from persons p join register r using (id_index)`),
  );
}

async function copyAlone(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ household_id: string; department: string; sealed: Buffer }>(
    'select household_id, department, sealed from answers',
  );
  await client.query(
    'create temp table copied (household_id bigint, department text, sealed bytea)',
  );
  const columns = { household_id: 'int8', department: 'text', sealed: 'bytea' } as const;
  const values = rows.map((row) => [Number(row.household_id), row.department, row.sealed]);
  return seconds(() => copyRows(client as unknown as pg.PoolClient, 'copied', columns, values));
}

function hashAndEncrypt(lengths: readonly number[]): void {
  const bytes = randomBytes(Math.max(1, ...lengths));
  const key = randomBytes(32);
  for (const length of lengths) {
    const text = bytes.subarray(0, length);
    createHash('sha256').update(text).digest();
    const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12));
    cipher.update(text);
    cipher.final();
    cipher.getAuthTag();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
