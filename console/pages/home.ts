// The first page after signing in: what the role has to do.

import { HOME_PAGE } from '../../config/messages/console.ts';
import { fill, say } from '../../config/messages/language.ts';
import { may } from '../../domain/staff.ts';
import { html } from '../../reports/html/markup.ts';
import { route } from '../route.ts';
import { showWork } from './work/work-list.ts';
import { navigationOf } from './navigation.ts';

export const homePage = route({
  method: 'GET',
  url: '/',
  needs: 'signed-in',
  async answer(visit) {
    const { session, language } = visit;
    if (may(session.role, 'batch.submit')) return showWork(visit, {});
    const elsewhere = navigationOf(session.role).filter(({ to }) => to !== '/');
    return {
      kind: 'page',
      title: HOME_PAGE.title,
      body: html`<p>${fill(say(HOME_PAGE.welcome, language), { name: session.name })}</p>
<ul>${elsewhere.map(({ to, label }) => html`<li><a href="${to}">${say(label, language)}</a></li>`)}</ul>`,
    };
  },
});
