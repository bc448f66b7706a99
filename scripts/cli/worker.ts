// hedui worker: works on whatever is queued, until it is told to end.

import { once } from 'node:events';
import type { Command } from 'commander';
import { openMetrics } from '../../jobs/metrics.ts';
import { startWorking } from '../../jobs/worker.ts';
import { schemaNewer } from '../../store/migrate.ts';
import { serveMetrics } from './metrics-server.ts';
import { commandSettings, withEngine } from './open.ts';
import { endOfSession, WrongUse } from './terminal.ts';

type WorkerOptions = { metricsPort?: string; metricsHost: string };

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('work on queued batches until ended; any number may run')
    .option('--metrics-port <port>', 'serve metrics for Prometheus at /metrics (off by default)')
    .option('--metrics-host <address>', 'where to serve them', '127.0.0.1')
    .action(work);
}

async function work(options: WorkerOptions): Promise<void> {
  const port = options.metricsPort === undefined ? null : portNumber(options.metricsPort);
  const settings = await commandSettings();
  const ending = endOfSession();
  await withEngine(settings, settings.logLevel, async (engine) => {
    const metrics = port === null ? null : openMetrics(engine);
    const served =
      metrics && port !== null
        ? await serveMetrics(metrics, { host: options.metricsHost, port })
        : null;
    const working = await startWorking(engine, metrics?.watch);
    engine.log.info(
      {
        departments: engine.departments,
        queue: engine.queues.engine,
        metricsPort: served?.port,
      },
      'worker ready',
    );
    const over = AbortSignal.any([ending, working.outdated]);
    if (!over.aborted) await once(over, 'abort');
    engine.log.info('worker ending: running jobs are let go, others take them up');
    await working.stop();
    await served?.close();
    if (working.outdated.aborted) throw schemaNewer();
  });
}

/** 0 takes any free port, which the log then names. */
function portNumber(given: string): number {
  if (/^\d{1,5}$/.test(given) && Number(given) < 65_536) return Number(given);
  throw new WrongUse({
    zh: '选项 --metrics-port 应为 0 到 65535 的端口号。',
    en: '--metrics-port must be a port from 0 to 65535.',
  });
}
