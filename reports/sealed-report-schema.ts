// The shape of a sealed report, for whoever reads one without us: docs/schemas/sealed-report.schema.json.
// The types of domain/report.ts are what counts; a test holds this schema to them.

import { z } from 'zod';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from '../domain/crypto-suite.ts';
import { LOOKUP_OUTCOMES, UNANSWERED_REASONS } from '../domain/lookup.ts';
import { CONCLUSIONS, INCOME_CLASSES } from '../domain/report.ts';
import { PURPOSES, SCHEMES } from '../domain/scheme.ts';
import { COMPARATORS, STANDARD_UNITS } from '../domain/standard.ts';

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ description: 'Asia/Shanghai date' });
const month = z.string().regex(/^\d{4}-\d{2}$/);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256, hex' });
const reportNumber = z.string().regex(/^\d{6}-\d{4}-[A-Z]{1,3}-\d{7}-[0-9A-Z]$/);
const fen = z.int().meta({ description: 'fen, 1/100 yuan' });
const personNo = z.int().positive();
const evidenceId = z
  .string()
  .regex(/^[^/]+\/\d+\/\d+$/)
  .meta({
    description: 'resource/person/number',
  });

const unit = z.enum([
  'fen',
  'fen/month',
  'fen/year',
  'count',
  'persons',
  'months',
  'days',
  'years',
  'm2x100',
  'mux100',
  'permille',
  'programme',
  'date',
  'month',
  'text',
]);
const quantity = { value: z.number().or(z.string()), unit };
const comparator = z.enum(COMPARATORS);

// Annotated because it holds itself; its parts are checked all the same.
const trace: z.ZodType = z
  .discriminatedUnion('op', [
    z.strictObject({
      op: z.literal('record'),
      ...quantity,
      evidence: evidenceId,
      field: z.string(),
      month: month.optional(),
    }),
    z.strictObject({
      op: z.literal('ref'),
      ...quantity,
      personNo,
      incomeClass: z.enum(INCOME_CLASSES),
    }),
    z.strictObject({ op: z.literal('declared'), ...quantity, personNo, field: z.string() }),
    z.strictObject({ op: z.literal('standard'), ...quantity, key: z.string() }),
    z.strictObject({ op: z.literal('fact'), ...quantity, label: z.string() }),
    z.strictObject({
      op: z.enum(['sum', 'product', 'difference']),
      ...quantity,
      label: z.string(),
      get of() {
        return z.array(trace);
      },
    }),
    z.strictObject({
      op: z.literal('not-counted'),
      why: z.string(),
      get of() {
        return z.array(trace);
      },
    }),
    z.strictObject({
      op: z.literal('compare'),
      label: z.string(),
      get left() {
        return trace;
      },
      comparator: z.enum([...comparator.options, '=']),
      get right() {
        return trace;
      },
      holds: z.boolean(),
    }),
  ])
  .meta({ id: 'trace', description: 'A worked sum, from the result down to records' });

const person = z.strictObject({
  no: personNo,
  role: z.enum(['applicant', 'member', 'supporter']),
  relation: z
    .string()
    .regex(/^\d{2}$/)
    .meta({ description: 'GB/T 4761, to the applicant' }),
  name: z.string(),
  idNumberMasked: z.string().nullable(),
  age: z.int().nonnegative(),
  authorisationNo: z.string(),
  identity: z.enum(['same', 'probably-same', 'doubtful', 'different']).nullable(),
});

const identityComparison = z.strictObject({
  personNo,
  grade: z.enum(['same', 'probably-same', 'doubtful', 'different']),
  fields: z.array(
    z.strictObject({
      field: z.enum(['name', 'idNumber', 'sex', 'birthDate']),
      ours: z.string().nullable(),
      theirs: z.string().nullable(),
      verdict: z.string(),
    }),
  ),
  evidence: z.array(evidenceId),
});

const source = z.strictObject({
  department: z.string(),
  resource: z.string(),
  personNo,
  outcome: z.enum(LOOKUP_OUTCOMES),
  why: z.enum(UNANSWERED_REASONS).nullable(),
  records: z.int().nonnegative(),
  asOf: date.nullable(),
});

const incomeLine = z.strictObject({
  personNo,
  incomeClass: z.enum(INCOME_CLASSES),
  declaredFen: fen.nullable(),
  foundFen: fen.nullable(),
  countedFen: fen.nullable(),
  monthsCovered: z.array(month),
  trace: trace.nullable(),
});

const propertyLine = z.strictObject({
  kind: z.enum([
    'home',
    'vehicle',
    'deposit',
    'security',
    'company',
    'insurance',
    'housing-fund',
    'land',
    'machine',
    'other',
  ]),
  personNos: z.array(personNo),
  description: z.string(),
  quantity: z.number().nullable(),
  unit: unit.nullable(),
  counted: z.boolean(),
  whyNot: z.string().nullable(),
  evidence: z.array(evidenceId),
});

const comparisonLine = z.strictObject({
  item: z.string(),
  personNo: personNo.nullable(),
  unit,
  declared: z.number().nullable(),
  found: z.number().nullable(),
  difference: z.enum([
    'same',
    'undeclared',
    'under-declared',
    'over-declared',
    'declared-only',
    'not-answered',
    'not-comparable',
  ]),
});

const finding = z.strictObject({
  id: z.string().regex(/^F\d+$/),
  rule: z.string(),
  kind: z.string(),
  severity: z.enum(['info', 'doubt', 'exceeds']),
  personNos: z.array(personNo),
  figures: z.record(z.string(), z.strictObject(quantity)),
  evidence: z.array(evidenceId),
  article: z.strictObject({
    document: z.string(),
    article: z.string().nullable(),
    confirmed: z.boolean(),
  }),
  trace: trace.nullable(),
});

const standard = z.strictObject({
  key: z.string(),
  value: z.number(),
  unit: z.enum(STANDARD_UNITS),
  comparator: comparator.nullable(),
  region: z.string(),
  from: date,
  until: date.nullable(),
  source: z.strictObject({ zh: z.string(), en: z.string() }),
  confirmed: z.boolean(),
});

const content = z.strictObject({
  format: z.literal('hedui-report-content/1'),
  ruleVersion: z.string(),
  scheme: z.enum(SCHEMES),
  purpose: z.enum(PURPOSES),
  region: z
    .string()
    .regex(/^\d{6}(\d{3}){0,2}$/)
    .meta({ description: 'GB/T 2260' }),
  verifiedOn: date,
  standardsOn: date.optional(),
  incomeWindow: z.strictObject({ from: month, until: month }),
  householdRef: z.string(),
  persons: z.array(person),
  identity: z.array(identityComparison),
  sources: z.array(source),
  income: z.array(incomeLine),
  property: z.array(propertyLine),
  comparison: z.array(comparisonLine),
  findings: z.array(finding),
  conclusion: z.enum(CONCLUSIONS),
  standards: z.array(standard),
});

const receipt = z.strictObject({
  engineVersion: z.string(),
  ruleVersion: z.string(),
  standardsDigest: digest,
  evidenceDigest: digest,
  departments: z.array(
    z.strictObject({
      department: z.string(),
      askedAt: instant.nullable(),
      answeredAt: instant.nullable(),
      authorisationNos: z.array(z.string()),
    }),
  ),
  protections: z.array(z.string()),
});

export const SEALED_REPORT = z.strictObject({
  format: z.literal('hedui-report/1'),
  number: reportNumber,
  version: z.int().positive(),
  supersedes: reportNumber.nullable(),
  batch: z.string(),
  issuedAt: instant,
  validUntil: date,
  content,
  receipt,
  digestAlgorithm: z.enum(DIGEST_ALGORITHMS),
  digest,
  signature: z.strictObject({
    algorithm: z.enum(SIGNATURE_ALGORITHMS),
    keyId: z.string(),
    value: z
      .string()
      .regex(/^[A-Za-z0-9+/]+={0,2}$/)
      .meta({ description: 'over the 32 bytes of the digest' }),
  }),
});

/**
 * The JSON Schema (draft 2020-12) that is kept in docs/schemas. After a change of shape:
 * `node --import tsx --input-type=module -e "import { sealedReportJsonSchema } from './reports/sealed-report-schema.ts'; console.log(JSON.stringify(sealedReportJsonSchema(), null, 2))" > docs/schemas/sealed-report.schema.json`
 */
export function sealedReportJsonSchema(): object {
  return {
    title: 'hedui sealed report',
    description: 'One household’s sealed verification report. How to read it: docs/report.md.',
    ...z.toJSONSchema(SEALED_REPORT),
  };
}
