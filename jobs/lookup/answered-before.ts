// Whom a department has answered in an earlier attempt: a transport that reads the same answer again may find it
// corrected. Pure.

import type { AskedPerson, Question } from '../../connectors/connector.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import { isAnswered, type Lookup, type ResourceId } from '../../domain/lookup.ts';
import { whyNotAsk } from './may-ask.ts';
import type { AskingTerms, ChunkHousehold } from './plan-question.ts';

export type AnsweredBefore = {
  readonly persons: readonly AskedPerson[];
  readonly answered: NonNullable<Question['answered']>;
};

/** Only persons whose authorisation is still in force: nothing more is learnt about the others. */
export function answeredBefore(
  households: readonly ChunkHousehold[],
  known: ReadonlyMap<number, { readonly lookups: readonly Lookup[] }>,
  terms: { readonly on: CalendarDate } & Pick<AskingTerms, 'authorisationDays'>,
): AnsweredBefore {
  const persons = new Map<string, AskedPerson>();
  const answered = new Map<ResourceId, string[]>();
  for (const { id, household } of households) {
    const openEndedDays = terms.authorisationDays(household);
    for (const lookup of known.get(id)?.lookups ?? []) {
      const person = household.persons[lookup.personNo - 1];
      if (!isAnswered(lookup) || !person?.idNumber) continue;
      if (whyNotAsk(person, terms.on, openEndedDays) !== null) continue;
      const key = `${id}.${person.no}`;
      persons.set(key, {
        key,
        name: person.name,
        idNumber: person.idNumber,
        authorisationNo: person.authorisation.no,
      });
      answered.set(lookup.resource, [...(answered.get(lookup.resource) ?? []), key]);
    }
  }
  return {
    persons: [...persons.values()],
    answered: [...answered].map(([resource, keys]) => ({ resource, keys })),
  };
}
