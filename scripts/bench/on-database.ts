// A new database for a bench that needs no queue: on a given server, else on an embedded one of its own.

import { join } from 'node:path';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { dropLeftovers, withServers } from './bench-servers.ts';

/** @param folder for the embedded server, where no server is given */
export async function onDatabase(
  serverUrl: string | undefined,
  folder: string,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  if (serverUrl) {
    const given = { databaseUrl: serverUrl, queueUrl: null };
    await dropLeftovers(given);
    return withServers(given, ({ databaseUrl }) => work(databaseUrl ?? ''));
  }
  const embedded = await acquireEmbedded({ folder: join(folder, 'server'), disposable: true });
  await work(embedded.url);
  await embedded.release();
}
