// Counts what workers have sealed, a few seconds later and beside their work, so that sealing counts nothing and no page
// counts a million reports.

import type { Figures } from '../store/figures.ts';

const EVERY_MS = 5_000;

/** @returns how to end: what this process has sealed by then is counted first */
export function keepFigures(
  figures: Pick<Figures, 'countChanged'>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let turn = Promise.resolve();
  const count = () => {
    turn = turn.then(() => countAll(figures)).catch(onError);
  };
  const timer = setInterval(count, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      count();
      await turn;
    },
  };
}

/** @returns when no report waits to be counted, or another process is at it */
export async function countAll(figures: Pick<Figures, 'countChanged'>): Promise<void> {
  while ((await figures.countChanged()) > 0);
}
