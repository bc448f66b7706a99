// Sets webhooks on their way when the ledger has something new for them.

import type { Webhooks } from '../../store/webhooks.ts';
import { inTurns, type Turns, type TurnTerms } from '../in-turns.ts';
import type { Queues } from '../queues.ts';

const EVERY_MS = 5_000;

export function keepTelling(
  webhooks: Pick<Webhooks, 'behind'>,
  queues: Pick<Queues, 'tellWebhook'>,
  onError: TurnTerms['onError'],
): Turns {
  return inTurns(() => tellAll(webhooks, queues), { everyMs: EVERY_MS, onError });
}

export async function tellAll(
  webhooks: Pick<Webhooks, 'behind'>,
  queues: Pick<Queues, 'tellWebhook'>,
): Promise<void> {
  for (const webhook of await webhooks.behind()) await queues.tellWebhook(webhook);
}
