// A review as it lies in the database, and opened.

import type { Instant } from '../domain/calendar.ts';
import type { Severity } from '../domain/finding.ts';
import type { Review, ReviewDecision, SecondVerdict } from '../domain/review.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { openJson } from './encryption/sealed-json.ts';
import { householdOwner } from './household-keys.ts';

export type ReviewRow = {
  id: number;
  household_id: number;
  seq: number;
  report_number: string;
  finding_id: string;
  finding_digest: Buffer;
  kind: string;
  severity: Severity;
  decision: ReviewDecision;
  by_account: string;
  at: Instant;
  second_verdict: SecondVerdict | null;
  second_account: string | null;
  second_at: Instant | null;
  sealed: Buffer;
  second_sealed: Buffer | null;
};

export const REVIEW_COLUMNS = `id, household_id, seq, report_number, finding_id, finding_digest, kind, severity, decision,
  by_account, at, second_verdict, second_account, second_at, sealed, second_sealed`;

export function toReview(row: ReviewRow, key: SealingKey): Review {
  const { household_id: id, finding_digest: digest, seq } = row;
  return {
    id: row.id,
    seq,
    reportNumber: row.report_number,
    findingId: row.finding_id,
    findingDigest: digest.toString('hex'),
    kind: row.kind,
    severity: row.severity,
    decision: row.decision,
    reason: openJson(row.sealed, key, reasonPlace(id, digest, seq)),
    by: row.by_account,
    at: row.at,
    second:
      row.second_verdict === null || row.second_sealed === null
        ? null
        : {
            verdict: row.second_verdict,
            reason: openJson(row.second_sealed, key, secondPlace(id, digest, seq)),
            by: row.second_account ?? '',
            at: row.second_at ?? row.at,
          },
  };
}

export function reasonPlace(household: number, digest: Buffer, seq: number): string {
  return `${householdOwner(household)}/review/${digest.toString('hex')}/${seq}`;
}

export function secondPlace(household: number, digest: Buffer, seq: number): string {
  return `${reasonPlace(household, digest, seq)}/second`;
}
