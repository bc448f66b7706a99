import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { writeRejectedCsv } from '../../../../jobs/intake/rejected-csv.ts';
import type { RejectedRow } from '../../../../jobs/intake/sink.ts';
import { fileOf, idNumber, type Taken, take } from './batch-files.ts';

const HEADER =
  '备注,household_ref,role,relation,name,id_number,region,authorisation_no,authorised_from,signer';
const line = (note: string, ref: string, sequence: string, role = 'applicant,self') =>
  `${note},${ref},${role},王小明,${idNumber('19900101', sequence)},371002,A-1,2026-01-01,self`;

async function exported({
  counts,
  rejected,
}: Pick<Taken, 'rejected'> & { counts: { header: readonly string[] } }): Promise<string> {
  const path = await fileOf('', '.csv');
  await writeRejectedCsv(createWriteStream(path), counts.header, rejected);
  return path;
}

describe('the export of rejected rows', () => {
  test('holds whole households, with the reasons, for Excel', async () => {
    const file = await fileOf(
      [
        HEADER,
        line('甲', 'H', '001'),
        line('=cmd', 'H', '002', 'member,邻居'),
        line('乙', 'K', '003'),
      ].join('\n'),
    );
    const text = await readFile(await exported(await take(file)), 'utf8');
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header).toBe(`\ufeff${HEADER},原行号,退回原因,rejection_reason`);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('甲,H,applicant,self,王小明');
    expect(lines[0]).toContain(',2,本行没有问题');
    expect(lines[1]).toMatch(
      /^'=cmd,H,member,邻居,.*,3,与申请人关系无法识别.*The relation to the applicant/,
    );
  });

  test('is taken when mended, and its reason columns are ignored', async () => {
    const file = await fileOf([HEADER, line('甲', 'H', '001', 'applicant,儿子')].join('\n'));
    const path = await exported(await take(file));
    const mended = (await readFile(path, 'utf8')).replace('applicant,儿子', 'applicant,本人');
    const { households, rejected } = await take(await fileOf(mended, '.csv'));
    expect(rejected).toEqual([]);
    expect(households).toHaveLength(1);
  });

  test('several faults of a row stand in one line, and reasons do not pile up', async () => {
    const file = await fileOf([HEADER, line('甲', 'H', '001', '无,邻居')].join('\n'));
    const once = await exported(await take(file));
    const twice = await exported(await take(once));
    const [first, second] = [await readFile(once, 'utf8'), await readFile(twice, 'utf8')];
    expect(first.trimEnd().split('\r\n')).toHaveLength(2);
    expect(first).toMatch(/角色的内容无法识别[^,]*；与申请人关系无法识别/);
    expect(second).toBe(first);
  });

  test('a stream that fails ends the writing', async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    stream.once('data', () => stream.destroy(new Error('disk full')));
    const row: RejectedRow = {
      rejection: { row: 2, column: null, code: 'x', said: { zh: '', en: '' } },
      ref: null,
      cells: ['a'],
    };
    const rows = Array.from({ length: 1000 }, (_, at) => ({
      ...row,
      rejection: { ...row.rejection, row: at },
    }));
    await expect(writeRejectedCsv(stream, ['a'], rows)).rejects.toThrow('disk full');
  });

  test('read again, the cells are the same', async () => {
    const cell = fc.string({
      unit: fc.constantFrom(...Array.from('\'"=+-@,;\t\n＝ a1号')),
      maxLength: 8,
    });
    const header = HEADER.split(',');
    const cells = fc
      .array(cell, { minLength: header.length, maxLength: header.length })
      // The household's number stays empty, so that each row comes back; the last cell is never empty.
      .map((each) => each.with(1, '').with(-1, 'x'));
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 5 }), async (rows) => {
        const rejected = rows.map(
          (each, at): RejectedRow => ({
            rejection: { row: at + 2, column: null, code: 'x', said: { zh: '一', en: 'one' } },
            ref: null,
            cells: each,
          }),
        );
        const again = await take(await exported({ rejected, counts: { header } }));
        const read = new Map(
          again.rejected.map(({ rejection, cells: each }) => [rejection.row, each]),
        );
        expect([...read.values()].map((each) => each.slice(0, header.length))).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});
