// The figures of a campaign, put into their section of docs/reliability.md. The other sections are left as they are.

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { RoundOutcome } from './round.ts';

export type Campaign = {
  readonly on: string;
  readonly seed: number;
  readonly rounds: number;
  readonly households: number;
  readonly workers: number;
  readonly machines?: boolean;
  readonly outcomes: readonly RoundOutcome[];
};

const HEADING = '## Fault campaign';

export async function writeCampaign(page: string, campaign: Campaign): Promise<void> {
  const before = existsSync(page) ? await readFile(page, 'utf8') : '# Reliability\n';
  const others = before
    .split(/(?=^## )/m)
    .filter((section) => !section.startsWith(`${HEADING}\n`))
    .map((section) => section.trimEnd());
  await writeFile(page, `${[...others, sectionOf(campaign)].join('\n\n')}\n`);
}

export function sectionOf(campaign: Campaign): string {
  const { on, seed, rounds, households, workers, machines = false, outcomes } = campaign;
  const struck = outcomes.flatMap((one) => one.struck);
  const names = [...new Set(struck.map(({ blow }) => blow))].sort();
  const rows = names.map((name) => {
    const own = outcomes.filter((one) => one.struck.some(({ blow }) => blow === name));
    const broken = own.filter(({ violations }) => violations.length > 0).length;
    const times = struck.filter(({ blow }) => blow === name).length;
    return `| ${name} | ${times} | ${own.length} | ${broken} |`;
  });
  const seconds = outcomes.map((one) => one.seconds).toSorted((one, other) => one - other);
  const middle = seconds[Math.floor(seconds.length / 2)] ?? 0;
  const sumOf = (of: (one: RoundOutcome) => number) =>
    outcomes.reduce((sum, one) => sum + of(one), 0);
  const rotations = struck.filter(
    ({ blow, what }) => blow === 'keys turned' && !what.startsWith('in vain'),
  );
  const found = outcomes.flatMap((one) =>
    one.violations.map(
      ({ invariant, said }) => `- round ${one.round}: ${invariant}: ${gistOf(said)}`,
    ),
  );
  return [
    HEADING,
    '',
    `\`npm run faults -- --rounds ${rounds} --seed ${seed}${machines ? ' --machines' : ''}\`, ${on}: a batch of ${households} households a round, ${workers} worker`,
    'processes, a console, a PostgreSQL and a Redis of the campaign\u2019s own. Blows fall while a batch is submitted and',
    'verified, the households of the batch before receive help and are rechecked in a night, and staff settle findings of',
    'that batch over the console\u2019s pages: one decides, a supervisor gives the second word, and whoever gets no answer',
    'looks and tries again. A supervisor starts what was killed. Then the invariants are looked at from outside:',
    '',
    '- The batch: no household lost or added; exactly one current report each; every department answered in the end; no',
    '  answer without a household; every report in the ledger and the other way round; the ledger verifies; reports replay',
    '  to the same bytes; no job left; no more answers noted than departments gave; nothing that was answered is asked',
    '  again where no process was struck, but for rechecks and for answers that came after their time.',
    '- The night: whoever is due is rechecked once; the report is renewed or superseded, never both; one report is',
    '  current; each renewal is in the ledger once; the next due date is moved on; no change is told twice.',
    '- The staff: what was acknowledged is there once; nothing is there twice; each word is in the ledger once; nobody is',
    '  the second pair of eyes on their own decision; a report is settled when all of its findings are.',
    '- The households: two dispute a finding, which is looked at afresh to the end; each objection is there and in the',
    '  ledger once, and one report is current.',
    '',
    'No process is elected to run what is scheduled: who takes the job has it, and *scheduler killed* strikes that one.',
    '',
    '| blow | struck | rounds | rounds with a violation |',
    '|---|---|---|---|',
    ...rows,
    '',
    `${outcomes.length} rounds, ${struck.length} blows, ${found.length} violations. A round took ${middle.toFixed(1)} s (median), ${(seconds.at(-1) ?? 0).toFixed(1)} s at`,
    `the most. ${sumOf((one) => one.repeated)} questions were put again: for rechecks, and because whoever had the answer was killed before it could be stored.`,
    '',
    `Meanwhile ${sumOf((one) => one.rechecked)} households were rechecked in ${outcomes.filter((one) => one.rechecked > 0).length} nights (${sumOf((one) => one.superseded)} reports were superseded), ${sumOf((one) => one.settled)} words on findings and ${sumOf((one) => one.objected)} objections were acknowledged,`,
    `and the key-encryption key was turned ${rotations.length} times.`,
    ...(found.length > 0 ? ['', ...found] : []),
  ].join('\n');
}

/** Of a crash the sentence: its stack is of one machine, and stands in what the campaign printed. */
function gistOf(said: string): string {
  const lines = said.split('\n');
  return (lines.find((line) => /^\w*error: /i.test(line)) ?? lines[0] ?? '').trim();
}
