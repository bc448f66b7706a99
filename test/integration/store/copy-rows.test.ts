import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { copyRows } from '../../../store/copy-rows.ts';
import { freshDatabase } from '../../support/database.ts';

const COLUMNS = {
  small: 'int2',
  middle: 'int4',
  large: 'int8',
  truth: 'bool',
  words: 'text',
  list: 'text[]',
  day: 'date',
  instant: 'timestamptz',
  bytes: 'bytea',
} as const;

const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
const time = fc.date({
  min: new Date('1900-01-01'),
  max: new Date('2284-12-31'),
  noInvalidDate: true,
});
const row = fc.tuple(
  fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.maxSafeInteger(),
  fc.boolean(),
  text,
  fc.array(text),
  time.map((at) => at.toISOString().slice(0, 10)),
  time.map((at) => at.toISOString()),
  fc.uint8Array({ maxLength: 200_000 }).map((bytes) => Buffer.from(bytes)),
);

test('rows come back from the database as they went in', async () => {
  const database = await freshDatabase({ empty: true });
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const client = await pool.connect();
  try {
    const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
    await client.query(`create temporary table copied (place serial, ${columns.join(', ')})`);
    const check = async (rows: (typeof row extends fc.Arbitrary<infer T> ? T : never)[]) => {
      await client.query('truncate copied restart identity');
      const nothing = columns.map(() => null);
      await copyRows(client, 'copied', COLUMNS, [...rows, nothing]);
      const { rows: back } = await client.query<unknown[]>({
        rowMode: 'array',
        text: `select small, middle, large::text, truth, words, list, day::text,
                 to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), bytes
               from copied order by place`,
      });
      const sent = rows.map((one) => one.map((value, at) => (at === 2 ? String(value) : value)));
      expect(back).toEqual([...sent, nothing]);
    };
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 20 }), check), { numRuns: 50 });
  } finally {
    client.release();
    await pool.end();
    await database.drop();
  }
});
