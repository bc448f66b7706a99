// One person's income of one class, as records state it, within the window.

import type { Month } from '../../domain/calendar.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { Trace } from '../../domain/trace.ts';

export type ClassIncome = {
  /** fen that records state for the months they cover */
  readonly foundFen: number;
  /** fen of it that counts after exemptions */
  readonly countedFen: number;
  /** In order. The other months are not covered: unknown, not zero. */
  readonly monthsCovered: readonly Month[];
  /** Records that state the counted amounts. */
  readonly evidence: readonly EvidenceId[];
  /** Why the sum is not beyond doubt; such a sum never carries an `exceeds`. */
  readonly unsure: 'records-disagree' | 'basic-part-unknown' | 'costs-unknown' | null;
  readonly trace: Trace | null;
};

/** What a person without records has. */
export const NO_INCOME: ClassIncome = {
  foundFen: 0,
  countedFen: 0,
  monthsCovered: [],
  evidence: [],
  unsure: null,
  trace: null,
};
