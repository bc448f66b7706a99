// How many households a second verifyHousehold does on one core. Run by hand:
//   npx tsx test/support/time-matcher.ts [seconds]
// Households of 2.6 persons and 10 records on average, as in design.md section 7: most truthful, some not.

import { addMonths, asCalendarDate, asMonth, type Instant } from '../../domain/calendar.ts';
import type { Evidence, EvidenceFacts, EvidenceId } from '../../domain/evidence.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';
import {
  CONTRIBUTIONS,
  HOUSEHOLD_REGISTER,
  PENSIONS,
  REAL_ESTATE,
  VEHICLES,
} from '../../matchers/resources.ts';
import { type VerificationInput, verifyHousehold } from '../../matchers/verify-household.ts';
import { caseInput, lookupsFor, yuan } from './case-household.ts';
import { CASE } from './case-schema.ts';
import { testStandards } from './standards.ts';

const HOUSEHOLDS = 2_000;
const STANDARDS = testStandards();
const VERIFIED_ON = asCalendarDate('2026-07-01');

/** Persons cycle through 2, 3, 2, 3, 3: 2.6 on average. */
function household(index: number): VerificationInput {
  const size = [2, 3, 2, 3, 3][index % 5] ?? 3;
  const truth = index % 2 === 0 ? { wage: 600 + (index % 300), transfer: 0 } : { transfer: 210 };
  const given = CASE.parse({
    name: 'timing',
    household: Array.from({ length: size }, (_, at) => ({
      name: ['王芳', '玛依拉·艾山', '李强'][(index + at) % 3],
      born: `19${50 + ((index + at * 7) % 45)}-03-0${1 + at}`,
      // One in eight declares less than is found; the others what is so.
      declared: at === 0 ? { ...truth, homes: index % 8 === 0 ? 0 : 1, vehicles: 0 } : {},
    })),
    expect: { findings: [] },
  });
  const input = caseInput(given);
  const evidence: Evidence[] = [];
  const add = (resource: ResourceId, personNo: number, number: number, facts: EvidenceFacts) => {
    const person = input.household.persons[personNo - 1];
    evidence.push({
      id: `${resource}/${personNo}/${number}` as EvidenceId,
      department: resource.slice(0, resource.indexOf('.')) as DepartmentId,
      resource,
      personNo,
      subject: {
        name: index % 20 === 0 ? '李四' : (person?.name ?? null),
        idNumber: person?.idNumber ?? null,
        sex: null,
        birthDate: null,
      },
      sourceKey: `${index} ${number}`,
      asOf: VERIFIED_ON,
      fetchedAt: '2026-07-01T01:00:00.000Z' as Instant,
      facts,
    });
  };
  let month = asMonth('2026-01');
  for (let number = 1; number <= 6; number++) {
    const isWage = index % 2 === 0;
    if (isWage) {
      add(CONTRIBUTIONS, 1, number, {
        kind: 'wage-month',
        month,
        amountFen: yuan(600 + (index % 300)),
        basis: 'reported-wage',
        payer: 'A',
      });
    } else {
      add(PENSIONS, 1, number, {
        kind: 'benefit-payment',
        benefit: 'resident-pension',
        month,
        amountFen: yuan(210),
        basicFen: yuan(168),
      });
    }
    month = addMonths(month, 1);
  }
  add(REAL_ESTATE, 1, 1, {
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
  for (let personNo = 1; personNo <= size; personNo++) {
    add(HOUSEHOLD_REGISTER, personNo, 1, {
      kind: 'register-entry',
      formerName: null,
      registerNo: '370000001',
      relationToHead: null,
      address: null,
      region: '371002',
      hukouType: 'urban',
      status: 'normal',
      statusSince: null,
    });
  }
  if (index % 10 === 0) {
    add(VEHICLES, 1, 1, {
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
  evidence.sort((one, other) => (one.id < other.id ? -1 : 1));
  const lookups = lookupsFor(input.household, evidence);
  return { ...input, evidence, lookups, standards: STANDARDS };
}

const inputs = Array.from({ length: HOUSEHOLDS }, (_, index) => household(index));
const seconds = Number(process.argv[2] ?? 5);
const best: number[] = [];
const conclusions: Record<string, number> = {};
for (const input of inputs) {
  const { conclusion } = verifyHousehold(input);
  conclusions[conclusion] = (conclusions[conclusion] ?? 0) + 1;
}
const until = performance.now() + seconds * 1000;
while (performance.now() < until) {
  const start = process.cpuUsage();
  for (const input of inputs) verifyHousehold(input);
  const { user, system } = process.cpuUsage(start);
  best.push((HOUSEHOLDS * 1e6) / (user + system));
}
best.sort((a, b) => b - a);
const records = inputs.reduce((sum, { evidence }) => sum + evidence.length, 0) / HOUSEHOLDS;
const persons = inputs.reduce((sum, { household: h }) => sum + h.persons.length, 0) / HOUSEHOLDS;
console.log({
  persons,
  records,
  conclusions,
  rounds: best.length,
  householdsPerCpuSecond: {
    median: Math.round(best[best.length >> 1] ?? 0),
    best: Math.round(best[0] ?? 0),
  },
});
