// One connector asked about one person for one resource (查询), and what came of it.

import type { CalendarDate, Instant } from './calendar.ts';

/** A department, by the name of its file in connectors/departments: `public-security`. */
export type DepartmentId = string & { readonly __unit: 'department' };
/** One kind of record that a department provides: `public-security.vehicle`. */
export type ResourceId = string & { readonly __unit: 'resource' };

/**
 * The five outcomes, never mixed. `none` is knowledge: the department knows the person and holds no such
 * record. `unanswered` is not.
 */
export const LOOKUP_OUTCOMES = [
  'found',
  'none',
  'unknown-person',
  'identity-mismatch',
  'unanswered',
] as const;
export type LookupOutcome = (typeof LOOKUP_OUTCOMES)[number];

/** Why a lookup is unanswered. */
export const UNANSWERED_REASONS = [
  /** no answer within the department's time */
  'timed-out',
  /** the department answered with an error, or could not be understood */
  'failed',
  /** the department refused the question (credentials, quota, purpose) */
  'refused',
  /** no authorisation of the person that is in force yet: nothing was asked */
  'not-authorised',
  /** the person's authorisation is over */
  'authorisation-expired',
  /** the person has taken the authorisation back */
  'authorisation-withdrawn',
  /** the person's authorisation does not name the department */
  'authorisation-scope',
  /** a minor's authorisation that the guardian has not signed */
  'authorisation-signer',
  /** the scheme is not verified for that purpose */
  'purpose-not-allowed',
  /** outside the department's hours, in its maintenance window, or beyond its quota of the day */
  'outside-hours',
  /** the department is not connected, or could not be reached */
  'not-connected',
  /** an operator has taken the department off for a while: nothing was asked */
  'paused',
  /** the person has no ID number and the department can only be asked by one */
  'no-id-number',
  /** asked, and the answer is still to come */
  'awaited',
] as const;
export type UnansweredReason = (typeof UNANSWERED_REASONS)[number];

export type Lookup = {
  readonly department: DepartmentId;
  readonly resource: ResourceId;
  readonly personNo: number;
  readonly outcome: LookupOutcome;
  /** Given exactly when the outcome is `unanswered`. */
  readonly why: UnansweredReason | null;
  /** Records found; 0 unless the outcome is `found`. */
  readonly records: number;
  /** The day the department says its data is of; null when unanswered. */
  readonly asOf: CalendarDate | null;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
  /** The authorisation under which it was asked; null when it was not. */
  readonly authorisationNo: string | null;
};

/** Whether the department has said what it knows, so that it need not be asked again. */
export function isAnswered(lookup: { readonly outcome: LookupOutcome }): boolean {
  return lookup.outcome !== 'unanswered';
}

const MENDED_BY_TIME: ReadonlySet<UnansweredReason | null> = new Set([
  'timed-out',
  'failed',
  'outside-hours',
  'not-connected',
  'paused',
  'awaited',
]);

const NOT_PERMITTED: ReadonlySet<UnansweredReason | null> = new Set([
  'not-authorised',
  'authorisation-expired',
  'authorisation-withdrawn',
  'authorisation-scope',
  'authorisation-signer',
  'purpose-not-allowed',
]);

/** Whether nobody may ask: neither time nor the department mends it. */
export function isForbidden(why: UnansweredReason | null): boolean {
  return NOT_PERMITTED.has(why);
}

/** Whether asking again later may bring an answer; a refusal or a missing authorisation wants a person instead. */
export function isMendedByTime(why: UnansweredReason | null): boolean {
  return MENDED_BY_TIME.has(why);
}
