// How a worked case is written in test/cases/*.yaml: amounts in yuan, areas in m², months as `2025-07..2026-06`.
// Whatever a case leaves out is ordinary: everybody answered, nothing declared, records agree with the person.

import { z } from 'zod';
import { SCHEMES } from '../../domain/scheme.ts';

/**
 * `at-limit`: the figure is the limit’s own value, the day the last one. `one-beside`: one fen, home or day beside it, on
 * the side where the rule says something else. `conflict`: records, or a record and the form, contradict each other.
 */
const SHOWN = ['at-limit', 'one-beside', 'conflict'] as const;

const DATE = z.iso.date();
const YUAN = z.number().nonnegative();
const MONTHS = z.string().regex(/^\d{4}-\d{2}(\.\.\d{4}-\d{2})?$/);

const DECLARED = z.strictObject({
  wage: YUAN.optional(),
  transfer: YUAN.optional(),
  business: YUAN.optional(),
  property: YUAN.optional(),
  deposits: YUAN.optional(),
  securities: YUAN.optional(),
  homes: z.int().optional(),
  vehicles: z.int().optional(),
  companies: z.int().optional(),
  medical: YUAN.optional(),
});

const PERSON = z.strictObject({
  role: z.enum(['applicant', 'member', 'supporter']).optional(),
  relation: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  name: z.string(),
  born: DATE.default('1980-05-06'),
  sex: z.enum(['male', 'female']).default('male'),
  hukou: z.enum(['urban', 'rural']).nullable().default('urban'),
  /** Written out where the case is about it; otherwise made from birth date, sex and place. null: has none. */
  id: z.string().nullable().optional(),
  marital: z.enum(['single', 'married', 'widowed', 'divorced']).optional(),
  disability: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  illness: z.boolean().optional(),
  student: z.boolean().optional(),
  declared: DECLARED.default({}),
});

/** Whom the record is about, where it differs from the person who was asked about. */
const OF = {
  of: z.int().positive(),
  name: z.string().nullable().optional(),
  id: z.string().nullable().optional(),
  born: DATE.nullable().optional(),
  sex: z.enum(['male', 'female']).nullable().optional(),
};

const RECORDS = z.strictObject({
  register: z
    .array(
      z.strictObject({
        ...OF,
        former: z.string().nullable().default(null),
        page: z.string().default('370000001'),
        relation: z.string().nullable().default(null),
        region: z.string().default('371002'),
        hukou: z.enum(['urban', 'rural']).nullable().default(null),
        status: z.enum(['normal', 'deceased', 'moved-out', 'missing']).default('normal'),
        since: DATE.nullable().default(null),
      }),
    )
    .default([]),
  wages: z
    .array(
      z.strictObject({
        ...OF,
        months: MONTHS,
        yuan: YUAN,
        basis: z
          .enum(['reported-wage', 'contribution-base', 'taxed-income'])
          .default('reported-wage'),
        payer: z.string().nullable().default('Factory'),
      }),
    )
    .default([]),
  benefits: z
    .array(
      z.strictObject({
        ...OF,
        months: MONTHS,
        yuan: YUAN,
        basic: YUAN.nullable().default(null),
        benefit: z
          .enum([
            'employee-pension',
            'institution-pension',
            'resident-pension',
            'unemployment',
            'veteran',
            'disability-subsidy',
            'old-age-allowance',
            'agricultural-subsidy',
          ])
          .default('employee-pension'),
        key: z.string().optional(),
      }),
    )
    .default([]),
  vehicles: z
    .array(
      z.strictObject({
        ...OF,
        plate: z.string().default('鲁K12345'),
        type: z.string().default('02'),
        use: z.enum(['private', 'commercial', 'mobility', 'other']).default('private'),
        status: z.enum(['normal', 'transferred-out', 'cancelled']).default('normal'),
      }),
    )
    .default([]),
  estates: z
    .array(
      z.strictObject({
        ...OF,
        unit: z.string(),
        area: YUAN.nullable().default(80),
        use: z.enum(['residential', 'non-residential', 'ancillary']).default('residential'),
        status: z.enum(['current', 'historic', 'ended', 'provisional']).default('current'),
        ownership: z.enum(['sole', 'joint', 'shares', 'other']).default('sole'),
        share: z
          .string()
          .regex(/^\d+\/\d+$/)
          .nullable()
          .default(null),
      }),
    )
    .default([]),
  marriages: z
    .array(
      z.strictObject({
        ...OF,
        event: z.enum(['marriage', 'divorce', 'reissue']),
        on: DATE,
        /** Number of the other party in the household, or a name with no number. */
        with: z.union([z.int(), z.string()]),
        withId: z.string().nullable().optional(),
      }),
    )
    .default([]),
  deaths: z.array(z.strictObject({ ...OF, on: DATE })).default([]),
  assistance: z
    .array(
      z.strictObject({
        ...OF,
        programme: z
          .enum(['subsistence', 'extreme-poverty', 'low-income', 'orphan', 'other'])
          .default('subsistence'),
        case: z.string().default('C1'),
        region: z.string().default('371082'),
        from: DATE,
        until: DATE.nullable().default(null),
      }),
    )
    .default([]),
});

/** Records of the kinds that few persons have, as their department would say it: `facts` in fen and hundredths. */
const OTHERS = z
  .array(
    z.strictObject({ ...OF, resource: z.string(), facts: z.looseObject({ kind: z.string() }) }),
  )
  .default([]);

/** Kind → the figures to check (yuan, m², counts, text), with the severity and the persons where they matter. */
const EXPECTED_FINDING = z.record(
  z.string(),
  z
    .object({
      severity: z.enum(['info', 'doubt', 'exceeds']).optional(),
      persons: z.array(z.int()).optional(),
    })
    .catchall(z.union([z.number(), z.string()]))
    .nullable(),
);

export const CASE = z.strictObject({
  /** The case as a sentence. */
  name: z.string(),
  /** The arithmetic, for who reads the case. */
  sum: z.string().optional(),
  on: DATE.default('2026-07-01'),
  scheme: z.enum(SCHEMES).default('subsistence'),
  purpose: z.enum(['application', 'recheck', 'objection']).default('application'),
  household: z.array(PERSON).min(1),
  records: RECORDS.default(RECORDS.parse({})),
  others: OTHERS,
  /** `resource/person` → outcome, or why it is unanswered. Everything else was answered. */
  answers: z.record(z.string(), z.string()).default({}),
  /** Standards of this case that differ from those of test/support/standards.ts. */
  standards: z.record(z.string(), z.union([z.number(), z.string()])).default({}),
  /** Rule → what the case shows of it besides that it finds or does not: test/unit/matchers/case-coverage.test.ts. */
  shows: z.record(z.string(), z.enum(SHOWN)).default({}),
  expect: z.strictObject({
    conclusion: z.enum(['exceeds', 'doubts', 'incomplete', 'no-anomaly']).optional(),
    /** All findings but `income-below-standard`, which stands in nearly every report. */
    findings: z.array(z.union([z.string(), EXPECTED_FINDING])),
    /** `wage/1` → what is shown for the line, in yuan. */
    income: z
      .record(
        z.string(),
        z.strictObject({
          declared: YUAN.nullable().optional(),
          found: YUAN.nullable().optional(),
          counted: YUAN.nullable().optional(),
          months: z.int().optional(),
        }),
      )
      .default({}),
    /** `wage/1`, `homes` → difference. */
    comparison: z.record(z.string(), z.string()).default({}),
    /** What is shown of property: `deposit`, `company` … → whether each counts, or why not. */
    property: z.record(z.string(), z.array(z.string())).default({}),
    /** Person → grade. */
    identity: z.record(z.string(), z.string().nullable()).default({}),
  }),
});
export type Case = z.infer<typeof CASE>;
export type CaseRecords = Case['records'];
export type CasePerson = Case['household'][number];

export const CASE_FILE = z.strictObject({
  /** What the file is about. */
  about: z.string(),
  cases: z.array(CASE).min(1),
});
