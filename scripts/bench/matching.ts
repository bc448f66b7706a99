// How many households a second verifyHousehold judges on one core, with every worked sum: subsistence allowance, 2.6
// persons and 10 records a household as in the targets, three in five of them truthful. Run by hand:
//   npx tsx scripts/bench/matching.ts [seconds]

import { pathToFileURL } from 'node:url';
import { loadStandards } from '../../config/standards.ts';
import { addMonths, asCalendarDate, asMonth, type Instant } from '../../domain/calendar.ts';
import { checkCharacter, type CitizenId } from '../../domain/citizen-id.ts';
import type { Evidence, EvidenceFacts, EvidenceId } from '../../domain/evidence.ts';
import { type Declaration, NOTHING_DECLARED, type Person } from '../../domain/household.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../domain/lookup.ts';
import { fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { RelationCode } from '../../domain/relation.ts';
import * as resources from '../../matchers/resources.ts';
import { resourcesOf } from '../../matchers/schemes/scheme-list.ts';
import { type VerificationInput, verifyHousehold } from '../../matchers/verify-household.ts';

const HOUSEHOLDS = 2_000;
const REGION = '371002' as RegionCode;
const VERIFIED_ON = asCalendarDate('2026-07-01');
const FETCHED_AT = '2026-07-01T01:00:00.000Z' as Instant;
/** Persons cycle through these: 2.6 on average. */
const SIZES = [2, 3, 2, 3, 3];
const NAMES = ['王芳', '玛依拉·艾山', '李强'];
/** Departments that are connected everywhere. */
const ASKED: ReadonlySet<ResourceId> = new Set([
  resources.HOUSEHOLD_REGISTER,
  resources.VEHICLES,
  resources.CONTRIBUTIONS,
  resources.PENSIONS,
  resources.REAL_ESTATE,
  resources.MARRIAGES,
  resources.FUNERALS,
  resources.ASSISTANCE,
]);

export type MatchingSpeed = {
  readonly personsAHousehold: number;
  readonly recordsAHousehold: number;
  /** Households a second of processor time: the median of many rounds, and the best. */
  readonly median: number;
  readonly best: number;
};

export function measureMatching(seconds: number): MatchingSpeed {
  const standards = loadStandards().inForce(REGION, VERIFIED_ON);
  const inputs = Array.from({ length: HOUSEHOLDS }, (_, index) => ({
    ...given(index),
    standards,
  }));
  const rounds: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const before = process.cpuUsage();
    for (const input of inputs) verifyHousehold(input);
    const { user, system } = process.cpuUsage(before);
    rounds.push((HOUSEHOLDS * 1e6) / (user + system));
  }
  rounds.sort((one, other) => other - one);
  const mean = (count: (input: VerificationInput) => number) =>
    inputs.reduce((sum, input) => sum + count(input), 0) / HOUSEHOLDS;
  return {
    personsAHousehold: mean(({ household }) => household.persons.length),
    recordsAHousehold: mean(({ evidence }) => evidence.length),
    median: Math.round(rounds[rounds.length >> 1] ?? 0),
    best: Math.round(rounds[0] ?? 0),
  };
}

function given(index: number): Omit<VerificationInput, 'standards'> {
  const size = SIZES[index % SIZES.length] ?? 3;
  const persons = Array.from({ length: size }, (_, at) => person(index, at));
  const evidence = records(index, persons);
  return {
    household: { ref: `H${index}`, region: REGION, persons },
    scheme: 'subsistence',
    purpose: 'application',
    verifiedOn: VERIFIED_ON,
    evidence: evidence.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    lookups: lookups(persons, evidence),
  };
}

function person(index: number, at: number): Person {
  const born = `19${50 + ((index + at * 7) % 45)}-03-0${1 + at}`;
  const first17 = `371002${born.replaceAll('-', '')}${String(at * 2 + 1).padStart(3, '0')}`;
  return {
    no: at + 1,
    role: at === 0 ? 'applicant' : 'member',
    relation: (at === 0 ? '01' : '97') as RelationCode,
    name: NAMES[(index + at) % NAMES.length] ?? '王芳',
    idNumber: (first17 + checkCharacter(first17)) as CitizenId,
    birthDate: asCalendarDate(born),
    sex: 'male',
    hukouType: 'urban',
    maritalStatus: null,
    disabilityGrade: null,
    seriousIllness: null,
    student: null,
    labourCapacity: null,
    authorisation: { no: `A${at}`, signer: 'self', from: VERIFIED_ON, until: null },
    declared: at === 0 ? applicantDeclares(index) : NOTHING_DECLARED,
  };
}

/** One in eight declares a home less than is found; the others what is so. */
function applicantDeclares(index: number): Declaration {
  const isWorker = index % 2 === 0;
  return {
    ...NOTHING_DECLARED,
    wageFen: isWorker ? fen(wageOf(index)) : null,
    transferFen: fen(isWorker ? 0 : 210_00),
    homes: index % 8 === 0 ? 0 : 1,
    vehicles: 0,
  };
}

function wageOf(index: number): number {
  return (600 + (index % 300)) * 100;
}

/** Six months of a wage or a pension, a home, everybody's register entry, and a car for one in ten. */
function records(index: number, persons: readonly Person[]): Evidence[] {
  const evidence: Evidence[] = [];
  const add = (resource: ResourceId, personNo: number, number: number, facts: EvidenceFacts) => {
    const about = persons[personNo - 1];
    evidence.push({
      id: `${resource}/${personNo}/${number}` as EvidenceId,
      department: departmentOf(resource),
      resource,
      personNo,
      subject: {
        name: index % 20 === 0 ? '李四' : (about?.name ?? null),
        idNumber: about?.idNumber ?? null,
        sex: null,
        birthDate: null,
      },
      sourceKey: `${index} ${number}`,
      asOf: VERIFIED_ON,
      fetchedAt: FETCHED_AT,
      facts,
    });
  };
  for (let number = 1; number <= 6; number++) {
    const month = addMonths(asMonth('2025-12'), number);
    if (index % 2 === 0) {
      const amountFen = fen(wageOf(index));
      const facts = { kind: 'wage-month', month, amountFen, basis: 'reported-wage', payer: 'A' };
      add(resources.CONTRIBUTIONS, 1, number, facts as EvidenceFacts);
    } else {
      const paid = { benefit: 'resident-pension', amountFen: fen(210_00), basicFen: fen(168_00) };
      add(resources.PENSIONS, 1, number, { kind: 'benefit-payment', month, ...paid } as never);
    }
  }
  add(resources.REAL_ESTATE, 1, 1, {
    kind: 'real-estate',
    unitNo: `U${index}`,
    certificateNo: null,
    location: 'Sea Street 1',
    areaM2x100: 8000,
    use: 'residential',
    ownership: 'sole',
    share: null,
    status: 'current',
    registeredOn: null,
    mortgaged: false,
    seized: false,
  });
  for (const { no } of persons) {
    add(resources.HOUSEHOLD_REGISTER, no, 1, {
      kind: 'register-entry',
      formerName: null,
      registerNo: '370000001',
      relationToHead: null,
      address: null,
      region: REGION,
      hukouType: 'urban',
      status: 'normal',
      statusSince: null,
    });
  }
  if (index % 10 === 0) {
    add(resources.VEHICLES, 1, 1, {
      kind: 'vehicle',
      plate: '鲁K12345',
      plateType: '02',
      model: null,
      use: 'private',
      status: 'normal',
      firstRegisteredOn: null,
      displacementMl: 1500,
    });
  }
  return evidence;
}

function lookups(persons: readonly Person[], evidence: readonly Evidence[]): Lookup[] {
  return resourcesOf('subsistence')
    .filter(({ resource }) => ASKED.has(resource))
    .flatMap(({ resource }) =>
      persons.map(({ no, authorisation }): Lookup => {
        const found = evidence.filter((one) => one.resource === resource && one.personNo === no);
        return {
          department: departmentOf(resource),
          resource,
          personNo: no,
          outcome: found.length > 0 ? 'found' : 'none',
          why: null,
          records: found.length,
          asOf: VERIFIED_ON,
          askedAt: FETCHED_AT,
          answeredAt: FETCHED_AT,
          authorisationNo: authorisation.no,
        };
      }),
    );
}

function departmentOf(resource: ResourceId): DepartmentId {
  return resource.slice(0, resource.indexOf('.')) as DepartmentId;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(measureMatching(Number(process.argv[2] ?? 5)));
}
