// Signing in and out, and choosing the language.

import { z } from 'zod';
import { ELSEWHERE, SIGN_IN } from '../../config/messages/console.ts';
import { fill, type Language, LANGUAGES, say } from '../../config/messages/language.ts';
import { type Html, html } from '../../reports/html/markup.ts';
import { type Answer, route, type Seen } from '../route.ts';
import type { Elsewhere } from '../sign-in/elsewhere.ts';
import { field } from './fields.ts';
import { localPath } from './local-path.ts';

const next = z.string().max(2_000).optional();

export const signInPage = route({
  method: 'GET',
  url: '/sign-in',
  needs: 'anyone',
  query: z.object({ next, out: z.string().optional(), kept: z.string().optional() }),
  async answer({ session, query, language, formKey, access }) {
    if (session !== null && session.stage === 'signed-in') return { kind: 'redirect', to: '/' };
    const said =
      query.out !== undefined ? SIGN_IN.signedOut : query.kept !== undefined ? SIGN_IN.kept : null;
    const notice = said && say(said, language);
    const { elsewhere } = access;
    return form({ notice, isBad: false, next: query.next, language, formKey, elsewhere });
  },
});

export const signIn = route({
  method: 'POST',
  url: '/sign-in',
  needs: 'anyone',
  form: z.object({ account: z.string().max(100), password: z.string().max(1_000), next }),
  perMinute: 20,
  async answer({ form: { account, password, next }, access, language, formKey, cookies }) {
    const signed = await access.signIn(account, password);
    if (signed.kind === 'refused') {
      const notice =
        signed.lockedUntil === null
          ? say(SIGN_IN.wrong, language)
          : fill(say(SIGN_IN.locked, language), { time: clock(signed.lockedUntil) });
      const { elsewhere } = access;
      return { ...form({ notice, isBad: true, next, language, formKey, elsewhere }), status: 401 };
    }
    cookies.signedIn(signed.token);
    if (signed.kind === 'second-factor') return { kind: 'redirect', to: '/second-factor' };
    return { kind: 'redirect', to: localPath(next) };
  },
});

export const signOut = route({
  method: 'POST',
  url: '/sign-out',
  needs: 'signed-in',
  always: true,
  async answer({ session, access, cookies }) {
    await access.signOut(session, cookies.token ?? '');
    cookies.signedOut();
    return { kind: 'redirect', to: '/sign-in?out=1' };
  },
});

export const chooseLanguage = route({
  method: 'POST',
  url: '/language',
  needs: 'anyone',
  always: true,
  form: z.object({ language: z.enum(LANGUAGES), next }),
  async answer({ form: { language, next }, cookies }) {
    cookies.language(language);
    return { kind: 'redirect', to: localPath(next) };
  },
});

type Asked = Seen & {
  readonly notice: string | null;
  readonly isBad: boolean;
  readonly next: string | undefined;
  readonly elsewhere: Elsewhere | null;
};

function form({
  notice,
  isBad,
  next,
  language,
  formKey,
  elsewhere,
}: Asked): Answer & { kind: 'page' } {
  return {
    kind: 'page',
    title: SIGN_IN.title,
    body: html`${notice === null ? null : html`<p class="notice ${isBad ? 'bad' : 'good'}" role="status">${notice}</p>`}
${elsewhere && linkElsewhere(elsewhere, next, language)}
<form method="post" action="/sign-in">${formKey}
${next === undefined ? null : html`<input type="hidden" name="next" value="${next}">`}
${field({ name: 'account', label: say(SIGN_IN.account, language), autocomplete: 'username' })}
${field({ name: 'password', label: say(SIGN_IN.password, language), type: 'password', autocomplete: 'current-password' })}
<button>${say(SIGN_IN.submit, language)}</button>
</form>`,
  };
}

function linkElsewhere({ label }: Elsewhere, next: string | undefined, language: Language): Html {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
  const text = fill(say(ELSEWHERE.use, language), { label: say(label, language) });
  return html`<p><a class="button" href="/sign-in/elsewhere${query}">${text}</a></p>`;
}

/** The office's own time of day. */
function clock(at: string): string {
  return new Date(at).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
}
