// The gate of one question: lets its requests through at the rate and in the number that all workers together may send,
// and takes down how each went.

import { setTimeout as pause } from 'node:timers/promises';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { Gate, Settled } from '../connector.ts';
import type { Pace } from './pace.ts';
import type { Lease, SharedLimits } from './shared-limits.ts';

/** A lease outlasts the longest request by this, so that it never ends while the request is under way. */
const SPARE_LEASE_MS = 5_000;
/** How often to look for a free lease, at most: half of it on average, since the pause is random. */
const LOOK_AGAIN_MS = 100;

export type QuestionGate = Required<Gate> & {
  readonly settledRequests: readonly Settled[];
  /** Resolves when all that was taken down is shared, and every lease given back. */
  end(): Promise<void>;
};

/**
 * @param onSettled called at once; what it returns is awaited by `end`
 */
export function openQuestionGate(
  { id, limits }: DepartmentDeclaration,
  shared: SharedLimits,
  pace: Pace,
  onSettled: (request: Settled) => Promise<void> | undefined,
): QuestionGate {
  const { concurrencyOfAll, timeoutMs } = limits;
  const settledRequests: Settled[] = [];
  const sharing: Promise<void>[] = [];
  let leases: Lease[] = [];

  async function takeLease(slots: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const lease = await shared.leases.take(id, slots, timeoutMs + SPARE_LEASE_MS);
      if (lease) return void leases.push(lease);
      await pause(Math.random() * LOOK_AGAIN_MS, undefined, { signal });
    }
  }

  return {
    settledRequests,
    async admit(requests, signal) {
      signal.throwIfAborted();
      if (concurrencyOfAll !== undefined) {
        for (let taken = 0; taken < requests; taken++) await takeLease(concurrencyOfAll, signal);
      }
      const waitMs = await pace.admit(requests);
      if (waitMs > 0) await pause(waitMs, undefined, { signal });
      const apartMs = pace.takeTurns(requests);
      if (apartMs > 0) await pause(apartMs, undefined, { signal });
      signal.throwIfAborted();
    },
    settled(request) {
      settledRequests.push(request);
      const lease = leases.shift();
      if (lease) sharing.push(shared.leases.give(lease));
      if (request.retryAfterMs !== null) {
        sharing.push(shared.limits.holdBack(id, request.retryAfterMs));
      }
      const shares = onSettled(request);
      if (shares) sharing.push(shares);
    },
    async end() {
      const left = leases;
      leases = [];
      await Promise.all([...sharing, ...left.map((lease) => shared.leases.give(lease))]);
    },
  };
}
