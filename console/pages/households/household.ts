// One household as whoever decides about it needs it: what was found, what people said about each finding, declared
// against found, who a record is about, and what happened when.

import { z } from 'zod';
import { fill, type Language, say } from '../../../config/messages/language.ts';
import { CONCLUSION_SENTENCES, HEADINGS, SENTENCES } from '../../../config/messages/report.ts';
import { CONCLUSION_NAMES } from '../../../config/messages/terms.ts';
import { HOUSEHOLD_PAGE } from '../../../config/messages/household-page.ts';
import { shanghaiDate } from '../../../domain/calendar.ts';
import type { Said } from '../../../domain/errors.ts';
import { may } from '../../../domain/staff.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { evidenceSection, workedSumsSection } from '../../../reports/html/sections/annexes.ts';
import { changesSection } from '../../../reports/html/sections/changes.ts';
import { householdSection } from '../../../reports/html/sections/household.ts';
import {
  comparisonSection,
  incomeSection,
  propertySection,
} from '../../../reports/html/sections/means.ts';
import { sourcesSection } from '../../../reports/html/sections/sources.ts';
import { reportView } from '../../../reports/html/view.ts';
import { isValidOn } from '../../../reports/validity.ts';
import { reportInForce } from '../../../store/household-history.ts';
import type { Session } from '../../../store/sessions.ts';
import type { Acts } from '../../acts.ts';
import type { Records } from '../../../store/store.ts';
import { type Answer, type LedgerNote, route } from '../../route.ts';
import { type Draft, findingList } from './findings.ts';
import { identitySection } from './identity.ts';
import { factsAside } from './facts.ts';
import { timelineSection } from './timeline.ts';

const OBJECTIONS_SHOWN = 20;

export const reportNumber = z.string().regex(/^[0-9A-Z-]{12,40}$/);

export const householdPage = route({
  method: 'GET',
  url: '/reports/:number',
  needs: 'report.read',
  needsPurpose: true,
  params: z.object({ number: reportNumber }),
  query: z.object({ saved: z.string().max(60).optional() }),
  async answer({ params, query, ...visit }) {
    const notice = query.saved === undefined ? null : HOUSEHOLD_PAGE.saved;
    return (
      (await showHousehold(params.number, {
        ...visit,
        notice: notice && { said: notice, mood: 'good', saved: query.saved ?? '' },
        draft: null,
      })) ?? { kind: 'not-found' }
    );
  },
});

export type Showing = {
  readonly records: Records;
  readonly acts: Acts;
  readonly session: Session;
  readonly language: Language;
  readonly formKey: Html;
  note(entry: LedgerNote): Promise<void>;
  /** What has become of what was just sent. */
  readonly notice: {
    readonly said: Said;
    readonly mood: 'good' | 'warn' | 'bad';
    readonly who?: string;
    /** The finding whose form is done with. */
    readonly saved?: string;
  } | null;
  /** What was written and could not be saved. */
  readonly draft: Draft | null;
};

/** null when the viewer cannot see it. Every look is written into the ledger first. */
export async function showHousehold(
  number: string,
  showing: Showing,
): Promise<(Answer & { kind: 'page' }) | null> {
  const { records, acts, session, language } = showing;
  const summary = await records.reports.byNumber(number);
  if (summary === null) return null;
  const report = await records.reports.read(number);
  const [reviews, settledBefore, versions, batch, objections, changes] = await Promise.all([
    records.reviews.ofReport(number),
    records.reviews.settledBefore(number),
    records.history.reportsBeside(number),
    records.batches.get(summary.batchId),
    records.objections.list({
      limit: OBJECTIONS_SHOWN,
      closedToo: true,
      householdId: summary.householdId,
    }),
    records.rechecks.changesOf(number),
  ]);
  await showing.note({
    kind: 'look',
    subject: number,
    purpose: session.purpose ?? report.content.purpose,
    content: report.digest,
  });
  const inForce = reportInForce(versions);
  const holds = inForce?.number === number;
  if (holds) await acts.settleIfDone(report);
  const view = reportView({ report, language, office: acts.office() });
  const t = (said: Said) => say(said, language);
  const { content } = report;
  const replacedBy = holds ? null : inForce;
  const canReview = holds && may(session.role, 'review.write');
  return {
    kind: 'page',
    title: {
      zh: fill(HOUSEHOLD_PAGE.title.zh, { ref: content.householdRef }),
      en: fill(HOUSEHOLD_PAGE.title.en, { ref: content.householdRef }),
    },
    scripts: ['keep-forms.js'],
    body: html`${noticeOf(showing)}${
      replacedBy &&
      html`<p class="notice bad">${fill(t(HOUSEHOLD_PAGE.superseded), { number: replacedBy.number })} <a href="/reports/${replacedBy.number}">${replacedBy.number}</a></p>`
    }${
      isValidOn(report, shanghaiDate(new Date()))
        ? null
        : html`<p class="notice warn">${t(HOUSEHOLD_PAGE.expired)}</p>`
    }
<div class="beside">
<div>
<section class="conclusion ${content.conclusion}"><p class="verdict">${t(CONCLUSION_NAMES[content.conclusion])}</p>
<p>${t(CONCLUSION_SENTENCES[content.conclusion])}</p><p class="aside">${t(SENTENCES.notADecision)}</p></section>
${changesSection(view, changes)}
${findingList(
  view,
  { reviews, settledBefore },
  {
    formKey: showing.formKey,
    account: session.account,
    canReview,
    canSecond: holds && may(session.role, 'review.decide'),
    draft: showing.draft,
  },
)}
${identitySection(view, { reviews, settledBefore })}
${comparisonSection(view)}
${householdSection(view)}
${incomeSection(view)}
${propertySection(view)}
<details class="annexes"${content.sources.some((line) => line.outcome === 'unanswered') ? html` open` : null}><summary>${t(HEADINGS.sources)}</summary>
${sourcesSection(view)}</details>
<details class="annexes"><summary>${t(HOUSEHOLD_PAGE.annexes)}</summary>
${workedSumsSection(view)}
${evidenceSection(view)}</details>
</div>
<aside>
${factsAside({
  view,
  batch,
  versions,
  deadline: acts.deadlines().of({ submittedAt: batch.submittedAt, region: content.region }),
  canExport: may(session.role, 'report.export'),
  objections,
  canObject: holds && may(session.role, 'objection.write'),
  canWithdraw: may(session.role, 'authorisation.withdraw'),
})}
${timelineSection({ report, batch, versions, reviews }, language)}
</aside>
</div>`,
  };
}

function noticeOf({ notice, language }: Showing): Html | null {
  if (notice === null) return null;
  const { said, mood, who = '', saved } = notice;
  return html`<p class="notice ${mood}" role="${mood === 'good' ? 'status' : 'alert'}"${saved === undefined ? null : html` data-saved="${saved}"`}>${fill(say(said, language), { who })}</p>`;
}
