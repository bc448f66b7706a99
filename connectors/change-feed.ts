// What a department's change feed is: that something was recorded about somebody, never what. Persons stand in it under
// pseudonyms, so that it tells nothing of those whom the reader does not know and may not ask about.

import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CitizenId } from '../domain/citizen-id.ts';
import type { RecordedChange } from './connector.ts';
import { type Department, wireName } from './department.ts';
import { date } from './foreign-field.ts';

/** Both sides compute it; 18 characters with a capital X. */
export function pseudonymOf(idNumber: CitizenId, feedKey: string): Buffer {
  return createHmac('sha256', feedKey).update(idNumber).digest();
}

/** One line of a feed, in whatever form it travels. */
export const changeLine = z.object({
  resource: z.string(),
  person: z.string().regex(/^[0-9a-f]{64}$/),
  recordedOn: date.required,
});

/** Lines about resources that the feed was not declared for are left out: nobody relies on them. */
export function changesIn(
  lines: readonly z.infer<typeof changeLine>[],
  department: Department,
): RecordedChange[] {
  const byName = new Map(department.resources.map(({ id }) => [wireName(id), id]));
  return lines.flatMap(({ resource, person, recordedOn }) => {
    const id = byName.get(resource);
    return id ? [{ resource: id, pseudonym: Buffer.from(person, 'hex'), recordedOn }] : [];
  });
}
