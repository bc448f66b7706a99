// The readers of exchanged files: what is written is read again, and what does not hold is never half believed.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import ExcelJS from 'exceljs';
import {
  readFixedWidth,
  writeFixedWidth,
} from '../../../connectors/transports/files/fixed-width.ts';
import { readTable } from '../../../connectors/transports/files/table-file.ts';
import { readWorkbook, writeWorkbook } from '../../../connectors/transports/files/workbook.ts';
import { fileSettings } from '../../../config/transport-settings.ts';
import { readEnvelope } from '../../../connectors/transports/platform-envelope.ts';

const LAYOUT = [
  { field: 'idNumber', at: 1, bytes: 18 },
  { field: 'name', at: 19, bytes: 12 },
  { field: 'amount', at: 32, bytes: 10 },
];
/** Names of one to three characters: 2 bytes each in GB18030, 4 beyond GBK (𬭚). */
const names = fc
  .array(fc.constantFrom('张', '王', '欧', '阳', '娜', '𬭚'), { minLength: 1, maxLength: 3 })
  .map((characters) => characters.join(''));
const rows = fc.array(
  fc.record({
    idNumber: fc.stringMatching(/^\d{17}[\dX]$/),
    name: names,
    amount: fc.nat().map(String),
  }),
  { maxLength: 20 },
);

describe('fixed-width files', () => {
  test.each(['gb18030', 'utf-8'] as const)('what is written in %s is read again', (encoding) => {
    fc.assert(
      fc.property(rows, (given) => {
        const content = writeFixedWidth(given, encoding, LAYOUT);
        expect(content && readFixedWidth(content, encoding, LAYOUT)).toEqual({
          ok: true,
          rows: given,
        });
      }),
    );
  });

  test('places are counted in bytes, not in characters', () => {
    // 18 + 12 + 1 blank + 10 = 41 bytes; 欧阳 is 4 bytes of GB18030, 𬭚 another 4: 8 of the 12.
    const line = `371002199001010015${'欧阳𬭚'}${' '.repeat(4)} ${'88.20'.padEnd(10)}`;
    const content = iconv.encode(`${line}\r\n`, 'gb18030');
    expect(content).toHaveLength(41 + 2);
    expect(readFixedWidth(content, 'gb18030', LAYOUT)).toEqual({
      ok: true,
      rows: [{ idNumber: '371002199001010015', name: '欧阳𬭚', amount: '88.20' }],
    });
  });

  test('a value that does not fit is not cut off', () => {
    const tooLong = { idNumber: '1', name: '阿依古丽·买买', amount: '1' };
    expect(iconv.encode(tooLong.name, 'gb18030')).toHaveLength(14);
    expect(writeFixedWidth([tooLong], 'gb18030', LAYOUT)).toBeNull();
  });

  test('a line that lost or gained a byte fails the whole file', () => {
    const lines = writeFixedWidth(
      [{ idNumber: '371002199001010015', name: '张三', amount: '1' }],
      'gb18030',
      LAYOUT,
    ) as Buffer;
    const short = Buffer.concat([lines, lines.subarray(1)]);
    expect(readFixedWidth(short, 'gb18030', LAYOUT)).toEqual({ ok: false, fault: 'line-length' });
  });

  test('a field that begins inside a character fails the file, rather than reading half of it', () => {
    const shifted = [{ field: 'name', at: 2, bytes: 3 }];
    const content = Buffer.from([...iconv.encode('张三', 'gb18030'), 10]);
    expect(content).toHaveLength(5);
    // Bytes 2 to 4 are the second half of 张 and the whole of 三 moved by one.
    expect(readFixedWidth(content, 'gb18030', shifted)).toMatchObject({ ok: false });
  });

  test('any bytes are read or refused, never thrown over', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('gb18030', 'utf-8'),
        (bytes, encoding) => {
          const read = readFixedWidth(Buffer.from(bytes), encoding as 'utf-8', LAYOUT);
          return read.ok
            ? read.rows.every((row) => Object.keys(row).length === 3)
            : read.fault !== '';
        },
      ),
    );
  });
});

describe('CSV files', () => {
  const read = (text: string) =>
    readTable(Buffer.from(text), 'persons', 'utf-8', fileSettings.parse({}));

  test('of two columns of one name nobody can say which is meant: the file is not read', async () => {
    expect(await read('key,count\r\np0,1\r\n')).toEqual({
      ok: true,
      rows: [{ key: 'p0', count: '1' }],
    });
    expect(await read('key,count,count\r\np0,1,2\r\n')).toEqual({ ok: false, fault: 'not-csv' });
  });
});

describe('workbooks', () => {
  const columns = ['idNumber', 'name', 'amount'];

  test('what is written is read again, ID numbers to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        expect(await readWorkbook(await writeWorkbook(columns, given))).toEqual({
          ok: true,
          rows: given,
        });
      }),
      { numRuns: 25 },
    );
  });

  async function sheetOf(...cells: ExcelJS.CellValue[]): Promise<Buffer> {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('1');
    sheet.addRow(columns);
    sheet.addRow(cells);
    return Buffer.from(await workbook.xlsx.writeBuffer());
  }

  test('dates and short numbers read as text', async () => {
    const content = await sheetOf('1', new Date('2026-07-01T00:00:00Z'), 88.2);
    expect(await readWorkbook(content)).toEqual({
      ok: true,
      rows: [{ idNumber: '1', name: '2026-07-01', amount: '88.2' }],
    });
  });

  test.each([
    // Excel keeps 15 digits: 371002199001010015 would come as 371002199001010000, somebody else's number.
    ['an ID number entered as a number', [Number('371002199001010015'), '张三', '1']],
    ['a formula', ['1', { formula: 'A1', result: '张三' }, '1']],
    ['more cells than columns', ['1', '张三', '1', 'x']],
  ] as [string, ExcelJS.CellValue[]][])('%s fails the file', async (_what, cells) => {
    expect(await readWorkbook(await sheetOf(...cells))).toEqual({
      ok: false,
      fault: 'cell-unreadable',
    });
  });

  test('any bytes are refused, never thrown over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await readWorkbook(Buffer.from(bytes))).ok).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('envelopes of an exchange platform', () => {
  test.each([
    ['0000', null],
    ['4001', 'refused'],
    ['4003', 'refused'],
    ['4029', 'refused'],
    ['5001', 'not-connected'],
    ['5003', 'outside-hours'],
    ['7777', 'failed'],
  ])('code %s means %s', (code, why) => {
    const reply = readEnvelope({
      code,
      message: '',
      data: { status: 'ready' },
      retryAfterSeconds: 60,
    });
    if (why === null) expect(reply).toEqual({ ok: true, body: { status: 'ready' } });
    else
      expect(reply).toMatchObject({ ok: false, why, fault: `platform-${code}`, afterMs: 60_000 });
  });

  test('any reply is a value, and only 0000 is an answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const reply = readEnvelope(body);
        return !reply.ok || (body as { code?: unknown }).code === '0000';
      }),
    );
  });
});
