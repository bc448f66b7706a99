// Electronic supervision (电子监察): cards that are open, and the month's table by department and by region.

import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { type Language, say } from '../../../config/messages/language.ts';
import {
  CARD_NAMES,
  CLOCK_KIND_NAMES,
  SUPERVISION,
  whoseStep,
} from '../../../config/messages/supervision.ts';
import {
  addDays,
  addMonths,
  asCalendarDate,
  asMonth,
  type Month,
  monthOf,
  shanghaiDate,
} from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import type { Card, SupervisionLine } from '../../../domain/supervision.ts';
import { dateText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { writeSupervisionTable } from '../../../reports/supervision/table-workbook.ts';
import type { Records } from '../../../store/store.ts';
import { route } from '../../route.ts';
import { field } from '../fields.ts';

const MOST_CARDS = 200;
const QUERY = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
});

const monthAsked = ({ month }: z.infer<typeof QUERY>): Month =>
  month === undefined ? monthOf(shanghaiDate(new Date())) : asMonth(month);

async function linesOf(records: Records, month: Month): Promise<SupervisionLine[]> {
  const first = asCalendarDate(`${month}-01`);
  const last = addDays(asCalendarDate(`${addMonths(month, 1)}-01`), -1);
  return records.supervision.table(first, last, shanghaiDate(new Date()));
}

export const supervisionPage = route({
  method: 'GET',
  url: '/supervision',
  needs: 'statistics.read',
  query: QUERY,
  async answer({ records, query, language }) {
    const t = (said: Said) => say(said, language);
    const month = monthAsked(query);
    const [cards, lines] = [
      await records.supervision.openCards(MOST_CARDS),
      await linesOf(records, month),
    ];
    const ofDepartments = lines.filter(
      ({ kind }) => kind === 'department' || kind === 'correction',
    );
    const ofOffices = lines.filter(({ kind }) => kind === 'report' || kind === 'objection');
    return {
      kind: 'page',
      title: SUPERVISION.title,
      body: html`<h2>${t(SUPERVISION.openCards)}</h2>
${cards.length === 0 ? html`<p>${t(SUPERVISION.noCards)}</p>` : cardsTable(cards, language)}
<form class="inline" method="get" action="/supervision">
<div>${field({ name: 'month', label: t(SUPERVISION.month), value: month })}</div>
<button>${t(SUPERVISION.show)}</button> <a href="/supervision.xlsx?month=${month}">${t(SUPERVISION.download)}</a>
</form>
${lines.length === 0 ? html`<p>${t(SUPERVISION.nothing)}</p>` : null}
${ofDepartments.length === 0 ? null : html`<h2>${t(SUPERVISION.byDepartment)}</h2>${linesTable(ofDepartments, language)}`}
${ofOffices.length === 0 ? null : html`<h2>${t(SUPERVISION.byOffice)}</h2>${linesTable(ofOffices, language)}`}`,
    };
  },
});

export const supervisionWorkbook = route({
  method: 'GET',
  url: '/supervision.xlsx',
  needs: 'statistics.read',
  query: QUERY,
  async answer({ records, query, language }) {
    const month = monthAsked(query);
    const content = new PassThrough();
    const writing = writeSupervisionTable(content, await linesOf(records, month), language);
    writing.catch((error: Error) => content.destroy(error));
    return {
      kind: 'file',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      name: `supervision-${month}.xlsx`,
      content,
    };
  },
});

function cardsTable(cards: readonly Card[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return table(
    t(SUPERVISION.openCards),
    [
      SUPERVISION.card,
      SUPERVISION.subject,
      SUPERVISION.step,
      SUPERVISION.of,
      SUPERVISION.started,
      SUPERVISION.due,
    ].map((said) => ({ heading: t(said) })),
    cards
      .map(({ level, clock }) => [
        html`<span class="tag ${level === 'red' ? 'exceeds' : 'doubts'}">${t(CARD_NAMES[level])}</span>`,
        html`<span class="code">${clock.subject}</span>`,
        t(CLOCK_KIND_NAMES[clock.kind]),
        whoseStep(clock.department ?? clock.region, language),
        dateText(clock.startedOn, language),
        dateText(clock.dueOn, language),
      ])
      .map((cells) => ({ cells })),
  );
}

function linesTable(lines: readonly SupervisionLine[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  const figure = (count: number) => html`<span class="figure">${String(count)}</span>`;
  return table(
    t(SUPERVISION.title),
    [
      SUPERVISION.of,
      SUPERVISION.step,
      SUPERVISION.begun,
      SUPERVISION.inTime,
      SUPERVISION.late,
      SUPERVISION.running,
      SUPERVISION.overdue,
    ].map((said) => ({ heading: t(said) })),
    lines
      .map((line) => [
        whoseStep(line.of, language),
        t(CLOCK_KIND_NAMES[line.kind]),
        figure(line.begun),
        figure(line.inTime),
        figure(line.late),
        figure(line.running),
        figure(line.overdue),
      ])
      .map((cells) => ({ cells })),
  );
}
