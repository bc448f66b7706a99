import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, jest, test } from '@jest/globals';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { HeduiError } from '../../../../domain/errors.ts';
import { crc32 } from '../../../../jobs/intake/crc32.ts';
import { digestFile } from '../../../../jobs/intake/digest-file.ts';
import type { IntakeLimits } from '../../../../jobs/intake/limits.ts';
import {
  batchBytes,
  faultsOf,
  fileOf,
  goodRow,
  idNumber,
  PLAIN,
  take,
  workbookBytes,
} from './batch-files.ts';

jest.setTimeout(30_000);

async function refusal(
  bytes: Buffer | string,
  extension = '',
  limits: Partial<IntakeLimits> = {},
): Promise<string> {
  return refusalOf(await fileOf(bytes, extension), limits);
}

async function refusalOf(path: string, limits: Partial<IntakeLimits> = {}): Promise<string> {
  const error: unknown = await take(path, { limits }).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof HeduiError)) throw new Error('the file was not refused', { cause: error });
  return error.message;
}

const HEADER =
  'household_ref,role,relation,name,id_number,region,authorisation_no,authorised_from,signer';
const LINE = `H1,applicant,,王小明,${idNumber('19900101', '001')},371002,A-1,2026-01-01,self`;

describe('a file that is no batch says what it is', () => {
  test.each<[string, Buffer | string, string, string]>([
    ['empty', '', '.csv', 'FILE_NOT_A_BATCH: The file is empty'],
    ['only blank lines', '\n\n,,,\n', '.csv', 'FILE_NOT_A_BATCH: The file is empty'],
    ['no header', `${LINE}\n`, '.csv', 'first row has 9 cells, none of them'],
    [
      'only a header',
      `${HEADER}\n\n`,
      '.csv',
      'FILE_NOT_A_BATCH: The file has a header but no rows',
    ],
    [
      'needed columns missing',
      '户编号,姓名\nH1,甲\n',
      '.csv',
      'columns that are needed: role, relation, id_number, region',
    ],
    [
      'a column twice, in two languages',
      `${HEADER},姓名\n${LINE},甲\n`,
      '.csv',
      'columns more than once: name.',
    ],
    ['zero bytes', Buffer.from('户编号\0\0,角色'), '.csv', 'This is binary data'],
    [
      'zero bytes far behind',
      `${HEADER}\n${`${LINE}\n`.repeat(100)}\0`,
      '.csv',
      'This is binary data',
    ],
    ['a PDF', '%PDF-1.7 …', '', 'This is a PDF document'],
    ['a web page', '\ufeff <!DOCTYPE html><p>', '.csv', 'This is a web page or XML'],
    [
      'an old workbook',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      '.xls',
      'old (.xls) or password-protected',
    ],
    ['text named .xlsx', `${HEADER}\n${LINE}\n`, '.xlsx', 'ends in .xlsx, but the content is text'],
    [
      'a ZIP archive named .csv',
      Buffer.from('PK\x03\x04'),
      '.csv',
      'ends in .csv, but the content is a ZIP archive',
    ],
    [
      'a cut-off ZIP archive',
      Buffer.from('PK\x03\x04……'),
      '.xlsx',
      'damaged or incomplete (directory)',
    ],
    [
      'neither UTF-8 nor GB18030',
      Buffer.from([0x61, 0xff, 0xff, 0x62]),
      '',
      'FILE_NOT_READABLE: The text is neither',
    ],
    [
      'UTF-8 that turns into GB18030',
      Buffer.concat([
        Buffer.from(`${HEADER}\n${LINE}\n`.repeat(2000)),
        iconv.encode('王小明', 'gb18030'),
      ]),
      '',
      'begins as UTF-8 but does not go on so',
    ],
    [
      'a quotation mark that swallows the rest',
      `${HEADER}\n"${`${LINE}\n`.repeat(20_000)}`,
      '',
      'Row 2 does not come to an end',
    ],
  ])('%s', async (_, bytes, extension, expected) => {
    expect(await refusal(bytes, extension)).toContain(expected);
  });

  test('the sentence of a file without a header repeats nothing of it', async () => {
    expect(await refusal(`${LINE}\n`)).not.toContain('王小明');
  });

  test('a missing file, a folder, a file over the limits', async () => {
    expect(await refusalOf('/no/such/file.csv')).toContain(
      'FILE_NOT_READABLE: The file cannot be opened (ENOENT)',
    );
    expect(await refusalOf(await mkdtemp(join(tmpdir(), 'hedui-')))).toContain('folder');
    expect(await refusal('x'.repeat(3_000_000), '', { fileBytes: 1_000_000 })).toContain(
      'has 3 MB, more than the limit of 1 MB',
    );
    expect(await refusal(`${HEADER}\n${`${LINE}\n`.repeat(5)}`, '', { rows: 5 })).toContain(
      'more than 5 rows',
    );
  });
});

describe('text', () => {
  test.each([
    [
      'header variants',
      '\ufeff *户编号＊,角 色,与申请人关系,姓名,身份证号码（必填）,行政区划代码,授权书编号,授权起始,签署人',
    ],
    [
      'English with spaces and capitals',
      'Household Ref,Role,Relation,Name,ID-Number,Region,Authorisation No,Authorised From,Signer',
    ],
    ['a blank line above', `\n${HEADER}`],
  ])('%s', async (_, header) => {
    const { households, counts } = await take(await fileOf(`${header}\n${LINE}\n`));
    expect(households).toHaveLength(1);
    expect(counts).toMatchObject({ format: 'csv', encoding: 'utf-8' });
  });

  test('the row number is the one that a spreadsheet shows', async () => {
    const taken = await take(await fileOf(`\n${HEADER}\n\n${LINE}x\n`));
    expect(faultsOf(taken)).toEqual(['4 signer word-unknown']);
    expect(taken.counts).toMatchObject({ rows: 1, blankRows: 1 });
  });

  test('mixed line endings, one of them cut by a chunk of the file', async () => {
    // The file is read 64 KiB at a time: with the padding, byte 65535 is \r and byte 65536 its \n.
    const start = `${HEADER}\r\n`;
    const padding = `${'x'.repeat(65_535 - Buffer.byteLength(start))}\r\n`;
    const taken = await take(await fileOf(`${start}${padding}${LINE}\r${LINE}\n`));
    expect(taken.rejected.map(({ rejection }) => rejection.row)).toContain(2);
    expect(taken.counts).toMatchObject({ rows: 3, blankRows: 0 });
  });

  test('a row with more cells than the header, or with a broken quotation mark', async () => {
    const taken = await take(await fileOf(`${HEADER}\n${LINE},more\n${LINE},,\nH2,"a"b,"x\n`));
    const faults = faultsOf(taken);
    expect(faults).toContain('2 null row-too-many-cells');
    expect(faults).not.toContain('3 null row-too-many-cells');
    expect(faults).toContain('4 null row-quotes');
  });

  test('extra columns are kept for the export', async () => {
    const { rejected, counts } = await take(await fileOf(`备注,${HEADER}\n特殊,${LINE}x\n`));
    expect(rejected[0]?.cells[0]).toBe('特殊');
    expect(counts.header[0]).toBe('备注');
  });

  test('GB18030 whose bytes also happen to be UTF-8', async () => {
    // 啤 is C6 A1 in GB18030, which is also UTF-8 for U+01A1.
    const bytes = iconv.encode(`${HEADER}\n${LINE.replace('王小明', '啤')}\n`, 'gb18030');
    const { households, counts } = await take(await fileOf(bytes));
    expect(counts.encoding).toBe('gb18030');
    expect(households[0]?.persons[0]?.name).toBe('啤');
  });
});

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
    cells[4] = 371002199001010015;
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

test('the digest is SHA-256 of the bytes', async () => {
  // FIPS 180-4, example of the one-block message "abc".
  expect(await digestFile(await fileOf('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  await expect(digestFile('/no/such/file')).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
});

test('the same batch is the same in every kind of file', async () => {
  const rows = [
    goodRow(),
    goodRow({ household_ref: 'H2', name: '马·𬭚', id_number: idNumber('19910101', '002') }),
  ];
  const read = async (kind: typeof PLAIN) =>
    (await take(await fileOf(await batchBytes(rows, kind)))).households;
  const plain = await read(PLAIN);
  expect(plain).toHaveLength(2);
  for (const encoding of ['utf-8-bom', 'gb18030', 'utf-16le'] as const) {
    expect(
      await read({ ...PLAIN, encoding, delimiter: '\t', newline: '\r\n', language: 'en' }),
    ).toEqual(plain);
  }
  expect(await read({ ...PLAIN, format: 'xlsx' })).toEqual(plain);
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
