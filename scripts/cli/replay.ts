// hedui replay: computes sealed reports again and compares the bytes. Reads only.

import type { Command } from 'commander';
import { replayBatch, replayOne } from '../../jobs/replay/replay-all.ts';
import type { Replayed } from '../../jobs/replay/replay-report.ts';
import type { JsonDifference } from '../../jobs/replay/json-differences.ts';
import { commandSettings, withEngine } from './open.ts';
import { FAILED, printJson, tell, WrongUse } from './terminal.ts';
import { reportNumberTyped } from './words.ts';

type ReplayOptions = { batch?: string; all?: boolean; json?: boolean };

export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .argument('[report]', 'number of a report')
    .option('--batch <batch>', 'every report of a batch')
    .option('--all', 'every report there is')
    .option('--json', 'print JSON (docs/schemas/replay.schema.json)')
    .description('compute reports again and compare: exit code 0 the same, 1 different')
    .action(replay);
}

type Different = Extract<Replayed, { outcome: 'different' }>;

type Replays = {
  same: number;
  evidenceChanged: number;
  readonly different: Different[];
};

async function replay(number: string | undefined, options: ReplayOptions): Promise<void> {
  const ways = [number, options.batch, options.all].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    throw new WrongUse({
      zh: '请给出报告编号、--batch 批次或 --all（三者择一）。',
      en: 'Give the number of a report, --batch or --all: one of the three.',
    });
  }
  await withEngine(await commandSettings(), 'error', async ({ store, verifyRoom }) => {
    const room = { store, standards: verifyRoom.standards };
    const startedAt = performance.now();
    const replays: Replays = { same: 0, evidenceChanged: 0, different: [] };
    const replayed =
      number === undefined
        ? replayBatch(options.batch ?? null, room)
        : [await replayOne(reportNumberTyped(number), room)];
    for await (const one of replayed) note(one, replays, options.json ?? false);
    const { same, evidenceChanged, different } = replays;
    const seconds = (performance.now() - startedAt) / 1000;
    const reports = same + evidenceChanged + different.length;
    const perSecond = Math.round(reports / seconds);
    if (options.json) {
      printJson({ format: 'hedui-replay/1', reports, same, evidenceChanged, different, perSecond });
    } else {
      tell({
        zh: `已复现 ${reports} 份核对报告（每秒 ${perSecond} 份）：一致 ${same}，不一致 ${different.length}，佐证已变更 ${evidenceChanged}。`,
        en: `Replayed ${reports} reports (${perSecond} a second): ${same} the same, ${different.length} different, ${evidenceChanged} whose evidence has changed since.`,
      });
    }
    if (different.length > 0) process.exitCode = FAILED;
  });
}

function note(one: Replayed, replays: Replays, isJson: boolean): void {
  switch (one.outcome) {
    case 'same':
      replays.same += 1;
      return;
    case 'evidence-changed':
      replays.evidenceChanged += 1;
      if (!isJson) process.stdout.write(`${one.number}  evidence has changed since\n`);
      return;
    case 'different':
      replays.different.push(one);
      if (!isJson) process.stdout.write(`${differentText(one)}\n`);
  }
}

/** What else is different first: other rules or standards explain the rest. */
function differentText({ number, causes, differences }: Different): string {
  return [
    `${number}  different`,
    ...causes.map(({ what, stored, now }) => `  ${what}: stored ${stored}, now ${now}`),
    ...differences.map(differenceText),
  ].join('\n');
}

function differenceText({ path, stored, recomputed }: JsonDifference): string {
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `  ${path}: stored ${shown(stored)}, recomputed ${shown(recomputed)}`;
}
