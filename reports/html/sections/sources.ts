// Who was asked, when, what they answered and how fresh it is. What was not answered stands out.

import { fill } from '../../../config/messages/language.ts';
import {
  HEADINGS,
  LABELS,
  SENTENCES,
  UNANSWERED_EFFECTS,
} from '../../../config/messages/report.ts';
import { OUTCOME_NAMES, UNANSWERED_NAMES } from '../../../config/messages/terms.ts';
import type { CalendarDate } from '../../../domain/calendar.ts';
import { groupedBy } from '../../../domain/grouped-by.ts';
import {
  LOOKUP_OUTCOMES,
  type LookupOutcome,
  type UnansweredReason,
} from '../../../domain/lookup.ts';
import type { SourceLine } from '../../../domain/report.ts';
import { listText, momentText } from '../../figures.ts';
import { html, type Html, joined } from '../markup.ts';
import { table } from '../table.ts';
import type { ReportView } from '../view.ts';
import { section } from './section.ts';

export function sourcesSection(view: ReportView): Html {
  const { t, report } = view;
  const { sources, conclusion } = report.content;
  const columns = [
    { heading: t(LABELS.resource) },
    { heading: t(LABELS.department) },
    { heading: t(LABELS.outcome) },
    { heading: t(LABELS.asOf), isShort: true },
    { heading: t(LABELS.asked), isShort: true },
    { heading: t(LABELS.answered), isShort: true },
  ];
  const rows = [...groupedBy(sources, ({ resource }) => resource).values()].map((lines) => ({
    className: lines.some((line) => line.outcome === 'unanswered') ? 'notable' : '',
    cells: sourceCells(view, lines),
  }));
  const isAllAnswered = sources.every((line) => line.outcome !== 'unanswered');
  const note = isAllAnswered
    ? null
    : html`<p><strong>${t(SENTENCES.unansweredIsNotNone)} ${t(UNANSWERED_EFFECTS[conclusion])}</strong></p>
`;
  return section(
    'sources',
    t(HEADINGS.sources),
    html`${table(t(HEADINGS.sources), columns, rows)}${note}`,
  );
}

function sourceCells(view: ReportView, lines: readonly SourceLine[]) {
  const department = lines[0]?.department ?? '';
  const asked = view.report.receipt.departments.find((line) => line.department === department);
  return [
    view.resource(lines[0]?.resource ?? ''),
    view.department(department),
    outcomes(view, lines),
    asOfText(lines),
    momentText(asked?.askedAt ?? null),
    momentText(asked?.answeredAt ?? null),
  ];
}

/** The persons by what was said of them: “有记录：张建国 2 条”, “未返回（超过时限未答复）：李秀英”. */
function outcomes(view: ReportView, lines: readonly SourceLine[]): Html {
  const said = LOOKUP_OUTCOMES.flatMap((outcome) => {
    const those = lines.filter((line) => line.outcome === outcome);
    const reasons = new Set(those.map((line) => line.why));
    return [...reasons].map((why) =>
      outcomeText(
        view,
        outcome,
        why,
        those.filter((line) => line.why === why),
      ),
    );
  });
  return html`${joined(said, html`<br>`)}`;
}

function outcomeText(
  view: ReportView,
  outcome: LookupOutcome,
  why: UnansweredReason | null,
  lines: readonly SourceLine[],
): Html {
  const { t, language } = view;
  const persons = lines.map((line) => {
    const name = view.person(line.personNo);
    const { records } = line;
    return outcome === 'found' ? fill(t(LABELS.recordCount), { name, records }) : name;
  });
  const values = {
    outcome: t(OUTCOME_NAMES[outcome]),
    why: why === null ? '' : t(UNANSWERED_NAMES[why]),
    persons: listText(persons, language),
  };
  const text = fill(t(why === null ? LABELS.outcomeOf : LABELS.outcomeBecause), values);
  return outcome === 'unanswered'
    ? html`<strong class="whole-words">${text}</strong>`
    : html`<span class="whole-words">${text}</span>`;
}

/** The oldest date that the department gave: the answers together are no fresher. */
function asOfText(lines: readonly SourceLine[]): string {
  const dates = lines
    .map((line) => line.asOf)
    .filter((date): date is CalendarDate => date !== null);
  return dates.toSorted()[0] ?? '–';
}
