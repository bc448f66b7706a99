// How those who receive help are rechecked, and when overdue steps are told of (config/recheck.yaml).

import { z } from 'zod';
import { asCalendarDate, type CalendarDate } from '../domain/calendar.ts';
import { HeduiError } from '../domain/errors.ts';
import type { Fen } from '../domain/money.ts';
import { regionAndAbove, type RegionCode } from '../domain/region.ts';
import { SCHEMES, type SchemeId } from '../domain/scheme.ts';
import type { SupportClass } from '../domain/support.ts';
import { loadYaml } from './load-yaml.ts';
import { inProject } from './places.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const times = z.strictObject({ at: clockTime, dayOfMonth: z.int().min(1).max(28).optional() });
const days = z.int().min(1).max(3_660);
const permille = z.number().min(0).max(1_000);
const date = z.iso.date().transform((text) => asCalendarDate(text));
const fen = z
  .int()
  .min(0)
  .transform((value) => value as Fen);

const settings = z.strictObject({
  schedules: z.strictObject({
    recheck: times,
    supervision: times,
    retention: times,
    signals: times.default({ at: '04:30' }),
  }),
  quietFrom: clockTime,
  quietUntil: clockTime,
  blackouts: z.array(z.strictObject({ from: date, until: date, why: z.string().optional() })),
  classes: z
    .array(
      z.strictObject({
        /** Without one: every scheme. */
        scheme: z.enum(SCHEMES).optional(),
        /** Without one: every region. */
        region: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
        days: z.strictObject({ A: days, B: days, C: days }),
      }),
    )
    .min(1),
  spreadPermille: permille.max(900),
  reservePermille: permille.max(900).default(125),
  findingsShorten: z.boolean(),
  randomPermille: permille,
  staleAfterDays: days,
  authorisationNoticeDays: days,
  material: z.strictObject({ sharePermille: permille, monthlyFen: fen, balanceFen: fen }),
  yellowDaysLeft: z.int().min(0).max(30),
});
export type RecheckSettings = z.infer<typeof settings>;
export type ScheduleName = keyof RecheckSettings['schedules'];
export const SCHEDULE_NAMES = ['recheck', 'supervision', 'retention', 'signals'] as const;

/** @param file of the office; null: ours. @throws HeduiError SETTING_INVALID naming file and field */
export function loadRecheckSettings(file: string | null = null): RecheckSettings {
  return loadYaml(file ?? inProject('config', 'recheck.yaml'), settings, {
    zh: '定期复核配置文件',
    en: 'The recheck file',
  });
}

/** Days between rechecks: of the nearest region that sets them, and there of the scheme before all schemes. */
export function intervalDays(
  { classes }: RecheckSettings,
  scheme: SchemeId,
  region: RegionCode,
  supportClass: SupportClass,
): number {
  const nearestFirst: (string | undefined)[] = [...regionAndAbove(region), undefined];
  for (const code of nearestFirst) {
    const here = classes.filter((one) => one.region === code);
    const found =
      here.find((one) => one.scheme === scheme) ?? here.find((one) => one.scheme === undefined);
    if (found) return found.days[supportClass];
  }
  throw new HeduiError('SETTING_INVALID', {
    zh: `定期复核配置没有适用于 ${scheme}、${region} 的周期。`,
    en: `The recheck file sets no interval for ${scheme} in ${region}.`,
  });
}

export function isBlackout({ blackouts }: RecheckSettings, night: CalendarDate): boolean {
  return blackouts.some(({ from, until }) => from <= night && night <= until);
}
