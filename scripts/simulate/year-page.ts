// The result of a simulated year, as a page (docs/simulated-year.md).

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Support } from '../../store/rechecks/supports.ts';
import { type Counted, type Judgement, percentile } from './judge-year.ts';
import { type EventKind, type Outage, WITHOUT_FEED } from './plan-year.ts';

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
  readonly late: readonly LateRecheck[];
};

/** A household whose recheck should have been over by that night. */
export type LateRecheck = Pick<
  Support,
  'class' | 'verifiedOn' | 'dueOn' | 'openedOn' | 'authorisedUntil'
> & { readonly night: CalendarDate };

export function yearSummary({ judged, load, ...year }: YearResult) {
  return {
    ...year,
    events: judged.events,
    found: judged.found,
    missed: judged.missed.map(({ kind, recordedOn }) => ({ kind, recordedOn })),
    twice: judged.twice.map(({ kind, raisedOn }) => `${raisedOn} ${kind}`),
    notYetDue: judged.notYetDue,
    unaskable: judged.unaskable,
    medianNights: percentile(judged.nights.heard, 0.5),
    p95Nights: percentile(judged.nights.heard, 0.95),
    mostNights: Math.max(0, ...judged.nights.heard),
    medianNightsUntilDue: percentile(judged.nights.due, 0.5),
    unexplained: kindsOf(judged.unexplained),
    unexplainedOn: judged.unexplained.map(({ kind, raisedOn }) => `${raisedOn} ${kind}`),
    authorisations: kindsOf(judged.authorisations),
    asked: load.reduce((sum, { asked }) => sum + asked, 0),
  };
}

/** Years by the seeds that drew them; the first is told in full. */
export function yearPage(years: readonly YearResult[]): string {
  const [year] = years;
  if (!year) throw new TypeError('a page tells of a year');
  const { judged, load } = year;
  return `# A simulated year

\`npm run simulate-year\`: ${year.nights} nights of a stand-in city on a virtual clock, with ${year.households} supported households, classes A,
B and C in turn, verified on the first day. The departments are processes with their own protocols. What happens is entered
into their registers and change feeds under its day; births are recorded of people whom nobody watches.

| | target | ${years.map(({ seed }) => `seed ${seed}`).join(' | ')} |
|---|---|${years.map(() => '---').join('|')}|
${LINES.map(([what, target, of]) => `| ${what} | ${target} | ${years.map(of).join(' | ')} |`).join('\n')}

## What happened with seed ${year.seed}

| event | recorded | alerted | heard of by |
|---|---|---|---|
${[...judged.byKind].map(([kind, counted]) => eventRow(kind as EventKind, counted)).join('\n')}

Outages: ${year.outages.map(({ department, from, nights }) => `${department} from ${from} for ${nights} nights`).join('; ')}.
Nights without rechecks: ${year.holidays.map(({ from, until, why }) => `${from} to ${until} (${why})`).join('; ')}.

## Load by department

Lookups a night, as the departments were asked.

| department | year | median night | busiest night |
|---|---|---|---|
${departmentRows(load)}
`;
}

const sumOf = ({ load }: YearResult, of: (night: NightLoad) => number) =>
  load.reduce((sum, night) => sum + of(night), 0);

/** What is told of each year, what is wanted of it, and what it reached. */
const LINES: readonly (readonly [string, string, (year: YearResult) => string | number])[] = [
  ['persons in these households', '', ({ persons }) => persons],
  ['births of people whom nobody watches', '', ({ births }) => births],
  ['events that a department recorded', '', ({ judged }) => judged.events],
  ['alerted', '', ({ judged }) => judged.found],
  ['missed', '0', ({ judged }) => `${judged.missed.length}${kindsText(judged.missed)}`],
  ['alerted twice', '0', ({ judged }) => `${judged.twice.length}${kindsText(judged.twice)}`],
  [
    'from recording to alert where the department keeps a change feed, median',
    '1 night',
    ({ judged }) => nightsText(percentile(judged.nights.heard, 0.5)),
  ],
  [
    '95th percentile, and longest',
    '',
    ({ judged: { nights } }) =>
      `${nightsText(percentile(nights.heard, 0.95))}, ${nightsText(Math.max(0, ...nights.heard))}`,
  ],
  [
    'where it keeps none: the household’s next recheck, median',
    '',
    ({ judged }) => nightsText(percentile(judged.nights.due, 0.5)),
  ],
  [
    'recorded without a feed, and the household not due again within the year',
    '',
    ({ judged }) => judged.notYetDue,
  ],
  [
    'recorded when the authorisation was over: nobody may ask',
    '',
    ({ judged }) => judged.unaskable,
  ],
  [
    'alerts that no planned event explains',
    '0',
    ({ judged }) => `${judged.unexplained.length}${kindsText(judged.unexplained)}`,
  ],
  [
    'authorisations about to end, told to the office',
    '',
    ({ judged }) => `${judged.authorisations.length}${kindsText(judged.authorisations)}`,
  ],
  ['households rechecked', '', (year) => sumOf(year, ({ households }) => households)],
  [
    'lookups asked, and answers carried over',
    '',
    (year) => `${sumOf(year, ({ asked }) => asked)} and ${sumOf(year, ({ carried }) => carried)}`,
  ],
  [
    'lookups asked on the median and on the busiest night',
    '',
    ({ load }) => {
      const nightly = load.map(({ asked }) => asked);
      return `${percentile(nightly, 0.5)} and ${Math.max(0, ...nightly)}`;
    },
  ],
  ['rechecks not over within their interval', '0', ({ late }) => late.length],
  ['seconds for the year', '', ({ seconds }) => Math.round(seconds)],
];

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

function eventRow(kind: EventKind, { events, found, notYetDue, unaskable }: Counted): string {
  const rest = [
    ...(notYetDue > 0 ? [`${notYetDue} not yet due`] : []),
    ...(unaskable > 0 ? [`${unaskable} not to be asked about`] : []),
  ];
  const alerted = [found, ...rest].join(', ');
  return `| ${kind} | ${events} | ${alerted} | ${WITHOUT_FEED.has(kind) ? 'the next recheck' : 'a change feed'} |`;
}

function kindsOf(alerts: readonly { readonly kind: string }[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { kind } of alerts) counted[kind] = (counted[kind] ?? 0) + 1;
  return counted;
}

function kindsText(alerts: readonly { readonly kind: string }[]): string {
  const kinds = Object.entries(kindsOf(alerts));
  if (kinds.length === 0) return '';
  return ` (${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')})`;
}

function nightsText(nights: number): string {
  return `${nights} ${nights === 1 ? 'night' : 'nights'}`;
}
