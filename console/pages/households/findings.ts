// The findings of a report, each with what people decided about it and, where the viewer may, the form to decide.

import type { Language } from '../../../config/messages/language.ts';
import { fill } from '../../../config/messages/language.ts';
import {
  DECISION_HINTS,
  DECISION_NAMES,
  HOUSEHOLD_PAGE,
  STATE_NAMES,
  VERDICT_NAMES,
} from '../../../config/messages/household-page.ts';
import { HEADINGS, LABELS } from '../../../config/messages/report.ts';
import { SEVERITY_NAMES } from '../../../config/messages/terms.ts';
import type { Finding } from '../../../domain/finding.ts';
import {
  type FindingState,
  findingState,
  isSettled,
  maySecond,
  type Review,
  REVIEW_DECISIONS,
  SECOND_VERDICTS,
  wantsReview,
} from '../../../domain/review.ts';
import { momentText } from '../../../reports/figures.ts';
import { findingClearing, findingFigures, findingSentence } from '../../../reports/finding-text.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { ReportView } from '../../../reports/html/view.ts';
import { findingDigest } from '../../../store/reviews.ts';
import { keptAs } from '../kept-form.ts';

/** What was written about a finding and could not be saved. */
export type Draft = {
  readonly findingId: string;
  readonly decision: string;
  readonly reason: string;
};

export type Reviewer = {
  readonly formKey: Html;
  readonly account: string;
  readonly canReview: boolean;
  readonly canSecond: boolean;
  readonly draft: Draft | null;
};

/** What people decided: about this round's findings, and what they settled in rounds before. */
export type Decisions = {
  readonly reviews: readonly Review[];
  readonly settledBefore: readonly Review[];
};

/** A finding with its decisions, the oldest first, and those on an earlier report whose figures were others. */
type Reviewed = {
  readonly finding: Finding;
  readonly reviews: readonly Review[];
  readonly earlier: readonly Review[];
  /** How the very same finding was settled when the household was last verified; null when it was not. */
  readonly before: Review | null;
  /** How others of its kind were, with other figures or other records. */
  readonly likeIt: readonly Review[];
  readonly state: FindingState;
  /** The first that nobody has decided about: its form stands open. */
  readonly isNext: boolean;
};

export function findingList(view: ReportView, decisions: Decisions, reviewer: Reviewer): Html {
  const { t, report } = view;
  const { findings } = report.content;
  const states = findings.filter(wantsReview).map((finding) => reviewed(finding, decisions));
  const next = states.find(({ state }) => state === 'open' || state === 'returned');
  const wanted = states.map((one) => ({ ...one, isNext: one === next }));
  const notes = findings.filter((finding) => !wantsReview(finding));
  const isDone = wanted.length > 0 && wanted.every(({ state }) => isSettled(state));
  return html`<section aria-labelledby="to-settle"><h2 id="to-settle">${t(HOUSEHOLD_PAGE.toSettle)}</h2>
${wanted.length === 0 ? html`<p>${t(HOUSEHOLD_PAGE.nothingToSettle)}</p>` : null}${
  isDone ? html`<p class="notice good">${t(HOUSEHOLD_PAGE.settled)}</p>` : null
}
<ol class="findings">${wanted.map((one) => settleItem(view, one, reviewer))}</ol></section>
${
  notes.length === 0
    ? null
    : html`<section aria-labelledby="notes"><h2 id="notes">${t(HOUSEHOLD_PAGE.notes)}</h2>
<ol class="findings">${notes.map((finding) => html`<li id="${finding.id}" class="finding info">${particulars(view, finding)}</li>`)}</ol></section>`
}`;
}

export function reviewed(
  finding: Finding,
  { reviews: all, settledBefore }: Decisions,
): Omit<Reviewed, 'isNext'> {
  const digest = findingDigest(finding).toString('hex');
  const reviews = all.filter((review) => review.findingDigest === digest);
  const earlier = all.filter(
    (review) => review.findingDigest !== digest && review.kind === finding.kind,
  );
  const ofKind = settledBefore.filter((review) => review.kind === finding.kind);
  return {
    finding,
    reviews,
    earlier,
    before: ofKind.findLast((review) => review.findingDigest === digest) ?? null,
    likeIt: ofKind.filter((review) => review.findingDigest !== digest),
    state: findingState(reviews.at(-1) ?? null),
  };
}

function settleItem(view: ReportView, one: Reviewed, reviewer: Reviewer): Html {
  const { t, language } = view;
  const { finding, reviews, earlier, before, likeIt, state } = one;
  const latest = reviews.at(-1) ?? null;
  return html`<li id="${finding.id}" class="finding ${finding.severity}">
<p class="state"><span class="tag ${isSettled(state) ? 'no-anomaly' : state === 'open' ? '' : 'warn'}">${t(STATE_NAMES[state])}</span></p>
${particulars(view, finding)}
${reviews.length === 0 ? null : history(t(HOUSEHOLD_PAGE.history), reviews, view)}
${
  before === null
    ? null
    : html`<div class="notice before"><p><b>${t(HOUSEHOLD_PAGE.settledBefore)}</b></p>
${history(t(HOUSEHOLD_PAGE.settledBefore), [before], view)}
${isSettled(state) ? null : html`<p class="aside">${t(HOUSEHOLD_PAGE.settledBeforeNote)}</p>`}</div>`
}
${
  before !== null || likeIt.length === 0 || reviews.length > 0
    ? null
    : html`<details><summary>${t(HOUSEHOLD_PAGE.settledLikeIt)}</summary>${history(t(HOUSEHOLD_PAGE.settledLikeIt), likeIt, view)}</details>`
}
${
  earlier.length === 0 || reviews.length > 0
    ? null
    : html`<details><summary>${t(HOUSEHOLD_PAGE.changedSince)}</summary>${history(t(HOUSEHOLD_PAGE.history), earlier, view)}</details>`
}
${latest !== null && state === 'awaits-second' ? secondForm(view, finding, latest, reviewer) : null}
${reviewer.canReview ? settleForm(view, one, reviewer) : null}
</li>
`;
  function history(label: string, shown: readonly Review[], { report }: ReportView): Html {
    return html`<ol class="decisions" aria-label="${label}">${shown.map(
      (review) =>
        html`<li><b>${t(DECISION_NAMES[review.decision])}</b> <span class="aside">${review.by} · ${momentText(review.at)}${
          review.reportNumber === report.number
            ? null
            : html` · <a href="/reports/${review.reportNumber}">${fill(t(HOUSEHOLD_PAGE.onVersion), { number: review.reportNumber })}</a>`
        }</span><p>${review.reason}</p>${
          review.second === null
            ? null
            : html`<p><b>${t(HOUSEHOLD_PAGE.secondTitle)}${colon(language)}${t(VERDICT_NAMES[review.second.verdict])}</b> <span class="aside">${review.second.by} · ${momentText(review.second.at)}</span></p><p>${review.second.reason}</p>`
        }</li>`,
    )}</ol>`;
  }
}

function particulars(view: ReportView, finding: Finding): Html {
  const { t, language } = view;
  const { id, severity, personNos, article } = finding;
  const figures = findingFigures(finding, language);
  const clearing = findingClearing(finding, language);
  const about = personNos.length === 0 ? t(LABELS.wholeHousehold) : view.persons(personNos);
  return html`<h3><span class="mark">${id}</span> <span class="severity">${t(SEVERITY_NAMES[severity])}</span> ${findingSentence(finding, language)}</h3>
<dl>
<dt>${t(LABELS.persons)}</dt><dd>${about}</dd>
${
  figures.length === 0
    ? null
    : html`<dt>${t(LABELS.figures)}</dt><dd><ul class="figures">${figures.map(({ name, figure }) => html`<li>${name} <b>${figure}</b></li>`)}</ul></dd>`
}
${finding.evidence.length === 0 ? null : html`<dt>${t(LABELS.evidence)}</dt><dd>${view.evidenceLinks(finding.evidence)}</dd>`}
${finding.trace === null ? null : html`<dt>${t(LABELS.workedSum)}</dt><dd><a href="#${id}-sum">${t(HEADINGS.workedSums)} ${id}</a></dd>`}
<dt>${t(LABELS.article)}</dt><dd>${article.document}${article.article === null ? null : ` ${article.article}`}${article.confirmed ? null : html` <span class="pending">${t(LABELS.toBeConfirmed)}</span>`}</dd>
${clearing === null ? null : html`<dt>${t(HOUSEHOLD_PAGE.clearing)}</dt><dd>${clearing}</dd>`}
</dl>`;
}

/** Without a script too: a form in a fold. */
function settleForm(view: ReportView, one: Reviewed, reviewer: Reviewer): Html {
  const { t, report } = view;
  const { finding, reviews } = one;
  const { id, severity } = finding;
  const draft = reviewer.draft?.findingId === id ? reviewer.draft : null;
  const isOpen = draft !== null || one.isNext;
  return html`<details class="settle"${isOpen ? html` open` : null}><summary>${t(reviews.length === 0 ? HOUSEHOLD_PAGE.settle : HOUSEHOLD_PAGE.settleAgain)}</summary>
<form method="post" action="/reports/${report.number}/findings/${id}"${keptAs(`${report.number}-${id}`, view.language)}>${reviewer.formKey}
<input type="hidden" name="seen" value="${reviews.length}">
<fieldset><legend>${t(HOUSEHOLD_PAGE.decision)}</legend><div class="choices">
${REVIEW_DECISIONS.map((decision) => {
  const field = `${id}-${decision}`;
  return html`<div><input type="radio" id="${field}" name="decision" value="${decision}" required${draft?.decision === decision ? html` checked` : null}> <label for="${field}">${t(DECISION_NAMES[decision])} <span class="aside">${t(DECISION_HINTS[decision])}</span></label></div>`;
})}</div></fieldset>
<label for="${id}-reason">${t(HOUSEHOLD_PAGE.reason)}</label>
<textarea id="${id}-reason" name="reason" rows="2" minlength="4" maxlength="1000" required aria-describedby="${id}-hint">${draft?.reason ?? ''}</textarea>
<p class="aside" id="${id}-hint">${t(HOUSEHOLD_PAGE.reasonHint)}${severity === 'exceeds' ? html` ${t(HOUSEHOLD_PAGE.twoPersons)}` : null}</p>
<button>${t(HOUSEHOLD_PAGE.save)}</button>
</form></details>`;
}

function secondForm(view: ReportView, { id }: Finding, review: Review, reviewer: Reviewer): Html {
  const { t, report } = view;
  if (!reviewer.canSecond || !maySecond(review, reviewer.account))
    return html`<p class="aside">${t(HOUSEHOLD_PAGE.secondOther)}</p>`;
  return html`<form class="second" method="post" action="/reports/${report.number}/reviews/${review.id}"${keptAs(`${report.number}-${id}-second`, view.language)}>${reviewer.formKey}
<fieldset><legend>${t(HOUSEHOLD_PAGE.secondTitle)}</legend><div class="choices">
${SECOND_VERDICTS.map((verdict) => {
  const field = `${id}-${verdict}`;
  return html`<div><input type="radio" id="${field}" name="verdict" value="${verdict}" required> <label for="${field}">${t(VERDICT_NAMES[verdict])}</label></div>`;
})}</div></fieldset>
<label for="${id}-second-reason">${t(HOUSEHOLD_PAGE.reason)}</label>
<textarea id="${id}-second-reason" name="reason" rows="2" minlength="4" maxlength="1000" required></textarea>
<button>${t(HOUSEHOLD_PAGE.secondSave)}</button>
</form>`;
}

function colon(language: Language): string {
  return language === 'en' ? ': ' : '：';
}
