// Writes batch files of every kind for the tests, and gathers what intake makes of them.

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import papaparse from 'papaparse';
import { asCalendarDate } from '../../../../domain/calendar.ts';
import { type CitizenId, checkCharacter } from '../../../../domain/citizen-id.ts';
import { HeduiError } from '../../../../domain/errors.ts';
import type { Household } from '../../../../domain/household.ts';
import { COLUMN_NAMES, type ColumnName, headerOf } from '../../../../jobs/intake/columns.ts';
import type { IntakeLimits } from '../../../../jobs/intake/limits.ts';
import type { RejectedRow } from '../../../../jobs/intake/sink.ts';
import { type IntakeOptions, takeIn } from '../../../../jobs/intake/take-in.ts';

export const VERIFIED_ON = asCalendarDate('2026-07-01');

export type Cells = Partial<Record<ColumnName, string>>;

/** A valid ID number of region 371002 with the birth date (8 digits) and sequence (3 digits). */
export function idNumber(birth: string, sequence: string): string {
  const first17 = `371002${birth}${sequence}`;
  return first17 + checkCharacter(first17);
}

/** A row in which nothing is wrong; the given cells replace its own. */
export function goodRow(cells: Cells = {}): Cells {
  return {
    household_ref: 'H1',
    role: 'applicant',
    relation: 'self',
    name: '王小明',
    id_number: idNumber('19900101', '001'),
    region: '371002',
    authorisation_no: 'A-1',
    authorised_from: '2026-01-01',
    signer: 'self',
    ...cells,
  };
}

export type FileKind = {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le';
  readonly delimiter: ',' | ';' | '\t';
  readonly newline: '\n' | '\r\n';
  readonly language: 'zh' | 'en';
  readonly columns: readonly ColumnName[];
};

export const PLAIN: FileKind = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  newline: '\n',
  language: 'zh',
  columns: COLUMN_NAMES,
};

export async function batchBytes(rows: readonly Cells[], kind: FileKind = PLAIN): Promise<Buffer> {
  const table = [
    kind.columns.map((column) => headerOf(column)[kind.language]),
    ...rows.map((row) => kind.columns.map((column) => row[column] ?? '')),
  ];
  return kind.format === 'xlsx' ? workbookBytes(table) : csvBytes(table, kind);
}

export async function workbookBytes(table: readonly (readonly unknown[])[]): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet('批次').addRows(table.map((row) => [...row]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function csvBytes(table: string[][], { encoding, delimiter, newline }: FileKind): Buffer {
  const text = papaparse.unparse(table, { delimiter, newline }) + newline;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'gb18030':
    case 'utf-16le':
      return iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' });
  }
}

let folder: Promise<string> | null = null;
let files = 0;

export async function fileOf(bytes: Buffer | string, extension = ''): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'hedui-intake-'));
  const path = join(await folder, `batch-${files++}${extension}`);
  await writeFile(path, bytes);
  return path;
}

export type Taken = {
  readonly counts: Awaited<ReturnType<typeof takeIn>>;
  readonly households: Household[];
  readonly rejected: RejectedRow[];
};

/** Takes a file in and gathers what the sink was given and not taken back. */
export async function take(
  path: string,
  options: Partial<IntakeOptions> = {},
  open: ReadonlyMap<string, string> = new Map(),
): Promise<Taken> {
  const households = new Map<string, Household>();
  const rejected: RejectedRow[] = [];
  const counts = await takeIn(
    path,
    { verifiedOn: VERIFIED_ON, ...options },
    {
      async addHouseholds(given) {
        for (const household of given) {
          if (households.has(household.ref)) throw new Error('a household was given twice');
          households.set(household.ref, household);
        }
      },
      async addRejections(rows) {
        rejected.push(...rows);
      },
      async removeHouseholds(refs) {
        for (const ref of refs) households.delete(ref);
      },
      async alreadyOpen(idNumbers) {
        return new Map(
          idNumbers.flatMap((id): [CitizenId, string][] => {
            const batch = open.get(id);
            return batch === undefined ? [] : [[id, batch]];
          }),
        );
      },
    },
  );
  return { counts, households: [...households.values()], rejected };
}

export async function takeRows(
  rows: readonly Cells[],
  options: Partial<IntakeOptions> = {},
  open: ReadonlyMap<string, string> = new Map(),
): Promise<Taken> {
  return take(await fileOf(await batchBytes(rows)), options, open);
}

/** `row column code` of each rejection, for comparing. */
export function faultsOf({ rejected }: Taken): string[] {
  return rejected.map(({ rejection: { row, column, code } }) => `${row} ${column} ${code}`);
}

/** A header with the needed columns only, and a row under it. */
export const HEADER =
  'household_ref,role,relation,name,id_number,region,authorisation_no,authorised_from,signer';
export const LINE = `H1,applicant,,王小明,${idNumber('19900101', '001')},371002,A-1,2026-01-01,self`;

/** The message with which a file is refused. */
export async function refusal(
  bytes: Buffer | string,
  extension = '',
  limits: Partial<IntakeLimits> = {},
): Promise<string> {
  return refusalOf(await fileOf(bytes, extension), limits);
}

export async function refusalOf(path: string, limits: Partial<IntakeLimits> = {}): Promise<string> {
  const error: unknown = await take(path, { limits }).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof HeduiError)) throw new Error('the file was not refused', { cause: error });
  return error.message;
}
