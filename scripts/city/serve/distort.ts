// Records as a department sends them on a bad day: what its answer becomes under a fault of its records.

import type { FaultKind } from './faults.ts';
import type { RegisterDeclaration, ToldOfMany } from './holdings.ts';
import type { Row } from './register.ts';

/** Somebody who lives in no city and is never asked about. */
export const STRANGER = '110105194912310021';
/** No code, no date, no number and no amount. */
const UNREADABLE = '※';

const DISTORTIONS: Partial<
  Record<FaultKind, (records: readonly Row[], idFields: readonly string[]) => Row[]>
> = {
  'foreign-person': (records, [idField = '']) => [
    ...records,
    { ...records[0], [idField]: STRANGER },
  ],
  'wrong-type': (records, idFields) =>
    records.map((row) =>
      mapped(row, (field, value) => (idFields.includes(field) ? value : UNREADABLE)),
    ),
  'missing-field': (records, idFields) =>
    records.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([field]) => idFields.includes(field))),
    ),
  'extra-field': (records) => records.map((row) => ({ ...row, bz_new_2026: '备注' })),
  'duplicate-records': (records) => records.flatMap((row) => [row, row]),
};

/** Counts stay those of the records themselves, but for doubles: a department that sends twice counts twice. */
export function distorted(
  told: ToldOfMany,
  fault: FaultKind | null,
  register: RegisterDeclaration | undefined,
): ToldOfMany {
  if (fault === 'corrected') return withoutRecords(told);
  const distort = fault && DISTORTIONS[fault];
  if (!distort) return told;
  const times = fault === 'duplicate-records' ? 2 : 1;
  return {
    persons: told.persons.map(({ status, count }) => ({ status, count: count * times })),
    records: distort(told.records, register?.idFields ?? []),
  };
}

/** As if the department held nothing: the mistake that a correction mends. */
function withoutRecords({ persons }: ToldOfMany): ToldOfMany {
  const none = { status: 'none', count: 0 } as const;
  return {
    persons: persons.map((person) => (person.status === 'found' ? none : person)),
    records: [],
  };
}

function mapped(row: Row, value: (field: string, value: string) => string): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, held]) => [field, value(field, held)]),
  );
}
