// A database that begins empty, for the demo: nothing of an office's own data is near it.

import pg from 'pg';

/** Whoever is still connected to a database that is dropped is cut off. */
const DROP = (name: string) => `drop database if exists ${name} with (force)`;
const CREATE = (name: string) => `create database ${name} template template0`;

/**
 * Makes a database of that name on the server of a URL, in place of one that is there.
 * @param name of small letters and underscores
 * @returns its URL
 */
export async function freshDatabaseOn(serverUrl: string, name: string): Promise<string> {
  await onServer(serverUrl, name, [DROP, CREATE]);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabaseOn(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, name, [DROP]);
}

async function onServer(
  serverUrl: string,
  name: string,
  statements: readonly ((quoted: string) => string)[],
): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    for (const of of statements) await admin.query(of(admin.escapeIdentifier(name)));
  } finally {
    await admin.end();
  }
}
