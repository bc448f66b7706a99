// Counts what workers have sealed, a few seconds later and beside their work, so that sealing counts nothing and no page
// counts a million reports.

import type { Figures } from '../store/figures.ts';
import { inTurns, type Turns, type TurnTerms } from './in-turns.ts';

const EVERY_MS = 5_000;

/** @returns how to end: what this process has sealed by then is counted first */
export function keepFigures(
  figures: Pick<Figures, 'countChanged'>,
  onError: TurnTerms['onError'],
): Turns {
  return inTurns(() => countAll(figures), { everyMs: EVERY_MS, onError, lastOne: true });
}

/** @returns when no report waits to be counted, or another process is at it */
export async function countAll(figures: Pick<Figures, 'countChanged'>): Promise<void> {
  while ((await figures.countChanged()) > 0);
}
