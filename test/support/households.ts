// Invented households for tests and measurements, the same for the same number.

import type { CalendarDate, Instant } from '../../domain/calendar.ts';
import { type CitizenId, birthDateOf, checkCharacter, sexOf } from '../../domain/citizen-id.ts';
import type { Evidence, EvidenceId } from '../../domain/evidence.ts';
import type { Household, Person, Role } from '../../domain/household.ts';
import type { DepartmentId, Lookup, ResourceId } from '../../domain/lookup.ts';
import { ZERO_FEN, fen } from '../../domain/money.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { RelationCode } from '../../domain/relation.ts';
import type { SealedReport } from '../../domain/report.ts';

/** A valid ID number of Huancui, Weihai; `n` below 7,000,000. */
export function inventedId(n: number): CitizenId {
  const day = new Date(Date.UTC(1950, 0, 1) + (n % 7_000) * 86_400_000).toISOString();
  const first17 = `371002${day.slice(0, 10).replaceAll('-', '')}${String(Math.floor(n / 7_000)).padStart(3, '0')}`;
  return (first17 + checkCharacter(first17)) as CitizenId;
}

export function inventedPerson(no: number, role: Role, n: number): Person {
  const idNumber = inventedId(n);
  return {
    no,
    role,
    relation: (no === 1 ? '01' : '10') as RelationCode,
    name: `张试验${n}`,
    idNumber,
    birthDate: birthDateOf(idNumber),
    sex: sexOf(idNumber),
    hukouType: 'urban',
    maritalStatus: null,
    disabilityGrade: null,
    seriousIllness: null,
    student: null,
    labourCapacity: 'full',
    authorisation: {
      no: `SQ-2026-${n}`,
      signer: 'self',
      from: '2026-01-01' as CalendarDate,
      until: null,
    },
    declared: {
      wageFen: fen(120_000 + (n % 1000)),
      transferFen: null,
      businessFen: null,
      propertyIncomeFen: null,
      depositsFen: ZERO_FEN,
      securitiesFen: null,
      homes: 1,
      vehicles: 0,
      companies: null,
      medicalOutlayFen: null,
    },
  };
}

/** Households of 2, 3, 3, 2, 3 persons and so on: 2.6 on average. */
export function inventedHouseholds(count: number, from = 0): Household[] {
  return Array.from({ length: count }, (_, place) => {
    const n = from + place;
    const size = [2, 3, 3, 2, 3][n % 5] ?? 3;
    const persons = Array.from({ length: size }, (__, i) =>
      inventedPerson(i + 1, i === 0 ? 'applicant' : 'member', n * 3 + i),
    );
    return { ref: `HJ-${n}`, region: '371002' as RegionCode, persons };
  });
}

const AT = '2026-07-01T02:00:00.000Z' as Instant;
const ON = '2026-07-01' as CalendarDate;

/** Two resources a person, the first with one record. */
export function inventedAnswer(
  household: Household,
  department: DepartmentId,
): { lookups: Lookup[]; evidence: Evidence[] } {
  const lookups: Lookup[] = [];
  const evidence: Evidence[] = [];
  for (const person of household.persons) {
    for (const name of ['vehicle', 'register']) {
      const resource = `${department}.${name}` as ResourceId;
      const found = name === 'vehicle';
      lookups.push({
        department,
        resource,
        personNo: person.no,
        outcome: found ? 'found' : 'none',
        why: null,
        records: found ? 1 : 0,
        asOf: ON,
        askedAt: AT,
        answeredAt: AT,
        authorisationNo: person.authorisation.no,
      });
    }
    evidence.push({
      id: `${department}.vehicle/${person.no}/1` as EvidenceId,
      department,
      resource: `${department}.vehicle` as ResourceId,
      personNo: person.no,
      subject: {
        name: person.name,
        idNumber: person.idNumber,
        sex: person.sex,
        birthDate: person.birthDate,
      },
      sourceKey: `JDC-${person.no}`,
      asOf: ON,
      fetchedAt: AT,
      facts: {
        kind: 'vehicle',
        plate: '鲁K12345',
        plateType: '02',
        model: '五菱之光',
        use: 'private',
        status: 'normal',
        firstRegisteredOn: ON,
        displacementMl: 1200,
      },
    });
  }
  return { lookups, evidence };
}

/** A report document as the store sees it; its seal is not a real one. */
export function inventedReport(
  household: Household,
  given: { number: string; version?: number; batch?: string; conclusion?: 'doubts' | 'no-anomaly' },
): SealedReport {
  const digest = Buffer.alloc(32, given.number).toString('hex');
  return {
    format: 'hedui-report/1',
    number: given.number,
    version: given.version ?? 1,
    supersedes: null,
    batch: given.batch ?? 'B1',
    issuedAt: AT,
    validUntil: '2026-12-31' as CalendarDate,
    content: {
      format: 'hedui-report-content/1',
      ruleVersion: '1',
      scheme: 'subsistence',
      purpose: 'application',
      region: household.region,
      verifiedOn: ON,
      incomeWindow: { from: '2025-07' as never, until: '2026-06' as never },
      householdRef: household.ref,
      persons: household.persons.map((person) => ({
        no: person.no,
        role: person.role,
        relation: person.relation,
        name: person.name,
        idNumberMasked: '3710**********1X',
        age: 40,
        authorisationNo: person.authorisation.no,
        identity: 'same',
      })),
      identity: [],
      sources: [],
      income: [],
      property: [],
      comparison: [],
      findings: [
        {
          id: 'F1',
          rule: 'vehicles',
          kind: 'vehicle-undeclared',
          severity: 'doubt',
          personNos: [1],
          figures: { found: { value: 1, unit: 'count' } },
          evidence: [],
          article: { document: '社会救助暂行办法', article: '第五十八条', confirmed: true },
          trace: null,
        },
      ],
      conclusion: given.conclusion ?? 'doubts',
      standards: [],
    },
    receipt: {
      engineVersion: '0.1.0',
      ruleVersion: '1',
      standardsDigest: digest,
      evidenceDigest: digest,
      departments: [],
      protections: [],
    },
    digestAlgorithm: 'sha-256',
    digest,
    signature: { algorithm: 'ed25519', keyId: '0123456789abcdef', value: 'AAAA' },
  };
}
