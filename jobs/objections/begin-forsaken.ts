// Whoever takes an objection down has what it disputes looked at afresh at once. A process that dies in between leaves it
// for ever without answers, and nobody can decide it: a worker begins what was left.

import { inTurns, type Turns, type TurnTerms } from '../in-turns.ts';
import { beginFreshLook, type ObjectionRoom } from './objections.ts';

/** Longer than a living process takes from the one to the other. */
const EVERY_MS = 30_000;

export function keepBeginning(room: ObjectionRoom, onError: TurnTerms['onError']): Turns {
  return inTurns(forsakenIn(room), { everyMs: EVERY_MS, onError });
}

/** @returns a turn, which begins what was left the turn before already */
export function forsakenIn(room: ObjectionRoom): () => Promise<void> {
  let left: readonly number[] = [];
  return async () => {
    const before = new Set(left);
    left = await room.store.objections.unasked();
    for (const id of left.filter((one) => before.has(one))) await beginFreshLook(id, room);
  };
}
