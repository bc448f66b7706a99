// Whom a record says it is about, when it holds no more of them than name and number: most registers of property.

import type { RecordSubject } from '../domain/evidence.ts';

export function recordSubject(name: string | null, idNumber: string | null): RecordSubject {
  return { name, idNumber, sex: null, birthDate: null };
}
