// What an auditor looks for: stated once, written into the ledger with every look, shown in the head of every page.

import { z } from 'zod';
import { PURPOSE_PAGE } from '../../config/messages/console.ts';
import { say } from '../../config/messages/language.ts';
import { html } from '../../reports/html/markup.ts';
import { route } from '../route.ts';
import { field } from './fields.ts';
import { localPath } from './local-path.ts';

const next = z.string().max(2_000).optional();

export const purposePage = route({
  method: 'GET',
  url: '/purpose',
  needs: 'purpose.state',
  query: z.object({ next }),
  async answer({ session, query, language, formKey }) {
    return {
      kind: 'page',
      title: PURPOSE_PAGE.title,
      body: html`<p>${say(PURPOSE_PAGE.why, language)}</p>
<form method="post" action="/purpose">${formKey}
${query.next === undefined ? null : html`<input type="hidden" name="next" value="${query.next}">`}
${field({ name: 'purpose', label: say(PURPOSE_PAGE.field, language), value: session.purpose ?? '' })}
<button>${say(PURPOSE_PAGE.submit, language)}</button>
</form>`,
    };
  },
});

export const statePurpose = route({
  method: 'POST',
  url: '/purpose',
  needs: 'purpose.state',
  form: z.object({ purpose: z.string().trim().min(2).max(200), next }),
  async answer({ session, form, access, cookies }) {
    await access.statePurpose(session, cookies.token ?? '', form.purpose);
    return { kind: 'redirect', to: localPath(form.next) };
  },
});
