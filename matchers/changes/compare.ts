// What is different about a household from one verification to the next. Only what both times were answered is held
// against each other: a department's silence is no change, and neither is the passing of a month.

import type { Change, ChangeGrade } from '../../domain/change.ts';
import { CHANGE_GRADES } from '../../domain/change.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Household, Person } from '../../domain/household.ts';
import { isAnswered, type Lookup } from '../../domain/lookup.ts';
import { gradeRecord, isUndoubted } from '../identity/grade-record.ts';
import type { Comparison, ComparisonTerms } from './compared.ts';
import { benefits, otherIncome, wages } from './income.ts';
import {
  assistance,
  custody,
  deaths,
  disabilities,
  marriages,
  register,
  service,
} from './people.ts';
import {
  companies,
  deposits,
  farmMachines,
  homes,
  housingFund,
  policies,
  securities,
  vehicles,
} from './property.ts';

const COMPARISONS: readonly Comparison[] = [
  deaths,
  assistance,
  register,
  marriages,
  custody,
  service,
  disabilities,
  vehicles,
  homes,
  companies,
  wages,
  benefits,
  otherIncome,
  deposits,
  securities,
  policies,
  housingFund,
  farmMachines,
];

export type Said = { readonly lookups: readonly Lookup[]; readonly evidence: readonly Evidence[] };

/** In order: what is urgent first, then by person. */
export function compareAnswers(
  household: Household,
  before: Said,
  after: Said,
  terms: ComparisonTerms,
): Change[] {
  const comparable = answeredBoth(before.lookups, after.lookups);
  const changes = household.persons.flatMap((person) => {
    const own = (said: Said) =>
      said.evidence.filter(
        (record) =>
          record.personNo === person.no &&
          comparable.has(`${person.no} ${record.resource}`) &&
          isTheirs(person, record, said.evidence),
      );
    const sides = { personNo: person.no, before: own(before), after: own(after) };
    return COMPARISONS.flatMap((compare) => compare(sides, terms)).map(
      ({ record, ...change }): Change => ({
        ...change,
        personNo: person.no,
        department: record.department,
      }),
    );
  });
  const rank = (grade: ChangeGrade) => CHANGE_GRADES.indexOf(grade);
  return changes.toSorted(
    (one, other) => rank(one.grade) - rank(other.grade) || one.personNo - other.personNo,
  );
}

function answeredBoth(before: readonly Lookup[], after: readonly Lookup[]): Set<string> {
  const key = ({ personNo, resource }: Lookup) => `${personNo} ${resource}`;
  const had = new Set(before.filter(isAnswered).map(key));
  return new Set(
    after
      .filter(isAnswered)
      .map(key)
      .filter((one) => had.has(one)),
  );
}

/** A record under another's name is a question of identity, which the report's findings raise. */
function isTheirs(person: Person, record: Evidence, all: readonly Evidence[]): boolean {
  const otherNames = all.flatMap(({ personNo, facts }) =>
    personNo === person.no && facts.kind === 'register-entry' && facts.formerName !== null
      ? [facts.formerName]
      : [],
  );
  return isUndoubted(gradeRecord(person, record.subject, () => otherNames).grade);
}
