// A worker process: the visible list of all work that the queues carry.

import { beSeen } from './be-seen.ts';
import { lookupChunk } from './lookup/lookup-chunk.ts';
import { watchForCorrections } from './lookup/watch-for-corrections.ts';
import type { Engine } from './engine.ts';
import { keepFigures } from './keep-figures.ts';
import { keepMonths } from './keep-months.ts';
import { keepHastening } from './put-off-jobs.ts';
import type { RunningWorkers } from './queues.ts';
import type { Watch } from './watch.ts';
import { keepPublishing } from './publish-checkpoint.ts';
import { keepSchedules, runScheduled } from './recheck/schedules.ts';
import { verifyRound } from './recheck/verify-round.ts';
import { keepBeginning } from './objections/begin-forsaken.ts';
import { keepSequencing } from './sequence-ledger.ts';
import { requeueUnfinished } from './submit-batch.ts';
import { keepVerifying } from './verify-ledger.ts';
import { keepTelling } from './webhooks/keep-telling.ts';
import { tellWebhook } from './webhooks/tell-webhook.ts';

export type Working = RunningWorkers & {
  /** Aborts when a newer version has taken away what this one works with: to be stopped at once. */
  readonly outdated: AbortSignal;
};

/** Starts working on whatever is queued, until stopped. Any number of processes may. */
export async function startWorking(
  engine: Engine,
  watch: Watch = engine.lookupRoom.watch,
): Promise<Working> {
  const { queues, settings, log } = engine;
  const { recheckRoom } = engine;
  const running = queues.startWorkers(
    {
      lookup: (job, signal) => lookupChunk(job, { ...engine.lookupRoom, watch }, signal),
      verify: (job) => verifyRound(job, recheckRoom),
      scheduled: (job, signal) => runScheduled(job, recheckRoom, signal),
      webhook: (job, signal) =>
        tellWebhook(job, { webhooks: engine.store.webhooks, now: () => new Date(), log }, signal),
    },
    {
      departments: engine.departments,
      lookupConcurrency: settings.lookupConcurrency,
      takeoverMs: settings.takeoverMs,
      onError: (queue, error) => log.error({ queue, error }, 'queue error'),
      onFailed: (queue, job, error) => log.error({ queue, job, error }, 'job failed'),
    },
  );
  const requeued = await requeueUnfinished(
    {
      store: engine.store,
      queues,
      departments: engine.departments,
      chunkSize: settings.chunkSize,
    },
    false,
  );
  if (requeued > 0) log.info({ chunks: requeued }, 'queued chunks whose submitter had died');
  await keepSchedules(recheckRoom);
  const outdating = new AbortController();
  const seen = await beSeen(engine.store.workers, {
    onError: (error) =>
      log.error({ error }, 'the store could not be told that this worker is alive'),
    onOutdated: () => outdating.abort(),
  });
  const corrections = watchForCorrections({ ...engine.lookupRoom, watch });
  const failing = (what: string) => (error: unknown) => log.error({ error }, what);
  const { store } = engine;
  const beside = [
    keepSequencing(store.ledger, failing('the ledger could not be sequenced')),
    ...(settings.publishTo === null
      ? []
      : [
          keepPublishing(
            { store, to: settings.publishTo, actor: 'worker' },
            failing('the checkpoint of the ledger could not be published'),
          ),
        ]),
    keepFigures(store.figures, failing('what was sealed could not be counted')),
    keepTelling(store.webhooks, queues, failing('webhooks could not be set on their way')),
    keepBeginning(recheckRoom, failing('what objections dispute could not be looked at afresh')),
    keepHastening(
      async () => queues.hastenPutOff(engine.departments, await store.clock()),
      failing('jobs that wait by a wrong clock could not be looked for'),
    ),
    keepMonths(store, failing('the parts of the month could not be made')),
    keepVerifying(store, failing('the ledger could not be verified')),
  ];
  return {
    outdated: outdating.signal,
    async stop() {
      await corrections.stop();
      await running.stop();
      // What the last jobs brought is still sequenced, and then published.
      for (const turns of beside) await turns.stop();
      await seen.stop();
    },
  };
}
