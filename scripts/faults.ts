// npm run faults: kills, cuts and silences whatever there is while batches are verified, households rechecked, findings
// settled and disputed, round by round, and looks from outside whether anything was lost or done twice. The same seed
// strikes the same blows.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { buildEngine } from './build-engine.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import { wholeNumber } from './cli/city.ts';
import { endOfSession } from './cli/terminal.ts';
import { createRandom } from './city/grow/random.ts';
import { openGround } from './faults/ground.ts';
import { recheckFile } from './faults/night.ts';
import { writeCampaign } from './faults/reliability-page.ts';
import { playRound, type RoundOutcome } from './faults/round.ts';
import { openOffice } from './faults/settling.ts';

const options = new Command('faults')
  .option('--rounds <n>', 'batches, each with its own blows', wholeNumber, 10)
  .option('--first <n>', 'begin with this round: to see one again', wholeNumber, 1)
  .option('--seed <n>', 'another seed strikes other blows', wholeNumber, 1)
  .option('--households <n>', 'households a round', wholeNumber, 30)
  .option('--workers <n>', 'worker processes', wholeNumber, 2)
  .option('--machines', 'each worker on a machine of its own: a network namespace (Linux, root)')
  .option('--port <n>', 'of the console', wholeNumber, 8186)
  .option('--page <file>', 'write the figures into this page')
  .parse()
  .opts<{
    rounds: number;
    first: number;
    seed: number;
    households: number;
    workers: number;
    machines?: boolean;
    port: number;
    page?: string;
  }>();

// Ended early, what was played is told all the same.
const ending = endOfSession();
const built = buildEngine();
const folder = await mkdtemp(join(tmpdir(), 'hedui-faults-'));
const ground = await openGround({
  ...options,
  folder,
  built,
  settings: { HEDUI_RECHECK: await recheckFile(folder) },
  consolePort: options.port,
  onMachines: options.machines ?? false,
  onUnsteadyGround: true,
});
if (ground.volume === null) console.log('no disk is filled: this process may not mount');
if (ground.clocks.length === 0) console.log('no clock jumps: libfaketime is not installed');
const outcomes: RoundOutcome[] = [];
try {
  const office = await openOffice(ground);
  const last = options.first + options.rounds - 1;
  for (let round = options.first; round <= last && !ending.aborted; round++) {
    const file = ground.files[round - options.first] ?? '';
    const [rechecked, earlier] = [-2, -1].map((place) => {
      const one = outcomes.at(place);
      return one?.isOver ? one.batchId : null;
    });
    const terms = { round, file, earlier: earlier ?? null, rechecked: rechecked ?? null, office };
    const outcome = await playRound(ground, terms, createRandom(options.seed, round));
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

function line(outcome: RoundOutcome): string {
  const { round, batchId, seconds, struck, repeated, rechecked, superseded, settled, objected } =
    outcome;
  const { violations } = outcome;
  const blows = struck.map(({ blow, what }) => `${blow} (${what})`).join('; ');
  const said = violations.map(({ invariant, said: why }) => `\n  VIOLATED ${invariant}: ${why}`);
  return `round ${round}  ${batchId}  ${seconds.toFixed(1)} s  asked again ${repeated}  rechecked ${rechecked} (${superseded} superseded)  settled ${settled}  objected ${objected}  ${blows}${said.join('')}`;
}
