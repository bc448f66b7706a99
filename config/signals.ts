// From when on something is worth a person's look, by date, and places where nothing is behind it (config/signals.yaml).

import { z } from 'zod';
import { asCalendarDate, type CalendarDate } from '../domain/calendar.ts';
import { parseRegionCode, type RegionCode } from '../domain/region.ts';
import { loadYaml } from './load-yaml.ts';
import { inProject } from './places.ts';

const text = z.string().trim().min(1);
const count = z.int().min(1).max(10_000);
const shared = z.strictObject({ families: count.min(2), newFamilies: count });

const TERMS = z.strictObject({
  from: z.iso.date().transform((date) => asCalendarDate(date)),
  confirmed: z.boolean(),
  source: z.strictObject({ zh: text, en: text }),
  withinDays: count,
  householdsAFamily: count,
  sharedAccount: shared.extend({ wardHouseholds: z.int().min(0).max(1_000) }),
  crowdedRegister: shared,
  repeatedAddress: shared,
  risingIncome: z.strictObject({
    verifications: z.int().min(2).max(12),
    daysBetween: count,
    risePermille: z.int().min(1).max(100_000),
    riseFen: z.int().min(1),
  }),
  dismissalRate: z.strictObject({
    months: z.int().min(1).max(60),
    decisions: count,
    colleagues: count,
    colleaguesDecisions: count,
    timesPermille: z.int().min(1_001).max(100_000),
    falseOnceIn: count,
    keepDays: count,
  }),
});
export type SignalTerms = z.infer<typeof TERMS>;

const SETTINGS = z.strictObject({
  terms: z.array(TERMS).min(1),
  knownPlaces: z.strictObject({
    words: z.array(text.min(2)),
    addresses: z.array(
      z.strictObject({
        region: z
          .string()
          .refine((code) => parseRegionCode(code) !== null, 'must be a region code')
          .transform((code) => code as RegionCode),
        address: text,
        why: text.optional(),
      }),
    ),
  }),
});
export type SignalSettings = z.infer<typeof SETTINGS>;

/** @param file of the office; null: ours. @throws HeduiError SETTING_INVALID naming file and field */
export function loadSignalSettings(file: string | null = null): SignalSettings {
  return loadYaml(file ?? inProject('config', 'signals.yaml'), SETTINGS, {
    zh: '风险信号配置',
    en: 'The file of risk signals',
  });
}

/** The terms of a day; null before the first begin. */
export function signalTermsOn({ terms }: SignalSettings, on: CalendarDate): SignalTerms | null {
  return (
    terms
      .filter(({ from }) => from <= on)
      .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0] ?? null
  );
}
