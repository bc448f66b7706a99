// What the API's JSON looks like. These schemas validate, make the OpenAPI document, and give clients their types.

import { z } from 'zod';
import { CONCLUSIONS } from '../../domain/report.ts';
import { REVIEW_DECISIONS, SECOND_VERDICTS } from '../../domain/review.ts';
import { PURPOSES, SCHEMES } from '../../domain/scheme.ts';
import { COLUMN_NAMES } from '../../jobs/intake/columns.ts';
import { WEBHOOK_EVENTS } from '../../store/webhooks.ts';

export const date = z.iso.date().meta({ description: 'Asia/Shanghai' });
export const moment = z.iso.datetime().meta({ description: 'UTC' });
export const region = z
  .string()
  .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
  .meta({ description: 'GB/T 2260: 6, 9 or 12 digits' });
export const reportNumber = z.string().max(40).meta({ example: '371002-2026-DB-0000123-K' });
export const batchId = z
  .string()
  .regex(/^B[1-9]\d{0,14}$/)
  .meta({ example: 'B12' });

export const CURSOR_QUERY = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(300).optional().meta({ description: '`next` of the page before' }),
};
export const next = z
  .string()
  .nullable()
  .meta({ description: 'for `after`; null on the last page' });

export const SUBMITTED = z.object({
  batch: batchId,
  alreadySubmitted: z
    .boolean()
    .meta({ description: 'the same file had been submitted: that batch is meant' }),
  households: z.int().nullable(),
  rejectedRows: z.int().nullable(),
});

const cell = z.union([z.string().max(200), z.number(), z.boolean()]);
/** The columns of a batch file under their own names, but for those that the household has once. */
export const PERSON = z.strictObject(
  Object.fromEntries(
    COLUMN_NAMES.filter((name) => name !== 'household_ref').map((name) => [name, cell.optional()]),
  ) as Record<Exclude<(typeof COLUMN_NAMES)[number], 'household_ref'>, z.ZodOptional<typeof cell>>,
);
export const HOUSEHOLD = z.strictObject({
  scheme: z.enum(SCHEMES),
  verifiedOn: date.optional(),
  ref: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .meta({ description: 'the office’s own number of the household' }),
  persons: z
    .array(PERSON)
    .min(1)
    .max(40)
    .meta({ description: 'one a person, as in docs/batch-file.md; the applicant first' }),
});

export const BATCH = z.object({
  batch: batchId,
  state: z.enum(['receiving', 'running', 'done', 'discarded']),
  scheme: z.enum(SCHEMES),
  purpose: z.enum(PURPOSES),
  region,
  submittedBy: z.string(),
  submittedAt: moment,
  verifiedOn: date,
  households: z.int(),
  persons: z.int(),
  rejectedRows: z.int(),
  reports: z.int(),
  conclusions: z.partialRecord(z.enum(CONCLUSIONS), z.int()),
  departments: z.array(
    z.object({
      department: z.string(),
      households: z.int(),
      complete: z.int(),
      unanswered: z.int(),
    }),
  ),
});

export const REJECTED = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      ref: z.string().nullable(),
      column: z.string().nullable(),
      code: z.string(),
      detail: z.string(),
    }),
  ),
});

export const REPORT_SUMMARY = z.object({
  number: reportNumber,
  batch: batchId,
  version: z.int(),
  isCurrent: z.boolean(),
  conclusion: z.enum(CONCLUSIONS),
  findingKinds: z.array(z.string()),
  issuedAt: moment,
  validUntil: date,
  region,
  scheme: z.enum(SCHEMES),
  purpose: z.enum(PURPOSES),
});
export const REPORTS = z.object({ reports: z.array(REPORT_SUMMARY), next });

export const REVIEWS = z.object({
  reviews: z.array(
    z.object({
      finding: z.string(),
      kind: z.string(),
      decision: z.enum(REVIEW_DECISIONS),
      reason: z.string(),
      by: z.string(),
      at: moment,
      second: z.object({ verdict: z.enum(SECOND_VERDICTS), by: z.string(), at: moment }).nullable(),
    }),
  ),
});

const share = z.number().min(0).max(1).nullable();
export const DEPARTMENTS = z.object({
  days: z.int(),
  departments: z.array(
    z.object({
      department: z.string(),
      name: z.string(),
      connected: z.boolean(),
      paused: z.boolean(),
      circuit: z.enum(['closed', 'open', 'half-open']),
      requests: z.int(),
      availability: share,
      medianMs: z.number().nullable(),
      p95Ms: z.number().nullable(),
      answeredShare: share,
      structuredShare: share,
      asOf: date.nullable(),
      quarantined: z.int(),
    }),
  ),
});

export const STANDARDS = z.object({
  region,
  on: date,
  standards: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      value: z.number().meta({ description: 'in the unit; amounts in fen' }),
      unit: z.string(),
      comparator: z.string().nullable(),
      region: z.string(),
      from: date,
      until: date.nullable(),
      source: z.string(),
      confirmed: z.boolean(),
    }),
  ),
});

export const WEBHOOK = z.object({
  id: z.int(),
  url: z.url(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  createdAt: moment,
  failures: z.int(),
  lastStatus: z.string().nullable(),
  lastDeliveredAt: moment.nullable(),
});
