// What has changed about those who receive help, the gravest first. Who it is about stands in the report, whose reading is
// recorded.

import { z } from 'zod';
import { CHANGE_GRADE_NAMES } from '../../../config/messages/changes.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { CHANGES } from '../../../config/messages/rechecks.ts';
import type { ChangeGrade } from '../../../domain/change.ts';
import type { Said } from '../../../domain/errors.ts';
import { may } from '../../../domain/staff.ts';
import { changeSentence } from '../../../reports/change-text.ts';
import { dateText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Alert } from '../../../store/rechecks/alerts.ts';
import { route } from '../../route.ts';

const MOST_SHOWN = 200;
const MOODS: Readonly<Record<ChangeGrade, string>> = {
  urgent: 'exceeds',
  weighty: 'doubts',
  notice: 'info',
};

export const changesPage = route({
  method: 'GET',
  url: '/changes',
  needs: 'report.read',
  query: z.object({ all: z.enum(['yes']).optional() }),
  async answer({ records, session, query: { all }, language, formKey }) {
    const t = (said: Said) => say(said, language);
    const alerts = await records.alerts.list({ limit: MOST_SHOWN, seenToo: all === 'yes' });
    const key = may(session.role, 'review.write') ? formKey : null;
    return {
      kind: 'page',
      title: CHANGES.title,
      body: html`<ul class="filters">
<li><a href="/changes"${all === undefined ? html` aria-current="page"` : null}>${t(CHANGES.open)}</a></li>
<li><a href="/changes?all=yes"${all === 'yes' ? html` aria-current="page"` : null}>${t(CHANGES.all)}</a></li>
</ul>
${alerts.length === 0 ? html`<p>${t(CHANGES.none)}</p>` : alertsTable(alerts, language, key)}`,
    };
  },
});

function alertsTable(alerts: readonly Alert[], language: Language, key: Html | null): Html {
  const t = (said: Said) => say(said, language);
  return table(
    t(CHANGES.title),
    [CHANGES.grade, CHANGES.raised, CHANGES.what, CHANGES.report, CHANGES.seen].map((said) => ({
      heading: t(said),
    })),
    alerts
      .map(({ id, grade, raisedOn, change, reportNumber, seenBy }) => [
        html`<span class="tag ${MOODS[grade]}">${t(CHANGE_GRADE_NAMES[grade])}</span>`,
        dateText(raisedOn, language),
        changeSentence(change, fill(t(CHANGES.person), { no: change.personNo }), language),
        reportNumber === null
          ? ''
          : html`<a class="code" href="/reports/${reportNumber}">${reportNumber}</a>`,
        seenBy !== null
          ? seenBy
          : key === null
            ? ''
            : html`<form method="post" action="/changes/seen">${key}<input type="hidden" name="alert" value="${String(id)}"><button class="second">${t(CHANGES.markSeen)}</button></form>`,
      ])
      .map((cells) => ({ cells })),
  );
}

export const markChangeSeen = route({
  method: 'POST',
  url: '/changes/seen',
  needs: 'review.write',
  form: z.object({ alert: z.string().regex(/^\d{1,15}$/) }),
  async answer({ acts, records, form }) {
    const id = Number(form.alert);
    // Only what the viewer may see may be marked.
    if (!(await records.alerts.isThere(id))) return { kind: 'not-found' };
    await acts.markChangeSeen(id);
    return { kind: 'redirect', to: '/changes' };
  },
});
