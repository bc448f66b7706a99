// Answers that came before their person took the authorisation back, and that no report rests on yet: they are not used.
// What a report was already made of stays as it is (个人信息保护法 art 15: withdrawing does not undo what was done before).

import type { Store } from '../../store/store.ts';
import { isAnswered, type Lookup } from '../../domain/lookup.ts';
import type { StoredHousehold } from '../../store/households.ts';
import { authorisationsOf } from '../lookup/asking-terms.ts';

/** @param households those without a report of their verification */
export async function dropWithdrawnAnswers(
  chunkId: string,
  households: readonly StoredHousehold[],
  store: Pick<Store, 'withdrawals' | 'answers'>,
): Promise<void> {
  if (households.length === 0) return;
  const gone = await store.withdrawals.among(authorisationsOf(households));
  const withdrawn = new Set(
    households.flatMap(({ id, household: { persons, region } }) =>
      persons
        .filter(({ authorisation }) => gone.has(authorisation.no, region))
        .map(({ no }) => `${id}.${no}`),
    ),
  );
  if (withdrawn.size === 0) return;
  const isGone = (id: number, personNo: number) => withdrawn.has(`${id}.${personNo}`);
  for (const answer of await store.answers.read(chunkId)) {
    const { householdId: id } = answer;
    const isToDrop = (lookup: Lookup) => isAnswered(lookup) && isGone(id, lookup.personNo);
    if (!answer.lookups.some(isToDrop)) continue;
    await store.answers.save(chunkId, answer.department, [
      {
        ...answer,
        lookups: answer.lookups.map((lookup) => (isToDrop(lookup) ? notUsed(lookup) : lookup)),
        evidence: answer.evidence.filter(({ personNo }) => !isGone(id, personNo)),
      },
    ]);
  }
}

/** It was asked under the authorisation, and says so; what came of it is no longer known. */
function notUsed(lookup: Lookup): Lookup {
  return {
    ...lookup,
    outcome: 'unanswered',
    why: 'authorisation-withdrawn',
    records: 0,
    asOf: null,
    answeredAt: null,
  };
}
