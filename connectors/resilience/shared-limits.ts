// What all workers share about departments. The store keeps it; connectors only know that it is kept.

import type { DepartmentId } from '../../domain/lookup.ts';

export type Lease = {
  readonly department: DepartmentId;
  readonly slot: number;
  readonly holder: string;
};

export type SharedLimits = {
  readonly limits: {
    /** @returns how long to wait before sending the requests, in milliseconds */
    admit(
      department: DepartmentId,
      requests: number,
      limit: { perSecond: number; burst: number },
    ): Promise<number>;
    /** Nobody is admitted for this long. */
    holdBack(department: DepartmentId, forMs: number): Promise<void>;
  };
  readonly leases: {
    /** @returns null while as many requests as allowed are under way */
    take(department: DepartmentId, slots: number, heldMs: number): Promise<Lease | null>;
    give(lease: Lease): Promise<void>;
  };
  readonly circuits: {
    enter(
      department: DepartmentId,
      trialMs: number,
    ): Promise<{ may: 'ask' } | { may: 'try' } | { may: 'wait'; forMs: number }>;
    failed(
      department: DepartmentId,
      limits: { failures: number; openMs: number },
    ): Promise<'closed' | 'open' | 'half-open'>;
    succeeded(department: DepartmentId): Promise<void>;
  };
};
