// Entries that a register returned for one person and that are about others on the same page (户号 and region).

import { type Evidence, isOfKind, type RegisterEntry } from '../../domain/evidence.ts';
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
