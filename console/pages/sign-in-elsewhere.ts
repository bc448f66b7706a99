// Going to the unified identity and coming back from it.

import { z } from 'zod';
import { ELSEWHERE } from '../../config/messages/console.ts';
import { say } from '../../config/messages/language.ts';
import { html } from '../../reports/html/markup.ts';
import { route } from '../route.ts';
import { localPath } from './local-path.ts';

const BACK = '/sign-in/back';

export const signInElsewhere = route({
  method: 'GET',
  url: '/sign-in/elsewhere',
  needs: 'anyone',
  query: z.object({ next: z.string().max(2_000).optional() }),
  perMinute: 20,
  async answer({ access, cookies, origin, query }) {
    if (access.elsewhere === null) return { kind: 'not-found' };
    const { url, kept } = await access.elsewhere.begin(origin + BACK, localPath(query.next));
    cookies.elsewhere(kept);
    return { kind: 'redirect', to: url };
  },
});

export const backFromElsewhere = route({
  method: 'GET',
  url: BACK,
  needs: 'anyone',
  perMinute: 20,
  async answer({ access, cookies, origin, request, language }) {
    if (access.elsewhere === null) return { kind: 'not-found' };
    const came = await access.cameBack(new URL(request.url, origin), cookies.underway);
    cookies.elsewhere(null);
    if (came.kind === 'signed-in') {
      cookies.signedIn(came.token);
      return { kind: 'redirect', to: localPath(came.next) };
    }
    return {
      kind: 'page',
      title: ELSEWHERE.refused,
      status: 401,
      body: html`<p class="notice bad" role="alert">${say(ELSEWHERE[came.why], language)}</p>
<p><a href="/sign-in">${say(ELSEWHERE.again, language)}</a></p>`,
    };
  },
});
