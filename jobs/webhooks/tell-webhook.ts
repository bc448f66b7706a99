// The work of a `webhook` job: tell one other system of reports, signed, in the order of the ledger. Until it says that it
// has taken them it is told the same again, ever more rarely; what is told twice has the same delivery number.

import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { request } from 'undici';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { batchIdOf } from '../../store/batch-ids.ts';
import type { ToTell, Webhooks } from '../../store/webhooks.ts';
import { DONE, type Done, type WebhookJob } from '../queues.ts';

export type WebhookRoom = {
  readonly webhooks: Pick<Webhooks, 'toTell' | 'told' | 'failed'>;
  readonly now: () => Date;
  readonly log: Logger;
};

const ANSWERS_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;

export async function tellWebhook(
  job: WebhookJob,
  room: WebhookRoom,
  signal: AbortSignal,
): Promise<Done> {
  const { webhooks } = room;
  for (;;) {
    const toTell = await webhooks.toTell(job.webhook);
    if (toTell === null || signal.aborted) return DONE;
    // Nothing for this system among so many entries of the ledger: no request for that.
    const status = toTell.events.length === 0 ? null : await deliver(toTell, room.now(), signal);
    if (status !== null && !/^2\d\d$/.test(status)) {
      if (signal.aborted) return DONE;
      const failures = await webhooks.failed(job.webhook, status);
      room.log.warn({ webhook: job.webhook, status, failures }, 'webhook not taken');
      return failures === null ? DONE : { again: true, afterMs: pauseMs(failures) };
    }
    await webhooks.told(job.webhook, toTell.upTo, status ?? 'nothing to tell');
  }
}

/** Doubles from five seconds to an hour, and never quite the same, so that systems do not all ask at once. */
function pauseMs(failures: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20));
  return longest / 2 + (Math.random() * longest) / 2;
}

/** @returns the status, or the code of what went wrong */
async function deliver(toTell: ToTell, now: Date, signal: AbortSignal): Promise<string> {
  const body = webhookBody(toTell);
  try {
    const answer = await request(toTell.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'hedui-delivery': toTell.delivery,
        'hedui-signature': webhookSignature(toTell.secret, now, body),
      },
      body,
      headersTimeout: ANSWERS_WITHIN_MS,
      bodyTimeout: ANSWERS_WITHIN_MS,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWERS_WITHIN_MS)]),
    });
    await answer.body.dump();
    return String(answer.statusCode);
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown };
    return typeof code === 'string' ? code : String(name);
  }
}

export function webhookBody({ delivery, events }: Pick<ToTell, 'delivery' | 'events'>): string {
  return canonicalJson({
    delivery,
    events: events.map(({ event, number, other, batch, at }) => ({
      event,
      number,
      ...(event === 'report.sealed' ? { supersedes: other } : { supersededBy: other }),
      batch: batchIdOf(batch),
      issuedAt: at,
    })),
  });
}

/** `t=1764201600,v1=…`: HMAC-SHA256 over the second, a dot and the body, so that a recorded delivery grows stale. */
export function webhookSignature(secret: string, now: Date, body: string): string {
  const second = Math.floor(now.getTime() / 1000);
  const mac = createHmac('sha256', secret).update(`${second}.${body}`).digest('hex');
  return `t=${second},v1=${mac}`;
}
