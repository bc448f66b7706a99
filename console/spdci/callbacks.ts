// Calling partners back, at registered addresses only: whoever could make us call any address could look around behind our
// walls through us (server-side request forgery).

import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { request } from 'undici';
import type { Partner } from '../../config/partners.ts';
import type { RegistryLimits } from './registry-limits.ts';

const TRIES = 3;
const BACKOFF_MS = 200;

export type Callbacks = {
  /** @returns null for an address that is not registered for the partner */
  addressOf(partner: Partner, given: string | null | undefined): string | null;
  isBusy(): boolean;
  /** Works in the background. @param letter makes a message with an id of its own for each try */
  start(work: () => Promise<void>): void;
  send(partner: Partner, address: string, letter: () => string): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
};

export function openCallbacks(limits: RegistryLimits, log: Logger): Callbacks {
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();

  async function isTaken(partner: Partner, address: string, body: string): Promise<boolean> {
    const { statusCode, body: reply } = await request(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(partner.callbackToken && { authorization: `Bearer ${partner.callbackToken}` }),
      },
      body,
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(limits.callbackTimeoutMs)]),
    });
    await reply.dump();
    return statusCode === 200 || statusCode === 202;
  }

  return {
    addressOf(partner, given) {
      if (!given || !URL.canParse(given)) return null;
      const url = new URL(given);
      const isRegistered = partner.callbacks.some((registered) => {
        const { origin, pathname } = new URL(registered);
        const folder = pathname.endsWith('/') ? pathname : `${pathname}/`;
        return url.origin === origin && `${url.pathname}/`.startsWith(folder);
      });
      return isRegistered ? url.href : null;
    },
    isBusy: () => underWay.size >= limits.callbacksUnderWay,
    start(work) {
      const running = work()
        .catch((error: unknown) => log.error({ err: error }, 'callback failed'))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    },
    async send(partner, address, letter) {
      for (let attempt = 1; attempt <= TRIES && !ending.signal.aborted; attempt++) {
        if (await isTaken(partner, address, letter()).catch(() => false)) return;
        const pauseMs = Math.random() * BACKOFF_MS * 2 ** attempt;
        await pause(pauseMs, undefined, { signal: ending.signal }).catch(() => {});
      }
      log.warn({ partner: partner.id }, 'callback not taken; its state can be asked for');
    },
    async close() {
      ending.abort();
      await Promise.all(underWay);
    },
  };
}
