// The pace at which this process asks one department: turns reserved among all workers, and kept to when they come.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import { admittedTogether } from './admitted-together.ts';
import { paceWithin, sentApart } from './sent-apart.ts';
import type { SharedLimits } from './shared-limits.ts';

export type Pace = {
  /** Reserves turns for so many requests. @returns how long they must wait, in milliseconds */
  admit(requests: number): Promise<number>;
  /** Takes the turns of requests that would be sent now. @returns how long they have still to wait, in milliseconds */
  takeTurns(requests: number): number;
};

export function openPace(
  { id, limits }: DepartmentDeclaration,
  shared: SharedLimits['limits'],
): Pace {
  const within = paceWithin({ perSecond: limits.requestsPerSecond, burst: limits.burst });
  return {
    admit: admittedTogether(id, within, (...asked) => shared.admit(...asked)),
    takeTurns: sentApart(within),
  };
}
