// Each person with the records that are theirs, by kind, and apart from them the records whose identity is in doubt.
// One pass over the evidence, in the order of its ids, so that the order of arrival cannot matter.

import {
  type AssistanceReceived,
  type BenefitPayment,
  type Death,
  type Evidence,
  type EvidenceFacts,
  type EvidenceKind,
  isOfKind,
  type MarriageEvent,
  type RealEstate,
  type RegisterEntry,
  type Vehicle,
  type WageMonth,
} from '../../domain/evidence.ts';
import type { Person } from '../../domain/household.ts';
import type { IdentityGrade } from '../../domain/report.ts';
import {
  gradeRecord,
  type IdentityMatch,
  isUndoubted,
  weakerGrade,
} from '../identity/grade-record.ts';
import { minorThroughGuardian } from '../identity/through-guardian.ts';

export type RecordMatch = { readonly evidence: Evidence; readonly match: IdentityMatch };

export type PersonFacts = {
  readonly person: Person;
  /** Applicant or member: counted. A supporter is not. */
  readonly isLivingTogether: boolean;
  /** The weakest grade among the records found under this person's number; null without records. */
  identity: IdentityGrade | null;
  /** Graded `same` or `probably-same`: these count. */
  register: readonly Evidence<RegisterEntry>[];
  vehicles: readonly Evidence<Vehicle>[];
  wages: readonly Evidence<WageMonth>[];
  benefits: readonly Evidence<BenefitPayment>[];
  realEstate: readonly Evidence<RealEstate>[];
  marriages: readonly Evidence<MarriageEvent>[];
  deaths: readonly Evidence<Death>[];
  assistance: readonly Evidence<AssistanceReceived>[];
  /** Records of the kinds that few persons have; read them with `recordsOf`. */
  others: Map<EvidenceKind, Evidence[]> | null;
  /** Graded `probably-same`, or `same` with something to remark. They count. */
  remarked: readonly RecordMatch[];
  /** Graded `doubtful` or `different`. They never enter a sum. */
  doubted: readonly RecordMatch[];
};

const NONE: readonly never[] = Object.freeze([]);

/** Appends to a list that begins as the shared empty one. */
function withOne<T>(list: readonly T[], one: T): readonly T[] {
  if (list === NONE) return [one];
  (list as T[]).push(one);
  return list;
}

/** @returns one entry a person, in the household's order. */
export function sortRecords(
  persons: readonly Person[],
  evidence: readonly Evidence[],
): PersonFacts[] {
  const facts = persons.map(factsWithoutRecords);
  const ordered = inOrderOfId(evidence);
  const otherNamesOf = (person: Person) => namesInRegister(person, ordered);
  const minors = withoutNumber(persons);
  let lastId: string | null = null;
  for (const record of ordered) {
    const owner = facts[record.personNo - 1];
    if (owner === undefined || record.id === lastId) continue;
    lastId = record.id;
    const match = gradeRecord(owner.person, record.subject, otherNamesOf);
    if (minors.length > 0 && !isUndoubted(match.grade) && owner.person.idNumber !== null) {
      const known = minorThroughGuardian(minors, record.subject);
      if (known !== null) {
        fileThroughGuardian(facts[known.minor.no - 1] as PersonFacts, record, known.match);
        continue;
      }
    }
    if (owner.identity !== match.grade) {
      owner.identity =
        owner.identity === null ? match.grade : weakerGrade(owner.identity, match.grade);
    }
    if (!isUndoubted(match.grade)) {
      owner.doubted = withOne(owner.doubted, { evidence: record, match });
      continue;
    }
    if (match.reasons.length > 0) {
      owner.remarked = withOne(owner.remarked, { evidence: record, match });
    }
    file(owner, record);
  }
  return facts;
}

function withoutNumber(persons: readonly Person[]): readonly Person[] {
  return persons.some(({ idNumber }) => idNumber === null)
    ? persons.filter(({ idNumber }) => idNumber === null)
    : NONE;
}

/** From here on the record is the minor's, whoever was asked about. */
function fileThroughGuardian(minor: PersonFacts, given: Evidence, match: IdentityMatch): void {
  const record = { ...given, personNo: minor.person.no };
  minor.identity = minor.identity === null ? match.grade : weakerGrade(minor.identity, match.grade);
  minor.remarked = withOne(minor.remarked, { evidence: record, match });
  file(minor, record);
}

function factsWithoutRecords(person: Person): PersonFacts {
  return {
    person,
    isLivingTogether: person.role !== 'supporter',
    identity: null,
    register: NONE,
    vehicles: NONE,
    wages: NONE,
    benefits: NONE,
    realEstate: NONE,
    marriages: NONE,
    deaths: NONE,
    assistance: NONE,
    others: null,
    remarked: NONE,
    doubted: NONE,
  };
}

function file(owner: PersonFacts, record: Evidence): void {
  switch (record.facts.kind) {
    case 'register-entry':
      owner.register = withOne(owner.register, record as Evidence<RegisterEntry>);
      return;
    case 'vehicle':
      owner.vehicles = withOne(owner.vehicles, record as Evidence<Vehicle>);
      return;
    case 'wage-month':
      owner.wages = withOne(owner.wages, record as Evidence<WageMonth>);
      return;
    case 'benefit-payment':
      owner.benefits = withOne(owner.benefits, record as Evidence<BenefitPayment>);
      return;
    case 'real-estate':
      owner.realEstate = withOne(owner.realEstate, record as Evidence<RealEstate>);
      return;
    case 'marriage-event':
      owner.marriages = withOne(owner.marriages, record as Evidence<MarriageEvent>);
      return;
    case 'death':
      owner.deaths = withOne(owner.deaths, record as Evidence<Death>);
      return;
    case 'assistance-received':
      owner.assistance = withOne(owner.assistance, record as Evidence<AssistanceReceived>);
      return;
    case 'income-month':
    case 'company-role':
    case 'housing-fund':
    case 'medical-outlay':
    case 'disability':
    case 'land-contract':
    case 'farm-machine':
    case 'deposit':
    case 'security-holding':
    case 'insurance-policy':
    case 'custody':
    case 'military-service':
      fileAmongOthers(owner, record);
  }
}

function fileAmongOthers(owner: PersonFacts, record: Evidence): void {
  owner.others ??= new Map();
  const same = owner.others.get(record.facts.kind);
  if (same === undefined) owner.others.set(record.facts.kind, [record]);
  else same.push(record);
}

/** Kinds without a list of their own. */
type OtherKind = Exclude<
  EvidenceKind,
  | 'register-entry'
  | 'vehicle'
  | 'wage-month'
  | 'benefit-payment'
  | 'real-estate'
  | 'marriage-event'
  | 'death'
  | 'assistance-received'
>;

/** The records of one kind that count as the person's, in the order of their ids. */
export function recordsOf<Kind extends OtherKind>(
  { others }: PersonFacts,
  kind: Kind,
): readonly Evidence<Extract<EvidenceFacts, { kind: Kind }>>[] {
  const records = others === null ? undefined : others.get(kind);
  return records === undefined
    ? NONE
    : (records as Evidence<Extract<EvidenceFacts, { kind: Kind }>>[]);
}

/** Evidence nearly always comes in order; only when it does not is it copied and sorted. */
function inOrderOfId(evidence: readonly Evidence[]): readonly Evidence[] {
  for (let i = 1; i < evidence.length; i++) {
    if ((evidence[i - 1] as Evidence).id > (evidence[i] as Evidence).id) {
      return evidence.toSorted((one, other) =>
        one.id < other.id ? -1 : one.id > other.id ? 1 : 0,
      );
    }
  }
  return evidence;
}

/** Today's and former names that the register holds under exactly this person's number. */
function namesInRegister(person: Person, evidence: readonly Evidence[]): string[] {
  const names: string[] = [];
  for (const record of evidence) {
    if (record.personNo !== person.no || !isOfKind(record, 'register-entry')) continue;
    const { name, idNumber } = record.subject;
    const { formerName } = record.facts;
    if (idNumber !== person.idNumber || name === null || formerName === null) continue;
    // The entry speaks for this person only when one of its names is the one asked for.
    if (name === person.name || formerName === person.name) names.push(name, formerName);
  }
  return names;
}
