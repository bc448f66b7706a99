// Submitting a batch file. It streams to disk and is taken in; what is wrong with it is said on the page.

import { z } from 'zod';
import { type Language, say } from '../../../config/messages/language.ts';
import { LABELS } from '../../../config/messages/report.ts';
import { SCHEME_NAMES } from '../../../config/messages/terms.ts';
import { SUBMIT } from '../../../config/messages/work.ts';
import { parseCalendarDate, shanghaiDate } from '../../../domain/calendar.ts';
import { isFaultOfFile, type Said } from '../../../domain/errors.ts';
import { SCHEMES, type SchemeId } from '../../../domain/scheme.ts';
import { COLUMN_NAMES, headerOf } from '../../../jobs/intake/columns.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { field } from '../fields.ts';
import { batchAddress, LARGEST_BYTES } from './uploads.ts';

type Filled = {
  readonly scheme: SchemeId;
  readonly verifiedOn: string;
  readonly fault: Said | null;
};

export const submitPage = route({
  method: 'GET',
  url: '/batches/new',
  needs: 'batch.submit',
  async answer({ language, formKey }) {
    const verifiedOn = shanghaiDate(new Date());
    return page({ language, formKey }, { scheme: 'subsistence', verifiedOn, fault: null });
  },
});

export const submit = route({
  method: 'POST',
  url: '/batches/new',
  needs: 'batch.submit',
  takesUpload: { largestBytes: LARGEST_BYTES },
  form: z.object({
    scheme: z.enum(SCHEMES),
    verifiedOn: z.string().max(20),
    again: z.string().optional(),
  }),
  async answer({ form, upload, acts, language, formKey }) {
    const verifiedOn = parseCalendarDate(form.verifiedOn);
    const refused = (fault: Said) =>
      ({ ...page({ language, formKey }, { ...form, fault }), status: 422 }) as const;
    const file = upload?.file ?? null;
    if (verifiedOn === null || file === null) {
      file?.content.resume();
      return refused(verifiedOn === null ? SUBMIT.dateWrong : SUBMIT.noFile);
    }
    try {
      const order = { scheme: form.scheme, verifiedOn, again: form.again !== undefined };
      const submitted = await acts.submitFile(file.name, file.content, order);
      return { kind: 'redirect', to: batchAddress(submitted) };
    } catch (error) {
      if (isFaultOfFile(error)) return refused(error.said);
      throw error;
    }
  },
});

/** An empty file with every column, for Excel. */
export const batchTemplate = route({
  method: 'GET',
  url: '/batches/template.csv',
  needs: 'batch.submit',
  async answer({ language }) {
    const header = COLUMN_NAMES.map((column) => say(headerOf(column), language)).join(',');
    const content = Buffer.from(`\ufeff${header}\r\n`);
    return { kind: 'file', type: 'text/csv; charset=utf-8', name: 'hedui.csv', content };
  },
});

function page(seen: Seen, { scheme, verifiedOn, fault }: Filled): Answer & { kind: 'page' } {
  const { language, formKey } = seen;
  const t = (said: Said) => say(said, language);
  return {
    kind: 'page',
    title: SUBMIT.title,
    scripts: ['submit-file.js'],
    body: html`${fault === null ? null : html`<p class="notice bad" role="alert">${t(fault)}</p>`}
<form method="post" action="/batches/new" enctype="multipart/form-data" data-upload>${formKey}
${schemeField(scheme, language)}
${field({ name: 'verifiedOn', label: t(SUBMIT.verifiedOn), type: 'date', value: verifiedOn })}
<p class="choice"><input type="checkbox" id="again" name="again" value="1"> <label for="again">${t(SUBMIT.again)}</label></p>
<label for="file">${t(SUBMIT.file)}</label>
<div class="drop"><input id="file" name="file" type="file" accept=".csv,.xlsx,.txt" required aria-describedby="file-columns">
<p class="aside" data-drop>${t(SUBMIT.drop)}</p></div>
<p class="aside" id="file-columns">${t(SUBMIT.columns)} <a href="/batches/template.csv" download>${t(SUBMIT.template)}</a></p>
<div class="upload" role="status" hidden data-sending="${t(SUBMIT.sending)}" data-reading="${t(SUBMIT.reading)}" data-again="${t(SUBMIT.connecting)}" data-kept="${t(SUBMIT.keptAt)}" data-broken="${t(SUBMIT.brokenOffAt)}" data-session="${t(SUBMIT.sessionOver)}" data-failed="${t(SUBMIT.failed)}"><progress max="100" value="0" aria-label="${t(SUBMIT.sending)}"></progress> <span data-text></span></div>
<button>${t(SUBMIT.submit)}</button>
</form>`,
  };
}

export function schemeField(chosen: SchemeId, language: Language): Html {
  return html`<label for="scheme">${say(LABELS.scheme, language)}</label>
<select id="scheme" name="scheme">${SCHEMES.map(
    (one) =>
      html`<option value="${one}"${one === chosen ? html` selected` : null}>${say(SCHEME_NAMES[one], language)}</option>`,
  )}</select>`;
}
