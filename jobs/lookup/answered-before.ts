// Whom a department has answered in an earlier attempt: a transport that reads the same answer again may find it
// corrected. Pure.

import type { PermittedPerson, PermittedQuestion } from '../../connectors/permitted-connector.ts';
import { isAnswered, type Lookup, type ResourceId } from '../../domain/lookup.ts';
import { Permit } from '../../domain/permit.ts';
import { type AskingTerms, type ChunkHousehold, termsFor } from './plan-question.ts';

export type AnsweredBefore = {
  readonly persons: readonly PermittedPerson[];
  readonly answered: NonNullable<PermittedQuestion['answered']>;
};

/** Only persons whose authorisation is still in force: nothing more is learnt about the others. */
export function answeredBefore(
  households: readonly ChunkHousehold[],
  known: ReadonlyMap<number, { readonly lookups: readonly Lookup[] }>,
  terms: Omit<AskingTerms, 'resources'>,
): AnsweredBefore {
  const persons = new Map<string, PermittedPerson>();
  const answered = new Map<ResourceId, string[]>();
  for (const { id, household } of households) {
    const permitTerms = termsFor(household, terms);
    for (const lookup of known.get(id)?.lookups ?? []) {
      const person = household.persons[lookup.personNo - 1];
      if (!isAnswered(lookup) || !person?.idNumber) continue;
      const permit = Permit.seek(person, permitTerms);
      if (!(permit instanceof Permit)) continue;
      const key = `${id}.${person.no}`;
      persons.set(key, {
        key,
        name: person.name,
        idNumber: person.idNumber,
        authorisationNo: person.authorisation.no,
        permit,
      });
      answered.set(lookup.resource, [...(answered.get(lookup.resource) ?? []), key]);
    }
  }
  return {
    persons: [...persons.values()],
    answered: [...answered].map(([resource, keys]) => ({ resource, keys })),
  };
}
