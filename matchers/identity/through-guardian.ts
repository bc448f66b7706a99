// A minor without an ID number is known through the guardian: by a record that a department gave for the guardian’s
// number and that bears the minor’s name and birth date. Never by the name alone, and never where two minors fit.
//
// Example: asked about 王芳, the register also returns 王小宝, born 2026-05-01. The form lists 王小宝, born that day and without
// a number: the entry is about the child.

import { birthDateOf, parseCitizenId } from '../../domain/citizen-id.ts';
import type { RecordSubject } from '../../domain/evidence.ts';
import type { Person } from '../../domain/household.ts';
import { compareNames, type NameComparison } from './compare-names.ts';
import type { IdentityMatch } from './grade-record.ts';

const SAME_NAME: ReadonlySet<NameComparison> = new Set(['exact', 'spelling', 'variant'] as const);

/** Which of the minors a record is about that was given for somebody else of their household. */
export function minorThroughGuardian(
  minors: readonly Person[],
  subject: RecordSubject,
): { readonly minor: Person; readonly match: IdentityMatch } | null {
  const born = subject.birthDate ?? bornByNumber(subject.idNumber);
  if (born === null) return null;
  const [minor, ...others] = minors.filter(
    ({ name, birthDate }) => birthDate === born && SAME_NAME.has(compareNames(name, subject.name)),
  );
  if (minor === undefined || others.length > 0) return null;
  const name = compareNames(minor.name, subject.name);
  const reasons: IdentityMatch['reasons'] = [
    'number-through-guardian',
    ...(name === 'spelling' || name === 'variant' ? ([`name-${name}`] as const) : []),
  ];
  return { minor, match: { grade: 'probably-same', reasons } };
}

function bornByNumber(idNumber: string | null) {
  const parsed = parseCitizenId(idNumber ?? '');
  return 'id' in parsed ? birthDateOf(parsed.id) : null;
}
