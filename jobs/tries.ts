// How often a job that fails is tried, and after which pauses.

/** Broken infrastructure (the store away, say) is worth waiting for: about ten minutes in all. */
const TRIES = { attempts: 25, backoff: { type: 'doubling' } } as const;
/** A job that is done is forgotten; some that failed are kept for an operator to see. */
export const KEPT = { ...TRIES, removeOnComplete: true, removeOnFail: { count: 1_000 } };
/** A lookup after the reports is given up by nobody: what stops it is mended in time, by itself or by a person. */
export const TRIES_WITHOUT_END = { attempts: 1_000_000, backoff: { type: 'ever-rarer' } } as const;
/** A worker that is killed again and again must not turn its job into a failed one. */
export const MAX_TAKEOVERS = 1_000;
const LONGEST_PAUSE_MS = { doubling: 30_000, 'ever-rarer': 3_600_000 };
type Backoff = keyof typeof LONGEST_PAUSE_MS;

export function pauseBeforeNextTry(attempts: number, type?: string): number {
  return Math.min(LONGEST_PAUSE_MS[(type ?? 'doubling') as Backoff], 250 * 2 ** attempts);
}
