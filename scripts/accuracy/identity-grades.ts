// How each record that a department returned was graded, against whose it really is.

import type { Evidence } from '../../domain/evidence.ts';
import type { Person } from '../../domain/household.ts';
import type { IdentityGrade } from '../../domain/report.ts';
import { isOfKind } from '../../domain/evidence.ts';
import { foldName } from '../../matchers/identity/compare-names.ts';
import { gradeRecord } from '../../matchers/identity/grade-record.ts';
import { type CityTruth, numberMeant, type OddRecord } from './city-truth.ts';
import { isUnderAnotherName } from './expectations.ts';

/**
 * What a record really is: its person's, written as they are (`plain`) or otherwise (the kinds of docs/city.md); a
 * stranger's; or, where the form bears another's name beside the number, one that nobody can tell.
 */
export type Whose = string;
export const STRANGER: Whose = 'a stranger’s';
export const CONTESTED: Whose = 'number and name of two people';
export const PLAIN: Whose = 'plain';

export type GradedRecord = {
  readonly person: Person;
  readonly whose: Whose;
  readonly grade: IdentityGrade;
};

const REGISTER_OF: Readonly<Record<string, string>> = {
  'public-security.household-register': 'public-security/household-register',
  'public-security.vehicle': 'public-security/vehicles',
  'human-resources.contribution': 'human-resources/contributions',
  'human-resources.pension': 'human-resources/pensions',
  'land.real-estate': 'land/real-estate',
  'civil-affairs.marriage': 'civil-affairs/marriages',
  'civil-affairs.funeral': 'civil-affairs/funerals',
  'civil-affairs.assistance': 'civil-affairs/assistance',
};

/** Records of registers that the truth knows, about persons whom it knows. */
export function gradedRecords(
  persons: readonly Person[],
  evidence: readonly Evidence[],
  truth: CityTruth,
): GradedRecord[] {
  return evidence.flatMap((record): GradedRecord[] => {
    const person = persons[record.personNo - 1];
    const so = truth.persons.get(person?.idNumber ?? '');
    const register = REGISTER_OF[record.resource];
    if (person === undefined || so === undefined || register === undefined) return [];
    const odd = (truth.oddRecords.get(person.idNumber ?? '') ?? []).find(
      (one) => one.register === register && isWrittenSo(record, one),
    );
    const whose = odd?.isStranger
      ? STRANGER
      : isUnderAnotherName(person, so)
        ? CONTESTED
        : (odd?.kinds.join('+') ?? (person.name === so.name ? PLAIN : 'name-variant on the form'));
    const { grade } = gradeRecord(person, record.subject, () => registerNames(person, evidence));
    return [{ person, whose, grade }];
  });
}

function isWrittenSo({ subject }: Evidence, odd: OddRecord): boolean {
  // Connectors unify white space and the width of digits; beyond that a record is as the register writes it.
  return (
    (subject.name ?? '').trim() === odd.recordedName.trim() &&
    numberMeant(subject.idNumber) === numberMeant(odd.recordedNumber)
  );
}

/** Today's and former names in the register's own entry of the person, when one of them is the one asked for. */
function registerNames(person: Person, evidence: readonly Evidence[]): string[] {
  return evidence.flatMap((record) => {
    if (record.personNo !== person.no || !isOfKind(record, 'register-entry')) return [];
    const names = [record.subject.name, record.facts.formerName].filter((name) => name !== null);
    return names.some((name) => foldName(name) === foldName(person.name)) ? names : [];
  });
}
