// Requests of one process that want to be admitted at the same moment are admitted together: the shared limit is asked
// once for all that have come while it was being asked before. Each waits exactly as long as if it had asked alone, in
// the order of coming.

import type { DepartmentId } from '../../domain/lookup.ts';
import type { SharedLimits } from './shared-limits.ts';

type Admit = SharedLimits['limits']['admit'];
type Waiting = {
  readonly requests: number;
  readonly admitted: (waitMs: number) => void;
  readonly failed: (error: unknown) => void;
};

/** For one department, whose limit is always the same. */
export function admittedTogether(
  department: DepartmentId,
  limit: { perSecond: number; burst: number },
  admit: Admit,
): (requests: number) => Promise<number> {
  let waiting: Waiting[] = [];
  let isAsking = false;

  async function askForAll(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      let left = together.reduce((sum, { requests }) => sum + requests, 0);
      try {
        const waitOfLastMs = await admit(department, left, limit);
        for (const { requests, admitted } of together) {
          left -= requests;
          admitted(Math.max(0, Math.ceil(waitOfLastMs - (left * 1000) / limit.perSecond)));
        }
      } catch (error) {
        for (const { failed } of together) failed(error);
      }
    }
    isAsking = false;
  }

  return (requests) =>
    new Promise((admitted, failed) => {
      waiting.push({ requests, admitted, failed });
      if (!isAsking) void askForAll();
    });
}
