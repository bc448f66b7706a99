// How an exchange database on PostgreSQL is opened: read-only, every value as text.

import { Socket } from 'node:net';
import type { Client } from 'pg';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { certificatesOf } from './certificates.ts';
import { guarded } from './guarded-stream.ts';
import { PostgresFrames } from './postgres-frames.ts';

export function postgresSettings(declaration: DepartmentDeclaration) {
  const { address, credentials, limits, tls } = declaration;
  const { user, password } = credentials;
  return {
    client: 'pg',
    // Known, so that nobody asks for it first and falls over an answer that names none. It says how tables are made.
    version: '14.0',
    connection: {
      connectionString: address,
      ...(user && { user }),
      ...(password && { password }),
      // Over TLS the server has shown who it is.
      ...(tls ? { ssl: certificatesOf(declaration) } : { stream: guardedSocket }),
      connectionTimeoutMillis: limits.timeoutMs,
      // Text for every type: a date must not become a Date, nor a decimal a float.
      types: { getTypeParser: () => (text: string) => text },
    },
    onCreated: (client: Client, done: (error: Error | null, client: Client) => void) => {
      const session = `set default_transaction_read_only = on; set statement_timeout = ${limits.timeoutMs}`;
      client.query(session, (error) => done(error, client));
    },
  };
}

function guardedSocket(): Socket {
  const frames = new PostgresFrames();
  return guarded(new Socket(), (bytes) => frames.take(bytes));
}
