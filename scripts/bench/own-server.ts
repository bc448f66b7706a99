// The database that a process of the engine works on, for whoever measures beside it.

import { join } from 'node:path';
import pg from 'pg';
import type { Engine } from '../../jobs/engine.ts';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';

/** The engine holds the embedded server already. */
export async function databaseUrlOf({ settings }: Engine): Promise<string> {
  return (
    settings.databaseUrl ?? (await acquireEmbedded({ folder: join(settings.home, 'database') })).url
  );
}

/** How far the server's log has been written: all that it ever wrote, whoever asked for it. */
export async function logPosition(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ bytes: string }>(
    "select pg_current_wal_lsn() - '0/0' as bytes",
  );
  await client.end();
  return Number(rows[0]?.bytes ?? 0);
}
