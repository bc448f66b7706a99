// One department: how it served day by day, what went wrong, which of its records it should mend, and taking it off.

import { z } from 'zod';
import { say } from '../../../config/messages/language.ts';
import { DEPARTMENTS_PAGE as TEXTS } from '../../../config/messages/operate.ts';
import { instant } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { may } from '../../../domain/staff.ts';
import { html } from '../../../reports/html/markup.ts';
import type { Session } from '../../../store/sessions.ts';
import { type Answer, route, type Visit } from '../../route.ts';
import { daysSection, pausesList, pausing, quarantineSection } from './department-parts.ts';
import { circuitTag, DAYS_FIELD, daysLinks, DEFAULT_DAYS } from './departments.ts';

const DAY_MS = 86_400_000;
const PAUSES_SHOWN = 10;
const params = z.object({ department: z.string().max(60) });

type Notice = { readonly said: Said; readonly isGood: boolean } | null;

export const departmentPage = route({
  method: 'GET',
  url: '/departments/:department',
  needs: 'department.read',
  params,
  query: z.object({ days: DAYS_FIELD, done: z.enum(['paused', 'resumed']).optional() }),
  async answer(visit) {
    const { done, days } = visit.query;
    const said = done && (done === 'paused' ? TEXTS.isPaused : TEXTS.isResumed);
    return page(visit, visit.params.department, days, said ? { said, isGood: true } : null);
  },
});

export const pauseDepartment = route({
  method: 'POST',
  url: '/departments/:department/pause',
  needs: 'department.manage',
  params,
  form: z.object({ reason: z.string().trim().max(200) }),
  async answer(visit) {
    const { acts, form } = visit;
    const department = acts.departments.find((id) => id === visit.params.department);
    if (department === undefined) return { kind: 'not-found' };
    if (form.reason.length < 2) {
      return page(visit, department, DEFAULT_DAYS, { said: TEXTS.noReason, isGood: false });
    }
    await acts.pauseDepartment(department, form.reason);
    return { kind: 'redirect', to: `/departments/${department}?done=paused` };
  },
});

export const resumeDepartment = route({
  method: 'POST',
  url: '/departments/:department/resume',
  needs: 'department.manage',
  params,
  async answer({ acts, params: { department: id } }) {
    const department = acts.departments.find((one) => one === id);
    if (department === undefined) return { kind: 'not-found' };
    await acts.resumeDepartment(department);
    return { kind: 'redirect', to: `/departments/${department}?done=resumed` };
  },
});

type Seen = Pick<
  Visit<unknown, unknown, unknown, Session>,
  'acts' | 'records' | 'session' | 'language' | 'formKey'
>;

async function page(
  { acts, records, session, language, formKey }: Seen,
  id: string,
  days: number,
  notice: Notice,
): Promise<Answer> {
  const t = (said: Said) => say(said, language);
  const department = id as DepartmentId;
  const score = (await acts.scorecard(days)).find((one) => one.department === department);
  if (score === undefined) return { kind: 'not-found' };
  const [history, pauses, held] = await Promise.all([
    records.exchanges.days(department, instant(new Date(Date.now() - days * DAY_MS))),
    records.pauses.history(department, PAUSES_SHOWN),
    acts.quarantined(department),
  ]);
  const open = pauses.find((pause) => pause.resumedAt === null) ?? null;
  const errors = Object.entries(score.errors);
  return {
    kind: 'page',
    title: score.names,
    status: notice?.isGood === false ? 422 : 200,
    body: html`${notice && html`<p class="notice ${notice.isGood ? 'good' : 'bad'}" role="status">${t(notice.said)}</p>`}
<p>${open === null ? circuitTag(score, language) : html`<span class="tag doubts">${t(TEXTS.paused)}</span>`} <span class="code">${department}</span></p>
${may(session.role, 'department.manage') ? pausing(open, department, language, formKey) : null}
${daysLinks(`/departments/${department}`, days, language)}
${daysSection(history, language)}
<h2>${t(TEXTS.errors)}</h2>
${
  errors.length === 0
    ? html`<p>${t(TEXTS.noErrors)}</p>`
    : html`<ul>${errors.map(([kind, count]) => html`<li><span class="code">${kind}</span> ${count}</li>`)}</ul>`
}
${quarantineSection(held, score.quarantined, language)}
<h2>${t(TEXTS.history)}</h2>
${pausesList(pauses, language)}`,
  };
}
