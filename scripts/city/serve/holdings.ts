// What a stand-in department holds and says: its registers, how it knows people, what it tells of one person.

import { LRUCache } from 'lru-cache';
import { personNumber } from '../../../connectors/asked-persons.ts';
import { type RegisterName, readCity, registerFile } from '../city-folder.ts';
import { openRegister, type Register, type Row } from './register.ts';

export type RegisterDeclaration = {
  readonly register: RegisterName;
  readonly idFields: readonly string[];
  readonly nameFields: readonly string[];
  /** Rows of a later date than asked for are not told. */
  readonly recordedOn?: string;
  /** Rows of a month outside the window are not told. */
  readonly month?: string;
};

export type StandInDeclaration = {
  /** Whether it refuses to speak of a number that it holds under another name. */
  readonly checksNames: boolean;
  readonly registers: Readonly<Record<string, RegisterDeclaration>>;
};

export type Asked = { readonly idNumber: string; readonly name: string };
export type AskedFor = { readonly asOf: string; readonly from: string; readonly until: string };
export type Status = 'found' | 'none' | 'unknown' | 'mismatch';
export type Told = { readonly status: Status; readonly records: readonly Row[] };

export type ToldOfMany = {
  /** In the order of the persons; how many records are about each. */
  readonly persons: readonly { readonly status: Status; readonly count: number }[];
  readonly records: readonly Row[];
};

export type Holdings = {
  /** The day that the registers are of. */
  readonly on: string;
  /** What it tells of several persons. A record is there once, however many of them it is about. */
  tellAll(register: string, persons: readonly Asked[], askedFor: AskedFor): ToldOfMany;
  /** The fields of a register, in the order of its file; null when the city does not have it. */
  columnsOf(register: string): readonly string[] | null;
  close(): void;
};

/** Who lives in the city. Every department knows people by it, as by the population database of real ones. */
const PEOPLE: RegisterDeclaration = {
  register: 'public-security/household-register',
  idFields: ['gmsfhm'],
  nameFields: ['xm', 'cym'],
};

/** One copy a process, for as long as it lives: departments that share a process know the same people. */
const peopleOf = new Map<string, Promise<Register | null>>();

function openPeople(city: string): Promise<Register | null> {
  const path = registerFile(city, PEOPLE.register);
  const people = peopleOf.get(path) ?? openRegister(path, PEOPLE.idFields);
  peopleOf.set(path, people);
  return people;
}

export async function openHoldings(
  city: string,
  { checksNames, registers: declared }: StandInDeclaration,
): Promise<Holdings> {
  const { on } = await readCity(city);
  const open = ({ register, idFields }: RegisterDeclaration) =>
    openRegister(registerFile(city, register), idFields);
  const people = await openPeople(city);
  const registers = new Map<string, Register | null>();
  for (const [name, declaration] of Object.entries(declared)) {
    registers.set(
      name,
      declaration.register === PEOPLE.register ? people : await open(declaration),
    );
  }

  const names = new LRUCache<string, { names: readonly string[] | null }>({ max: 20_000 });

  function rowsIn(name: string, idNumber: string): Row[] {
    const rows = registers.get(name)?.rowsOf(idNumber) ?? [];
    const idFields = declared[name]?.idFields ?? [];
    // The index leaves the check character out.
    const own = rows.filter((row) =>
      idFields.some(
        (field) =>
          row[field] === idNumber ||
          (row[field] ?? '').split(';').some((one) => personNumber(one) === idNumber),
      ),
    );
    return namesTwo(declared[name]) ? distinct(own) : own;
  }

  /** Under which names the city knows a number; null: it does not. A person is asked about for several registers. */
  function namesOf(idNumber: string): readonly string[] | null {
    const known = names.get(idNumber);
    if (known) return known.names;
    const rows = people?.rowsOf(idNumber) ?? [];
    const found = rows.length === 0 ? null : namesIn(rows, PEOPLE.nameFields);
    names.set(idNumber, { names: found });
    return found;
  }

  function isAnotherName(
    person: Asked,
    own: readonly Row[],
    nameFields: readonly string[],
  ): boolean {
    const held = [...(namesOf(person.idNumber) ?? []), ...namesIn(own, nameFields)];
    if (held.length === 0 || held.includes(person.name)) return false;
    const asked = foldName(person.name);
    return !held.some((name) => foldName(name) === asked);
  }

  function tell(name: string, person: Asked, askedFor: AskedFor): Told {
    const declaration = declared[name];
    if (!declaration) return { status: 'unknown', records: [] };
    const all = rowsIn(name, person.idNumber);
    if (checksNames && isAnotherName(person, all, declaration.nameFields)) {
      return { status: 'mismatch', records: [] };
    }
    const records = all.filter((row) => isWithin(row, declaration, askedFor));
    if (records.length > 0) return { status: 'found', records };
    // Whoever does not stand in the household register is unknown to it, whatever cars the department has of them.
    const isOfPeople = declaration.register === PEOPLE.register;
    const isKnown =
      people === null ||
      namesOf(person.idNumber) !== null ||
      (!isOfPeople &&
        Object.keys(declared).some((other) => rowsIn(other, person.idNumber).length > 0));
    return { status: isKnown ? 'none' : 'unknown', records };
  }

  return {
    on,
    tellAll(name, persons, askedFor) {
      const told = persons.map((person) => tell(name, person, askedFor));
      const byNumber = new Map<string, readonly Row[]>();
      told.forEach(({ records }, place) => {
        if (records.length > 0) byNumber.set(persons[place]?.idNumber ?? '', records);
      });
      const records = [...byNumber.values()].flat();
      return {
        persons: told.map(({ status, records: own }) => ({ status, count: own.length })),
        records: namesTwo(declared[name]) ? distinct(records) : records,
      };
    },
    columnsOf: (name) => registers.get(name)?.columns ?? null,
    close() {
      for (const register of registers.values()) if (register !== people) register?.close();
    },
  };
}

function namesIn(rows: readonly Row[], fields: readonly string[]): string[] {
  return rows.flatMap((row) => fields.map((field) => row[field] ?? '')).filter(Boolean);
}

/** A row that names two persons is found under both; it is told apart from others by what it says. */
function namesTwo(register: RegisterDeclaration | undefined): boolean {
  return (register?.idFields.length ?? 0) > 1;
}

function distinct(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function isWithin(row: Row, { recordedOn, month }: RegisterDeclaration, asked: AskedFor): boolean {
  if (recordedOn && (row[recordedOn] ?? '') > asked.asOf) return false;
  if (!month) return true;
  const at = row[month] ?? '';
  return at >= asked.from.replace('-', '') && at <= asked.until.replace('-', '');
}

/** Names are one when they differ only in spaces, width or the dot between the parts of a name. */
function foldName(name: string): string {
  return name.normalize('NFKC').replace(/[\s·•・‧∙●.]/g, '');
}
