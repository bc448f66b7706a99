// How the last nights of rechecks went, and what the coming thirty hold for each department. The schedules themselves stand
// with the queues.

import { fill, type Language, nameIn, say } from '../../../config/messages/language.ts';
import { SCHEDULES_PAGE } from '../../../config/messages/rechecks.ts';
import { SCHEDULE_WORDS } from '../../../config/messages/schedules.ts';
import { DEPARTMENT_NAMES } from '../../../config/messages/terms.ts';
import type { Said } from '../../../domain/errors.ts';
import type { PlannedNight } from '../../../jobs/recheck/plan-nights.ts';
import { dateText } from '../../../reports/figures.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { Acts } from '../../acts.ts';
import { route } from '../../route.ts';

export const schedulesPage = route({
  method: 'GET',
  url: '/schedules',
  needs: 'queue.read',
  async answer({ acts, language }) {
    const t = (said: Said) => say(said, language);
    const [supported, plan, nights] = await Promise.all([
      acts.supported(),
      acts.plannedNights(),
      acts.recentNights(),
    ]);
    const busy = plan.filter(({ households, isBlackout }) => households > 0 || isBlackout);
    const isTooMuch = plan.some(({ departments }) => departments.some((one) => one.isTooMuch));
    return {
      kind: 'page',
      title: SCHEDULES_PAGE.title,
      body: html`<p>${fill(t(SCHEDULES_PAGE.supported), supported)}</p>
${isTooMuch ? html`<p class="notice warn">${t(SCHEDULES_PAGE.tooMuch)}</p>` : null}
${nights.length === 0 ? null : html`<h2>${t(SCHEDULES_PAGE.nights)}</h2>${nightsTable(nights, language)}`}
<h2>${t(SCHEDULES_PAGE.plan)}</h2>
${busy.length === 0 ? null : planTable(busy, language)}
${busy.length === plan.length ? null : html`<p class="aside">${t(SCHEDULES_PAGE.othersFree)}</p>`}`,
    };
  },
});

type Nights = Awaited<ReturnType<Acts['recentNights']>>;

function nightsTable(nights: Nights, language: Language): Html {
  const t = (said: Said) => say(said, language);
  return table(
    t(SCHEDULES_PAGE.nights),
    [
      SCHEDULE_WORDS.night,
      SCHEDULES_PAGE.rechecked,
      SCHEDULES_PAGE.asked,
      SCHEDULES_PAGE.carried,
      SCHEDULES_PAGE.renewed,
      SCHEDULES_PAGE.changed,
      SCHEDULES_PAGE.waiting,
    ].map((said, place) => ({ heading: t(said), isShort: place === 0 })),
    nights
      .map(({ night, summary, outcomes }) => {
        const counted = (summary ?? {}) as {
          households?: number;
          asked?: number;
          carried?: number;
        };
        return [
          dateText(night, language),
          figure(counted.households ?? 0),
          figure(counted.asked ?? 0),
          figure(counted.carried ?? 0),
          figure(outcomes.renewed),
          figure(outcomes.changed),
          figure(outcomes.open),
        ];
      })
      .map((cells) => ({ cells })),
  );
}

function planTable(plan: readonly PlannedNight[], language: Language): Html {
  const t = (said: Said) => say(said, language);
  return table(
    t(SCHEDULES_PAGE.plan),
    [
      SCHEDULE_WORDS.night,
      SCHEDULE_WORDS.households,
      SCHEDULE_WORDS.persons,
      SCHEDULE_WORDS.load,
    ].map((said, place) => ({ heading: t(said), isShort: place === 0 })),
    plan
      .map((night) => [
        dateText(night.night, language),
        figure(night.households),
        figure(night.persons),
        night.isBlackout
          ? t(SCHEDULE_WORDS.blackout)
          : html`${night.departments.map(
              ({ department, lookups, isTooMuch, fit }) =>
                html`<span class="tag ${isTooMuch ? 'exceeds' : 'info'}">${nameIn(DEPARTMENT_NAMES, department, language)} ${String(lookups)}${isTooMuch ? ` > ${fit}` : ''}</span> `,
            )}`,
      ])
      .map((cells) => ({ cells })),
  );
}

function figure(count: number): Html {
  return html`<span class="figure">${String(count)}</span>`;
}
