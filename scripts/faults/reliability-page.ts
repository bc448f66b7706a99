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
  const repeated = outcomes.reduce((sum, one) => sum + one.repeated, 0);
  const found = outcomes.flatMap((one) =>
    one.violations.map(({ invariant, said }) => `- round ${one.round}: ${invariant}: ${said}`),
  );
  return [
    HEADING,
    '',
    `\`npm run faults -- --rounds ${rounds} --seed ${seed}${machines ? ' --machines' : ''}\`, ${on}: a batch of ${households} households a round, ${workers} worker`,
    'processes, a console, a PostgreSQL and a Redis of the campaign\u2019s own. Blows fall while a batch is submitted and',
    'verified; a supervisor starts what was killed. Then the invariants are looked at from outside: no household lost or',
    'added; exactly one current report each; every department answered in the end; no answer without a household; every',
    'report in the ledger and the other way round; the ledger verifies; reports replay to the same bytes; no job left;',
    'nothing that was answered is asked again where no process was struck.',
    '',
    '| blow | struck | rounds | rounds with a violation |',
    '|---|---|---|---|',
    ...rows,
    '',
    `${outcomes.length} rounds, ${struck.length} blows, ${found.length} violations. A round took ${middle.toFixed(1)} s (median), ${(seconds.at(-1) ?? 0).toFixed(1)} s at`,
    `the most. ${repeated} questions were put again because whoever had the answer was killed before it could be stored.`,
    ...(found.length > 0 ? ['', ...found] : []),
  ].join('\n');
}
