// What the register holds of a minor who stands on the form without an ID number.

import type { Evidence, RegisterEntry } from '../../domain/evidence.ts';

/** Whether the register knows the minor and has no number either: then nobody can be asked by one. */
export function isNumberless(register: readonly Evidence<RegisterEntry>[]): boolean {
  return register.length > 0 && register.every(({ subject }) => subject.idNumber === null);
}
