// The desk at which registers are filled in: their files, and the list of which row is really whose.

import { REGISTER_COLUMNS, REGISTER_NAMES, registerFile } from '../city-folder.ts';
import type { RegisterName } from '../city-folder.ts';
import { type CsvWriter, createCsvWriter } from './csv-writer.ts';
import type { Resident, World } from './model.ts';
import { type Age, type Recorded, recordedAs } from './noise.ts';
import type { Random } from './random.ts';

export type Desk = {
  readonly world: World;
  /** Noise has its own sequence, so that a change in it changes nobody's life. */
  random: Random;
  readonly registers: Readonly<Record<RegisterName, CsvWriter>>;
  /** truth/identity.csv */
  readonly identity: CsvWriter;
};

export const IDENTITY_COLUMNS = [
  'register',
  'first_row',
  'last_row',
  'recorded_id_number',
  'recorded_name',
  'kind',
  'person_id_number',
  'not_person_id_number',
] as const;

export function openRegisters(dir: string): Record<RegisterName, CsvWriter> {
  const opened = REGISTER_NAMES.map(
    (name) => [name, createCsvWriter(registerFile(dir, name), REGISTER_COLUMNS[name])] as const,
  );
  return Object.fromEntries(opened) as Record<RegisterName, CsvWriter>;
}

/** The register's writing of a person; `note` it once the rows are written. */
export function recorded(desk: Desk, person: Resident, age: Age = 'new'): Recorded {
  return recordedAs(desk.random, person, age);
}

/** Notes in truth/identity.csv whose the register's last `rows` rows really are, where their writing differs. */
export function noteIdentity(
  desk: Desk,
  register: RegisterName,
  person: Resident,
  writing: Recorded,
  rows = 1,
): void {
  if (writing.kinds.length === 0 || rows === 0) return;
  const last = desk.registers[register].lastRow();
  desk.identity.row([
    register,
    last - rows + 1,
    last,
    writing.idNumber,
    writing.name,
    writing.kinds.join('+'),
    person.idNumber,
    '',
  ]);
}

/** Notes that the register's last row, under a number, is not the record of who bears that number or name. */
export function noteStranger(
  desk: Desk,
  register: RegisterName,
  row: number,
  kind: 'shared-number' | 'namesake',
  writing: { idNumber: string; name: string },
  persons: { really: string; not: string },
): void {
  desk.identity.row([
    register,
    row,
    row,
    writing.idNumber,
    writing.name,
    kind,
    persons.really,
    persons.not,
  ]);
}

/** fen as yuan without separators: 123450 → `1234.50`, whole yuan without decimals. */
export function yuan(amountFen: number): string {
  return amountFen % 100 === 0 ? String(amountFen / 100) : (amountFen / 100).toFixed(2);
}
