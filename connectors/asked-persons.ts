// Which asked person a record is about. A record is tied to a person by ID number alone, never by name, and one that
// is about nobody who was asked is tied to nobody.

import type { ZodError } from 'zod';
import { type CitizenId, fifteenDigitForm, parseCitizenId } from '../domain/citizen-id.ts';
import type { AskedPerson, RejectedRecord } from './connector.ts';
import type { Resource } from './department.ts';
import { evenIdNumber } from './foreign-field.ts';

/** The number under which a person is found: 18 characters where the given text is a 15-digit number. */
export function personNumber(given: string): string {
  const number = evenIdNumber(given);
  if (number.length !== 15) return number;
  const read = parseCitizenId(number);
  return 'id' in read ? read.id : number;
}

/**
 * The forms under which a table may hold a person, for a comparison byte by byte: as it should be, with a small x, in
 * full-width characters, and with 15 digits, since rows of before 1999 were never rewritten.
 */
export function formsInRegisters(idNumber: CitizenId): string[] {
  const forms: string[] = [idNumber, fullWidth(idNumber)];
  if (idNumber.endsWith('X')) forms.push(idNumber.toLowerCase());
  const short = fifteenDigitForm(idNumber);
  return short === null ? forms : [...forms, short];
}

/** Full-width forms lie at a fixed distance from ASCII. */
function fullWidth(number: string): string {
  return number.replace(/[\dX]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  );
}

/** Asked persons by ID number. Two rows with one number and different names are two persons here. */
export type AskedByNumber = ReadonlyMap<string, readonly AskedPerson[]>;

export function askedByNumber(persons: Iterable<AskedPerson>): AskedByNumber {
  const byNumber = new Map<CitizenId, AskedPerson[]>();
  for (const person of persons) {
    const same = byNumber.get(person.idNumber);
    if (same) same.push(person);
    else byNumber.set(person.idNumber, [person]);
  }
  return byNumber;
}

/** Records as they arrived, sorted by whom they are about. */
export type SortedRecords = {
  readonly readable: ReadonlyMap<string, readonly unknown[]>;
  /** Keys of persons with a record that breaks its schema: what they hold is not known. */
  readonly unreadable: ReadonlySet<string>;
  /** Keys of persons who share their number with another asked person: a record may be the other's. */
  readonly shared: ReadonlySet<string>;
  readonly rejected: readonly RejectedRecord[];
  /** Records about persons who were asked about, the rejected ones included. */
  readonly records: number;
  readonly foreignPersons: number;
};

/** Sorts raw records of one resource by the keys of the asked persons they are about, and reads them. */
export function sortRecords(
  resource: Resource,
  asked: AskedByNumber,
  raw: Iterable<unknown>,
): SortedRecords {
  const readable = new Map<string, unknown[]>();
  const unreadable = new Set<string>();
  const shared = new Set<string>();
  for (const same of asked.values()) {
    if (same.length > 1) for (const { key } of same) shared.add(key);
  }
  const rejected: RejectedRecord[] = [];
  let records = 0;
  let foreignPersons = 0;
  for (const record of raw) {
    const about = personsIn(resource, asked, record);
    if (about.length === 0) {
      foreignPersons++;
      continue;
    }
    const read = resource.record.safeParse(record);
    records++;
    if (!read.success) rejected.push(rejection(resource, about, record, read.error));
    for (const { key } of about) {
      if (!read.success) {
        unreadable.add(key);
        continue;
      }
      const held = readable.get(key);
      if (held) held.push(read.data);
      else readable.set(key, [read.data]);
    }
  }
  return { readable, unreadable, shared, rejected, records, foreignPersons };
}

function rejection(
  { id }: Resource,
  about: readonly AskedPerson[],
  record: unknown,
  { issues }: ZodError,
): RejectedRecord {
  const faults = issues.map(({ path, message }) => ({ field: path.join('.'), expected: message }));
  return { key: about[0]?.key ?? '', resource: id, faults, record };
}

const NOBODY: readonly AskedPerson[] = [];

function personsIn(
  { idFields }: Resource,
  asked: AskedByNumber,
  record: unknown,
): readonly AskedPerson[] {
  if (typeof record !== 'object' || record === null) return NOBODY;
  const fields = record as Record<string, unknown>;
  const [only] = idFields;
  if (idFields.length === 1) return personsWith(fields[only], asked);
  return idFields.flatMap((field) => personsWith(fields[field], asked));
}

/** Most registers hold the number just as it was asked for; only the others are evened out first. */
function personsWith(number: unknown, asked: AskedByNumber): readonly AskedPerson[] {
  if (typeof number !== 'string') return NOBODY;
  const one = asked.get(number) ?? asked.get(personNumber(number));
  if (one || number.length <= MOST_OF_ONE) return one ?? NOBODY;
  return numbersIn(number).flatMap((listed) => asked.get(personNumber(listed)) ?? []);
}

/** A number with the spaces and the small x that input masks leave. */
const MOST_OF_ONE = 24;

/** The numbers of a household's record that names all of its members in one field. */
export function numbersIn(list: string): string[] {
  return list.split(/[,;、，；]/).filter((number) => number.trim() !== '');
}
