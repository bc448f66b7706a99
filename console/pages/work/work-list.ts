// What waits for the viewer: households with something unsettled, the longest waiting first, and the newest batches.

import { z } from 'zod';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import { CONCLUSION_NAMES, SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { WORK } from '../../../config/messages/work.ts';
import { dayText, listText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Session } from '../../../store/sessions.ts';
import { COUNTED_AT_MOST, type ListCursor, type ListedReport } from '../../../store/work-list.ts';
import { type Deadlines, deadlineText } from '../../deadlines.ts';
import { type Answer, route, type Visit } from '../../route.ts';
import { batchTable } from '../batches/batch-table.ts';

const FILTERS = ['exceeds', 'doubts', 'incomplete', 'second'] as const;
type Filter = (typeof FILTERS)[number];

const SHOWN = 40;
/** Those under way are among the newest. */
const BATCHES_LOOKED_AT = 20;

const CURSOR = z
  .string()
  .regex(/^\d{1,15}-\d{1,9}$/)
  .transform((text) => {
    const [batch = 0, seq = 0] = text.split('-').map(Number);
    return { batch, seq };
  });

export const workListPage = route({
  method: 'GET',
  url: '/work',
  needs: 'batch.submit',
  query: z.object({ show: z.enum(FILTERS).optional(), after: CURSOR.optional() }),
  async answer(visit) {
    return showWork(visit, visit.query);
  },
});

type Showing = Pick<Visit<unknown, unknown, unknown, Session>, 'records' | 'language' | 'acts'>;
type Query = { readonly show?: Filter | undefined; readonly after?: ListCursor | undefined };

/** The first page of whoever submits batches, too. */
export async function showWork(
  { records, language, acts }: Showing,
  { show, after }: Query,
): Promise<Answer> {
  const [counts, { reports, next }, batches] = await Promise.all([
    records.workList.counts(),
    records.workList.listed(
      {
        isOpen: true,
        ...(show === 'second' ? { awaitingSecond: true } : { conclusion: show }),
      },
      { limit: SHOWN, after },
    ),
    after === undefined ? records.workList.batches(BATCHES_LOOKED_AT) : [],
  ]);
  const underWay = batches.filter(({ isDone }) => !isDone);
  const more = next && `/work?${show ? `show=${show}&` : ''}after=${next.batch}-${next.seq}`;
  return {
    kind: 'page',
    title: WORK.title,
    scripts: ['live-progress.js'],
    body: html`<div class="actions"><a class="button" href="/batches/new">${say(WORK.submitFile, language)}</a> <a class="button second" href="/households/new">${say(WORK.enterHousehold, language)}</a></div>
${
  underWay.length === 0
    ? null
    : html`<section aria-labelledby="under-way"><h2 id="under-way">${say(WORK.underWay, language)}</h2>
${batchTable(underWay, language)}</section>`
}
<section aria-labelledby="waiting"><h2 id="waiting">${say(WORK.waiting, language)}</h2>
${filters(show, counts, language)}
${
  reports.length === 0
    ? html`<p>${say(WORK.nothing, language)}</p>`
    : householdTable(reports, acts.deadlines(), language)
}
${more && html`<p class="pages">${after === undefined ? null : html`<a href="/work">${say(WORK.first, language)}</a>`} <a href="${more}">${say(WORK.next, language)}</a></p>`}
<p class="aside">${say(WORK.waitingNote, language)}</p></section>`,
  };
}

function filters(
  chosen: Filter | undefined,
  counts: Readonly<Record<Filter, number>>,
  language: Language,
): Html {
  const one = (filter: Filter | undefined, label: string, count: number | null) =>
    html`<li><a class="${filter ?? ''}" href="${filter === undefined ? '/work' : `/work?show=${filter}`}"${
      filter === chosen ? html` aria-current="true"` : null
    }>${label}${count === null ? null : html` <b>${countText(count, language)}</b>`}</a></li>`;
  return html`<ul class="filters">
${one(undefined, say(WORK.all, language), null)}
${FILTERS.map((filter) =>
  one(
    filter,
    say(filter === 'second' ? WORK.awaitingSecond : CONCLUSION_NAMES[filter], language),
    counts[filter],
  ),
)}</ul>`;
}

function countText(count: number, language: Language): string {
  return count < COUNTED_AT_MOST ? String(count) : fill(say(WORK.more, language), { count });
}

/** In the list of one batch, its scheme and the day of its submission are said above. */
export function householdTable(
  reports: readonly ListedReport[],
  deadlines: Deadlines,
  language: Language,
  isOfOneBatch = false,
): Html {
  const columns = [
    { heading: say(WORK.household, language) },
    ...(isOfOneBatch ? [] : [{ heading: say(LABELS.scheme, language) }]),
    { heading: say(WORK.findings, language) },
    { heading: say(WORK.deadline, language), isShort: true },
    ...(isOfOneBatch ? [] : [{ heading: say(WORK.submitted, language), isShort: true }]),
  ];
  const rows = reports.map((report) => ({
    cells: [
      html`<a href="/reports/${report.number}">${report.applicant}</a> <span class="aside">${report.householdRef} · ${personsText(report.persons, language)}</span>`,
      ...(isOfOneBatch ? [] : [say(SCHEME_NAMES[report.scheme], language)]),
      html`<span class="tag ${report.conclusion}">${say(CONCLUSION_NAMES[report.conclusion], language)}</span> ${kindsText(report, language)}${marks(report, language)}`,
      deadlineText(deadlines.of(report), language),
      ...(isOfOneBatch
        ? []
        : [
            html`${dayText(report.submittedAt, language)}<br><a class="aside" href="/batches/${report.batchId}">${report.batchId}</a>`,
          ]),
    ],
  }));
  return table(say(WORK.waiting, language), columns, rows);
}

function kindsText({ findingKinds }: ListedReport, language: Language): string {
  return listText(
    findingKinds.map((kind) => nameIn(FINDING_NAMES, kind, language)),
    language,
  );
}

function marks({ awaitingSecond, asked }: ListedReport, language: Language): Html {
  return html`${awaitingSecond > 0 ? html` <span class="tag second">${say(WORK.awaits, language)}</span>` : null}${
    asked > 0 ? html` <span class="tag">${say(WORK.asked, language)}</span>` : null
  }`;
}

function personsText(persons: number, language: Language): string {
  return persons === 1
    ? say(WORK.onePerson, language)
    : fill(say(WORK.personsOf, language), { persons });
}
