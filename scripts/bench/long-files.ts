// Batch files of any length: three invented persons a household, every number valid and no two alike.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import exceljs from 'exceljs';
import { checkCharacter } from '../../domain/citizen-id.ts';

const HEADER = [
  '户编号',
  '角色',
  '与申请人关系',
  '姓名',
  '身份证号码',
  '行政区划代码',
  '授权书编号',
  '授权起始',
  '签署人',
  '申报月工资收入',
  '申报存款',
];
const PERSONS = [
  ['申请人', '本人', '张伟民'],
  ['共同生活成员', '妻', '李秀英'],
  ['共同生活成员', '子', '张建国'],
] as const;

function* rows(households: number): Generator<string[]> {
  yield HEADER;
  for (let n = 0; n < households; n++) {
    for (const [place, [role, relation, name]] of PERSONS.entries()) {
      yield [
        `C-${n + 1}`,
        role,
        relation,
        name,
        idNumber(n * PERSONS.length + place),
        place === 0 ? '371002001' : '',
        `SQ-${n}-${place}`,
        '2026-06-20',
        '本人',
        String(1_000 + (n % 900)),
        '20000',
      ];
    }
  }
}

/** Born on one of 20,000 days from 1940 on, and the next of the thousand numbers of that day. */
function idNumber(n: number): string {
  const born = new Date(Date.UTC(1940, 0, 1 + (n % 20_000))).toISOString().slice(0, 10);
  const serial = String(Math.floor(n / 20_000)).padStart(3, '0');
  const first17 = `371002${born.replaceAll('-', '')}${serial}`;
  return first17 + checkCharacter(first17);
}

export async function writeLongCsv(path: string, households: number): Promise<void> {
  const lines = function* () {
    for (const row of rows(households)) yield `${row.join(',')}\r\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** With shared strings, as Excel writes them. */
export async function writeLongXlsx(path: string, households: number): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
  const sheet = book.addWorksheet('batch');
  for (const row of rows(households)) sheet.addRow(row).commit();
  sheet.commit();
  await book.commit();
}
