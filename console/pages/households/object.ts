// Recording an objection from the household's page, with the proofs it brings.

import { z } from 'zod';
import { say } from '../../../config/messages/language.ts';
import { OBJECTION_PAGE } from '../../../config/messages/objection-page.ts';
import { HeduiError, type Said } from '../../../domain/errors.ts';
import type { SealedReport } from '../../../domain/report.ts';
import {
  ATTACHMENTS_TOGETHER_BYTES,
  LARGEST_ATTACHMENT_BYTES,
  MOST_ATTACHMENTS,
} from '../../../jobs/objections/attachments.ts';
import { findingSentence } from '../../../reports/finding-text.ts';
import { html } from '../../../reports/html/markup.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { keptAs } from '../kept-form.ts';
import { reportNumber } from './household.ts';

const params = z.object({ number: reportNumber });

export const objectPage = route({
  method: 'GET',
  url: '/reports/:number/objection',
  needs: 'objection.write',
  params,
  async answer({ params, records, language, formKey, note }) {
    const report = await records.reports.read(params.number);
    await note({
      kind: 'look',
      subject: report.number,
      purpose: 'objection',
      content: report.digest,
    });
    return form({ language, formKey }, report, { grounds: '', findings: [] }, null);
  },
});

export const object = route({
  method: 'POST',
  url: '/reports/:number/objection',
  needs: 'objection.write',
  takesFiles: {
    most: MOST_ATTACHMENTS,
    largestBytes: LARGEST_ATTACHMENT_BYTES,
    togetherBytes: ATTACHMENTS_TOGETHER_BYTES,
  },
  params,
  form: z.record(z.string(), z.string().max(8_000)),
  async answer({ params, form: typed, upload, records, acts, language, formKey }) {
    const report = await records.reports.read(params.number);
    const findings = report.content.findings
      .map(({ id }) => id)
      .filter((id) => `finding-${id}` in typed);
    const grounds = typed['grounds'] ?? '';
    const files = upload?.files ?? [];
    const again = (fault: Said) =>
      ({
        ...form({ language, formKey }, report, { grounds, findings }, fault),
        status: 422,
      }) as const;
    if (findings.length === 0) return again(OBJECTION_PAGE.chooseOne);
    try {
      const raised = { reportNumber: report.number, findings, grounds, files };
      const { id } = await acts.raiseObjection(raised);
      return { kind: 'redirect', to: `/objections/${id}?saved=objection-${report.number}` };
    } catch (error) {
      if (error instanceof HeduiError && error.code.endsWith('_REFUSED')) return again(error.said);
      throw error;
    }
  },
});

function form(
  { language, formKey }: Seen,
  report: SealedReport,
  typed: { readonly grounds: string; readonly findings: readonly string[] },
  fault: Said | null,
): Answer & { kind: 'page' } {
  const t = (said: Said) => say(said, language);
  return {
    kind: 'page',
    title: OBJECTION_PAGE.record,
    scripts: ['keep-forms.js'],
    body: html`${fault === null ? null : html`<p class="notice bad" role="alert">${t(fault)}</p>`}
<p><a href="/reports/${report.number}">${report.number}</a></p><p>${t(OBJECTION_PAGE.why)}</p>
<form method="post" action="/reports/${report.number}/objection" enctype="multipart/form-data"${keptAs(`objection-${report.number}`, language)}>${formKey}
<fieldset><legend>${t(OBJECTION_PAGE.which)}</legend>
${report.content.findings.map((finding) => {
  const name = `finding-${finding.id}`;
  return html`<p class="choice"><input type="checkbox" id="${name}" name="${name}" value="1"${typed.findings.includes(finding.id) ? html` checked` : null}> <label for="${name}"><b>${finding.id}</b> ${findingSentence(finding, language)}</label></p>`;
})}</fieldset>
<label for="grounds">${t(OBJECTION_PAGE.grounds)}</label>
<textarea id="grounds" name="grounds" rows="4" maxlength="4000" required>${typed.grounds}</textarea>
<label for="file">${t(OBJECTION_PAGE.file)}</label>
<input id="file" name="file" type="file" multiple accept=".pdf,.jpg,.jpeg,.png">
<button>${t(OBJECTION_PAGE.submit)}</button>
</form>`,
  };
}
