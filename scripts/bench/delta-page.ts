// The result of the delta bench, as a page (docs/performance-rechecks.md).

import type { NightSummary } from '../../jobs/recheck/run-night.ts';
import type { ProcessorTime } from './processor-time.ts';

export type MeasuredNight = {
  readonly name: string;
  readonly persons: number;
  /** Persons of whom something was recorded the day before. */
  readonly changed: number;
  readonly summary: NightSummary;
  readonly ms: number;
  readonly processor: ProcessorTime;
};

export type DeltaResult = {
  readonly on: string;
  readonly cores: number;
  readonly load: number;
  readonly real: { readonly households: number; readonly persons: number };
  readonly nights: readonly MeasuredNight[];
  /** Everybody who was really verified, asked as by a system that hears of no changes. */
  readonly full: MeasuredNight;
};

const thousands = (value: number) => Math.round(value).toLocaleString('en-US');
const secondsText = (value: number) =>
  value >= 100 ? `${thousands(value)} s` : `${value.toFixed(1)} s`;

export function deltaPage({ on, cores, load, real, nights, full }: DeltaResult): string {
  const largest = nights.reduce((most, night) => (night.persons > most.persons ? night : most));
  const scale = largest.persons / real.persons;
  const daily = nights.at(-1) ?? largest;
  const fullAsked = full.summary.asked * scale;
  return `# What a night of rechecks costs

Written by \`npm run bench:delta -- --page\`; do not edit. ${on}, ${cores} cores, load ${load.toFixed(1)}.

Supported persons of a stand-in city, 15 departments over their own protocols. ${thousands(real.households)} households with
${thousands(real.persons)} persons are verified for real; whatever happens, happens to them. The others are their copies, row for
row: households, persons, answers, reports, and pseudonyms that change feeds are held against. Each night hears of the cars
that were registered the day before, asks about the households they touch, and alerts.

| night | supported persons | persons with a change | households looked at | lookups asked | answers carried over | wall time | processor, engine | processor, PostgreSQL |
|---|---|---|---|---|---|---|---|---|
${nights.map(row).join('\n')}

The number of changes is the same in the first ${nights.length - 1}: what a night costs follows what changed, not how many are supported.

## Against a full recheck

A system that cannot hear of changes has to ask everybody about everything. Measured on the households that were verified
for real, and multiplied to ${thousands(largest.persons)} persons:

| | persons | lookups asked | wall time | processor, engine | processor, PostgreSQL |
|---|---|---|---|---|---|
| a full recheck, measured | ${thousands(full.persons)} | ${thousands(full.summary.asked)} | ${secondsText(full.ms / 1_000)} | ${processorText(full.processor, 1)} |
| the same, of ${thousands(largest.persons)} (computed) | ${thousands(largest.persons)} | ${thousands(fullAsked)} | ${secondsText((full.ms / 1_000) * scale)} | ${processorText(full.processor, scale)} |
| the night with ${thousands(daily.changed)} changes, measured | ${thousands(daily.persons)} | ${thousands(daily.summary.asked)} | ${secondsText(daily.ms / 1_000)} | ${processorText(daily.processor, 1)} |

The night asks 1 lookup where the full recheck asks ${thousands(fullAsked / Math.max(1, daily.summary.asked))}, and takes
${((daily.ms / (full.ms * scale)) * 100).toFixed(2)} % of its time.
`;
}

function row({ name, persons, changed, summary, ms, processor }: MeasuredNight): string {
  const { households, asked, carried } = summary;
  const counts = [persons, changed, households, asked, carried].map(thousands).join(' | ');
  return `| ${name} | ${counts} | ${secondsText(ms / 1_000)} | ${processorText(processor, 1)} |`;
}

function processorText({ engineSeconds, databaseSeconds }: ProcessorTime, times: number): string {
  const database = databaseSeconds === null ? 'not seen' : secondsText(databaseSeconds * times);
  return `${secondsText(engineSeconds * times)} | ${database}`;
}
