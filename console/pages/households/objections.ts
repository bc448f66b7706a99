// Objections: recorded from the household's page, listed by their last day, followed to the outcome and its letter.

import { z } from 'zod';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { HOUSEHOLD_PAGE } from '../../../config/messages/household-page.ts';
import { OBJECTION_STATE_NAMES } from '../../../config/messages/objections.ts';
import { OBJECTION_PAGE, OUTCOME_CHOICES } from '../../../config/messages/objection-page.ts';
import type { Said } from '../../../domain/errors.ts';
import { type Objection, OBJECTION_OUTCOMES } from '../../../domain/objection.ts';
import { may } from '../../../domain/staff.ts';
import { dateText, momentText } from '../../../reports/figures.ts';
import { findingSentence } from '../../../reports/finding-text.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { deadlineText } from '../../deadlines.ts';
import { route, type Seen } from '../../route.ts';
import { keptAs } from '../kept-form.ts';
import { correctionsSection, unlessRefused } from './corrections.ts';

const SHOWN = 100;
const oneOfThem = z.object({ id: z.coerce.number().int().min(1) });

export const objectionsPage = route({
  method: 'GET',
  url: '/objections',
  needs: 'objection.write',
  async answer({ records, language, acts }) {
    const objections = await records.objections.list({ limit: SHOWN, closedToo: true });
    const t = (said: Said) => say(said, language);
    const columns = [
      { heading: t(OBJECTION_PAGE.list) },
      { heading: t(OBJECTION_PAGE.report), isShort: true },
      { heading: t(OBJECTION_PAGE.disputed) },
      { heading: t(OBJECTION_PAGE.state) },
      { heading: t(OBJECTION_PAGE.due), isShort: true },
    ];
    const rows = objections.map((one) => ({
      cells: [
        html`<a href="/objections/${one.id}">O${one.id}</a>`,
        html`<a class="code" href="/reports/${one.reportNumber}">${one.reportNumber}</a>`,
        one.findings.join(' '),
        stateTag(one, language),
        isOpen(one) ? deadlineText(acts.deadlines().until(one.dueOn), language) : '–',
      ],
    }));
    return {
      kind: 'page',
      title: OBJECTION_PAGE.list,
      body:
        objections.length === 0
          ? html`<p>${t(OBJECTION_PAGE.none)}</p>`
          : table(t(OBJECTION_PAGE.list), columns, rows),
    };
  },
});

export const objectionPage = route({
  method: 'GET',
  url: '/objections/:id',
  needs: 'objection.write',
  params: oneOfThem,
  query: z.object({ saved: z.string().max(60).optional() }),
  async answer({ params: { id }, query, records, ...visit }) {
    const objection = await records.objections.get(id);
    const [words, attachments, report] = await Promise.all([
      records.objections.words(objection),
      records.objections.attachments(objection),
      records.reports.read(objection.reportNumber),
    ]);
    const { language, session, acts, formKey } = visit;
    await visit.note({
      kind: 'look',
      subject: report.number,
      purpose: 'objection',
      content: report.digest,
    });
    const t = (said: Said) => say(said, language);
    const titled = (said: string) => fill(said, { id: `O${id}` });
    const link = (number: string) => html`<a class="code" href="/reports/${number}">${number}</a>`;
    const facts: [Said, Html | string][] = [
      [OBJECTION_PAGE.report, link(report.number)],
      [OBJECTION_PAGE.state, stateTag(objection, language)],
      [
        OBJECTION_PAGE.received,
        `${dateText(objection.receivedOn, language)} · ${objection.receivedBy}`,
      ],
      [
        OBJECTION_PAGE.due,
        isOpen(objection)
          ? deadlineText(acts.deadlines().until(objection.dueOn), language)
          : dateText(objection.dueOn, language),
      ],
      ...(objection.newReportNumber === null
        ? []
        : [[OBJECTION_PAGE.newReport, link(objection.newReportNumber)] as [Said, Html]]),
    ];
    return {
      kind: 'page',
      title: { zh: titled(OBJECTION_PAGE.objection.zh), en: titled(OBJECTION_PAGE.objection.en) },
      scripts: ['keep-forms.js'],
      body: html`${query.saved === undefined ? null : html`<p class="notice good" role="status" data-saved="${query.saved}">${t(HOUSEHOLD_PAGE.saved)}</p>`}
<dl class="facts">${facts.map(([term, fact]) => html`<div><dt>${t(term)}</dt><dd>${fact}</dd></div>`)}</dl>
<h2>${t(OBJECTION_PAGE.disputed)}</h2>
<ol class="findings">${report.content.findings
        .filter((finding) => objection.findings.includes(finding.id))
        .map(
          (finding) =>
            html`<li class="finding ${finding.severity}"><span class="mark">${finding.id}</span> ${findingSentence(finding, language)}</li>`,
        )}</ol>
<h2>${t(OBJECTION_PAGE.grounds)}</h2><p>${words.grounds}</p>
<h2>${t(OBJECTION_PAGE.attachments)}</h2>
${
  attachments.length === 0
    ? html`<p>${t(OBJECTION_PAGE.noAttachments)}</p>`
    : html`<ul class="plain">${attachments.map(
        ({ no, bytes, name }) =>
          html`<li><a href="/objections/${id}/attachments/${no}">${fill(t(OBJECTION_PAGE.attachment), { no, kb: Math.ceil(bytes / 1024) })}</a> ${name}</li>`,
      )}</ul>`
}
${await correctionsSection(objection, report, { records, language, formKey, deadlines: acts.deadlines() })}
${isOpen(objection) ? decisionForm(objection, { language, formKey }, may(session.role, 'review.decide')) : outcome(objection, words.reason ?? '', language)}`,
    };
  },
});

export const decideObjection = route({
  method: 'POST',
  url: '/objections/:id',
  needs: 'review.decide',
  params: oneOfThem,
  form: z.object({
    outcome: z.enum(OBJECTION_OUTCOMES),
    reason: z.string().trim().min(4).max(4_000),
  }),
  async answer({ params: { id }, form, acts }) {
    return unlessRefused(async () => {
      await acts.decideObjection(id, form);
      return `/objections/${id}?saved=decide-${id}`;
    });
  },
});

export const objectionAttachment = route({
  method: 'GET',
  url: '/objections/:id/attachments/:no',
  needs: 'objection.write',
  params: oneOfThem.extend({ no: z.coerce.number().int().min(1).max(100) }),
  async answer({ params: { id, no }, records, note }) {
    const objection = await records.objections.get(id);
    const { mediaType, content } = await records.objections.attachment(objection, no);
    await note({
      kind: 'export',
      subject: objection.reportNumber,
      purpose: 'objection',
      content: no,
    });
    // Its own name may be a person's: it is called by its place.
    const name = `O${id}-${no}.${mediaType.slice(mediaType.indexOf('/') + 1)}`;
    return { kind: 'file', type: mediaType, name, content };
  },
});

export const objectionLetter = route({
  method: 'GET',
  url: '/objections/:id/letter',
  needs: 'objection.write',
  params: oneOfThem,
  async answer({ params: { id }, records, acts, language, note }) {
    const { reportNumber: subject } = await records.objections.get(id);
    const content = await acts.objectionLetter(id, acts.office(), language);
    await note({ kind: 'export', subject, purpose: 'objection', content: `O${id}` });
    return { kind: 'file', type: 'application/pdf', name: `O${id}.pdf`, content };
  },
});

function decisionForm(
  { id, state }: Objection,
  { language, formKey }: Seen,
  mayDecide: boolean,
): Html {
  const t = (said: Said) => say(said, language);
  const waiting =
    state === 'verified' ? null : html`<p class="notice">${t(OBJECTION_PAGE.waiting)}</p>`;
  if (!mayDecide) return html`${waiting}`;
  const outcomes = OBJECTION_OUTCOMES.filter((one) => state === 'verified' || one === 'withdrawn');
  return html`<h2>${t(OBJECTION_PAGE.decide)}</h2>${waiting}
<form method="post" action="/objections/${id}"${keptAs(`decide-${id}`, language)}>${formKey}
<fieldset><legend>${t(OBJECTION_PAGE.decide)}</legend><div class="choices">
${outcomes.map((one) => html`<div><input type="radio" id="${one}" name="outcome" value="${one}" required> <label for="${one}">${t(OUTCOME_CHOICES[one])}</label></div>`)}</div></fieldset>
<label for="reason">${t(OBJECTION_PAGE.reason)}</label>
<textarea id="reason" name="reason" rows="3" minlength="4" maxlength="4000" required></textarea>
<button>${t(OBJECTION_PAGE.decideSave)}</button></form>`;
}

function outcome(
  { id, decidedBy, decidedAt }: Objection,
  reason: string,
  language: Language,
): Html {
  const decided = { who: decidedBy ?? '', at: momentText(decidedAt) };
  return html`<h2>${say(OBJECTION_PAGE.decide, language)}</h2>
<p>${fill(say(OBJECTION_PAGE.decidedBy, language), decided)}</p><p>${reason}</p>
<p><a class="button second" href="/objections/${id}/letter" download>${say(OBJECTION_PAGE.letter, language)}</a></p>`;
}

function stateTag({ state }: Objection, language: Language): Html {
  const mood = state === 'verified' ? 'warn' : state === 'corrected' ? 'no-anomaly' : '';
  return html`<span class="tag ${mood}">${say(OBJECTION_STATE_NAMES[state], language)}</span>`;
}

function isOpen({ state }: Objection): boolean {
  return state === 'received' || state === 'verifying' || state === 'verified';
}
