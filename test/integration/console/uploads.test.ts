// A batch file that arrives in pieces: what is kept of it, for how long, and that it becomes one batch, once.

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openConsole } from '../../../console/server.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { hire, Visitor } from '../../support/console.ts';
import { openClient } from '../../support/store.ts';
import { type Office, openOffice } from '../../support/village.ts';

const PIECE = 1024 * 1024;

let office: Office;
let engine: Engine;
let address: string;
let close: () => Promise<void>;
let sql: Awaited<ReturnType<typeof openClient>>;
let wang: Visitor;
let li: Visitor;
let csv: Buffer;
/** Where files lie in clear while they are taken in. */
let uploads: string;

beforeAll(async () => {
  office = await openOffice();
  engine = await office.open();
  sql = await openClient(engine.settings.databaseUrl ?? '');
  uploads = join(engine.settings.home, 'uploads');
  for (const name of ['left', 'fresh']) await mkdir(join(uploads, name), { recursive: true });
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60_000);
  await utimes(join(uploads, 'left'), twoHoursAgo, twoHoursAgo);
  const log = pino({ level: 'silent' });
  const server = await openConsole({
    engine: { ...engine, log },
    publicUrl: null,
    rateFactor: 100,
  });
  address = await server.listen({ port: 0, host: '127.0.0.1' });
  close = () => server.close();
  for (const account of ['wang', 'li']) await hire(engine, account, 'caseworker', '371002');
  [wang, li] = [new Visitor(address), new Visitor(address)];
  await wang.signIn('wang');
  await li.signIn('li');
  for (const one of [wang, li]) await one.get('/batches/new');
  csv = await readFile(office.batchFile);
});
afterAll(async () => {
  await sql.end();
  await close();
  await office.close();
});

async function begin(who: Visitor, bytes: number, name = '批次.csv'): Promise<string> {
  const { text } = await who.post('/uploads', { name, bytes: String(bytes) });
  return (JSON.parse(text) as { upload: string }).upload;
}

async function piece(who: Visitor, upload: string, from: number, content: Buffer) {
  const reply = await who.postBytes(`/uploads/${upload}/pieces?from=${from}`, content);
  return { status: reply.status, ...(JSON.parse(reply.text) as { received?: number }) };
}

const order = { scheme: 'subsistence', verifiedOn: '2026-07-01' };

async function takeIn(who: Visitor, upload: string) {
  const reply = await who.post(`/uploads/${upload}/batch`, order);
  return { status: reply.status, ...(JSON.parse(reply.text) as { to?: string }) };
}

describe('a file in pieces', () => {
  test('is the same file in the end, whatever was sent twice or from the wrong place', async () => {
    const file = randomBytes(2 * PIECE + 17);
    const upload = await begin(wang, file.length);
    const at = (from: number) => file.subarray(from, from + PIECE);
    expect(await piece(wang, upload, 0, at(0))).toEqual({ status: 200, received: PIECE });
    // The line broke before the answer came, so it is sent again.
    expect(await piece(wang, upload, 0, at(0))).toEqual({ status: 409, received: PIECE });
    expect(await piece(wang, upload, 2 * PIECE, at(2 * PIECE))).toMatchObject({ status: 409 });
    const [one, other] = await Promise.all([
      piece(wang, upload, PIECE, at(PIECE)),
      piece(wang, upload, PIECE, at(PIECE)),
    ]);
    expect(new Set([one.status, other.status])).toEqual(new Set([200, 409]));
    const { text } = await wang.get(`/uploads/${upload}`);
    expect(JSON.parse(text)).toMatchObject({
      received: 2 * PIECE,
      isBeingTakenIn: false,
      to: null,
    });
    expect(await takeIn(wang, upload)).toEqual({ status: 409, received: 2 * PIECE });
    // Beyond what was announced nothing is taken.
    expect(await piece(wang, upload, 2 * PIECE, at(0))).toMatchObject({ status: 409 });
    expect(await piece(wang, upload, 2 * PIECE, at(2 * PIECE))).toMatchObject({ status: 200 });
    const arrived = await buffer(engine.store.uploads.content('wang', upload));
    const digest = (content: Buffer) => createHash('sha256').update(content).digest('hex');
    expect(digest(arrived)).toBe(digest(file));
  });

  test('lies in the database sealed, its name too', async () => {
    const upload = await begin(wang, csv.length, '张三家.csv');
    await piece(wang, upload, 0, csv);
    const { rows } = await sql.query<{ kept: Buffer }>(
      `select sealed as kept from upload_pieces where upload_id = $1
       union all select name_sealed from uploads where id = $1`,
      [upload],
    );
    const kept = Buffer.concat(rows.map((row) => row.kept));
    expect(kept.length).toBeGreaterThan(300);
    const [, firstRow = ''] = csv.toString('utf8').split('\n');
    for (const word of ['张三家', ...firstRow.split(',').filter((cell) => cell.length > 5)]) {
      expect(kept.includes(Buffer.from(word))).toBe(false);
    }
  });

  test('is nobody else’s', async () => {
    const upload = await begin(wang, csv.length);
    expect((await li.get(`/uploads/${upload}`)).status).toBe(404);
    expect((await piece(li, upload, 0, csv)).status).toBe(404);
    expect((await takeIn(li, upload)).status).toBe(404);
    expect((await piece(wang, upload, 0, csv)).status).toBe(200);
  });

  test('becomes one batch, however often that is asked, and its pieces are gone', async () => {
    const upload = await begin(wang, csv.length);
    await piece(wang, upload, 0, csv);
    const asked = await Promise.all([1, 2, 3].map(() => takeIn(wang, upload)));
    expect(asked.filter(({ status }) => status === 202)).toHaveLength(2);
    const { to } = asked.find(({ status }) => status === 200) ?? {};
    expect(to).toMatch(/^\/batches\/B\d+\?came=taken$/);
    // Who lost the answer asks again, and is led to the same batch.
    expect(await takeIn(wang, upload)).toEqual({ status: 200, to });
    expect(JSON.parse((await wang.get(`/uploads/${upload}`)).text)).toMatchObject({ to });
    expect(await engine.store.batches.list({ limit: 9 })).toHaveLength(1);
    const { rows } = await sql.query('select from upload_pieces where upload_id = $1', [upload]);
    expect(rows).toHaveLength(0);
    // What a console that was killed had left is gone, and what another is at is not.
    expect(await readdir(uploads)).toEqual(['fresh']);
  });

  test('that is no batch file is refused with the reason, and forgotten', async () => {
    const upload = await begin(wang, 5, 'x.csv');
    await piece(wang, upload, 0, Buffer.from('a,b\nc'));
    const reply = await wang.post(`/uploads/${upload}/batch`, order);
    expect(reply.status).toBe(422);
    expect((JSON.parse(reply.text) as { message: { zh: string } }).message.zh).toContain('表头');
    expect((await wang.get(`/uploads/${upload}`)).status).toBe(404);
  });

  test('is forgotten after a day, and the oldest when more than three are begun', async () => {
    const first = await begin(li, 10);
    await piece(li, first, 0, Buffer.from('12345'));
    await sql.query(`update uploads set begun_at = now() - interval '25 hours' where id = $1`, [
      first,
    ]);
    expect((await li.get(`/uploads/${first}`)).status).toBe(404);
    expect(await engine.store.uploads.sweep()).toBe(1);
    const begun = [];
    for (let n = 0; n < 4; n++) begun.push(await begin(li, 10));
    const statuses = await Promise.all(begun.map((id) => li.get(`/uploads/${id}`)));
    expect(statuses.map(({ status }) => status)).toEqual([404, 200, 200, 200]);
  });

  test('that would be too large is refused before it is sent', async () => {
    const reply = await wang.post('/uploads', { name: 'x.csv', bytes: String(257 * PIECE) });
    expect(reply.status).toBe(413);
  });

  test('takes no piece larger than agreed', async () => {
    const upload = await begin(wang, 3 * PIECE);
    const reply = await wang.postBytes(`/uploads/${upload}/pieces?from=0`, Buffer.alloc(PIECE + 1));
    expect(reply.status).toBe(413);
  });
});
