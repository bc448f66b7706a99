// How departments serve: the scorecard of all of them.

import { z } from 'zod';
import {
  CIRCUIT_STATES,
  DEPARTMENT_COLUMNS,
  DEPARTMENT_WORDS,
} from '../../../config/messages/departments.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { DEPARTMENTS_PAGE } from '../../../config/messages/operate.ts';
import type { Said } from '../../../domain/errors.ts';
import type { DepartmentScore } from '../../../jobs/scorecard.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Pause } from '../../../store/pauses.ts';
import { route } from '../../route.ts';
import { percent } from '../percent.ts';

const DAYS = [7, 30, 90] as const;
export const DEFAULT_DAYS = 30;
export const DAYS_FIELD = z.coerce.number().int().min(1).max(366).default(DEFAULT_DAYS);

export const departmentsPage = route({
  method: 'GET',
  url: '/departments',
  needs: 'department.read',
  query: z.object({ days: DAYS_FIELD }),
  async answer({ acts, records, query: { days }, language }) {
    const [scores, pauses] = await Promise.all([acts.scorecard(days), records.pauses.open()]);
    return {
      kind: 'page',
      title: DEPARTMENTS_PAGE.title,
      body: html`${daysLinks('/departments', days, language)}
<div class="scroll">${scoresTable(scores, pauses, language)}</div>`,
    };
  },
});

export function daysLinks(to: string, chosen: number, language: Language): Html {
  return html`<p class="pages">${DAYS.map((days) => {
    const text = fill(say(DEPARTMENTS_PAGE.days, language), { n: days });
    return days === chosen
      ? html`<b>${text}</b> `
      : html`<a href="${to}?days=${days}">${text}</a> `;
  })}</p>`;
}

function scoresTable(
  scores: readonly DepartmentScore[],
  pauses: readonly Pause[],
  language: Language,
): Html {
  const t = (said: Said) => say(said, language);
  const { department, circuit, ...figures } = DEPARTMENT_COLUMNS;
  const paused = new Set(pauses.map((pause) => pause.department));
  return table(
    t(DEPARTMENTS_PAGE.title),
    [
      { heading: t(department) },
      { heading: t(circuit), isShort: true },
      ...Object.values(figures).map((said) => ({ heading: t(said), isFigure: true })),
    ],
    scores.map((score) => ({
      cells: [
        html`<a href="/departments/${score.department}">${t(score.names)}</a>`,
        paused.has(score.department)
          ? html`<span class="tag doubts">${t(DEPARTMENTS_PAGE.paused)}</span>`
          : circuitTag(score, language),
        percent(score.availability),
        milliseconds(score.responseMs.median),
        milliseconds(score.responseMs.p95),
        score.records.total.toLocaleString('en'),
        score.records.today.toLocaleString('en'),
        percent(score.answeredShare),
        percent(score.structuredShare),
        score.ageDays === null ? '–' : `${score.ageDays}${t(DEPARTMENT_WORDS.days)}`,
        String(score.quarantined),
        Object.values(score.errors)
          .reduce((sum, count) => sum + count, 0)
          .toLocaleString('en'),
      ],
    })),
  );
}

export function circuitTag(score: DepartmentScore, language: Language): Html {
  const state = score.connected ? score.circuit.state : 'not-connected';
  const mood = state === 'closed' ? 'no-anomaly' : state === 'open' ? 'exceeds' : 'incomplete';
  return html`<span class="tag ${mood}">${say(CIRCUIT_STATES[state], language)}</span>`;
}

export function milliseconds(ms: number | null): string {
  return ms === null ? '–' : `${ms.toLocaleString('en')} ms`;
}
