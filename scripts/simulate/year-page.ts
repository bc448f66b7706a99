// The result of a simulated year, as a page (docs/simulated-year.md).

import type { CalendarDate } from '../../domain/calendar.ts';
import { type Judgement, percentile } from './judge-year.ts';
import type { Outage } from './plan-year.ts';

export type NightLoad = {
  readonly night: CalendarDate;
  readonly households: number;
  readonly asked: number;
  readonly carried: number;
  readonly departments: ReadonlyMap<string, number>;
};

export type YearResult = {
  readonly households: number;
  readonly persons: number;
  readonly nights: number;
  readonly seed: number;
  readonly seconds: number;
  readonly judged: Judgement;
  readonly births: number;
  readonly outages: readonly Outage[];
  readonly holidays: readonly {
    readonly from: string;
    readonly until: string;
    readonly why: string;
  }[];
  readonly load: readonly NightLoad[];
  readonly late: number;
};

export function yearSummary({ judged, load, ...year }: YearResult) {
  return {
    ...year,
    events: judged.events,
    found: judged.found,
    missed: judged.missed.map(({ kind, recordedOn }) => ({ kind, recordedOn })),
    twice: judged.twice,
    medianNights: percentile(judged.nights, 0.5),
    p95Nights: percentile(judged.nights, 0.95),
    mostNights: Math.max(0, ...judged.nights),
    unexplained: kindsOf(judged),
    asked: load.reduce((sum, { asked }) => sum + asked, 0),
  };
}

export function yearPage(year: YearResult): string {
  const { judged, load } = year;
  const nightly = load.map(({ asked }) => asked);
  const total = nightly.reduce((sum, asked) => sum + asked, 0);
  const carried = load.reduce((sum, one) => sum + one.carried, 0);
  const rechecked = load.reduce((sum, { households }) => sum + households, 0);
  return `# A simulated year

\`npm run simulate-year\`: ${year.nights} nights of a stand-in city on a virtual clock, seed ${year.seed}, in
${Math.round(year.seconds)} seconds. ${year.households} supported households with ${year.persons} persons, classes A, B and C in turn, are verified
on the first day. The departments are processes with their own protocols. What happens is entered into their registers and
change feeds under its day; ${year.births} births are recorded of people whom nobody watches.

| | target | reached |
|---|---|---|
| events that a department recorded | | ${judged.events} |
| missed | 0 | ${judged.missed.length} |
| alerted twice | 0 | ${judged.twice} |
| from recording to alert, median | 1 night | ${nightsText(percentile(judged.nights, 0.5))} |
| 95th percentile | | ${nightsText(percentile(judged.nights, 0.95))} |
| longest | | ${nightsText(Math.max(0, ...judged.nights))} |
| alerts that no planned event explains | | ${judged.unexplained.length}${unexplainedText(judged)} |
| households rechecked | | ${rechecked} |
| lookups asked, and answers carried over | | ${total} and ${carried} |
| lookups asked on the median and on the busiest night | | ${percentile(nightly, 0.5)} and ${Math.max(0, ...nightly)} |
| rechecks not over within their interval | 0 | ${year.late} |

## What happened

| event | recorded | alerted |
|---|---|---|
${[...judged.byKind].map(([kind, { events, found }]) => `| ${kind} | ${events} | ${found} |`).join('\n')}

Outages: ${year.outages.map(({ department, from, nights }) => `${department} from ${from} for ${nights} nights`).join('; ')}.
Nights without rechecks: ${year.holidays.map(({ from, until, why }) => `${from} to ${until} (${why})`).join('; ')}.

## Load by department

Lookups a night, as the departments were asked.

| department | year | median night | busiest night |
|---|---|---|---|
${departmentRows(load)}
`;
}

function departmentRows(load: readonly NightLoad[]): string {
  const departments = new Set(load.flatMap((night) => [...night.departments.keys()]));
  return [...departments]
    .toSorted()
    .map((department) => {
      const nights = load.map((night) => night.departments.get(department) ?? 0);
      const sum = nights.reduce((total, asked) => total + asked, 0);
      return `| ${department} | ${sum} | ${percentile(nights, 0.5)} | ${Math.max(0, ...nights)} |`;
    })
    .join('\n');
}

function kindsOf({ unexplained }: Judgement): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { kind } of unexplained) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
}

function unexplainedText(judged: Judgement): string {
  const kinds = Object.entries(kindsOf(judged));
  if (kinds.length === 0) return '';
  return ` (${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')})`;
}

function nightsText(nights: number): string {
  return `${nights} ${nights === 1 ? 'night' : 'nights'}`;
}
