import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import exceljs from 'exceljs';
import { crc32 } from '../../../../jobs/intake/crc32.ts';
import {
  faultsOf,
  fileOf,
  HEADER,
  idNumber,
  LINE,
  refusal,
  take,
  workbookBytes,
} from './batch-files.ts';

describe('a workbook', () => {
  const headers = HEADER.split(',');

  test('numbers, dates, formulas and rich text are read as Excel shows them', async () => {
    const workbook = new exceljs.Workbook();
    const hidden = workbook.addWorksheet('hidden');
    hidden.state = 'hidden';
    hidden.addRow(['nothing here']);
    const sheet = workbook.addWorksheet('批次');
    sheet.addRow([...headers, 'declared_wage', 'declared_homes', 'birth_date', 'student']);
    const row = sheet.addRow([
      2026001,
      { formula: 'IF(1,"applicant","")', result: 'applicant' },
      null,
      { richText: [{ text: '王' }, { text: '小明' }] },
      idNumber('19900101', '001'),
      371002,
      'A&1<2>',
      new Date('2026-01-01T00:00:00Z'),
      'self',
      { formula: '0.1+0.2', result: 0.1 + 0.2 },
      { formula: '1+1', result: 2 },
      new Date('1990-01-01T00:00:00Z'),
      true,
    ]);
    row.getCell(12).numFmt = 'yyyy"年"m"月"d"日"';
    const { households, counts, rejected } = await take(
      await fileOf(Buffer.from(await workbook.xlsx.writeBuffer()), '.xlsx'),
    );
    expect(rejected).toEqual([]);
    expect(counts).toMatchObject({ format: 'xlsx', encoding: null, rows: 1 });
    expect(households[0]).toMatchObject({
      ref: '2026001',
      persons: [
        {
          name: '王小明',
          birthDate: '1990-01-01',
          student: true,
          authorisation: { no: 'A&1<2>', from: '2026-01-01' },
          // 0.1 + 0.2 is saved as 0.30000000000000004 yuan: 30 fen.
          declared: { wageFen: 30, homes: 2 },
        },
      ],
    });
  });

  test('an ID number kept as a number has lost its end, and is named so', async () => {
    const cells = LINE.split(',') as unknown[];
    cells[4] = Number(cells[4]);
    const taken = await take(await fileOf(await workbookBytes([headers, cells])));
    expect(faultsOf(taken)).toEqual(['2 id_number id-mangled']);
    expect(taken.rejected[0]?.cells[4]).toMatch(/E\+17$/);
  });

  test('rows that the sheet leaves out keep their numbers', async () => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('a');
    sheet.getRow(3).values = headers;
    sheet.getRow(7).values = ['H1'];
    const taken = await take(await fileOf(Buffer.from(await workbook.xlsx.writeBuffer())));
    expect(taken.rejected[0]?.rejection.row).toBe(7);
  });

  test('a bomb is stopped at the limit, whatever the archive says of its size', async () => {
    const bytes = archive({
      'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Target="a.xml"/></Relationships>',
      'xl/a.xml': `<worksheet><sheetData>${'<row></row>'.repeat(5_000_000)}</sheetData></worksheet>`,
    });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await refusal(bytes, '.xlsx', { sheetBytes: 2_000_000 })).toContain(
      'xl/a.xml over 2 MB',
    );
  });

  test.each<[string, Record<string, string>, string]>([
    ['an archive of something else', { 'word/document.xml': '<a/>' }, '(xl/workbook.xml)'],
    ['no sheet', { 'xl/workbook.xml': '<workbook/>' }, '(worksheet)'],
    [
      'a document type',
      { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' },
      '(xl/workbook.xml)',
    ],
  ])('%s', async (_, parts, expected) => {
    expect(await refusal(archive(parts), '.xlsx')).toContain(expected);
  });

  test('a part whose checksum is wrong is damaged, not read', async () => {
    const bytes = archive({ 'xl/workbook.xml': '<workbook/>' });
    const directoryAt = bytes.indexOf('PK\x01\x02');
    bytes.writeUInt32LE(1, directoryAt + 16);
    expect(await refusal(bytes, '.xlsx')).toContain('(xl/workbook.xml)');
    // The check value of CRC-32: the nine digits give cbf43926, in one piece or in two.
    expect(crc32(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
    expect(crc32(Buffer.from('456789'), crc32(Buffer.from('123'), 0))).toBe(0xcbf43926);
  });

  test('too many columns', async () => {
    const wide = [...headers, ...Array.from({ length: 30 }, () => 'x')];
    expect(await refusal(await workbookBytes([wide]), '', { columns: 30 })).toContain(
      'columns over 30',
    );
  });
});

/** A ZIP archive of deflated parts; it claims that every part is one byte long when unpacked. */
function archive(parts: Record<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(1, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(Buffer.from(text), 0), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(1, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}
