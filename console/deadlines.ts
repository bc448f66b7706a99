// Deadlines of cases as the pages show them: the date, and how many working days are left.

import { caseDeadline, type Deadline, type DeadlineBooks } from '../config/deadlines.ts';
import { type Language, fill, say } from '../config/messages/language.ts';
import { WORK } from '../config/messages/work.ts';
import { inProject } from '../config/places.ts';
import type { Settings } from '../config/settings.ts';
import { loadStandards } from '../config/standards.ts';
import { loadWorkingDays } from '../config/working-days.ts';
import { type CalendarDate, type Instant, shanghaiDate } from '../domain/calendar.ts';
import type { RegionCode } from '../domain/region.ts';
import { dateText } from '../reports/figures.ts';
import { type Html, html } from '../reports/html/markup.ts';

export type Deadlines = {
  /** Of a case. */
  of(submitted: { readonly submittedAt: Instant; readonly region: RegionCode }): Deadline | null;
  /** Of what is due on a day. */
  until(on: CalendarDate): Deadline;
};

const opened = new Map<string, DeadlineBooks>();

/** Standards and holidays are read when the first page asks. */
export function deadlinesOf(
  { standardsFolder }: Pick<Settings, 'standardsFolder'>,
  today: CalendarDate = shanghaiDate(new Date()),
): Deadlines {
  const folder = standardsFolder ?? inProject('config', 'standards');
  const books = opened.get(folder) ?? {
    standards: loadStandards(folder),
    workingDays: loadWorkingDays(),
  };
  opened.set(folder, books);
  return {
    of: (submitted) => caseDeadline(submitted, today, books),
    until: (on) => ({ on, daysLeft: books.workingDays.workingDaysBetween(today, on) }),
  };
}

/** From here on a deadline is marked: a department may take three days to answer. */
const SOON_DAYS = 5;

export function deadlineText(deadline: Deadline | null, language: Language): Html {
  if (deadline === null) return html`<span class="aside">${say(WORK.noDeadline, language)}</span>`;
  const { on, daysLeft } = deadline;
  const mood = daysLeft < 0 ? 'bad' : daysLeft <= SOON_DAYS ? 'warn' : 'calm';
  return html`<span class="deadline ${mood}"><time datetime="${on}">${dateText(on, language)}</time> <b>${leftText(daysLeft, language)}</b></span>`;
}

function leftText(daysLeft: number, language: Language): string {
  const t = (said: (typeof WORK)[keyof typeof WORK]) => say(said, language);
  if (daysLeft === 0) return t(WORK.dueToday);
  if (daysLeft === 1) return t(WORK.oneDayLeft);
  if (daysLeft === -1) return t(WORK.oneDayOverdue);
  return fill(t(daysLeft > 0 ? WORK.daysLeft : WORK.overdue), { days: Math.abs(daysLeft) });
}
