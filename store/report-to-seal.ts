// A report on its way into the store: what is written beside its sealed bytes, and in the ledger.

import { canonicalJson } from '../domain/canonical-json.ts';
import type { Finding } from '../domain/finding.ts';
import type { Receipt, ReportContent, SealedReport } from '../domain/report.ts';
import type { ColumnType, CopyValue } from './copy-rows.ts';
import { seal } from './encryption/envelope.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { reportPlace } from './household-keys.ts';
import type { LedgerEntry } from './ledger/entries.ts';

/** What is written beside a sealed report's bytes. */
export type ReportHead = Omit<SealedReport, 'content' | 'receipt'> & {
  readonly content: Pick<ReportContent, 'purpose' | 'conclusion'> & {
    readonly findings: readonly Pick<Finding, 'severity' | 'kind'>[];
  };
  readonly receipt: Pick<Receipt, 'evidenceDigest'>;
};

/** A whole report, or its canonical JSON in UTF-8 and what is written beside it. */
export type ReportToSeal = {
  readonly householdId: number;
  readonly verification: number;
} & (
  | { readonly report: SealedReport; readonly json?: undefined }
  | { readonly report: ReportHead; readonly json: Buffer }
);

/** What its reports are searched by. */
export type OfBatch = { id: number; scheme: string; submitted_by: string };

export const REPORT_COLUMNS = {
  household_id: 'int8',
  verification: 'int4',
  version: 'int4',
  batch_id: 'int8',
  seq: 'int4',
  handled_in: 'text',
  number: 'text',
  supersedes: 'text',
  is_current: 'bool',
  conclusion: 'text',
  finding_kinds: 'text[]',
  issued_at: 'timestamptz',
  valid_until: 'date',
  scheme: 'text',
  submitted_by: 'text',
  digest: 'bytea',
  evidence_digest: 'bytea',
  signature: 'bytea',
  key_id: 'text',
  sealed: 'bytea',
} as const satisfies Record<string, ColumnType>;

/** The report was sealed; the one that it takes the place of was superseded. */
export function entriesOf(report: ReportHead): LedgerEntry[] {
  const entry = {
    at: report.issuedAt,
    actor: 'worker',
    purpose: report.content.purpose,
    digestAlgorithm: report.digestAlgorithm,
    contentDigest: Buffer.from(report.digest, 'hex'),
  };
  const sealed = { ...entry, kind: 'seal', subject: report.number } as const;
  return report.supersedes === null
    ? [sealed]
    : [sealed, { ...entry, kind: 'supersede', subject: report.supersedes }];
}

/** A row of the table, its columns as REPORT_COLUMNS name them. */
export function reportRow(
  one: ReportToSeal,
  batch: OfBatch,
  place: { seq: number; handled_in: string },
  key: SealingKey,
): CopyValue[] {
  const { householdId, verification, report } = one;
  const json = one.json ?? Buffer.from(canonicalJson(report));
  return [
    householdId,
    verification,
    report.version,
    batch.id,
    place.seq,
    place.handled_in,
    report.number,
    report.supersedes,
    true,
    report.content.conclusion,
    kindsToLookAt(report),
    report.issuedAt,
    report.validUntil,
    batch.scheme,
    batch.submitted_by,
    Buffer.from(report.digest, 'hex'),
    Buffer.from(report.receipt.evidenceDigest, 'hex'),
    Buffer.from(report.signature.value, 'base64'),
    report.signature.keyId,
    seal(json, key, reportPlace(householdId, verification, report.version)),
  ];
}

/** Kinds of findings that want a person's look; what is only good to know is left out. */
function kindsToLookAt({ content }: ReportHead): string[] {
  const wanted = content.findings.filter((finding) => finding.severity !== 'info');
  return [...new Set(wanted.map((finding) => finding.kind))];
}
