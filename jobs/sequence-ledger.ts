// Entries get their places in the ledger's tree, and a signed checkpoint over it, soon after they were made. Every
// worker does this; the ledger lets one at a time, and whoever finds nothing waiting has nothing to do.

import type { Ledger } from '../store/ledger/ledger.ts';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

/** What is sealed between two checkpoints is in the ledger, but not yet in a tree that could be kept elsewhere. */
const EVERY_MS = 5_000;

/** @returns how to end: what this process has sealed by then is sequenced first */
export function keepSequencing(
  ledger: Pick<Ledger, 'sequence'>,
  onError: TurnTerms['onError'],
): Turns {
  return inTurns(() => ledger.sequence(), { everyMs: EVERY_MS, onError, lastOne: true });
}
