// A database that begins empty, for the demo: nothing of an office's own data is near it.

import pg from 'pg';

/**
 * Makes a database of that name on the server of a URL, in place of one that is there.
 * @param name of small letters and underscores
 * @returns its URL
 */
export async function freshDatabaseOn(serverUrl: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    const quoted = admin.escapeIdentifier(name);
    await admin.query(`drop database if exists ${quoted} with (force)`);
    await admin.query(`create database ${quoted} template template0`);
  } finally {
    await admin.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
