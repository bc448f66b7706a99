// What the sections of the statistics page share.

import { STATISTICS } from '../../../config/messages/audit.ts';
import { type Language, say } from '../../../config/messages/language.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { type Period, periodAddress, type PeriodFields } from './period.ts';

export type Seen = {
  readonly period: Period;
  readonly fields: PeriodFields;
  readonly language: Language;
  /** Whether figures lead to their reports: an operator is shown figures alone. */
  readonly leads: boolean;
};

export function bar(share: number): Html {
  const width = Math.max(0.5, Math.round(share * 1_000) / 10);
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="6"/></svg>`;
}

export function downloads(of: string, { period, fields, language }: Seen, chart: boolean): Html {
  const asked = String(periodAddress(period, fields));
  return html`<p class="pages"><a href="/statistics/${of}.csv?${asked}">${say(STATISTICS.csv, language)}</a>
${chart ? html`<a href="/statistics/${of}.svg?${asked}">${say(STATISTICS.svg, language)}</a>` : null}</p>`;
}

export function number(value: number): string {
  return value.toLocaleString('en');
}
