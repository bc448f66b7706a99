// Search by exact ID number. The number comes in a form and stands in no address; why it is looked for is asked each time,
// and written into the ledger before anything is shown.

import { z } from 'zod';
import { LOOKS, PERSON_SEARCH } from '../../../config/messages/audit.ts';
import { type Language, say } from '../../../config/messages/language.ts';
import { parseCitizenId } from '../../../domain/citizen-id.ts';
import type { Said } from '../../../domain/errors.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { type Answer, route } from '../../route.ts';
import { field } from '../fields.ts';
import { foundReports } from './found-reports.ts';

/** Nobody is in so many households. */
const SHOWN = 50;

export const PERSON_FORM = z.object({
  person: z.string().max(40),
  purpose: z.string().trim().max(200),
});

export const searchPerson = route({
  method: 'POST',
  url: '/search/person',
  needs: 'report.read',
  needsPurpose: true,
  perMinute: 30,
  form: PERSON_FORM,
  async answer({ records, form, language, formKey, note }) {
    const asked = readPerson(form);
    const again = personForm({ language, formKey, purpose: form.purpose });
    if ('fault' in asked) return refused(asked.fault, again, language);
    const { reports } = await records.reportSearch.find(
      { idNumber: asked.id, superseded: true },
      { limit: SHOWN },
    );
    // What was searched for is not digested: who holds the ledger could try all numbers there are.
    await note({
      kind: 'search',
      subject: reports[0]?.number ?? 'no-report',
      purpose: form.purpose,
      content: { found: reports.map(({ number }) => number) },
    });
    return {
      kind: 'page',
      title: PERSON_SEARCH.title,
      body: html`<h2>${say(PERSON_SEARCH.found, language)}</h2>
${
  reports.length === 0
    ? html`<p class="notice">${say(PERSON_SEARCH.none, language)}</p>`
    : foundReports(reports, language)
}
${again}`,
    };
  },
});

/** @returns the number in its present form, or what is wrong */
export function readPerson({
  person,
  purpose,
}: z.infer<typeof PERSON_FORM>):
  | { id: Extract<ReturnType<typeof parseCitizenId>, { id: unknown }>['id'] }
  | { fault: Said } {
  const read = parseCitizenId(person);
  if (!('id' in read)) return { fault: PERSON_SEARCH.wrong };
  if (purpose.length < 2) return { fault: PERSON_SEARCH.noPurpose };
  return { id: read.id };
}

export function refused(fault: Said, again: Html, language: Language): Answer {
  return {
    kind: 'page',
    title: PERSON_SEARCH.title,
    status: 422,
    body: html`<p class="notice bad" role="alert">${say(fault, language)}</p>${again}`,
  };
}

export function personForm({
  language,
  formKey,
  purpose,
  looks = false,
}: {
  readonly language: Language;
  readonly formKey: Html;
  readonly purpose: string;
  /** For those who looked at the person, not for the person's reports. */
  readonly looks?: boolean;
}): Html {
  const t = (said: Said) => say(said, language);
  return html`<section class="panel"><h2>${t(looks ? LOOKS.personTitle : PERSON_SEARCH.title)}</h2>
<p class="aside">${t(looks ? LOOKS.personWhy : PERSON_SEARCH.why)}</p>
<form class="inline" method="post" action="${looks ? '/looks/person' : '/search/person'}">${formKey}
<div>${field({ name: 'person', label: t(PERSON_SEARCH.idNumber) })}</div>
<div class="long">${field({ name: 'purpose', label: t(PERSON_SEARCH.purpose), value: purpose })}</div>
<button>${t(PERSON_SEARCH.submit)}</button>
</form></section>`;
}
