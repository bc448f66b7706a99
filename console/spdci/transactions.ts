// The asynchronous searches of the last day, for partners who ask what became of one. In memory: a partner who is told that
// we know nothing of its transaction sends it again.

import { LRUCache } from 'lru-cache';
import type { SearchItem } from '../../connectors/spdci/messages.ts';
import type { ItemAnswer } from './answers.ts';

export type Transaction = {
  readonly transactionId: string;
  readonly correlationId: string;
  readonly items: readonly SearchItem[];
  /** null while the desk is looking. */
  readonly answers: readonly ItemAnswer[] | null;
};

const MOST = 20_000;
const KEPT_MS = 86_400_000;

export type Transactions = {
  put(partnerId: string, transaction: Transaction): void;
  /** By transaction, correlation or reference id; of this partner only. */
  find(partnerId: string, ids: readonly string[]): Transaction | null;
};

export function openTransactions(): Transactions {
  const byId = new LRUCache<string, Transaction>({ max: MOST, ttl: KEPT_MS });
  const name = (partnerId: string, id: string) => JSON.stringify([partnerId, id]);
  return {
    put(partnerId, transaction) {
      const { transactionId, correlationId, items } = transaction;
      for (const id of [transactionId, correlationId, ...items.map((one) => one.reference_id)]) {
        byId.set(name(partnerId, id), transaction);
      }
    },
    find(partnerId, ids) {
      for (const id of ids) {
        const found = byId.get(name(partnerId, id));
        if (found) return found;
      }
      return null;
    },
  };
}
