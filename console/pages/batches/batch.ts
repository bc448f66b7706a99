// One batch: how far each department is, what came of it, which rows came back, and its reports to take along.

import { z } from 'zod';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import {
  CONCLUSION_NAMES,
  DEPARTMENT_NAMES,
  PURPOSE_NAMES,
  SCHEME_NAMES,
} from '../../../config/messages/terms.ts';
import { BATCH, WORK } from '../../../config/messages/work.ts';
import { CONCLUSIONS, type Conclusion } from '../../../domain/report.ts';
import { may } from '../../../domain/staff.ts';
import { dateText, momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { Batch, BatchProgress } from '../../../store/batches.ts';
import { route } from '../../route.ts';
import { householdTable } from '../work/work-list.ts';

const SHOWN = 40;
const KINDS_SHOWN = 8;

export const batchId = z.string().regex(/^B[1-9]\d{0,14}$/);

export const batchPage = route({
  method: 'GET',
  url: '/batches/:batch',
  needs: 'batch.read',
  needsPurpose: true,
  params: z.object({ batch: batchId }),
  query: z.object({
    show: z.enum(CONCLUSIONS).optional(),
    after: z.coerce.number().int().min(0).optional(),
    came: z.enum(['taken', 'known']).optional(),
    /** The form whose content is no longer needed. */
    saved: z.string().max(40).optional(),
    /** Leads on to the report as soon as it is there: the batch is one household. */
    leads: z.literal('report').optional(),
  }),
  async answer({ params, query, records, language, session, acts, note }) {
    const batch = await records.batches.get(params.batch);
    const [progress, { reports, next }] = await Promise.all([
      records.batches.progress(batch.id),
      records.workList.listed(
        { batchId: batch.id, conclusion: query.show },
        { limit: SHOWN, after: { batch: Number(batch.id.slice(1)), seq: query.after ?? 0 } },
      ),
    ]);
    const [first] = reports;
    if (query.leads === 'report' && progress.state === 'done' && first !== undefined)
      return { kind: 'redirect', to: `/reports/${first.number}` };
    await note({
      kind: 'look',
      subject: batch.id,
      purpose: session.purpose ?? batch.purpose,
      content: reports.map(({ number }) => number),
    });
    const { show } = query;
    const here = `/batches/${batch.id}`;
    return {
      kind: 'page',
      title: {
        zh: fill(BATCH.title.zh, { batch: batch.id }),
        en: fill(BATCH.title.en, { batch: batch.id }),
      },
      scripts: ['live-progress.js', 'keep-forms.js'],
      body: html`${cameNotice(query, progress.state === 'done', language)}${rejectedNotice(batch, progress, language)}
${particulars(batch, progress, language)}
${progressSection(batch, progress, language)}
${progress.reports > 0 ? conclusionSection(here, progress, show, language) : null}
<section aria-labelledby="reports"><h2 id="reports">${say(BATCH.reports, language)}</h2>
${
  reports.length === 0
    ? html`<p>${say(BATCH.noReports, language)}</p>`
    : householdTable(reports, acts.deadlines(), language, true)
}
${
  next === null
    ? null
    : html`<p class="pages"><a href="${here}?${show === undefined ? '' : `show=${show}&`}after=${next.seq}">${say(WORK.next, language)}</a></p>`
}</section>
${
  progress.reports > 0 && may(session.role, 'report.export')
    ? exportSection(here, progress, show, language)
    : null
}`,
    };
  },
});

/** What is shown is what goes. */
function exportSection(
  here: string,
  { reports, conclusions }: BatchProgress,
  show: Conclusion | undefined,
  language: Language,
): Html {
  const count = show === undefined ? reports : (conclusions[show] ?? 0);
  if (count === 0) return html``;
  const asked = show === undefined ? '' : `?show=${show}`;
  const which = show === undefined ? BATCH.allReports : CONCLUSION_NAMES[show];
  return html`<section aria-labelledby="export"><h2 id="export">${say(BATCH.export, language)}</h2>
<p class="aside">${fill(say(BATCH.exportHint, language), { which: say(which, language), count })}</p>
<p class="actions"><a class="button second" href="${here}/workbook.xlsx${asked}" download>${say(BATCH.workbook, language)}</a> <a class="button second" href="${here}/reports.zip${asked}" download>${say(BATCH.zip, language)}</a></p></section>`;
}

function cameNotice(
  { came, saved }: { came?: 'taken' | 'known' | undefined; saved?: string | undefined },
  isDone: boolean,
  language: Language,
): Html | null {
  if (came === undefined) return null;
  const taken = isDone ? BATCH.verified : BATCH.taken;
  const said = came === 'taken' ? taken : BATCH.alreadySubmitted;
  return html`<p class="notice ${came === 'taken' ? 'good' : 'warn'}" role="status"${saved === undefined ? null : html` data-saved="${saved}"`}>${say(said, language)}</p>`;
}

function rejectedNotice(
  { id }: Batch,
  { rejectedRows }: BatchProgress,
  language: Language,
): Html | null {
  if (rejectedRows === 0) return null;
  return html`<p class="notice warn">${fill(say(BATCH.rejectedSome, language), { rows: rejectedRows })} <a href="/batches/${id}/rejected">${say(BATCH.toMend, language)}</a></p>`;
}

function particulars(batch: Batch, progress: BatchProgress, language: Language): Html {
  const pairs: [string, string | number][] = [
    [say(LABELS.scheme, language), say(SCHEME_NAMES[batch.scheme], language)],
    [say(LABELS.purpose, language), say(PURPOSE_NAMES[batch.purpose], language)],
    [say(LABELS.verifiedOn, language), dateText(batch.verifiedOn, language)],
    [say(BATCH.submittedBy, language), batch.submittedBy],
    [say(BATCH.submittedAt, language), momentText(batch.submittedAt)],
    [say(BATCH.file, language), batch.fileName],
    [say(BATCH.households, language), progress.households],
    [say(BATCH.persons, language), progress.persons],
  ];
  return html`<dl class="facts">${pairs.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

function progressSection(batch: Batch, progress: BatchProgress, language: Language): Html {
  const { households, departments, reports } = progress;
  const isLive = progress.state !== 'done';
  const bar = (part: string, label: string, done: number, silent: number) =>
    html`<li><span class="name">${label}</span> <progress data-part="${part}" max="${households}" value="${done}" aria-label="${label}"></progress> <span class="figure" data-text="${part}">${fill(say(BATCH.ofHouseholds, language), { done, all: households })}</span>${
      silent === 0 || isLive
        ? null
        : html` <span class="aside">${fill(say(BATCH.silent, language), { count: silent })}</span>`
    }</li>`;
  return html`<section aria-labelledby="progress"><h2 id="progress">${say(BATCH.progress, language)}</h2>
<ul class="bars"${isLive ? html` data-live="/batches/${batch.id}/events"` : null}>
${bar('reports', say(BATCH.reports, language), reports, 0)}
${departments.map((one) => bar(one.department, nameIn(DEPARTMENT_NAMES, one.department, language), one.complete, one.unanswered))}</ul>
${isLive ? html`<p class="aside">${say(BATCH.liveNote, language)}</p>` : null}</section>`;
}

function conclusionSection(
  here: string,
  { conclusions, findingKinds }: BatchProgress,
  show: Conclusion | undefined,
  language: Language,
): Html {
  const kinds = Object.entries(findingKinds).slice(0, KINDS_SHOWN);
  return html`<section aria-labelledby="conclusions"><h2 id="conclusions">${say(BATCH.conclusions, language)}</h2>
<ul class="filters"><li><a href="${here}"${show === undefined ? html` aria-current="true"` : null}>${say(WORK.all, language)}</a></li>
${CONCLUSIONS.map(
  (one) =>
    html`<li><a class="${one}" href="${here}?show=${one}"${show === one ? html` aria-current="true"` : null}>${say(CONCLUSION_NAMES[one], language)} <b>${conclusions[one] ?? 0}</b></a></li>`,
)}</ul>
${
  kinds.length === 0
    ? null
    : html`<h3>${say(BATCH.kinds, language)}</h3>
<ul class="kinds">${kinds.map(
        ([kind, count]) =>
          html`<li>${nameIn(FINDING_NAMES, kind, language)} <b>${fill(say(BATCH.kindHouseholds, language), { count })}</b></li>`,
      )}</ul>`
}</section>`;
}
