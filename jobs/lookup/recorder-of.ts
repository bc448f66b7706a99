// What one question brought, ready to be laid over whatever is stored by the time it is stored: another attempt at the
// same question may have got there first. Pure.

import type { Answer } from '../../store/answers.ts';
import type { ChunkHousehold, Plan } from './plan-question.ts';
import { type Asked, type DatedAnswer, recordAnswers } from './record-answer.ts';

/**
 * @param stored what was known when it was asked; over the same, the work is done once, and not before someone asks: what
 * is only awaited is never stored
 */
export function recorderOf(
  households: readonly (ChunkHousehold & { readonly verification: number })[],
  stored: readonly Answer[],
  plan: Plan,
  answers: readonly DatedAnswer[],
  asked: Asked,
): (known: readonly Answer[]) => readonly Answer[] {
  const verification = new Map(households.map((one) => [one.id, one.verification]));
  const over = (known: readonly Answer[]) => {
    const byHousehold = new Map(known.map((answer) => [answer.householdId, answer]));
    const changed = recordAnswers(households, byHousehold, plan, answers, asked);
    return [...changed].map(([householdId, answer]) => ({
      householdId,
      verification: verification.get(householdId) ?? 1,
      department: asked.department,
      ...answer,
    }));
  };
  let overStored: readonly Answer[] | undefined;
  const isFirst = (known: readonly Answer[]) => known.length + stored.length === 0;
  return (known) =>
    known === stored || isFirst(known) ? (overStored ??= over(stored)) : over(known);
}
