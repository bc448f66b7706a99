// The authorisations of a household, and the form by which one of them is taken back.

import { z } from 'zod';
import { AUTHORISATION_PAGE } from '../../../config/messages/authorisation-page.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { ROLE_NAMES } from '../../../config/messages/terms.ts';
import { parseCalendarDate, shanghaiDate } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import type { Household, Person } from '../../../domain/household.ts';
import { dateText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { Records } from '../../../store/store.ts';
import { type Answer, route, type Seen } from '../../route.ts';
import { field } from '../fields.ts';
import { keptAs } from '../kept-form.ts';
import { reportNumber } from './household.ts';

const params = z.object({ number: reportNumber });
const SHORTEST_REASON = 4;

export const authorisationsPage = route({
  method: 'GET',
  url: '/reports/:number/authorisations',
  needs: 'authorisation.withdraw',
  params,
  query: z.object({
    saved: z
      .string()
      .regex(/^W\d{1,15}$/)
      .optional(),
  }),
  async answer({ params: { number }, query: { saved }, records, language, formKey, note }) {
    const found = await records.households.findByReport(number);
    if (found === null) return { kind: 'not-found' };
    await note({
      kind: 'look',
      subject: number,
      purpose: 'authorisation',
      content: 'authorisations',
    });
    const shown = { number, household: found.household, records };
    return form({ language, formKey }, shown, { typed: {}, fault: null, saved: saved ?? null });
  },
});

export const withdrawAuthorisation = route({
  method: 'POST',
  url: '/reports/:number/authorisations',
  needs: 'authorisation.withdraw',
  params,
  form: z.object({
    authorisation: z.string().max(100).default(''),
    on: z.string().max(10).default(''),
    reason: z.string().trim().max(1_000).default(''),
  }),
  async answer({ params: { number }, form: typed, records, acts, language, formKey }) {
    const found = await records.households.findByReport(number);
    if (found === null) return { kind: 'not-found' };
    const shown = { number, household: found.household, records };
    const again = async (fault: Said) => ({
      ...(await form({ language, formKey }, shown, { typed, fault, saved: null })),
      status: 422,
    });
    const on = parseCalendarDate(typed.on);
    if (typed.authorisation === '') return again(AUTHORISATION_PAGE.choose);
    if (on === null || on > shanghaiDate(new Date())) return again(AUTHORISATION_PAGE.future);
    if (typed.reason.length < SHORTEST_REASON) return again(AUTHORISATION_PAGE.shortReason);
    const { authorisation: authorisationNo, reason } = typed;
    const id = await acts.withdrawAuthorisation({
      reportNumber: number,
      authorisationNo,
      reason,
      on,
    });
    if (id === null) return again(AUTHORISATION_PAGE.choose);
    return { kind: 'redirect', to: `/reports/${number}/authorisations?saved=${id}` };
  },
});

type Shown = {
  readonly number: string;
  readonly household: Household;
  readonly records: Pick<Records, 'withdrawals'>;
};

async function form(
  { language, formKey }: Seen,
  { number, household, records }: Shown,
  state: {
    readonly typed: { authorisation?: string; on?: string; reason?: string };
    readonly fault: Said | null;
    readonly saved: string | null;
  },
): Promise<Answer & { kind: 'page' }> {
  const t = (said: Said) => say(said, language);
  const { region, ref, persons } = household;
  const withdrawn = await records.withdrawals.among(
    persons.map(({ authorisation }) => ({ authorisationNo: authorisation.no, region })),
  );
  const isOver = (person: Person) => withdrawn.has(person.authorisation.no, region);
  const { typed, fault, saved } = state;
  const keptName = `withdrawal-${number}`;
  return {
    kind: 'page',
    title: {
      zh: fill(AUTHORISATION_PAGE.title.zh, { ref }),
      en: fill(AUTHORISATION_PAGE.title.en, { ref }),
    },
    scripts: ['keep-forms.js'],
    body: html`${
      saved === null
        ? null
        : html`<p class="notice good" role="status" data-saved="${keptName}">${fill(t(AUTHORISATION_PAGE.saved), { id: saved })}</p>`
    }${fault === null ? null : html`<p class="notice bad" role="alert">${t(fault)}</p>`}
<p><a class="code" href="/reports/${number}">${number}</a></p>
<p>${t(AUTHORISATION_PAGE.effect)}</p>
<form method="post" action="/reports/${number}/authorisations"${keptAs(keptName, language)}>${formKey}
<fieldset><legend>${t(AUTHORISATION_PAGE.which)}</legend>
${persons.map((person) => choice(person, isOver(person), typed.authorisation, language))}</fieldset>
${
  persons.every(isOver)
    ? html`<p class="notice">${t(AUTHORISATION_PAGE.noneLeft)}</p>`
    : html`${field({ name: 'on', type: 'date', label: t(AUTHORISATION_PAGE.on), value: typed.on ?? shanghaiDate(new Date()) })}
<label for="reason">${t(AUTHORISATION_PAGE.reason)}</label>
<textarea id="reason" name="reason" rows="3" minlength="${SHORTEST_REASON}" maxlength="1000" required aria-describedby="reason-hint">${typed.reason ?? ''}</textarea>
<p class="aside" id="reason-hint">${t(AUTHORISATION_PAGE.reasonHint)}</p>
<button>${t(AUTHORISATION_PAGE.submit)}</button>`
}
</form>`,
  };
}

function choice(
  { no, name, role, authorisation }: Person,
  isOver: boolean,
  chosen: string | undefined,
  language: Language,
): Html {
  const t = (said: Said) => say(said, language);
  const { from, until } = authorisation;
  const term = fill(t(AUTHORISATION_PAGE.term), {
    from: dateText(from, language),
    until: until === null ? t(AUTHORISATION_PAGE.noEnd) : dateText(until, language),
  });
  const id = `person-${no}`;
  const isChosen = !isOver && chosen === authorisation.no;
  return html`<p class="choice"><input type="radio" id="${id}" name="authorisation" value="${authorisation.no}" required${isOver ? html` disabled` : null}${isChosen ? html` checked` : null}> <label for="${id}"><b>${name}</b> ${t(ROLE_NAMES[role])} <span class="code">${authorisation.no}</span> <span class="aside">${term}</span>${isOver ? html` <span class="tag warn">${t(AUTHORISATION_PAGE.withdrawn)}</span>` : null}</label></p>`;
}
