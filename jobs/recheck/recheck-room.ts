// What rechecking needs: to ask, to verify, and the office's settings for it.

import type { RecheckSettings } from '../../config/recheck.ts';
import type { SignalSettings } from '../../config/signals.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { LookupRoom } from '../lookup/lookup-room.ts';
import type { VerifyRoom } from '../verify/verify-chunk.ts';

export type RecheckRoom = LookupRoom &
  VerifyRoom & {
    readonly recheck: RecheckSettings;
    readonly signals: SignalSettings;
    /** The end of retention, which runs by the same clock. */
    readonly endRetention: (signal: AbortSignal) => Promise<unknown>;
    /** Every declared department. */
    readonly departments: readonly DepartmentId[];
    /** Households in a chunk. */
    readonly chunkSize: number;
  };
