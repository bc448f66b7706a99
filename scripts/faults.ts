// npm run faults: kills, cuts and silences whatever there is while batches are verified, round by round, and looks from
// outside whether anything was lost or done twice. The same seed strikes the same blows.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { buildEngine } from './build-engine.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { wholeNumber } from './cli/city.ts';
import { createRandom } from './city/grow/random.ts';
import { openGround } from './faults/ground.ts';
import { writeCampaign } from './faults/reliability-page.ts';
import { playRound, type RoundOutcome } from './faults/round.ts';

const options = new Command('faults')
  .option('--rounds <n>', 'batches, each with its own blows', wholeNumber, 10)
  .option('--seed <n>', 'another seed strikes other blows', wholeNumber, 1)
  .option('--households <n>', 'households a round', wholeNumber, 30)
  .option('--workers <n>', 'worker processes', wholeNumber, 2)
  .option('--machines', 'each worker on a machine of its own: a network namespace (Linux, root)')
  .option('--port <n>', 'of the console', wholeNumber, 8186)
  .option('--page <file>', 'write the figures into this page')
  .parse()
  .opts<{
    rounds: number;
    seed: number;
    households: number;
    workers: number;
    machines?: boolean;
    port: number;
    page?: string;
  }>();

const folder = await mkdtemp(join(tmpdir(), 'hedui-faults-'));
const ground = await openGround({
  ...options,
  folder,
  built: buildEngine(),
  consolePort: options.port,
  onMachines: options.machines ?? false,
});
const outcomes: RoundOutcome[] = [];
try {
  for (let round = 1; round <= options.rounds; round++) {
    const outcome = await playRound(ground, round, createRandom(options.seed, round));
    outcomes.push(outcome);
    console.log(line(outcome));
  }
} finally {
  await ground.close();
  await rm(folder, { recursive: true, force: true });
}
const broken = outcomes.filter(({ violations }) => violations.length > 0);
console.log(
  `${outcomes.length} rounds, ${outcomes.flatMap(({ struck }) => struck).length} blows, ${broken.length} rounds with violations`,
);
if (options.page !== undefined) {
  await writeCampaign(options.page, { on: shanghaiDate(new Date()), ...options, outcomes });
}
if (broken.length > 0) process.exitCode = 1;

function line({ round, batchId, seconds, struck, repeated, violations }: RoundOutcome): string {
  const blows = struck.map(({ blow, what }) => `${blow} (${what})`).join('; ');
  const said = violations.map(({ invariant, said: why }) => `\n  VIOLATED ${invariant}: ${why}`);
  return `round ${round}  ${batchId}  ${seconds.toFixed(1)} s  asked again ${repeated}  ${blows}${said.join('')}`;
}
