// How long an office keeps what it knows of a household (config/retention.yaml).

import { z } from 'zod';
import type { CalendarDate } from '../domain/calendar.ts';
import { CONCLUSIONS } from '../domain/report.ts';
import { SCHEMES, type SchemeId } from '../domain/scheme.ts';
import { loadYaml } from './load-yaml.ts';
import { inProject } from './places.ts';

const text = z.string().trim().min(1);

/** `none`: there is no report. */
export const OUTCOMES = [...CONCLUSIONS, 'none'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const RULE = z.strictObject({
  /** Left out: every scheme. */
  schemes: z.array(z.enum(SCHEMES)).min(1).optional(),
  /** Of the newest report; left out: every one. */
  conclusions: z.array(z.enum(OUTCOMES)).min(1).optional(),
  years: z.int().min(0).max(200),
  source: z.strictObject({ zh: text, en: text }),
  confirmed: z.boolean(),
});
export type RetentionRule = z.infer<typeof RULE>;

const RETENTION = z.strictObject({ rules: z.array(RULE).min(1) }).refine(
  ({ rules }) => {
    const last = rules.at(-1);
    return last !== undefined && last.schemes === undefined && last.conclusions === undefined;
  },
  { path: ['rules'], error: 'the last rule must fit everything' },
);

/** @param file of the office; null: ours. @throws HeduiError SETTING_INVALID naming the field */
export function loadRetention(file: string | null = null): readonly RetentionRule[] {
  return loadYaml(file ?? inProject('config', 'retention.yaml'), RETENTION, {
    zh: '保存期限配置',
    en: 'The retention file',
  }).rules;
}

/** Which rule applies: its place in the list. */
export function ruleFor(
  rules: readonly RetentionRule[],
  scheme: SchemeId,
  outcome: Outcome,
): number {
  return rules.findIndex(
    (rule) =>
      (rule.schemes?.includes(scheme) ?? true) && (rule.conclusions?.includes(outcome) ?? true),
  );
}

/** The last day on which it is kept: 30 years from 1 January 2027 for a report of 2026 end on 31 December 2056. */
export function keptUntil(lastOn: CalendarDate, years: number): CalendarDate {
  return `${Number(lastOn.slice(0, 4)) + years}-12-31` as CalendarDate;
}
