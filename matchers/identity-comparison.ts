// The small table beside a doubt about a person: what was asked for, what records say, and how each pair compares.
// Records that write the person in the same way stand in one table.

import { maskCitizenId } from '../domain/citizen-id.ts';
import type { EvidenceId, RecordSubject } from '../domain/evidence.ts';
import type { Person } from '../domain/household.ts';
import type { IdentityComparison } from '../domain/report.ts';
import type { PersonFacts, RecordMatch } from './household/person-facts.ts';
import { isOnOwnPage } from './household/register-page.ts';
import type { IdentityReason } from './identity/grade-record.ts';

type Field = IdentityComparison['fields'][number];
type Growing = IdentityComparison & { readonly evidence: EvidenceId[] };

const NONE: readonly IdentityComparison[] = [];

export function identityComparisons(
  persons: readonly PersonFacts[],
): readonly IdentityComparison[] {
  if (persons.every(({ doubted, remarked }) => doubted.length + remarked.length === 0)) return NONE;
  return persons.flatMap((facts) => {
    const { person, doubted, remarked } = facts;
    const tables = new Map<string, Growing>();
    for (const record of [...doubted, ...remarked]) {
      // Who stands on the same register page is somebody else, and nobody doubts it.
      if (isOnOwnPage(facts, record)) continue;
      const { name, idNumber, sex, birthDate } = record.evidence.subject;
      const writing = [record.match.grade, name, idNumber, sex, birthDate].join('\n');
      const known = tables.get(writing);
      if (known === undefined) tables.set(writing, compared(person, record));
      else known.evidence.push(record.evidence.id);
    }
    return [...tables.values()];
  });
}

function compared(person: Person, { evidence, match }: RecordMatch): Growing {
  const { name, idNumber, sex, birthDate } = evidence.subject;
  const verdictOf = (start: string) =>
    match.reasons.find((reason: IdentityReason) => reason.startsWith(start)) ?? 'exact';
  const fields: Field[] = [
    { field: 'name', ours: person.name, theirs: name, verdict: verdictOf('name-') },
    {
      field: 'idNumber',
      ours: masked(person.idNumber),
      theirs: masked(idNumber),
      verdict: verdictOf('number-'),
    },
  ];
  if (sex !== null) {
    fields.push({ field: 'sex', ours: person.sex, theirs: sex, verdict: verdictOf('sex-') });
  }
  if (birthDate !== null) {
    const verdict = verdictOf('birth-date-');
    fields.push({ field: 'birthDate', ours: person.birthDate, theirs: birthDate, verdict });
  }
  return { personNo: person.no, grade: match.grade, fields, evidence: [evidence.id] };
}

function masked(number: RecordSubject['idNumber']): string | null {
  return number === null ? null : maskCitizenId(number);
}
