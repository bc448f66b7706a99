// The parts of a department's page: taking it off, its days, the records it should mend.

import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { DEPARTMENTS_PAGE as TEXTS } from '../../../config/messages/operate.ts';
import { RESOURCE_NAMES } from '../../../config/messages/terms.ts';
import type { Instant } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { DayOfService } from '../../../store/exchanges.ts';
import type { Pause } from '../../../store/pauses.ts';
import { field } from '../fields.ts';
import { percent } from '../percent.ts';
import { availabilityChart, responseChart } from './department-charts.ts';
import { milliseconds } from './departments.ts';

export function pausing(
  open: Pause | null,
  department: string,
  language: Language,
  formKey: Html,
): Html {
  const t = (said: Said) => say(said, language);
  if (open !== null) {
    return html`<section class="panel doubts"><p>${pauseText(open, language)}</p>
<form method="post" action="/departments/${department}/resume">${formKey}<button>${t(TEXTS.resume)}</button></form></section>`;
  }
  return html`<section class="panel"><p class="aside">${t(TEXTS.pauseWhat)}</p>
<form class="inline" method="post" action="/departments/${department}/pause">${formKey}
<div class="long">${field({ name: 'reason', label: t(TEXTS.reason) })}</div>
<button class="second">${t(TEXTS.pause)}</button></form></section>`;
}

export function pausesList(pauses: readonly Pause[], language: Language): Html {
  if (pauses.length === 0) return html`<p>${say(TEXTS.noHistory, language)}</p>`;
  return html`<ul>${pauses.map(
    (pause) =>
      html`<li>${pauseText(pause, language)}${
        pause.resumedAt === null ? null : html` → ${momentText(pause.resumedAt)} ${pause.resumedBy}`
      }</li>`,
  )}</ul>`;
}

function pauseText({ pausedBy, pausedAt, reason }: Pause, language: Language): string {
  return fill(say(TEXTS.pausedSince, language), {
    who: pausedBy,
    when: momentText(pausedAt),
    reason,
  });
}

export function daysSection(days: readonly DayOfService[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  if (days.length === 0) return html`<p class="notice">${t(TEXTS.nothing)}</p>`;
  return html`<h2>${t(TEXTS.availability)}</h2>
<div class="scroll" tabindex="0">${availabilityChart(days, language)}</div>
<p class="legend"><span class="line">${t(TEXTS.availability)}</span> <span class="line second">${t(TEXTS.answered)}</span></p>
<h2>${t(TEXTS.response)}</h2>
<div class="scroll" tabindex="0">${responseChart(days, language)}</div>
<p class="legend"><span class="line">${t(TEXTS.median)}</span> <span class="line second">P95</span></p>
<div class="scroll">${table(
    t(TEXTS.availability),
    [
      { heading: t(TEXTS.day), isShort: true },
      { heading: t(TEXTS.requests), isFigure: true },
      { heading: t(TEXTS.failed), isFigure: true },
      { heading: t(TEXTS.answered), isFigure: true },
      { heading: t(TEXTS.median), isFigure: true },
      { heading: 'P95', isFigure: true },
    ],
    days.toReversed().map((day) => {
      const lookups = day.answered + day.unanswered;
      return {
        cells: [
          day.day,
          day.requests.toLocaleString('en'),
          day.failedRequests.toLocaleString('en'),
          percent(lookups === 0 ? null : day.answered / lookups),
          milliseconds(day.medianMs),
          milliseconds(day.p95Ms),
        ],
      };
    }),
  )}</div>`;
}

export type MaskedRecord = {
  readonly resource: string;
  readonly faults: readonly { readonly field: string; readonly expected: string }[];
  readonly record: Readonly<Record<string, string>>;
  readonly lastSeenAt: Instant;
};

export function quarantineSection(
  held: readonly MaskedRecord[],
  count: number,
  language: Language,
): Html {
  const t = (said: Said) => say(said, language);
  return html`<h2>${t(TEXTS.quarantined)} <span class="aside">${count}</span></h2>
<p class="aside">${t(TEXTS.quarantinedWhat)}</p>
${
  held.length === 0
    ? null
    : html`<div class="scroll">${table(
        t(TEXTS.quarantined),
        [
          { heading: t(TEXTS.resource) },
          { heading: t(TEXTS.fault) },
          { heading: t(TEXTS.record) },
          { heading: t(TEXTS.lastSeen), isShort: true },
        ],
        held.map((one) => ({
          cells: [
            nameIn(RESOURCE_NAMES, one.resource, language),
            html`${one.faults.map(({ field: name, expected }) => html`<div><span class="code">${name}</span> ${expected}</div>`)}`,
            html`${Object.entries(one.record).map(([name, shape]) => html`<div class="code">${name} = ${shape}</div>`)}`,
            momentText(one.lastSeenAt),
          ],
        })),
      )}</div>`
}`;
}
