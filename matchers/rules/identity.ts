// Rule: a record counts only when it is about the person; any other is shown to a person and kept out of every sum.
// Law: GB 11643 for the number, 民委发〔2016〕33号 for the writing of names.
// Missing answer: nothing can be said; the report lists it.
//
// Worked example: the vehicle office answers for 张伟's number with owner 张炜: one doubt `record-name-differs`, and the
// car is not counted. It answers with another valid number: `record-of-another-person`.

import { maskCitizenId } from '../../domain/citizen-id.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { SourceLine } from '../../domain/report.ts';
import type { Trace } from '../../domain/trace.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import type { PersonFacts, RecordMatch } from '../household/person-facts.ts';
import { isOnOwnPage } from '../household/register-page.ts';
import { answerFor } from '../household/answers.ts';
import type { IdentityMatch, IdentityReason } from '../identity/grade-record.ts';
import { HOUSEHOLD_REGISTER } from '../resources.ts';
import { NAMES_AND_NUMBERS } from './articles.ts';
import { defineRule } from './rule.ts';
import { count } from '../worked-sum.ts';

/** The first reason of the list that applies says what is wrong with a doubtful record. */
const DOUBTS: readonly (readonly [reason: IdentityReason, kind: string])[] = [
  ['number-not-asked', 'record-without-number'],
  ['number-absent', 'record-without-number'],
  ['number-misprint', 'record-number-misprint'],
  ['name-different', 'record-name-differs'],
  ['sex-contradicts', 'record-contradicts-number'],
  ['birth-date-contradicts', 'record-contradicts-number'],
  ['number-masked', 'record-number-masked'],
];

const REMARKABLE_NAMES: ReadonlySet<IdentityReason> = new Set<IdentityReason>([
  'name-spelling',
  'name-variant',
  'name-order',
  'name-placeholder',
  'name-former',
]);

const RECORD_LISTS = [
  'register',
  'vehicles',
  'wages',
  'benefits',
  'realEstate',
  'marriages',
  'deaths',
  'assistance',
] as const;

export const identity = defineRule({
  id: 'identity',
  article: NAMES_AND_NUMBERS,
  kinds: {
    'record-of-another-person': ['records'],
    'record-without-number': ['records'],
    'record-number-misprint': ['records'],
    'record-name-differs': ['records'],
    'record-contradicts-number': ['records'],
    'record-number-masked': ['records'],
    'number-under-another-name': ['departments'],
    'unknown-to-register': [],
    'name-written-differently': ['records'],
  },
  parameters: [],
  resources: [],
  judge(facts) {
    const found: FindingDraft[] = [];
    for (const person of facts.persons) {
      if (person.doubted.length > 0) found.push(...doubtedRecords(person));
      if (person.remarked.length > 0) found.push(...namesWrittenDifferently(person));
    }
    found.push(...whatLookupsSay(facts));
    return found;
  },
});

function doubtedRecords(person: PersonFacts): FindingDraft[] {
  const byKind = new Map<string, RecordMatch[]>();
  for (const record of person.doubted) {
    // The rest of a register page was asked about with the person; rule register-members reads it.
    if (isOnOwnPage(person, record)) continue;
    const kind = kindOfDoubt(record.match);
    const records = byKind.get(kind);
    if (records === undefined) byKind.set(kind, [record]);
    else records.push(record);
  }
  return [...byKind].map(([kind, records]) => ({
    kind,
    severity: 'doubt',
    personNos: [person.person.no],
    figures: { records: count(records.length) },
    evidence: records.map(({ evidence }) => evidence.id),
    trace: { op: 'not-counted', why: kind, of: records.flatMap(shown) },
  }));
}

function kindOfDoubt({ grade, reasons }: IdentityMatch): string {
  if (grade === 'different') return 'record-of-another-person';
  return DOUBTS.find(([reason]) => reasons.includes(reason))?.[1] ?? 'record-name-differs';
}

/** What the record says of its person, for the comparison with what was asked. */
function shown({ evidence }: RecordMatch): Trace[] {
  const { name, idNumber, birthDate } = evidence.subject;
  const fields: [field: string, value: string | null][] = [
    ['name', name],
    ['idNumber', idNumber === null ? null : maskCitizenId(idNumber)],
    ['birthDate', birthDate],
  ];
  return fields.flatMap(([field, value]): Trace[] =>
    value === null ? [] : [{ op: 'record', evidence: evidence.id, field, value, unit: 'text' }],
  );
}

function namesWrittenDifferently(person: PersonFacts): FindingDraft[] {
  const records = person.remarked.filter(({ match }) =>
    match.reasons.some((reason) => REMARKABLE_NAMES.has(reason)),
  );
  if (records.length === 0) return [];
  return [
    {
      kind: 'name-written-differently',
      severity: 'info',
      personNos: [person.person.no],
      figures: { records: count(records.length) },
      evidence: records.map(({ evidence }) => evidence.id),
      trace: null,
    },
  ];
}

function whatLookupsSay({ answers, persons }: HouseholdFacts): FindingDraft[] {
  const found: FindingDraft[] = [];
  for (const facts of persons) {
    const { person, identity: grade } = facts;
    if (answers.isMismatchSaid) {
      const others = answers.sources.filter(
        (line) => line.personNo === person.no && line.outcome === 'identity-mismatch',
      );
      if (others.length > 0) found.push(underAnotherName(facts, others));
    }
    const register = answerFor(answers, HOUSEHOLD_REGISTER, person.no);
    if (register?.outcome === 'unknown-person') {
      // Somebody registered in another place is unknown to this register; a record elsewhere confirms the number.
      const isConfirmed = grade === 'same' || grade === 'probably-same';
      // A supporter who lives in another place is no question about the household.
      const severity = isConfirmed || person.role === 'supporter' ? 'info' : 'doubt';
      found.push(aboutPerson('unknown-to-register', severity, person.no, {}));
    }
  }
  return found;
}

/**
 * A department that compares names byte by byte says so of every old writing and former name. Where another one holds
 * this number with this name, in any writing by which a record counts as the person's, and no record says otherwise, the
 * person is known: then it is a note.
 */
function underAnotherName(person: PersonFacts, said: readonly SourceLine[]): FindingDraft {
  const departments = new Set(said.map((line) => line.department));
  const confirming = person.doubted.length > 0 ? undefined : recordConfirming(person, departments);
  const severity = confirming === undefined ? 'doubt' : 'info';
  const figures = { departments: count(departments.size) };
  const draft = aboutPerson('number-under-another-name', severity, person.person.no, figures);
  return confirming === undefined ? draft : { ...draft, evidence: [confirming.id] };
}

function recordConfirming(
  facts: PersonFacts,
  except: ReadonlySet<DepartmentId>,
): Evidence | undefined {
  const { person, others } = facts;
  const lists = [
    ...RECORD_LISTS.map((list) => facts[list] as readonly Evidence[]),
    ...(others?.values() ?? []),
  ];
  return lists
    .flat()
    .find(
      ({ department, subject }) =>
        !except.has(department) &&
        subject.idNumber === person.idNumber &&
        subject.name !== null &&
        !subject.name.includes('*'),
    );
}

function aboutPerson(
  kind: string,
  severity: FindingDraft['severity'],
  personNo: number,
  figures: FindingDraft['figures'],
): FindingDraft {
  return { kind, severity, personNos: [personNo], figures, evidence: [], trace: null };
}
