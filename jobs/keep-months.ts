// When the month turns, what is written goes on in a part of its own.

import { shanghaiDate } from '../domain/calendar.ts';
import type { Store } from '../store/store.ts';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

const EVERY_MS = 600_000;

/** By the database's clock: a worker whose own runs ahead would have all of them number as if it were next year. */
export function keepMonths(
  store: Pick<Store, 'months' | 'clock'>,
  onError: TurnTerms['onError'],
): Turns {
  return inTurns(async () => store.months.open(shanghaiDate(await store.clock())), {
    everyMs: EVERY_MS,
    onError,
  });
}
