// The second factor at signing in: the code, and its enrolment at the first time.

import { z } from 'zod';
import { SECOND_FACTOR_PAGE as TEXTS } from '../../config/messages/console.ts';
import { say } from '../../config/messages/language.ts';
import { html } from '../../reports/html/markup.ts';
import { type Answer, route, type Seen } from '../route.ts';
import type { Enrolment } from '../sign-in/second-factor.ts';
import { field } from './fields.ts';

export const secondFactorPage = route({
  method: 'GET',
  url: '/second-factor',
  needs: 'second-factor',
  async answer({ session, access, language, formKey }) {
    const enrolment = await access.secondFactor.enrolment(session.account);
    return page({ enrolment, isWrong: false, language, formKey });
  },
});

export const showSecondFactor = route({
  method: 'POST',
  url: '/second-factor',
  needs: 'second-factor',
  form: z.object({ code: z.string().max(100) }),
  perMinute: 20,
  async answer({ session, form, access, cookies, language, formKey }) {
    const shown = await access.showSecondFactor(session, cookies.token ?? '', form.code);
    if (shown.kind === 'refused') {
      const enrolment = await access.secondFactor.enrolment(session.account);
      return { ...page({ enrolment, isWrong: true, language, formKey }), status: 401 };
    }
    cookies.signedIn(shown.token);
    if (shown.recoveryCodes === null) return { kind: 'redirect', to: '/' };
    return {
      kind: 'page',
      title: TEXTS.recoveryTitle,
      body: html`<p>${say(TEXTS.recoveryWhy, language)}</p>
<ul class="code">${shown.recoveryCodes.map((code) => html`<li>${code}</li>`)}</ul>
<p><a class="button" href="/">${say(TEXTS.goOn, language)}</a></p>`,
    };
  },
});

type Shown = Seen & { readonly enrolment: Enrolment | null; readonly isWrong: boolean };

function page({ enrolment, isWrong, language, formKey }: Shown): Answer & { kind: 'page' } {
  return {
    kind: 'page',
    title: TEXTS.title,
    body: html`${isWrong ? html`<p class="notice bad" role="alert">${say(TEXTS.wrong, language)}</p>` : null}
${
  enrolment &&
  html`<p>${say(TEXTS.enrol, language)}</p>
<p><img src="${enrolment.qrCode}" width="196" height="196" alt="${say(TEXTS.qrCode, language)}"></p>
<p>${say(TEXTS.typeIt, language)} <span class="code" id="secret">${enrolment.secret}</span></p>`
}
<form method="post" action="/second-factor">${formKey}
${field({
  name: 'code',
  label: say(enrolment === null ? TEXTS.codeOrRecovery : TEXTS.code, language),
  autocomplete: 'one-time-code',
})}
<button>${say(TEXTS.submit, language)}</button>
</form>`,
  };
}
