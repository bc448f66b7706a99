// What happened to a household's case, when, and through whom.

import {
  DECISION_NAMES,
  HOUSEHOLD_PAGE,
  BEGINNINGS,
  TIMELINE,
  VERDICT_NAMES,
} from '../../../config/messages/household-page.ts';
import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { CONCLUSION_NAMES, DEPARTMENT_NAMES } from '../../../config/messages/terms.ts';
import type { Instant } from '../../../domain/calendar.ts';
import type { Review } from '../../../domain/review.ts';
import type { SealedReport } from '../../../domain/report.ts';
import { listText, momentText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import type { Batch } from '../../../store/batches.ts';
import type { ReportOfHousehold } from '../../../store/household-history.ts';

export type Happened = {
  readonly report: SealedReport;
  readonly batch: Batch;
  readonly versions: readonly ReportOfHousehold[];
  readonly reviews: readonly Review[];
};

type Moment = { readonly at: Instant; readonly text: string };

export function timelineSection(happened: Happened, language: Language): Html {
  const moments = [
    begun(happened, language),
    ...departments(happened, language),
    ...sealed(happened, language),
    ...decided(happened, language),
  ].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return html`<section aria-labelledby="timeline"><h2 id="timeline">${say(HOUSEHOLD_PAGE.timeline, language)}</h2>
<ol class="timeline">${moments.map(({ at, text }) => html`<li><time datetime="${at}">${momentText(at)}</time> ${text}</li>`)}</ol></section>`;
}

function begun({ batch }: Happened, language: Language): Moment {
  const text = fill(say(BEGINNINGS[batch.kind], language), { who: batch.submittedBy });
  return { at: batch.submittedAt, text };
}

/** When they were first asked; then who had answered by which minute. */
function departments({ report }: Happened, language: Language): Moment[] {
  const { departments: asked } = report.receipt;
  const times = asked.flatMap(({ askedAt }) => askedAt ?? []).toSorted();
  const first = times[0];
  const byMinute = new Map<string, { at: Instant; names: string[] }>();
  for (const { department, answeredAt } of asked) {
    if (answeredAt === null) continue;
    const known = byMinute.get(momentText(answeredAt)) ?? { at: answeredAt, names: [] };
    known.names.push(nameIn(DEPARTMENT_NAMES, department, language));
    byMinute.set(momentText(answeredAt), known);
  }
  return [
    ...(first === undefined
      ? []
      : [{ at: first, text: fill(say(TIMELINE.asked, language), { count: times.length }) }]),
    ...[...byMinute.values()].map(({ at, names }) => ({
      at,
      text: fill(say(TIMELINE.answered, language), { department: listText(names, language) }),
    })),
  ];
}

function sealed({ versions }: Happened, language: Language): Moment[] {
  return versions.map(({ issuedAt, number, version, conclusion }) => ({
    at: issuedAt,
    text: fill(say(TIMELINE.sealed, language), {
      number,
      version,
      conclusion: say(CONCLUSION_NAMES[conclusion], language),
    }),
  }));
}

function decided({ reviews }: Happened, language: Language): Moment[] {
  return reviews.flatMap(({ at, by, findingId, decision, second }) => [
    {
      at,
      text: fill(say(TIMELINE.reviewed, language), {
        who: by,
        finding: findingId,
        decision: say(DECISION_NAMES[decision], language),
      }),
    },
    ...(second === null
      ? []
      : [
          {
            at: second.at,
            text: fill(say(TIMELINE.seconded, language), {
              who: second.by,
              finding: findingId,
              verdict: say(VERDICT_NAMES[second.verdict], language),
            }),
          },
        ]),
  ]);
}
