// hedui worker: works on whatever is queued, until it is told to end.

import { once } from 'node:events';
import type { Command } from 'commander';
import { startWorking } from '../../jobs/worker.ts';
import { commandSettings, withEngine } from './open.ts';
import { endOfSession } from './terminal.ts';

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('work on queued batches until ended; any number may run')
    .action(work);
}

async function work(): Promise<void> {
  const settings = await commandSettings();
  const ending = endOfSession();
  await withEngine(settings, settings.logLevel, async (engine) => {
    const working = await startWorking(engine);
    engine.log.info(
      { departments: engine.departments, queue: engine.queues.engine },
      'worker ready',
    );
    if (!ending.aborted) await once(ending, 'abort');
    engine.log.info('worker ending: running jobs are let go, others take them up');
    await working.stop();
  });
}
