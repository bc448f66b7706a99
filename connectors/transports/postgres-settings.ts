// How an exchange database on PostgreSQL is opened: read-only, every value as text.

import type { Client } from 'pg';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { certificatesOf } from './certificates.ts';

export function postgresSettings(declaration: DepartmentDeclaration) {
  const { address, credentials, limits, tls } = declaration;
  const { user, password } = credentials;
  return {
    client: 'pg',
    connection: {
      connectionString: address,
      ...(user && { user }),
      ...(password && { password }),
      ...(tls && { ssl: certificatesOf(declaration) }),
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
