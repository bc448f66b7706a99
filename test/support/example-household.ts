// Invented people, the least that a test has to say about them.

import { asCalendarDate, type Instant } from '../../domain/calendar.ts';
import { birthDateOf, type CitizenId, checkCharacter, sexOf } from '../../domain/citizen-id.ts';
import { type Household, NOTHING_DECLARED, type Person } from '../../domain/household.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../domain/lookup.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { RelationCode } from '../../domain/relation.ts';

/** A valid number: region 371002, born 1970-01-01, sequence `serial` (odd: male). */
export function exampleIdNumber(serial: number): CitizenId {
  const first17 = `37100219700101${String(serial).padStart(3, '0')}`;
  return (first17 + checkCharacter(first17)) as CitizenId;
}

/** An applicant; `no` tells one person from another. */
export function examplePerson(given: Partial<Person> & { no: number }): Person {
  const idNumber = given.idNumber === undefined ? exampleIdNumber(given.no) : given.idNumber;
  return {
    role: 'applicant',
    relation: '01' as RelationCode,
    name: `张${'一二三四五六七八九'.charAt(given.no - 1)}`,
    birthDate: idNumber === null ? asCalendarDate('2024-05-01') : birthDateOf(idNumber),
    sex: idNumber === null ? null : sexOf(idNumber),
    hukouType: 'urban',
    maritalStatus: null,
    disabilityGrade: null,
    seriousIllness: null,
    student: null,
    labourCapacity: null,
    authorisation: {
      no: `SQ-${given.no}`,
      signer: idNumber === null ? 'guardian' : 'self',
      from: asCalendarDate('2026-06-01'),
      until: null,
    },
    declared: NOTHING_DECLARED,
    ...given,
    idNumber,
  };
}

export function exampleHousehold(given: Partial<Household>): Household {
  return {
    ref: 'H-1',
    region: '371002' as RegionCode,
    persons: [examplePerson({ no: 1 })],
    ...given,
  };
}

export function exampleLookup(given: Partial<Lookup> & { resource: ResourceId }): Lookup {
  const outcome = given.outcome ?? 'none';
  const asked = '2026-07-01T01:00:00.000Z' as Instant;
  return {
    department: given.resource.split('.')[0] as DepartmentId,
    personNo: 1,
    outcome,
    why: null,
    records: 0,
    asOf: outcome === 'unanswered' ? null : asCalendarDate('2026-06-30'),
    askedAt: asked,
    answeredAt: outcome === 'unanswered' ? null : asked,
    authorisationNo: 'SQ-1',
    ...given,
  };
}
