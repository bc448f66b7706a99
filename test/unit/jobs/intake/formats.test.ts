import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { digestFile } from '../../../../jobs/intake/digest-file.ts';
import {
  batchBytes,
  faultsOf,
  fileOf,
  goodRow,
  idNumber,
  HEADER,
  LINE,
  PLAIN,
  refusal,
  refusalOf,
  take,
} from './batch-files.ts';

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
