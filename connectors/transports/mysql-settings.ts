// How an exchange database on MySQL or MariaDB is opened: read-only, every value as text in utf8mb4, whatever charset
// (gbk, utf8mb3) the department's tables are in; the server translates.

import { connect, type Socket } from 'node:net';
import type { Connection, QueryError } from 'mysql2';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { certificatesOf } from './certificates.ts';
import { guarded } from './guarded-stream.ts';
import { MysqlFrames } from './mysql-frames.ts';

type WhenReady = (error: Error | null, connection: Connection) => void;
/** What mysql2 hands a column's value with. */
type Field = { string(encoding: string): string | null };

/** @param answerWithinMs after which a connection ends on which an answer is still awaited */
export function mysqlSettings(declaration: DepartmentDeclaration, answerWithinMs: number) {
  const { address, credentials, limits, tls } = declaration;
  const url = new URL(address);
  return {
    client: 'mysql2',
    connection: {
      host: url.hostname,
      port: Number(url.port || 3306),
      database: decodeURIComponent(url.pathname.slice(1)),
      user: credentials['user'] ?? decodeURIComponent(url.username),
      password: credentials['password'] ?? decodeURIComponent(url.password),
      charset: 'utf8mb4',
      connectTimeout: limits.timeoutMs,
      stream: () => guardedSocket(url, answerWithinMs),
      // Text for every type: a date must not become a Date, nor a decimal a float.
      typeCast: (field: Field) => field.string('utf8'),
      // It would make a function of the names of the columns and keep it: a server that names them anew each time fills the memory.
      disableEval: true,
      ...(tls && { ssl: certificatesOf(declaration) }),
    },
    onCreated: (connection: Connection, done: WhenReady) => {
      connection.query('set session transaction read only', (error: QueryError | null) => {
        if (error) return done(error, connection);
        limitTime(connection, limits.timeoutMs, done);
      });
    },
  };
}

/** Each answer, and the greeting, has so many milliseconds; a driver that waits for more does not let go of its connection. */
function guardedSocket(url: URL, answerWithinMs: number): Socket {
  const socket = connect({
    port: Number(url.port || 3306),
    host: url.hostname,
    noDelay: true,
    keepAlive: true,
  });
  const frames = new MysqlFrames();
  const startDeadline = () => setTimeout(() => socket.destroy(), answerWithinMs);
  let deadline = startDeadline();
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = (...given: unknown[]) => {
    const wasAwaited = frames.isAwaited;
    frames.sent(given[0] as Buffer);
    if (!frames.isAwaited) clearTimeout(deadline);
    else if (!wasAwaited) deadline = startDeadline();
    return write(...given);
  };
  socket.once('close', () => clearTimeout(deadline));
  return guarded(socket, (bytes) => {
    const sound = frames.take(bytes);
    if (!frames.isAwaited) clearTimeout(deadline);
    return sound;
  });
}

/** MariaDB knows a limit in seconds, MySQL one in milliseconds under another name. */
function limitTime(connection: Connection, timeoutMs: number, done: WhenReady): void {
  const seconds = (timeoutMs / 1000).toFixed(3);
  connection.query(`set session max_statement_time = ${seconds}`, (error: QueryError | null) => {
    if (!error) return done(null, connection);
    connection.query(
      `set session max_execution_time = ${timeoutMs}`,
      (refused: QueryError | null) => done(refused, connection),
    );
  });
}

/** What MariaDB (1969) and MySQL (3024) say of a query that took too long; PostgreSQL's word for it is 57014. */
const OUT_OF_TIME: readonly unknown[] = [1969, 3024];
/** Access denied to the server, the database, a table; MySQL files the last two under syntax errors. */
const DENIED: readonly unknown[] = [1044, 1045, 1142, 1698];
/** Server gone or going: too many connections, shutdown, killed. */
const GONE: readonly unknown[] = [1040, 1053, 1927];

/** An error of MySQL or MariaDB by the SQLSTATE that PostgreSQL would give it; null when it is none of theirs. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('errno' in error)) return null;
  if (!('sqlState' in error) || typeof error.sqlState !== 'string') return null;
  if (OUT_OF_TIME.includes(error.errno)) return '57014';
  if (DENIED.includes(error.errno)) return '28000';
  if (GONE.includes(error.errno)) return '57P01';
  return error.sqlState;
}
