// The months that figures are asked for.

import { z } from 'zod';
import { STATISTICS } from '../../../config/messages/audit.ts';
import { type Language, say } from '../../../config/messages/language.ts';
import { SCHEME_NAMES } from '../../../config/messages/terms.ts';
import {
  addMonths,
  asMonth,
  type CalendarDate,
  type Month,
  monthOf,
  shanghaiDate,
} from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { parseRegionCode, type RegionCode } from '../../../domain/region.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { FiguresQuery } from '../../../store/figures.ts';
import { choice } from '../choice.ts';
import { field } from '../fields.ts';

const MONTHS_BY_DEFAULT = 12;
const MOST_MONTHS = 36;

export const PERIOD_FIELDS = z.object({
  from: z.string().max(10).optional(),
  until: z.string().max(10).optional(),
  region: z.string().trim().max(12).optional(),
  scheme: z.enum(SCHEMES).or(z.literal('')).optional(),
});
export type PeriodFields = z.infer<typeof PERIOD_FIELDS>;

export type Period = {
  readonly query: FiguresQuery;
  /** Every month, also those without figures. */
  readonly months: readonly Month[];
  readonly region: RegionCode | undefined;
};

/** What cannot be read is taken for the last twelve months, everywhere. */
export function periodOf(fields: PeriodFields, now: Date): Period {
  const thisMonth = monthOf(shanghaiDate(now));
  const until = monthGiven(fields.until) ?? thisMonth;
  const earliest = addMonths(until, 1 - MOST_MONTHS);
  const asked = monthGiven(fields.from) ?? addMonths(until, 1 - MONTHS_BY_DEFAULT);
  const from = asked > until ? until : asked < earliest ? earliest : asked;
  const months: Month[] = [];
  for (let month = from; month <= until; month = addMonths(month, 1)) months.push(month);
  const region = parseRegionCode(fields.region ?? '') ?? undefined;
  return {
    query: {
      from: firstDay(from),
      until: firstDay(until),
      region,
      scheme: fields.scheme || undefined,
    },
    months,
    region,
  };
}

export function firstDay(month: Month): CalendarDate {
  return `${month}-01` as CalendarDate;
}

export function lastDay(month: Month): CalendarDate {
  const next = Date.parse(`${firstDay(addMonths(month, 1))}T00:00:00Z`);
  return new Date(next - 86_400_000).toISOString().slice(0, 10) as CalendarDate;
}

/** A month alone, or the month of a date. */
function monthGiven(text: string | undefined): Month | null {
  const month = /^(\d{4}-(?:0[1-9]|1[0-2]))/.exec(text ?? '')?.[1];
  return month === undefined ? null : asMonth(month);
}

export function periodForm(
  action: string,
  { months }: Period,
  fields: PeriodFields,
  language: Language,
): Html {
  const t = (said: Said) => say(said, language);
  const month = (name: 'from' | 'until', label: Said, value: string | undefined) =>
    html`<div>${field({ name, label: t(label), type: 'month', value: value ?? '', isOptional: true })}</div>`;
  return html`<form class="inline" method="get" action="${action}">
${month('from', STATISTICS.from, months[0])}
${month('until', STATISTICS.until, months.at(-1))}
<div>${field({ name: 'region', label: t({ zh: '行政区划代码', en: 'Region code' }), value: fields.region ?? '', isOptional: true })}</div>
${choice({
  name: 'scheme',
  label: t({ zh: '核对事项', en: 'Scheme' }),
  chosen: fields.scheme,
  options: [
    ['', t({ zh: '不限', en: 'Any' })],
    ...SCHEMES.map((one) => [one, t(SCHEME_NAMES[one])] as const),
  ],
})}
<button>${t(STATISTICS.show)}</button>
</form>`;
}

/** The period's fields as they stand in an address. */
export function periodAddress({ months }: Period, fields: PeriodFields): URLSearchParams {
  return new URLSearchParams({
    from: months[0] ?? '',
    until: months.at(-1) ?? '',
    ...(fields.region && { region: fields.region }),
    ...(fields.scheme && { scheme: fields.scheme }),
  });
}
