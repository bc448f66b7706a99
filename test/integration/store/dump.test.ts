// A stolen copy of the database: pg_dump of everything, and the server's own files, after a whole village was verified.
// No name, ID number, amount or other text of a person is in it, in any form that a thief would look for.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import papaparse from 'papaparse';
import { acquireEmbedded } from '../../../store/embedded/acquire.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { openClient } from '../../support/store.ts';
import { openVillage, submitVillage, untilDone } from '../../support/village.ts';
import { WANG } from '../../support/villagers.ts';

const VILLAGE = 'test/fixtures/village';
/** Columns of the village's files that tell of a person: each register has its own words for them. */
const PERSONAL = new Set(
  (
    '姓名 身份证号码 户编号 授权书编号 zjhm xingming grzh grjcjs yjce grzhye dwmc aac002 aac003 aac040 aae180 ' +
    'aae019 aab001 aab004 khxm zjzh zjye zqsz gmsfhm xm hh hjdz sfzmhm syr hphm clsbdh citizen_id name cert_no ' +
    'bdh js xjjz sfzjhm sre kjywrsbh kjywrmc certno psn_name setl_id psn_part_amt khmc zh zrmbye zjh qlr bdcdyh ' +
    'bdcqzh zl sfzh ffje cyzjhm cyxm cbhtbm syrzjhm name_man cert_num_man name_woman cert_num_woman cert_num ' +
    'case_no cerno uniscid regno entname regcap'
  ).split(' '),
);

/**
 * Amounts in fen, of eight digits and more: shorter ones are among the random digits of a dump by chance. One is declared, one
 * is a department's answer for each month, the others follow from them: what they come to in a year.
 */
const DECLARED_FEN = 57_391_846;
const ANSWERED_FEN = 48_261_937;
const AMOUNTS_FEN = [DECLARED_FEN, ANSWERED_FEN, 12 * DECLARED_FEN, 12 * ANSWERED_FEN];

async function plantAmounts(village: string): Promise<void> {
  const change = async (file: string, from: string, to: string) => {
    const text = await readFile(join(village, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(join(village, file), text.replaceAll(from, to));
  };
  await change('batches/applicants.csv', '本人,0,236,', `本人,${yuan(DECLARED_FEN)},236,`);
  await change('registers/human-resources/pensions.csv', ',236.00,', `,${yuan(ANSWERED_FEN)},`);
}

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** As text in fen and in yuan, and as eight bytes either way round. */
function formsOfAmount(fen: number): Buffer[] {
  const grouped = yuan(fen).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const big = Buffer.alloc(8);
  big.writeBigInt64BE(BigInt(fen));
  const little = Buffer.from(big).reverse();
  return [
    ...[String(fen), yuan(fen), grouped].flatMap(formsOf),
    ...[big, little].flatMap((bytes) => [bytes, Buffer.from(bytes.toString('hex'))]),
  ];
}

const amountsIn = (places: readonly Buffer[]) =>
  AMOUNTS_FEN.filter((fen) =>
    formsOfAmount(fen).some((form) => places.some((place) => place.includes(form))),
  );

let folder: string;
/** What the store opens with its keys: there the amounts are. */
let opened: string;
/** The files of a database server that held a village from its batch to its reports, and nothing else. */
let files: Buffer[];
let planted: string[];
let tables: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-dump-'));
  planted = await plantedTexts();
  const server = await acquireEmbedded({ folder: join(folder, 'database'), disposable: true });
  const before = { url: process.env['DATABASE_URL'], queue: process.env['QUEUE_URL'] };
  process.env['DATABASE_URL'] = server.url;
  delete process.env['QUEUE_URL'];
  try {
    const startedAt = Date.now() - 2_000;
    const village = await openVillage({}, {}, {}, plantAmounts);
    const engine = await village.open();
    const working = await startWorking(engine);
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    await working.stop();
    const reports = await engine.store.reports.ofBatch(batchId, { limit: 10 });
    opened = JSON.stringify(
      await Promise.all(reports.map(({ number }) => engine.store.reports.read(number))),
    );
    const sql = await openClient(village.settings.databaseUrl ?? '');
    tables = await everyTable(sql);
    await sql.query('checkpoint');
    const { rows } = await sql.query('show data_directory');
    files = await everyFile(rows[0].data_directory, startedAt);
    await sql.end();
    await village.close();
  } finally {
    process.env['DATABASE_URL'] = before.url ?? '';
    if (before.url === undefined) delete process.env['DATABASE_URL'];
    if (before.queue !== undefined) process.env['QUEUE_URL'] = before.queue;
    await server.release();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every personal text of the batch and of the registers, long enough not to be there by chance. */
async function plantedTexts(): Promise<string[]> {
  const names = await readdir(VILLAGE, { recursive: true });
  const found = new Set<string>();
  for (const name of names.filter((one) => one.endsWith('.csv'))) {
    const { data } = papaparse.parse<Record<string, string>>(
      await readFile(join(VILLAGE, name), 'utf8'),
      { header: true },
    );
    for (const row of data) {
      for (const [column, text] of Object.entries(row)) {
        if (PERSONAL.has(column) && isTelling(text)) found.add(text);
      }
    }
  }
  return [...found];
}

/**
 * Two Chinese characters, or six digits and letters with a digit among them: 4500 alone is in any file, and 100000001 is how
 * a sealed value begins (format 1, key version 00000001).
 */
function isTelling(text: string): boolean {
  return (
    /\p{Script=Han}{2}/u.test(text) ||
    (/^[\w.-]{6,}$/.test(text) && /\d/.test(text) && new Set(text).size > 2)
  );
}

async function everyTable(sql: Awaited<ReturnType<typeof openClient>>): Promise<string> {
  const { rows } = await sql.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const { rows: lines } = await sql.query(`select t::text as line from ${name} t`);
    texts.push(...lines.map(({ line }) => `${name} ${line}`));
  }
  return texts.join('\n');
}

/** Those that were written since; what the server came with tells nothing. */
async function everyFile(root: string, sinceMs: number): Promise<Buffer[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const written: Buffer[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // The server may take a file away meanwhile.
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs >= sinceMs) written.push(await readFile(path));
  }
  return written;
}

/** The forms in which bytes of a text could stand somewhere. */
function formsOf(text: string): Buffer[] {
  const plain = [Buffer.from(text), iconv.encode(text, 'gb18030'), Buffer.from(text, 'utf16le')];
  const different = plain.filter(
    (one, place) => plain.findIndex((other) => other.equals(one)) === place,
  );
  return different.flatMap((bytes) => [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...base64Forms(bytes),
  ]);
}

/** Base64 of a text within others begins at any of three places; its whole groups are the same in each. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const groups = whole.slice(shift === 0 ? 0 : 4, whole.length - (whole.length % 4) - 4);
    return groups.length >= 8 ? [Buffer.from(groups)] : [];
  });
}

describe('a stolen database', () => {
  test('was looked at where something stands: the tables, and the files of the server', () => {
    expect(planted.length).toBeGreaterThan(40);
    expect(planted).toContain(WANG);
    expect(tables).toContain('2026-DB-');
    expect(files.some((file) => file.includes('2026-DB-'))).toBe(true);
  });

  test('holds no amount, declared, answered or computed, in any table or file', () => {
    for (const fen of AMOUNTS_FEN.slice(0, 2)) expect(opened).toContain(String(fen));
    expect(amountsIn([Buffer.from(opened)])).toEqual(
      expect.arrayContaining(AMOUNTS_FEN.slice(0, 2)),
    );
    expect(amountsIn([Buffer.from(tables), ...files])).toEqual([]);
  });

  test('holds nothing of a person in any table', () => {
    const lower = Buffer.from(tables);
    const found = planted.filter((text) => formsOf(text).some((form) => lower.includes(form)));
    expect(found).toEqual([]);
  });

  test('holds nothing of a person in the files of its server, the write-ahead log among them', () => {
    const found = planted.filter((text) =>
      formsOf(text).some((form) => files.some((file) => file.includes(form))),
    );
    expect(found).toEqual([]);
  });
});

const hasDump = spawnSync('pg_dump', ['--version']).status === 0 && process.env['DATABASE_URL'];

(hasDump ? describe : describe.skip)('pg_dump', () => {
  test('of a verified village holds nothing of a person', async () => {
    const village = await openVillage({}, {}, {}, plantAmounts);
    try {
      const engine = await village.open();
      const working = await startWorking(engine);
      const { batchId } = await submitVillage(village, engine);
      await untilDone(engine, batchId);
      await working.stop();
      const dump = execFileSync('pg_dump', [village.settings.databaseUrl ?? ''], {
        maxBuffer: 512 * 1024 * 1024,
      });
      expect(dump.includes('2026-DB-')).toBe(true);
      const found = planted.filter((text) => formsOf(text).some((form) => dump.includes(form)));
      expect(found).toEqual([]);
      expect(amountsIn([dump])).toEqual([]);
    } finally {
      await village.close();
    }
  });
});
