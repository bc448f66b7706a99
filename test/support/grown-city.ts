// Reads the CSV files of a grown city, as plainly as anybody would.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { parseCitizenId } from '../../domain/citizen-id.ts';
import {
  REGISTER_COLUMNS,
  REGISTER_NAMES,
  type RegisterName,
  registerFile,
  truthFile,
} from '../../scripts/city/city-folder.ts';

export type Row = Record<string, string>;

/** @throws when a row has another number of cells than the header. */
export function readRows(path: string): Row[] {
  const { data, errors } = Papa.parse<Row>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const [first] = errors;
  if (first) throw new Error(`row ${first.row}: ${first.code}`);
  return data;
}

export const readRegister = (dir: string, name: RegisterName): Row[] =>
  readRows(registerFile(dir, name));
export const readTruth = (dir: string, name: string): Row[] => readRows(truthFile(dir, name));

/** The citizen ID number that a cell means, however it is written. */
export function numberOf(text: string | undefined): string {
  const parsed = parseCitizenId(text ?? '');
  return 'id' in parsed ? parsed.id : `not a number: ${parsed.fault}`;
}

/** The fields of each register that hold the ID number of the row's person, or of both: mostly its first column. */
export const ID_FIELDS = Object.fromEntries(
  REGISTER_NAMES.map((name) => [name, [REGISTER_COLUMNS[name][0]]]),
) as unknown as Record<RegisterName, readonly string[]>;
ID_FIELDS['civil-affairs/marriages'] = ['cert_num_man', 'cert_num_woman'];

/** SHA-256 of every file of a folder, by its path within. */
export function digests(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [
        path.slice(dir.length),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ];
    }),
  );
}
