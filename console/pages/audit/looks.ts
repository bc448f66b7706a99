// Who looked at whom, from the ledger: by account, by kind, by report, and by the person that was looked at.

import { z } from 'zod';
import { LOOKS, SEARCH } from '../../../config/messages/audit.ts';
import { type Language, nameIn, say } from '../../../config/messages/language.ts';
import { LEDGER_KIND_NAMES, LEDGER_PURPOSE_NAMES } from '../../../config/messages/ledger.ts';
import type { Said } from '../../../domain/errors.ts';
import { LEDGER_KINDS } from '../../../domain/ledger.ts';
import { momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { parseReportNumber } from '../../../reports/number.ts';
import type { Look } from '../../../store/looks.ts';
import { route } from '../../route.ts';
import { choice } from '../choice.ts';
import { field } from '../fields.ts';
import { PERSON_FORM, personForm, readPerson, refused } from './search-person.ts';

const A_PAGE = 50;
/** What workers do is in the ledger too, and is no look. */
const OF_PEOPLE = LEDGER_KINDS.filter((kind) => !['seal', 'supersede', 'lookup'].includes(kind));

const text = z.string().trim().max(80).optional();

export const looksPage = route({
  method: 'GET',
  url: '/looks',
  needs: 'ledger.read',
  query: z.object({
    actor: text,
    kind: z.enum(LEDGER_KINDS).or(z.literal('')).optional(),
    subject: text,
    after: z.string().max(200).optional(),
  }),
  async answer({ records, query, session, language, formKey }) {
    const t = (said: Said) => say(said, language);
    const { looks, next } = await records.looks.find(
      {
        actor: query.actor || undefined,
        kind: query.kind || undefined,
        subject: query.subject || undefined,
      },
      { limit: A_PAGE, after: query.after },
    );
    const asked = new URLSearchParams({
      ...(query.actor && { actor: query.actor }),
      ...(query.kind && { kind: query.kind }),
      ...(query.subject && { subject: query.subject }),
    });
    return {
      kind: 'page',
      title: LOOKS.title,
      body: html`<form class="inline" method="get" action="/looks">
<div>${field({ name: 'actor', label: t(LOOKS.actor), value: query.actor ?? '', isOptional: true })}</div>
${choice({
  name: 'kind',
  label: t(LOOKS.kind),
  chosen: query.kind,
  options: [
    ['', t(SEARCH.any)],
    ...OF_PEOPLE.map((kind) => [kind, t(LEDGER_KIND_NAMES[kind])] as const),
  ],
})}
<div>${field({ name: 'subject', label: t(LOOKS.subject), value: query.subject ?? '', isOptional: true })}</div>
<button>${t(LOOKS.submit)}</button> <a href="/looks">${t(SEARCH.clear)}</a>
</form>
${looksTable(looks, language)}
<p class="pages">${query.after === undefined ? null : html`<a href="/looks?${String(asked)}">${t(SEARCH.first)}</a>`}
${next === null ? null : html`<a rel="next" href="/looks?${String(new URLSearchParams([...asked, ['after', next]]))}">${t(SEARCH.next)}</a>`}</p>
${session.purpose === null ? null : personForm({ language, formKey, purpose: session.purpose, looks: true })}`,
    };
  },
});

export const looksAtPerson = route({
  method: 'POST',
  url: '/looks/person',
  needs: 'ledger.read',
  needsPurpose: true,
  perMinute: 30,
  form: PERSON_FORM,
  async answer({ records, form, language, formKey, note }) {
    const asked = readPerson(form);
    const again = personForm({ language, formKey, purpose: form.purpose, looks: true });
    if ('fault' in asked) return refused(asked.fault, again, language);
    const { looks } = await records.looks.find({ idNumber: asked.id }, { limit: 500 });
    await note({
      kind: 'search',
      subject: looks[0]?.subject ?? 'no-report',
      purpose: form.purpose,
      content: { looks: looks.length },
    });
    return {
      kind: 'page',
      title: LOOKS.byPerson,
      body: html`${looksTable(looks, language)}${again}`,
    };
  },
});

export function looksTable(looks: readonly Look[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  if (looks.length === 0) return html`<p class="notice">${t(LOOKS.none)}</p>`;
  return html`<div class="scroll">${table(
    t(LOOKS.title),
    [
      { heading: t({ zh: '时间', en: 'When' }), isShort: true },
      { heading: t(LOOKS.actor) },
      { heading: t(LOOKS.kind) },
      { heading: t(LOOKS.about) },
      { heading: t({ zh: '事由', en: 'Purpose' }) },
      { heading: t(LOOKS.leaf), isFigure: true },
    ],
    looks.map((look) => ({
      cells: [
        momentText(look.at),
        look.actor,
        t(LEDGER_KIND_NAMES[look.kind]),
        parseReportNumber(look.subject) === null
          ? html`<span class="code">${look.subject}</span>`
          : html`<a class="code" href="/reports/${look.subject}">${look.subject}</a>`,
        look.purpose === null ? '–' : nameIn(LEDGER_PURPOSE_NAMES, look.purpose, language),
        look.leaf === null ? t(LOOKS.waiting) : String(look.leaf),
      ],
    })),
  )}</div>`;
}
