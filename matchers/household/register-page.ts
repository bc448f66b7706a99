// Entries that a register returned for one person and that are about others on the same page (户号 and region).

import { ageOn, type CalendarDate } from '../../domain/calendar.ts';
import { birthDateOf, parseCitizenId } from '../../domain/citizen-id.ts';
import { type Evidence, isOfKind, type RegisterEntry } from '../../domain/evidence.ts';
import type { Household } from '../../domain/household.ts';
import { isChild, isSpouse, type RelationCode } from '../../domain/relation.ts';
import type { PersonFacts, RecordMatch } from './person-facts.ts';

/** Whether a record is no doubt about the person at all, but an entry of somebody else on the person's own page. */
export function isOnOwnPage({ register }: PersonFacts, { evidence, match }: RecordMatch): boolean {
  if (match.grade !== 'different' || !isOfKind(evidence, 'register-entry')) return false;
  const { registerNo, region } = evidence.facts;
  return register.some(
    ({ facts }) => facts.registerNo === registerNo && facts.region === region && registerNo !== '',
  );
}

export function onOwnPage(person: PersonFacts): Evidence<RegisterEntry>[] {
  return person.doubted
    .filter((record) => isOnOwnPage(person, record))
    .map(({ evidence }) => evidence as Evidence<RegisterEntry>);
}

const NOBODY: readonly UnlistedOnPage[] = [];
const COMING_OF_AGE = 18;

/** Somebody on the page of a head of it whom the form does not list. */
export type UnlistedOnPage = {
  readonly headNo: number;
  readonly entry: Evidence<RegisterEntry>;
  readonly who: 'child' | 'grown-child' | 'spouse';
};

/** Relations on a page are told to its head, so only a head's page tells who is whose. */
export function unlistedOnPages(
  living: readonly PersonFacts[],
  household: Household,
  verifiedOn: CalendarDate,
): readonly UnlistedOnPage[] {
  if (living.every(({ doubted }) => doubted.length === 0)) return NOBODY;
  const unlisted: UnlistedOnPage[] = [];
  const seen = new Set<string>();
  for (const person of living) {
    if (person.doubted.length === 0) continue;
    if (!person.register.some((own) => own.facts.relationToHead === '02')) continue;
    for (const entry of onOwnPage(person)) {
      const number = entry.subject.idNumber ?? '';
      if (seen.has(number) || isListed(entry, household)) continue;
      seen.add(number);
      const who = whoItIs(entry, verifiedOn);
      if (who !== null) unlisted.push({ headNo: person.person.no, entry, who });
    }
  }
  return unlisted;
}

function isListed({ subject }: Evidence<RegisterEntry>, { persons }: Household): boolean {
  return persons.some(({ idNumber, name }) =>
    idNumber === null ? name === subject.name : idNumber === subject.idNumber,
  );
}

function whoItIs(
  entry: Evidence<RegisterEntry>,
  verifiedOn: CalendarDate,
): UnlistedOnPage['who'] | null {
  const relation = (entry.facts.relationToHead ?? '') as RelationCode;
  if (entry.facts.status !== 'normal') return null;
  if (isSpouse(relation)) return 'spouse';
  if (!isChild(relation)) return null;
  const number = parseCitizenId(entry.subject.idNumber ?? '');
  const born = entry.subject.birthDate ?? ('id' in number ? birthDateOf(number.id) : null);
  if (born === null) return null;
  return ageOn(born, verifiedOn) < COMING_OF_AGE ? 'child' : 'grown-child';
}
