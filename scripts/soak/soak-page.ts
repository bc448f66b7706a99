// docs/soak.md: each figure before and after, how it changed an hour, and whether it grows.

import { availableParallelism } from 'node:os';
import { BUSY, type Figures } from './sample.ts';
import { type Bound, FEWEST, grows, type Trend, trendOf } from './trend.ts';

export type Looked = { readonly hours: number; readonly figures: Figures };

export type Soak = {
  readonly on: string;
  readonly rate: number;
  readonly batch: number;
  readonly workers: number;
  readonly every: number;
  readonly looked: readonly Looked[];
  readonly households: number;
  readonly done: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
  readonly restarted: number;
  readonly crashes: readonly string[];
};

/** Of the run: caches fill, code is compiled, the heap takes its size. */
const WARMING_SHARE = 0.25;

/** What a figure may rise by over the run; words: why it is only shown. */
const BOUNDS: readonly (readonly [ending: string, bound: Bound | string])[] = [
  ['heap after collection, MiB', { share: 0.05, atLeast: 4 }],
  ['buffers outside the heap, MiB', { share: 0.05, atLeast: 4 }],
  ['resident memory, MiB', { share: 0.05, atLeast: 16 }],
  ['open files and sockets', { share: 0.05, atLeast: 3 }],
  ['connections', { share: 0.05, atLeast: 3 }],
  ['idle in transaction', { share: 0, atLeast: 1 }],
  ['Redis: keys', { share: 0.05, atLeast: 50 }],
  ['Redis: memory, MiB', { share: 0.05, atLeast: 1 }],
  // Batches come and go; a backlog that grows is one that nobody catches up with.
  ['jobs on the queues', { share: 0.25, atLeast: 100 }],
  ['files in the temporary folder', { share: 0, atLeast: 2 }],
  ['files in uploads', { share: 0, atLeast: 2 }],
  ['bytes a household', { share: 0.05, atLeast: 0 }],
  ['an entry', { share: 0.05, atLeast: 0 }],
  ['dead rows', { share: 0.25, atLeast: 10_000 }],
  ['dead rows, %', { share: 0.25, atLeast: 5 }],
  ['PostgreSQL: MiB', 'with what is kept'],
  ['households', 'with what is kept'],
  [BUSY, 'as is offered'],
];

type Row = { readonly name: string; readonly trend: Trend; readonly said: string };

const GROWS = '**grows**';

/** Whether a run was long enough for its figures to have a trend. */
export function canBeJudged(looked: readonly Looked[]): boolean {
  return judgedOf(looked).length >= FEWEST;
}

/** @throws RangeError when the run cannot be judged */
export function soakPage(soak: Soak): { readonly text: string; readonly isSound: boolean } {
  const rows = rowsOf(soak.looked);
  const growing = rows.filter(({ said }) => said === GROWS);
  const isSound =
    growing.length === 0 &&
    soak.failures.length === 0 &&
    soak.restarted === 0 &&
    soak.crashes.length === 0;
  const minutes = (soak.looked.at(-1)?.hours ?? 0) * 60;
  const judged = rows[0]?.trend.hours ?? 0;
  const busy = judgedOf(soak.looked).map(({ figures }) => figures.get(BUSY) ?? 0);
  const busyShare = busy.reduce((sum, one) => sum + one, 0) / busy.length;
  const text = `# Soak

Written by \`npm run soak\`; do not edit. ${soak.on}: ${minutes.toFixed(0)} minutes, ${soak.workers} workers, a console, a PostgreSQL and a Redis of its own,
stand-in departments, all of this on one machine of ${availableParallelism()} cores that was busy for ${busyShare.toFixed(0)} % of its time, with whatever else ran on it.
${soak.rate} households a second arrive in batches of ${soak.batch}, ${soak.households.toLocaleString('en')} in all; half of the batches ask every department anew.

A look every ${soak.every} s. The first ${(WARMING_SHARE * 100).toFixed(0)} % of the run is left out: caches fill and code is compiled. Through the other
${(judged * 60).toFixed(0)} minutes goes a line by least squares; its slope is given with 99 % confidence, widened by how much neighbouring looks resemble
each other. A figure grows when the low end of its slope, over the whole time, is more than 5 % of where it began and more
than a floor that its own unsteadiness asks for (scripts/soak/soak-page.ts).

| figure | before | after | an hour | between | |
|---|---|---|---|---|---|
${rows.map(lineOf).join('\n')}

${growing.length === 0 ? 'Nothing grows.' : `${growing.length} grow.`} ${soak.restarted} processes ended, ${soak.crashes.length} by a bug; ${soak.failures.length} answers were not what they should have been.

| what was done | times |
|---|---|
${[...soak.done].map(([name, times]) => `| ${name} | ${times.toLocaleString('en')} |`).join('\n')}
${[...counted(soak.failures)].map(([said, times]) => `\n- ${times} × ${said}`).join('')}${soak.crashes.map((said) => `\n\`\`\`\n${said}\n\`\`\``).join('')}`;
  return { text: `${text.trimEnd()}\n`, isSound };
}

function judgedOf(looked: readonly Looked[]): readonly Looked[] {
  const warm = (looked.at(-1)?.hours ?? 0) * WARMING_SHARE;
  return looked.filter(({ hours }) => hours >= warm);
}

function rowsOf(looked: readonly Looked[]): Row[] {
  const judged = judgedOf(looked);
  const names = [...new Set(judged.flatMap(({ figures }) => [...figures.keys()]))];
  return names.map((name) => {
    const samples = judged.flatMap(({ hours, figures }) => {
      const value = figures.get(name);
      return value === undefined ? [] : [{ hours, value }];
    });
    const trend = trendOf(samples);
    const bound = BOUNDS.find(([ending]) => name.endsWith(ending))?.[1];
    if (bound === undefined) throw new Error(`nothing says by how much ${name} may grow`);
    if (typeof bound === 'string') return { name, trend, said: bound };
    return { name, trend, said: grows(trend, bound) ? GROWS : 'steady' };
  });
}

function lineOf({ name, trend, said }: Row): string {
  const { before, after, perHour, least, most } = trend;
  return `| ${name} | ${figure(before)} | ${figure(after)} | ${signed(perHour)} | ${signed(least)} … ${signed(most)} | ${said} |`;
}

function figure(value: number): string {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en', {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  });
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${figure(value)}`;
}

function counted(all: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const one of all) times.set(one, (times.get(one) ?? 0) + 1);
  return times;
}
