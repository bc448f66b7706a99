// A worker process: the visible list of all work that the queues carry.

import { beSeen } from './be-seen.ts';
import { lookupChunk } from './lookup/lookup-chunk.ts';
import { watchForCorrections } from './lookup/watch-for-corrections.ts';
import type { Engine } from './engine.ts';
import { keepFigures } from './keep-figures.ts';
import type { RunningWorkers } from './queues.ts';
import type { Watch } from './watch.ts';
import { keepPublishing } from './publish-checkpoint.ts';
import { keepSchedules, runScheduled } from './recheck/schedules.ts';
import { verifyRound } from './recheck/verify-round.ts';
import { keepSequencing } from './sequence-ledger.ts';
import { requeueUnfinished } from './submit-batch.ts';
import { keepTelling } from './webhooks/keep-telling.ts';
import { tellWebhook } from './webhooks/tell-webhook.ts';

/** Starts working on whatever is queued, until stopped. Any number of processes may. */
export async function startWorking(
  engine: Engine,
  watch: Watch = engine.lookupRoom.watch,
): Promise<RunningWorkers> {
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
  const seen = await beSeen(engine.store.workers, (error) =>
    log.error({ error }, 'the store could not be told that this worker is alive'),
  );
  const corrections = watchForCorrections({ ...engine.lookupRoom, watch });
  const sequencing = keepSequencing(engine.store.ledger, (error) =>
    log.error({ error }, 'the ledger could not be sequenced'),
  );
  const figures = keepFigures(engine.store.figures, (error) =>
    log.error({ error }, 'what was sealed could not be counted'),
  );
  const telling = keepTelling(engine.store.webhooks, queues, (error) =>
    log.error({ error }, 'webhooks could not be set on their way'),
  );
  const publishing =
    settings.publishTo === null
      ? null
      : keepPublishing({ store: engine.store, to: settings.publishTo, actor: 'worker' }, (error) =>
          log.error({ error }, 'the checkpoint of the ledger could not be published'),
        );
  return {
    async stop() {
      await corrections.stop();
      await running.stop();
      await sequencing.stop();
      await publishing?.stop();
      await figures.stop();
      await telling.stop();
      await seen.stop();
    },
  };
}
