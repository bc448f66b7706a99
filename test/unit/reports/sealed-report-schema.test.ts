import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import type { SealedReport } from '../../../domain/report.ts';
import { SEALED_REPORT, sealedReportJsonSchema } from '../../../reports/sealed-report-schema.ts';
import { EXAMPLE_REPORTS } from '../../support/example-reports.ts';

const FILE = new URL('../../../docs/schemas/sealed-report.schema.json', import.meta.url);
const published = JSON.parse(readFileSync(FILE, 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const validate = ajv.compile(published);

/** A type as JSON carries it: no brands, nothing read-only. */
type Plain<T> = T extends string
  ? string extends T
    ? string
    : T extends { readonly __unit: string }
      ? string
      : T
  : T extends number
    ? number
    : T extends readonly (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { -readonly [Key in keyof T]: Plain<T[Key]> }
        : T;

describe('docs/schemas/sealed-report.schema.json', () => {
  test('is what reports/sealed-report-schema.ts says', () => {
    expect(published).toEqual(sealedReportJsonSchema());
  });

  test('covers the type: a report that compiles has the schema’s shape', () => {
    const shape = (report: Plain<SealedReport>): z.input<typeof SEALED_REPORT> => report;
    expect(
      SEALED_REPORT.safeParse(shape(EXAMPLE_REPORTS.doubts as unknown as Plain<SealedReport>))
        .success,
    ).toBe(true);
  });

  test.each(Object.entries(EXAMPLE_REPORTS))('is satisfied by the %s report', (_, report) => {
    validate(report);
    expect(validate.errors).toBeNull();
  });

  test('refuses what is no report', () => {
    const { digest: _, ...undigested } = EXAMPLE_REPORTS.doubts;
    const { content } = EXAMPLE_REPORTS.doubts;
    for (const wrong of [
      undigested,
      { ...EXAMPLE_REPORTS.doubts, digest: 'ABC' },
      { ...EXAMPLE_REPORTS.doubts, extra: 1 },
      { ...EXAMPLE_REPORTS.doubts, content: { ...content, conclusion: 'refused' } },
      { ...EXAMPLE_REPORTS.doubts, content: { ...content, income: [{ foundFen: 1.5 }] } },
    ])
      expect(validate(wrong)).toBe(false);
  });
});
