// Which messages came already. A message id is good for one message; who sends a message again gives it a new one.

import { LRUCache } from 'lru-cache';

/** Messages that are older, or ahead of our clock by as much, are not taken; their ids need not be remembered longer. */
export const MESSAGE_LIFETIME_MS = 3_600_000;
const MOST_IDS = 500_000;

export type MessageIds = {
  /** @returns false when the sender has used the id before */
  take(senderId: string, messageId: string): boolean;
};

export function openMessageIds(): MessageIds {
  // Twice the lifetime: a message may be as far ahead of our clock as behind it.
  const taken = new LRUCache<string, true>({ max: MOST_IDS, ttl: 2 * MESSAGE_LIFETIME_MS });
  return {
    take(senderId, messageId) {
      const name = JSON.stringify([senderId, messageId]);
      if (taken.has(name)) return false;
      taken.set(name, true);
      return true;
    },
  };
}

export function isTimely(messageTs: string, at: Date): boolean {
  return Math.abs(Date.parse(messageTs) - at.getTime()) <= MESSAGE_LIFETIME_MS;
}
