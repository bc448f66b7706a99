// Is this record about this person? (GB 11643 for the number, 民委发〔2016〕33号 for the writing of names.)
//
// The number decides, the name confirms, sex and birth date may contradict. Never on a name alone, not even on
// name and birth date: two people share both. What is `doubtful` or `different` never enters a sum.
//
// Example: asked for 玛依拉·艾山, the register answers with the same number and 玛依拉艾山: `same`, because only the
// interpunct is missing. With the same number and 王芳 it is `doubtful`: one number, two names.

import type { RecordSubject } from '../../domain/evidence.ts';
import type { Person } from '../../domain/household.ts';
import type { IdentityGrade } from '../../domain/report.ts';
import { compareNames, type NameComparison } from './compare-names.ts';
import { compareNumbers, type NumberComparison } from './compare-numbers.ts';

export type IdentityReason =
  | `number-${Exclude<NumberComparison, 'exact'>}`
  | `name-${Exclude<NameComparison, 'exact'> | 'former'}`
  | 'number-through-guardian'
  | 'sex-contradicts'
  | 'birth-date-contradicts';

export type IdentityMatch = {
  readonly grade: IdentityGrade;
  /** What is not simply equal, in the order number, name, sex, birth date. */
  readonly reasons: readonly IdentityReason[];
};

const SAME: IdentityMatch = { grade: 'same', reasons: [] };

/** From the surest to the least sure. */
const GRADE_ORDER: readonly IdentityGrade[] = ['same', 'probably-same', 'doubtful', 'different'];

/** The less sure of two grades. */
export function weakerGrade(one: IdentityGrade, other: IdentityGrade): IdentityGrade {
  return GRADE_ORDER.indexOf(one) >= GRADE_ORDER.indexOf(other) ? one : other;
}

/** Whether a record of this grade may be counted as the person's. */
export function isUndoubted(grade: IdentityGrade): boolean {
  return grade === 'same' || grade === 'probably-same';
}

/**
 * @param otherNamesOf names that the household register holds for the person's number besides the one asked for:
 * former names, or today's name where the form gave the former one.
 */
export function gradeRecord(
  person: Person,
  subject: RecordSubject,
  otherNamesOf: (person: Person) => readonly string[],
): IdentityMatch {
  if (
    subject.idNumber === person.idNumber &&
    subject.name === person.name &&
    person.idNumber !== null &&
    (subject.sex === null || subject.sex === person.sex) &&
    (subject.birthDate === null || subject.birthDate === person.birthDate)
  ) {
    return SAME;
  }
  return gradeDifference(person, subject, otherNamesOf);
}

function gradeDifference(
  person: Person,
  subject: RecordSubject,
  otherNamesOf: (person: Person) => readonly string[],
): IdentityMatch {
  const number = compareNumbers(person.idNumber, subject.idNumber);
  let name: NameComparison | 'former' = compareNames(person.name, subject.name);
  if (name === 'different' && isWrittenAs(subject.name, otherNamesOf(person))) name = 'former';
  const reasons: IdentityReason[] = [];
  if (number !== 'exact') reasons.push(`number-${number}`);
  if (name !== 'exact') reasons.push(`name-${name}`);
  if (subject.sex !== null && person.sex !== null && subject.sex !== person.sex) {
    reasons.push('sex-contradicts');
  }
  if (subject.birthDate !== null && subject.birthDate !== person.birthDate) {
    reasons.push('birth-date-contradicts');
  }
  return { grade: gradeOf(number, name, subject, reasons), reasons };
}

function gradeOf(
  number: NumberComparison,
  name: NameComparison | 'former',
  subject: RecordSubject,
  reasons: readonly IdentityReason[],
): IdentityGrade {
  const isNameKnown = name !== 'different' && name !== 'absent';
  if (number === 'different') return 'different';
  if (number === 'absent' || number === 'not-asked' || number === 'misprint') {
    return isNameKnown ? 'doubtful' : 'different';
  }
  if (name === 'different') return number === 'masked' ? 'different' : 'doubtful';
  if (reasons.includes('sex-contradicts') || reasons.includes('birth-date-contradicts')) {
    return 'doubtful';
  }
  // A masked number is shared by many; only a birth date beside it makes it this person's.
  if (number === 'masked') {
    return isNameKnown && name !== 'masked' && subject.birthDate !== null
      ? 'probably-same'
      : 'doubtful';
  }
  return name === 'exact' || name === 'spelling' ? 'same' : 'probably-same';
}

function isWrittenAs(name: string | null, others: readonly string[]): boolean {
  if (name === null) return false;
  return others.some((other) => {
    const comparison = compareNames(other, name);
    return comparison === 'exact' || comparison === 'spelling' || comparison === 'variant';
  });
}
