// What becomes of a file at the door: households into the store, the rest into the list of rejections.

import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import papaparse from 'papaparse';
import type { Engine } from '../../../jobs/engine.ts';
import { writeRejectedCsv } from '../../../jobs/intake/rejected-csv.ts';
import { type Office, openOffice, submitVillage } from '../../support/village.ts';

let office: Office;
let engine: Engine;
let rows: string[][];

beforeEach(async () => {
  office = await openOffice();
  engine = await office.open();
  rows = papaparse.parse<string[]>(await readFile(office.batchFile, 'utf8'), {
    skipEmptyLines: true,
  }).data;
});
afterEach(async () => {
  await office.close();
});

async function submitAs(name: string, content: string | Buffer) {
  const path = join(office.folder, name);
  await writeFile(path, content);
  return submitVillage(office, engine, { path });
}

describe('the same households, however the file is written', () => {
  test('GB18030, as Excel on a Chinese Windows writes it', async () => {
    const { counts } = await submitAs('gb.csv', iconv.encode(papaparse.unparse(rows), 'gb18030'));
    expect(counts).toMatchObject({ households: 4, persons: 8, encoding: 'gb18030' });
  });

  test('XLSX', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('名单').addRows(rows);
    const { counts } = await submitAs('book.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
    expect(counts).toMatchObject({ households: 4, persons: 8, format: 'xlsx' });
  });
});

describe('a person who is in a batch under way', () => {
  test('is not taken in twice; the rejection names the other batch', async () => {
    const first = await submitVillage(office, engine);
    const changed = rows.map((row) => [...row]);
    for (const row of changed.slice(1)) row[0] = `X-${row[0]}`;
    const { batchId, counts } = await submitAs('other.csv', papaparse.unparse(changed));
    expect(counts).toMatchObject({ households: 0, rejectedRows: 8 });
    const { rows: rejected } = await engine.store.batches.rejections(batchId);
    expect(rejected[0]?.rejection.said.zh).toContain(first.batchId);
    expect((await engine.store.batches.get(batchId)).state).toBe('done');
  });
});

describe('rejected rows', () => {
  test('can be exported, mended and submitted again', async () => {
    const bad = rows.map((row) => [...row]);
    (bad[1] as string[])[3] = '';
    const { batchId, counts } = await submitAs('bad.csv', papaparse.unparse(bad));
    expect(counts).toMatchObject({ households: 3, rejectedRows: 2 });

    const exported = join(office.folder, 'mend.csv');
    const { header, rows: rejected } = await engine.store.batches.rejections(batchId);
    await writeRejectedCsv(createWriteStream(exported), header, rejected);
    const mended = (await readFile(exported, 'utf8')).replace(',本人,,', ',本人,王建国,');
    const again = await submitAs('mended.csv', mended);
    expect(again.counts).toMatchObject({ households: 1, persons: 2, rejectedRows: 0 });
  });
});

test('a file that is no batch leaves nothing behind', async () => {
  await expect(submitAs('empty.csv', '')).rejects.toMatchObject({ code: 'FILE_NOT_A_BATCH' });
  expect(await engine.store.batches.list({ limit: 10 })).toEqual([]);
});
