// A ledger as it is after years: entries of looks, made by the database itself and placed by the sequencer as in life.

import pg from 'pg';
import type { Instant } from '../../domain/calendar.ts';
import type { Store } from '../../store/store.ts';

/** Canonical JSON of an entry, written by the database: nothing in these entries has to be escaped. */
const ENTRY_TEXT = `'{"actor":"clerk.' || n % 500 || '","at":"' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","contentDigest":"' || encode(digest, 'hex') || '","digestAlgorithm":"sha-256","kind":"look","purpose":"application","subject":"HD371002-2026-' || n || '"}'`;

const STEP_MS = 31_007;
export const subjectOf = (n: number) => `HD371002-2026-${n}`;
export const instantOf = (n: number) =>
  new Date(Date.UTC(2026, 0, 1) + n * STEP_MS).toISOString() as Instant;

export async function seedLedger(
  store: Store,
  databaseUrl: string,
  entries: number,
): Promise<{ placedSeconds: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    await client.query(
      `insert into ledger_entries (at, actor, kind, subject, purpose, digest_algorithm, content_digest, leaf_hash)
       select at, 'clerk.' || n % 500, 'look', 'HD371002-2026-' || n, 'application', 'sha-256', digest,
              sha256('\\x00'::bytea || convert_to(${ENTRY_TEXT}, 'UTF8'))
       from (select n, timestamptz '2026-01-01Z' + n * interval '${STEP_MS} ms' as at, sha256(convert_to(n::text, 'UTF8')) as digest
             from generate_series(1, $1::int) as n) as made
       order by n`,
      [entries],
    );
    const startedAt = performance.now();
    await store.ledger.sequence();
    const placedSeconds = (performance.now() - startedAt) / 1000;
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    return { placedSeconds };
  } finally {
    await client.end();
  }
}
