// One's own account: who the system takes one for, and a new password.

import { z } from 'zod';
import { ACCOUNT_PAGE, STAFF_ROLE_NAMES } from '../../config/messages/console.ts';
import { type Language, say } from '../../config/messages/language.ts';
import type { Said } from '../../domain/errors.ts';
import { type Html, html } from '../../reports/html/markup.ts';
import type { Session } from '../../store/sessions.ts';
import { type Answer, route } from '../route.ts';
import { field } from './fields.ts';

export const accountPage = route({
  method: 'GET',
  url: '/account',
  needs: 'signed-in',
  always: true,
  query: z.object({ changed: z.string().optional() }),
  async answer({ session, query, language, formKey }) {
    const notice = session.mustChangePassword
      ? { said: ACCOUNT_PAGE.mustChange, mood: 'warn' as const }
      : query.changed === undefined
        ? null
        : { said: ACCOUNT_PAGE.changed, mood: 'good' as const };
    return page(session, language, formKey, notice);
  },
});

const password = z.string().max(1_000);

export const changePassword = route({
  method: 'POST',
  url: '/account/password',
  needs: 'signed-in',
  always: true,
  perMinute: 20,
  form: z.object({ current: password, wanted: password, again: password }),
  async answer({ session, form, language, formKey, access, cookies }) {
    const { current, wanted, again } = form;
    const fault =
      wanted === again
        ? await access.changePassword(session, cookies.token ?? '', current, wanted)
        : ACCOUNT_PAGE.differ;
    if (fault === null) return { kind: 'redirect', to: '/account?changed=1' };
    return { ...page(session, language, formKey, { said: fault, mood: 'bad' }), status: 422 };
  },
});

function page(
  session: Session,
  language: Language,
  formKey: Html,
  notice: { readonly said: Said; readonly mood: 'good' | 'warn' | 'bad' } | null,
): Answer & { kind: 'page' } {
  const t = (said: Said) => say(said, language);
  return {
    kind: 'page',
    title: ACCOUNT_PAGE.title,
    body: html`${notice && html`<p class="notice ${notice.mood}" role="status">${t(notice.said)}</p>`}
<dl>
<dt>${t(ACCOUNT_PAGE.name)}</dt><dd>${session.name}（${session.account}）</dd>
<dt>${t(ACCOUNT_PAGE.role)}</dt><dd>${t(STAFF_ROLE_NAMES[session.role])}</dd>
<dt>${t(ACCOUNT_PAGE.office)}</dt><dd>${session.office}</dd>
<dt>${t(ACCOUNT_PAGE.region)}</dt><dd>${session.region}</dd>
</dl>
<h2>${t(ACCOUNT_PAGE.changePassword)}</h2>
<form method="post" action="/account/password">${formKey}
${field({ name: 'current', label: t(ACCOUNT_PAGE.current), type: 'password', autocomplete: 'current-password' })}
${field({ name: 'wanted', label: t(ACCOUNT_PAGE.wanted), type: 'password', autocomplete: 'new-password' })}
${field({ name: 'again', label: t(ACCOUNT_PAGE.again), type: 'password', autocomplete: 'new-password' })}
<button>${t(ACCOUNT_PAGE.changePassword)}</button>
</form>`,
  };
}
