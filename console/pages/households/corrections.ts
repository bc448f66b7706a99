// What departments are asked to put right in their own records (更正请求), on the page of the objection that found it wrong.

import { z } from 'zod';
import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { CORRECTIONS } from '../../../config/messages/objection-page.ts';
import { LETTER } from '../../../config/messages/objections.ts';
import { DEPARTMENT_NAMES, RESOURCE_NAMES } from '../../../config/messages/terms.ts';
import { HeduiError, type Said } from '../../../domain/errors.ts';
import type { ResourceId } from '../../../domain/lookup.ts';
import type { CorrectionRequest, Objection } from '../../../domain/objection.ts';
import type { ReportContent, SealedReport } from '../../../domain/report.ts';
import { dateText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Records } from '../../../store/store.ts';
import { type Deadlines, deadlineText } from '../../deadlines.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { choice } from '../choice.ts';
import { keptAs } from '../kept-form.ts';

const oneOfThem = z.object({ id: z.coerce.number().int().min(1) });
const words = z.string().trim().min(4).max(4_000);

export async function correctionsSection(
  objection: Objection,
  { content }: SealedReport,
  seen: Seen & { readonly records: Records; readonly deadlines: Deadlines },
): Promise<Html> {
  const { records, language } = seen;
  const t = (said: Said) => say(said, language);
  const requests = await records.corrections.ofObjection(objection.id);
  const said = await Promise.all(requests.map((request) => records.corrections.words(request)));
  const rows = requests.map((request, place) => ({
    cells: [
      `C${request.id}`,
      recordText(content, request, language),
      said[place]?.wrong ?? '',
      answerText(request, said[place]?.said ?? null, seen),
    ],
  }));
  const columns = [
    CORRECTIONS.request,
    CORRECTIONS.record,
    CORRECTIONS.wrong,
    CORRECTIONS.answer,
  ].map((heading) => ({ heading: t(heading) }));
  return html`<h2>${t(CORRECTIONS.title)}</h2><p>${t(CORRECTIONS.why)}</p>
${requests.length === 0 ? html`<p>${t(CORRECTIONS.none)}</p>` : table(t(CORRECTIONS.title), columns, rows)}
${requests.filter(({ answer }) => answer === null).map((request) => noteForm(request, seen))}
${askForm(objection, content, seen)}`;
}

function answerText(
  { answer, answeredOn, dueOn }: CorrectionRequest,
  said: string | null,
  { language, deadlines }: Seen & { readonly deadlines: Deadlines },
): Html | string {
  const t = (sentence: Said) => say(sentence, language);
  if (answer === null || answeredOn === null) {
    return deadlineText(deadlines.until(dueOn), language);
  }
  const sentence = answer === 'corrected' ? LETTER.answeredCorrected : LETTER.answeredRefused;
  return html`${fill(t(sentence), { date: dateText(answeredOn, language) })}<br>${said}`;
}

/** 王建国 · 公安部门 · 机动车登记 */
function recordText(
  { persons }: ReportContent,
  { personNo, resource }: Pick<CorrectionRequest, 'personNo' | 'resource'>,
  language: Language,
): string {
  const department = resource.slice(0, resource.indexOf('.'));
  return [
    persons.find(({ no }) => no === personNo)?.name ?? '',
    nameIn(DEPARTMENT_NAMES, department, language),
    nameIn(RESOURCE_NAMES, resource, language),
  ].join(' · ');
}

function noteForm({ id }: CorrectionRequest, { language, formKey }: Seen): Html {
  const t = (said: Said) => say(said, language);
  return html`<details><summary>${fill(t(CORRECTIONS.note), { id: `C${id}` })}</summary>
<form method="post" action="/corrections/${id}"${keptAs(`correction-${id}`, language)}>${formKey}
<fieldset><legend>${t(CORRECTIONS.outcome)}</legend><div class="choices">
${(['corrected', 'refused'] as const).map((one) => html`<div><input type="radio" id="${one}-${id}" name="answer" value="${one}" required> <label for="${one}-${id}">${t(CORRECTIONS[one])}</label></div>`)}</div></fieldset>
<label for="said-${id}">${t(CORRECTIONS.said)}</label>
<textarea id="said-${id}" name="said" rows="2" minlength="4" maxlength="4000" required></textarea>
<button>${t(CORRECTIONS.save)}</button></form></details>`;
}

/** Of the records that the report rests on, those that are disputed first. */
function askForm(
  { id, findings }: Objection,
  content: ReportContent,
  { language, formKey }: Seen,
): Html | null {
  const t = (said: Said) => say(said, language);
  const disputed = new Set(
    content.findings
      .filter((finding) => findings.includes(finding.id))
      .flatMap(({ evidence }) => evidence.map((record) => record.split('/', 2).join('/'))),
  );
  const found = content.sources
    .filter(({ records }) => records > 0)
    .map((line) => ({ ...line, key: `${line.resource}/${line.personNo}` }))
    .toSorted((one, other) => Number(disputed.has(other.key)) - Number(disputed.has(one.key)));
  if (found.length === 0) return null;
  return html`<details><summary>${t(CORRECTIONS.open)}</summary>
<form method="post" action="/objections/${id}/corrections"${keptAs(`ask-${id}`, language)}>${formKey}
${choice({ name: 'record', label: t(CORRECTIONS.which), options: found.map((line) => [line.key, recordText(content, line, language)]) })}
<label for="wrong">${t(CORRECTIONS.wrongForm)}</label>
<textarea id="wrong" name="wrong" rows="2" minlength="4" maxlength="4000" required></textarea>
<button>${t(CORRECTIONS.ask)}</button></form></details>`;
}

export const askForCorrection = route({
  method: 'POST',
  url: '/objections/:id/corrections',
  needs: 'objection.write',
  params: oneOfThem,
  form: z.object({ record: z.string().regex(/^[a-z-]+\.[a-z-]+\/\d{1,3}$/), wrong: words }),
  async answer({ params: { id }, form: { record, wrong }, acts }) {
    const [resource = '', personNo = ''] = record.split('/');
    return unlessRefused(async () => {
      await acts.askForCorrection({
        objectionId: id,
        resource: resource as ResourceId,
        personNo: Number(personNo),
        wrong,
      });
      return `/objections/${id}?saved=ask-${id}`;
    });
  },
});

export const noteCorrection = route({
  method: 'POST',
  url: '/corrections/:id',
  needs: 'objection.write',
  params: oneOfThem,
  form: z.object({ answer: z.enum(['corrected', 'refused']), said: words }),
  async answer({ params: { id }, form, records, acts }) {
    const { objectionId } = await records.corrections.get(id);
    return unlessRefused(async () => {
      await acts.correctionAnswered(id, form);
      return `/objections/${objectionId}?saved=correction-${id}`;
    });
  },
});

/** @param act what is done; returns where it leads to */
export async function unlessRefused(act: () => Promise<string>): Promise<Answer> {
  try {
    return { kind: 'redirect', to: await act() };
  } catch (error) {
    if (!(error instanceof HeduiError) || error.code !== 'OBJECTION_REFUSED') throw error;
    return { kind: 'refused', status: 409, said: error.said };
  }
}
