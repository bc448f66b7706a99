// Sets webhooks on their way when the ledger has something new for them.

import type { Webhooks } from '../../store/webhooks.ts';
import type { Queues } from '../queues.ts';

const EVERY_MS = 5_000;

export function keepTelling(
  webhooks: Pick<Webhooks, 'behind'>,
  queues: Pick<Queues, 'tellWebhook'>,
  onError: (error: unknown) => void,
  everyMs = EVERY_MS,
): { stop(): Promise<void> } {
  let turn = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn.then(() => tellAll(webhooks, queues)).catch(onError);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}

export async function tellAll(
  webhooks: Pick<Webhooks, 'behind'>,
  queues: Pick<Queues, 'tellWebhook'>,
): Promise<void> {
  for (const webhook of await webhooks.behind()) await queues.tellWebhook(webhook);
}
