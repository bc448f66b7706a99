// The stand-in for the land department, as a process of its own: a front-end exchange database (前置库) on a PostgreSQL
// server of its own, filled from the register by COPY, with a role that may only read it.

import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { HeduiError } from '../../../domain/errors.ts';
import { acquireEmbedded } from '../../../store/embedded/acquire.ts';
import { REGISTER_COLUMNS, readCity, registerFile } from '../city-folder.ts';
import { openFeed, type StandInFeed } from './change-feed.ts';
import { type Counted, openCounters } from './counters.ts';
import { runDepartments, type ServeOptions, type Serving } from './department-process.ts';
import type { Fault } from './faults.ts';

const BYTE_ORDER_MARK = '\uFEFF';

async function serveLand(city: string, { landServer }: ServeOptions): Promise<Serving> {
  // Disposable: the register is the truth, and is loaded anew at each start.
  const embedded = landServer
    ? null
    : await acquireEmbedded({ folder: join(city, '.land'), disposable: true });
  const server = landServer ?? embedded?.url ?? '';
  const id = createHash('sha256').update(resolve(city)).digest('hex').slice(0, 10);
  const names = { database: `land_${id}`, reader: `land_reader_${id}` };
  const password = randomBytes(16).toString('hex');
  await recreate(server, names, password);
  const address = withPath(server, names.database);
  const database = new pg.Client({ connectionString: address });
  // The server may be stopped before we are.
  database.on('error', () => {});
  await database.connect();
  await fill(database, city, names.reader);
  const feed = await openFeed(city, 'land');
  if (feed) await fillFeed(database, feed, names.reader);
  const show = openLandFaults(database, names);

  return {
    address: withUser(address, names.reader, password),
    credentials: {},
    ...(feed && { feedKey: feed.key }),
    setFault: show,
    // A database does not see who is asked about.
    counted: (): Counted => openCounters().read(),
    async stop() {
      await show(null).catch(() => {});
      await database.end().catch(() => {});
      if (landServer) await drop(server, names);
      await embedded?.release();
    },
  };
}

type Names = { readonly database: string; readonly reader: string };

async function recreate(server: string, names: Names, password: string): Promise<void> {
  await drop(server, names);
  await onServer(server, [
    `create database ${names.database}`,
    `create role ${names.reader} login password '${password}'`,
  ]);
}

async function drop(server: string, { database, reader }: Names): Promise<void> {
  await onServer(server, [
    `drop database if exists ${database} with (force)`,
    `drop role if exists ${reader}`,
  ]);
}

async function onServer(server: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function fill(database: pg.Client, city: string, reader: string): Promise<void> {
  const { on } = await readCity(city);
  const path = registerFile(city, 'land/real-estate');
  const header = existsSync(path) ? await headerOf(path) : [];
  const columns = [...new Set([...REGISTER_COLUMNS['land/real-estate'], ...header])];
  const definitions = columns.map((column) => `${pg.escapeIdentifier(column)} text`);
  await database.query(`create unlogged table bdc_qlr_whole (${definitions.join(', ')})`);
  if (header.length > 0) {
    const named = header.map((column) => pg.escapeIdentifier(column)).join(', ');
    const copy = `copy bdc_qlr_whole (${named}) from stdin with (format csv, header true)`;
    await pipeline(createReadStream(path), database.query(copyFrom(copy)));
  }
  await database.query('create index on bdc_qlr_whole (zjh)');
  await database.query('analyze bdc_qlr_whole');
  await showRows(database, reader, VIEWS.whole);
  await database.query('create table qzk_gxjl (bm text, jzrq text)');
  await database.query(`insert into qzk_gxjl values ('bdc_qlr', $1)`, [on]);
  await database.query(`grant select on qzk_gxjl to ${reader}`);
}

async function fillFeed(database: pg.Client, feed: StandInFeed, reader: string): Promise<void> {
  await database.query('create table bgdj (xh text, zymc text, rybs text, djrq text)');
  await database.query(
    `insert into bgdj select place, resource, person, recorded_on
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality as given (resource, person, recorded_on, place)`,
    [
      feed.lines.map(({ resource }) => resource),
      feed.lines.map(({ person }) => person),
      feed.lines.map(({ recordedOn }) => recordedOn),
    ],
  );
  await database.query(`insert into qzk_gxjl values ('bgdj', $1)`, [feed.on]);
  await database.query(`grant select on bgdj to ${reader}`);
}

const OTHER_COLUMNS = REGISTER_COLUMNS['land/real-estate'].filter((column) => column !== 'zjh');
/** What the reader sees of the table, well and on a bad day. */
const VIEWS = {
  whole: 'select * from bdc_qlr_whole',
  'wrong-type': `select zjh, ${OTHER_COLUMNS.map((column) => `'※' as ${column}`).join(', ')} from bdc_qlr_whole`,
  'missing-field': 'select zjh, djsj from bdc_qlr_whole',
  'extra-field': `select *, '备注' as bz_new_2026 from bdc_qlr_whole`,
  'duplicate-records': 'select * from bdc_qlr_whole union all select * from bdc_qlr_whole',
} as const;

async function showRows(database: pg.Client, reader: string, view: string): Promise<void> {
  await database.query(`
    begin;
    drop view if exists bdc_qlr;
    create view bdc_qlr as ${view};
    grant select on bdc_qlr to ${reader};
    commit`);
}

/** @throws HeduiError CITY_INVALID when the first line is no header of the register */
async function headerOf(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    for await (const line of file.readLines()) {
      const columns = line.replace(BYTE_ORDER_MARK, '').trim().split(',');
      if (columns.includes('zjh') && columns.every((name) => /^\w{1,60}$/.test(name)))
        return columns;
      break;
    }
  } finally {
    await file.close();
  }
  throw new HeduiError('CITY_INVALID', {
    zh: `${path} 的首行不是不动产登记的表头（缺少 zjh）。`,
    en: `the first line of ${path} is no header of the real-estate register (it lacks zjh).`,
  });
}

/**
 * Down: nobody may log in. Slow: the table is locked, as during a refresh. Reset: connections are cut, once. Faults of
 * records: the reader sees another view of the table.
 */
function openLandFaults(database: pg.Client, { database: name, reader }: Names) {
  let end: NodeJS.Timeout | undefined;
  const cutConnections = () =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = $2`,
      [name, reader],
    );

  return async function show(fault: Fault | null): Promise<void> {
    clearTimeout(end);
    await database.query('rollback');
    await database.query(`alter role ${reader} login`);
    const kind = fault?.fault ?? 'whole';
    await showRows(database, reader, VIEWS[kind in VIEWS ? (kind as keyof typeof VIEWS) : 'whole']);
    if (fault?.fault === 'down') await database.query(`alter role ${reader} nologin`);
    if (fault?.fault === 'down' || fault?.fault === 'reset') await cutConnections();
    if (fault?.fault === 'slow') {
      await database.query('begin');
      await database.query('lock table bdc_qlr_whole in access exclusive mode');
    }
    if (fault?.forMs) end = setTimeout(() => void show(null).catch(() => {}), fault.forMs);
  };
}

function withPath(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

function withUser(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
}

runDepartments((_, city, options) => serveLand(city, options));
