// What a person decides about a finding (人工复核), and what becomes of the finding then.

import type { Instant } from './calendar.ts';
import type { Finding, Severity } from './finding.ts';

/**
 * `confirm`: the finding holds. `dismiss`: it does not, for a reason. The two others put the question to somebody
 * and leave the finding open.
 */
export const REVIEW_DECISIONS = ['confirm', 'dismiss', 'ask-household', 'ask-department'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** The second pair of eyes (双人复核): agrees, or gives the finding back. */
export const SECOND_VERDICTS = ['agree', 'return'] as const;
export type SecondVerdict = (typeof SECOND_VERDICTS)[number];

export type SecondLook = {
  readonly verdict: SecondVerdict;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
};

export type Review = {
  readonly id: number;
  /** 1 for the first of its finding; each later one takes the place of the one before. */
  readonly seq: number;
  /** The report it was written on, and the finding's mark there. */
  readonly reportNumber: string;
  readonly findingId: string;
  /** SHA-256, hex, of the finding without its mark: the same finding on a later report is still settled. */
  readonly findingDigest: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly second: SecondLook | null;
};

/**
 * `awaits-second` is decided and wants a supervisor's word; `returned` was given back by one. Only `confirmed` and
 * `dismissed` are settled.
 */
export type FindingState =
  | 'open'
  | 'asked-household'
  | 'asked-department'
  | 'awaits-second'
  | 'returned'
  | 'confirmed'
  | 'dismissed';

/** Notes are good to know: nobody has to settle them. */
export function wantsReview({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity !== 'info';
}

/** Whoever closes what exceeds a legal limit decides about somebody's living: two must agree. */
export function wantsSecond(review: Pick<Review, 'severity' | 'decision'>): boolean {
  return (
    review.severity === 'exceeds' &&
    (review.decision === 'confirm' || review.decision === 'dismiss')
  );
}

/** @param latest the finding's newest review; null when there is none */
export function findingState(latest: Review | null): FindingState {
  if (latest === null) return 'open';
  const { decision, second } = latest;
  switch (decision) {
    case 'ask-household':
      return 'asked-household';
    case 'ask-department':
      return 'asked-department';
    case 'confirm':
    case 'dismiss':
      if (second?.verdict === 'return') return 'returned';
      if (wantsSecond(latest) && second === null) return 'awaits-second';
      return decision === 'confirm' ? 'confirmed' : 'dismissed';
  }
}

export function isSettled(state: FindingState): boolean {
  return state === 'confirmed' || state === 'dismissed';
}

/** Nobody is the second pair of eyes on what they decided themselves. */
export function maySecond(review: Review, account: string): boolean {
  return wantsSecond(review) && review.second === null && review.by !== account;
}
