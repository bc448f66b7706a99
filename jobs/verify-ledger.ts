// Verifies the ledger when an auditor has asked for it, beside the other work of a worker.

import type { Store } from '../store/store.ts';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

const LOOKS_EVERY_MS = 2_000;
const TELLS_EVERY_MS = 1_000;

type LedgerStore = Pick<Store, 'ledger' | 'ledgerVerifications'>;

/** @returns how to end; what a worker leaves half done, another begins anew some minutes later */
export function keepVerifying(store: LedgerStore, onError: TurnTerms['onError']): Turns {
  return inTurns(() => verifyAsked(store), { everyMs: LOOKS_EVERY_MS, onError });
}

/** Everything that has its place in the tree by then, and what waits for one is given it first. */
export async function verifyAsked({ ledger, ledgerVerifications }: LedgerStore): Promise<void> {
  const id = await ledgerVerifications.claim();
  if (id === null) return;
  await ledger.sequence();
  let told = 0;
  let telling = Promise.resolve();
  const onProgress = (verified: number, size: number) => {
    if (performance.now() - told < TELLS_EVERY_MS) return;
    told = performance.now();
    telling = telling.then(() => ledgerVerifications.progress(id, verified, size));
    // What fails is said when it is awaited.
    telling.catch(() => {});
  };
  const verified = await ledger.verify({ onProgress });
  await telling;
  await ledgerVerifications.finish(id, verified);
}
