// Subscriptions to events. hedui offers none: to be told of each report as it is made is more than a partner's question
// about one person needs. The stand-in registry does.

import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { stamp } from '../../connectors/spdci/envelope.ts';
import type { subscribeRequest, unsubscribeRequest } from '../../connectors/spdci/messages.ts';

const MOST = 10_000;

export type Subscriptions = ReturnType<typeof openSubscriptions>;

export function openSubscriptions(offersEvents: boolean) {
  const held = new LRUCache<string, true>({ max: MOST });
  const name = (partnerId: string, code: string) => JSON.stringify([partnerId, code]);

  return {
    subscribe(
      { transaction_id, subscribe_request }: z.infer<typeof subscribeRequest>,
      partnerId: string,
      correlationId: string,
      at: Date,
    ) {
      const responses = subscribe_request.map(({ reference_id, subscribe_criteria }) => {
        const head = { reference_id, timestamp: stamp(at) };
        if (!offersEvents) {
          return {
            ...head,
            status: 'rjct',
            status_reason_code: 'rjct.notify_types.invalid',
            status_reason_message: 'No events are offered here.',
          };
        }
        const code = randomUUID();
        held.set(name(partnerId, code), true);
        const { reg_event_type } = subscribe_criteria;
        const subscription = { code, status: 'subscribe', timestamp: stamp(at), reg_event_type };
        return { ...head, status: 'succ', subscriptions: [subscription] };
      });
      return { transaction_id, correlation_id: correlationId, subscribe_response: responses };
    },

    unsubscribe(
      { transaction_id, subscription_codes }: z.infer<typeof unsubscribeRequest>,
      partnerId: string,
      correlationId: string,
      at: Date,
    ) {
      const head = { transaction_id, correlation_id: correlationId, timestamp: stamp(at) };
      if (!subscription_codes.every((code) => held.has(name(partnerId, code)))) {
        return {
          ...head,
          status: 'rjct',
          status_reason_code: 'rjct.subscription_code.invalid',
          status_reason_message: 'There is no such subscription of this partner.',
        };
      }
      for (const code of subscription_codes) held.delete(name(partnerId, code));
      const ended = subscription_codes.map((code) => ({ code, status: 'unsubscribe' }));
      return { ...head, status: 'succ', subscription_status: ended };
    },
  };
}
