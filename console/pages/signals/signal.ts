// One risk signal: what was seen and how it was compared, the households as far as the supervisor may see them, and what
// people have said of it. Opening it is a look, and stands in the ledger.

import { z } from 'zod';
import { HOUSEHOLD_PAGE } from '../../../config/messages/household-page.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import {
  SIGNAL_KIND_NAMES,
  SIGNAL_MARK_NAMES,
  SIGNALS_PAGE,
} from '../../../config/messages/signals.ts';
import type { Instant } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { yuanText } from '../../../domain/money.ts';
import type { IncomeStep, SignalMark } from '../../../domain/signal.ts';
import { may } from '../../../domain/staff.ts';
import { dateText, momentText, monthsText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import { signalText } from '../../../reports/signal-text.ts';
import type { Session } from '../../../store/sessions.ts';
import type { Signal, SignalHousehold } from '../../../store/signals/signals.ts';
import type { Records } from '../../../store/store.ts';
import { type Answer, route, type Seen, type Visit } from '../../route.ts';
import { keptAs } from '../kept-form.ts';
import { stateTag } from './signals.ts';

const params = z.object({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 40),
});
const form = z.object({ reason: z.string().trim().min(4).max(1_000) });

export const signalPage = route({
  method: 'GET',
  url: '/signals/:id',
  needs: 'signal.read',
  params,
  query: z.object({ saved: z.string().max(60).optional() }),
  async answer({ params: { id }, query: { saved }, ...visit }) {
    return (await showSignal(id, visit, saved === undefined ? null : { saved })) ?? NOT_FOUND;
  },
});

const NOT_FOUND = { kind: 'not-found' } as const;

const marking = (mark: SignalMark['mark'], path: 'harmless' | 'reopen') =>
  route({
    method: 'POST',
    url: `/signals/:id/${path}`,
    needs: 'signal.decide',
    params,
    form,
    async answer({ params: { id }, form: { reason }, ...visit }) {
      const outcome = await visit.acts.markSignal(id, mark, reason);
      if (outcome === 'not-there') return NOT_FOUND;
      if (outcome === 'written') {
        return { kind: 'redirect', to: `/signals/${id}?saved=signal-${id}-${path}` };
      }
      const isChanged = outcome === 'changed';
      const page = await showSignal(id, visit, isChanged ? { isChanged } : null);
      return page === null ? NOT_FOUND : { ...page, status: isChanged ? 409 : 403 };
    },
  });

export const markHarmless = marking('harmless', 'harmless');
export const reopenSignal = marking('reopened', 'reopen');

type Visited = Pick<
  Visit<unknown, unknown, unknown, Session>,
  'records' | 'session' | 'acts' | 'language' | 'formKey' | 'note'
>;
type Notice = { readonly saved: string } | { readonly isChanged: true };

async function showSignal(
  id: number,
  { records, session, acts, language, formKey, note }: Visited,
  notice: Notice | null,
): Promise<(Answer & { kind: 'page' }) | null> {
  const signal = await records.signals.get(id);
  if (signal === null) return null;
  await note({ kind: 'look', subject: `signal/${id}`, purpose: 'signal', content: signal.facts });
  const [households, marks] = [
    await records.signals.householdsOf(id),
    await records.signals.marksOf(id),
  ];
  const t = (said: Said) => say(said, language);
  const { seen, compared, often } = signalText(signal.facts, language);
  const text = await sharedText(signal, households, records);
  const steps =
    signal.facts.kind === 'rising-income' ? await shownSteps(signal.facts.steps, records) : null;
  const facts: [Said, Html | string][] = [
    [SIGNALS_PAGE.kind, t(SIGNAL_KIND_NAMES[signal.kind])],
    [SIGNALS_PAGE.state, stateTag(signal.state, language)],
    [SIGNALS_PAGE.raised, dateText(signal.raisedOn, language)],
    [SIGNALS_PAGE.region, signal.region],
    ...(text === null ? [] : [[SIGNALS_PAGE.what, text] as [Said, string]]),
    ...(signal.follows === null
      ? []
      : [
          [
            SIGNALS_PAGE.follows,
            html`<a href="/signals/${signal.follows}">S${signal.follows}</a>`,
          ] as [Said, Html],
        ]),
  ];
  return {
    kind: 'page',
    title: titleOf(id),
    scripts: ['keep-forms.js'],
    body: html`${noticeOf(notice, t)}
<p class="notice">${t(SIGNALS_PAGE.purpose)}</p>
<dl class="facts">${facts.map(([term, fact]) => html`<div><dt>${t(term)}</dt><dd>${fact}</dd></div>`)}</dl>
<h2>${t(SIGNALS_PAGE.seen)}</h2><p>${seen}</p>
${steps === null ? null : stepsTable(steps, language)}
${compared.length === 0 ? null : html`<h2>${t(SIGNALS_PAGE.compared)}</h2>${compared.map((one) => html`<p>${one}</p>`)}`}
<h2>${t(SIGNALS_PAGE.often)}</h2><p>${often}</p>
${signal.households === 0 || signal.facts.kind === 'rising-income' ? null : householdsPart(signal, households, language)}
${marks.length === 0 ? null : marksPart(marks, language)}
${may(session.role, 'signal.decide') ? markPart(signal, acts.mayMarkSignal(signal), { language, formKey }) : null}`,
  };
}

function titleOf(id: number): Said {
  const values = { id: `S${id}` };
  return { zh: fill(SIGNALS_PAGE.one.zh, values), en: fill(SIGNALS_PAGE.one.en, values) };
}

function noticeOf(notice: Notice | null, t: (said: Said) => string): Html | null {
  if (notice === null) return null;
  return 'saved' in notice
    ? html`<p class="notice good" role="status" data-saved="${notice.saved}">${t(HOUSEHOLD_PAGE.saved)}</p>`
    : html`<p class="notice bad" role="alert">${t(SIGNALS_PAGE.changed)}</p>`;
}

/** As the first of the households that may be seen has written it. */
async function sharedText(
  { kind, subject }: Signal,
  households: readonly SignalHousehold[],
  records: Records,
): Promise<string | null> {
  if (kind === 'rising-income' || kind === 'dismissal-rate') return null;
  for (const { householdId } of households) {
    const text = await records.ties.textOf(householdId, subject);
    if (text !== null) return text;
  }
  return null;
}

type ShownStep = Omit<IncomeStep, 'reportNumber'> & { readonly reportNumber: string | null };

/** A report of another region is named to nobody here. */
async function shownSteps(
  steps: readonly IncomeStep[],
  { reports }: Records,
): Promise<ShownStep[]> {
  return Promise.all(
    steps.map(async (step) => ({
      ...step,
      reportNumber: (await reports.byNumber(step.reportNumber))?.number ?? null,
    })),
  );
}

function stepsTable(steps: readonly ShownStep[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return table(
    t(SIGNALS_PAGE.found),
    [
      { heading: t(SIGNALS_PAGE.verified), isShort: true },
      { heading: t(SIGNALS_PAGE.reportThen) },
      { heading: t(SIGNALS_PAGE.period) },
      { heading: t(SIGNALS_PAGE.found), isFigure: true },
    ],
    steps
      .map(({ verifiedOn, reportNumber, from, until, foundFen }) => [
        dateText(verifiedOn, language),
        reportNumber === null
          ? '–'
          : html`<a class="code" href="/reports/${reportNumber}">${reportNumber}</a>`,
        monthsText(from, until, language),
        yuanText(foundFen),
      ])
      .map((cells) => ({ cells })),
  );
}

function householdsPart(
  signal: Signal,
  households: readonly SignalHousehold[],
  language: Language,
): Html {
  const t = (said: Said) => say(said, language);
  const isGrown = households.some(({ isNew }) => !isNew);
  const elsewhere = signal.households - households.length;
  return html`<h2>${t(SIGNALS_PAGE.households)}</h2>
${table(
  t(SIGNALS_PAGE.households),
  [
    { heading: t(SIGNALS_PAGE.report) },
    { heading: t(SIGNALS_PAGE.region), isShort: true },
    { heading: t(SIGNALS_PAGE.verified), isShort: true },
  ],
  households
    .map(({ reportNumber, region, verifiedOn, isNew }) => [
      html`${reportNumber === null ? '–' : html`<a class="code" href="/reports/${reportNumber}">${reportNumber}</a>`}${isGrown && isNew ? html` <span class="tag info">${t(SIGNALS_PAGE.isNew)}</span>` : null}`,
      region,
      verifiedOn === null ? '–' : dateText(verifiedOn, language),
    ])
    .map((cells) => ({ cells })),
)}
${elsewhere > 0 ? html`<p class="aside">${fill(t(SIGNALS_PAGE.elsewhere), { count: elsewhere })}</p>` : null}`;
}

function marksPart(marks: readonly SignalMark[], language: Language): Html {
  return html`<h2>${say(SIGNALS_PAGE.marks, language)}</h2>
<ol class="plain">${marks.map(
    ({ mark, by, at, reason }) =>
      html`<li>${momentText(at as Instant)} · ${by} · ${say(SIGNAL_MARK_NAMES[mark], language)}<br>${reason}</li>`,
  )}</ol>`;
}

function markPart(signal: Signal, isWhole: boolean, { language, formKey }: Seen): Html | null {
  const t = (said: Said) => say(said, language);
  const { id, state, account, region } = signal;
  if (state === 'overtaken') return null;
  if (!isWhole) return html`<p class="notice">${fill(t(SIGNALS_PAGE.notWhole), { region })}</p>`;
  const isOpen = state === 'open';
  const path = isOpen ? 'harmless' : 'reopen';
  const hint = account === null ? SIGNALS_PAGE.markHint : SIGNALS_PAGE.markStaffHint;
  return html`<h2>${t(isOpen ? SIGNALS_PAGE.mark : SIGNALS_PAGE.reopen)}</h2>
<form method="post" action="/signals/${id}/${path}"${keptAs(`signal-${id}-${path}`, language)}>${formKey}
<label for="reason">${t(SIGNALS_PAGE.reason)}</label>
<textarea id="reason" name="reason" rows="3" minlength="4" maxlength="1000" required${isOpen ? html` aria-describedby="reason-hint"` : null}></textarea>
${isOpen ? html`<p class="aside" id="reason-hint">${t(hint)}</p>` : null}
<p class="actions"><button>${t(SIGNALS_PAGE.save)}</button></p></form>`;
}
