// Turns a worked case into what verifyHousehold is given.

import {
  addMonths,
  asCalendarDate,
  asMonth,
  type Instant,
  type Month,
} from '../../domain/calendar.ts';
import { checkCharacter, type CitizenId, type Sex } from '../../domain/citizen-id.ts';
import type { Evidence, EvidenceFacts, EvidenceId, RecordSubject } from '../../domain/evidence.ts';
import type { Declaration, Household, Person } from '../../domain/household.ts';
import {
  type DepartmentId,
  type Lookup,
  LOOKUP_OUTCOMES,
  type LookupOutcome,
  type ResourceId,
  type UnansweredReason,
} from '../../domain/lookup.ts';
import { type Fen, fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { RelationCode } from '../../domain/relation.ts';
import * as resources from '../../matchers/resources.ts';
import { resourcesOf } from '../../matchers/schemes/scheme-list.ts';
import type { VerificationInput } from '../../matchers/verify-household.ts';
import type { Case, CasePerson } from './case-schema.ts';
import { testStandards } from './standards.ts';

const FETCHED_AT = '2026-07-01T01:00:00.000Z' as Instant;
const AS_OF = asCalendarDate('2026-06-30');

/** Yuan of a case, exactly: 0.29 × 100 is not 29 in binary, its nearest whole number is. */
export function yuan(amount: number): Fen {
  return fen(Math.round(amount * 100));
}

const ALWAYS_THERE: ReadonlySet<ResourceId> = new Set([
  resources.HOUSEHOLD_REGISTER,
  resources.VEHICLES,
  resources.CONTRIBUTIONS,
  resources.PENSIONS,
  resources.REAL_ESTATE,
  resources.MARRIAGES,
  resources.FUNERALS,
  resources.ASSISTANCE,
]);

/** A valid number for the birth date and sex; `serial` tells people apart. */
export function madeUpId(born: string, sex: Sex, serial: number): CitizenId {
  const sequence = String(serial * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const first17 = `371002${born.replaceAll('-', '')}${sequence}`;
  return (first17 + checkCharacter(first17)) as CitizenId;
}

export function caseInput(given: Case): VerificationInput {
  const household: Household = {
    ref: 'case',
    region: '371002' as RegionCode,
    persons: given.household.map(person),
  };
  const evidence = caseEvidence(given, household);
  return {
    household,
    scheme: given.scheme,
    purpose: given.purpose,
    verifiedOn: asCalendarDate(given.on),
    evidence,
    lookups: lookupsFor(household, evidence, given.answers, given.scheme),
    standards: testStandards(given.standards),
  };
}

function person(given: CasePerson, index: number): Person {
  const role = given.role ?? (index === 0 ? 'applicant' : 'member');
  const id = given.id === undefined ? madeUpId(given.born, given.sex, index + 1) : given.id;
  return {
    no: index + 1,
    role,
    relation: (given.relation ?? (role === 'applicant' ? '01' : '97')) as RelationCode,
    name: given.name,
    idNumber: id as CitizenId | null,
    birthDate: asCalendarDate(given.born),
    sex: id === null ? null : given.sex,
    hukouType: given.hukou,
    maritalStatus: given.marital ?? null,
    disabilityGrade: given.disability ?? null,
    seriousIllness: given.illness ?? null,
    student: given.student ?? null,
    labourCapacity: null,
    authorisation: {
      no: `A${index + 1}`,
      signer: 'self',
      from: asCalendarDate('2026-01-01'),
      until: null,
    },
    declared: declaration(given.declared),
  };
}

function declaration(given: CasePerson['declared']): Declaration {
  const amount = (value: number | undefined) => (value === undefined ? null : yuan(value));
  return {
    wageFen: amount(given.wage),
    transferFen: amount(given.transfer),
    businessFen: amount(given.business),
    propertyIncomeFen: amount(given.property),
    depositsFen: amount(given.deposits),
    securitiesFen: amount(given.securities),
    homes: given.homes ?? null,
    vehicles: given.vehicles ?? null,
    companies: given.companies ?? null,
    medicalOutlayFen: amount(given.medical),
  };
}

type About = {
  of: number;
  name?: string | null | undefined;
  id?: string | null | undefined;
  born?: string | null | undefined;
  sex?: Sex | null | undefined;
};

function caseEvidence({ records, others }: Case, household: Household): Evidence[] {
  const evidence: Evidence[] = [];
  const add = (resource: ResourceId, about: About, facts: EvidenceFacts, key?: string) => {
    const number = evidence.filter(
      (other) => other.resource === resource && other.personNo === about.of,
    ).length;
    evidence.push({
      id: `${resource}/${about.of}/${number + 1}` as EvidenceId,
      department: resource.slice(0, resource.indexOf('.')) as DepartmentId,
      resource,
      personNo: about.of,
      subject: subject(about, household),
      sourceKey: key ?? `${resource} ${evidence.length + 1}`,
      asOf: AS_OF,
      fetchedAt: FETCHED_AT,
      facts,
    });
  };
  const date = (text: string | null) => (text === null ? null : asCalendarDate(text));

  for (const given of records.register) {
    add(resources.HOUSEHOLD_REGISTER, given, {
      kind: 'register-entry',
      formerName: given.former,
      registerNo: given.page,
      relationToHead: given.relation,
      address: null,
      region: given.region,
      hukouType: given.hukou,
      status: given.status,
      statusSince: date(given.since),
    });
  }
  for (const given of records.wages) {
    for (const month of monthsIn(given.months)) {
      const { basis, payer } = given;
      const amountFen = yuan(given.yuan);
      add(resources.CONTRIBUTIONS, given, { kind: 'wage-month', month, amountFen, basis, payer });
    }
  }
  for (const given of records.benefits) {
    for (const month of monthsIn(given.months)) {
      const facts = {
        kind: 'benefit-payment',
        benefit: given.benefit,
        month,
        amountFen: yuan(given.yuan),
        basicFen: given.basic === null ? null : yuan(given.basic),
      } as const;
      add(resources.PENSIONS, given, facts, given.key);
    }
  }
  for (const given of records.vehicles) {
    add(resources.VEHICLES, given, {
      kind: 'vehicle',
      plate: given.plate,
      plateType: given.type,
      model: null,
      use: given.use,
      status: given.status,
      firstRegisteredOn: null,
      displacementMl: null,
    });
  }
  for (const given of records.estates) {
    const [of, whole] = given.share?.split('/').map(Number) ?? [];
    add(resources.REAL_ESTATE, given, {
      kind: 'real-estate',
      unitNo: given.unit,
      certificateNo: null,
      location: `Sea Street ${given.unit}`,
      areaM2x100: given.area === null ? null : Math.round(given.area * 100),
      use: given.use,
      ownership: given.ownership,
      share: of === undefined || whole === undefined ? null : { of, in: whole },
      status: given.status,
      registeredOn: null,
      mortgaged: false,
      seized: false,
    });
  }
  for (const given of records.marriages) {
    const other = typeof given.with === 'number' ? household.persons[given.with - 1] : undefined;
    add(resources.MARRIAGES, given, {
      kind: 'marriage-event',
      event: given.event,
      on: asCalendarDate(given.on),
      spouseName: other?.name ?? String(given.with),
      spouseIdNumber: given.withId === undefined ? (other?.idNumber ?? null) : given.withId,
      certificateNo: null,
    });
  }
  for (const given of records.deaths) {
    const on = asCalendarDate(given.on);
    add(resources.FUNERALS, given, { kind: 'death', on, crematedOn: null, place: null });
  }
  for (const given of records.assistance) {
    add(resources.ASSISTANCE, given, {
      kind: 'assistance-received',
      programme: given.programme,
      caseNo: given.case,
      region: given.region,
      from: asCalendarDate(given.from),
      until: date(given.until),
      monthlyFen: yuan(500),
      headcount: 1,
    });
  }
  for (const { resource, facts, ...about } of others) {
    add(resource as ResourceId, about, facts as unknown as EvidenceFacts);
  }
  return evidence;
}

function subject(about: About, household: Household): RecordSubject {
  const asked = household.persons[about.of - 1];
  if (asked === undefined) throw new RangeError(`the case has no person ${about.of}`);
  return {
    name: about.name === undefined ? asked.name : about.name,
    idNumber: about.id === undefined ? asked.idNumber : about.id,
    sex: about.sex ?? null,
    birthDate: about.born === undefined || about.born === null ? null : asCalendarDate(about.born),
  };
}

function monthsIn(text: string): Month[] {
  const [from = '', until = from] = text.split('..');
  const months: Month[] = [];
  for (let month = asMonth(from); month <= until; month = addMonths(month, 1)) months.push(month);
  return months;
}

/**
 * Everything that the scheme asks of the four departments that are always there was answered, but for what `answers`
 * says; nobody can be asked about a person without a number. Of other departments only what a case has records of, or an
 * answer for.
 */
export function lookupsFor(
  household: Household,
  evidence: readonly Evidence[],
  answers: Readonly<Record<string, string>> = {},
  scheme: SchemeId = 'subsistence',
): Lookup[] {
  const lookups: Lookup[] = [];
  const unused = new Set(Object.keys(answers));
  for (const { resource, askedFor } of resourcesOf(scheme)) {
    for (const { no, role, authorisation, idNumber } of household.persons) {
      if (!askedFor.includes(role)) continue;
      const said = answers[`${resource}/${no}`];
      unused.delete(`${resource}/${no}`);
      if (said === 'never-asked') continue;
      const isConnected =
        ALWAYS_THERE.has(resource) || evidence.some((record) => record.resource === resource);
      if (said === undefined && !isConnected) continue;
      const records = evidence.filter(
        (record) => record.resource === resource && record.personNo === no,
      ).length;
      const given = said ?? (idNumber === null ? 'no-id-number' : records > 0 ? 'found' : 'none');
      const isOutcome = (LOOKUP_OUTCOMES as readonly string[]).includes(given);
      const isAnswered = isOutcome && given !== 'unanswered';
      lookups.push({
        department: resource.slice(0, resource.indexOf('.')) as DepartmentId,
        resource,
        personNo: no,
        outcome: isOutcome ? (given as LookupOutcome) : 'unanswered',
        why: isOutcome ? null : (given as UnansweredReason),
        records: isAnswered ? records : 0,
        asOf: isAnswered ? AS_OF : null,
        askedAt: FETCHED_AT,
        answeredAt: isAnswered ? FETCHED_AT : null,
        authorisationNo: authorisation.no,
      });
    }
  }
  if (unused.size > 0) throw new RangeError(`no such question: ${[...unused].join(', ')}`);
  return lookups;
}
