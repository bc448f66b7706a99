// A registry that partners may ask over SPDCI: search, subscriptions and the state of transactions, at once (sync) or by
// calling back (async). What it tells is its desk's business.

import { randomUUID } from 'node:crypto';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Partner } from '../../config/partners.ts';
import {
  acknowledgement,
  newCallbackHeader,
  refusal,
  sealEnvelope,
  type Status,
} from '../../connectors/spdci/envelope.ts';
import { keySetOf, privateKeyOf } from '../../connectors/spdci/keys.ts';
import {
  searchRequest,
  statusRequest,
  subscribeRequest,
  unsubscribeRequest,
} from '../../connectors/spdci/messages.ts';
import { keyIdOf } from '../../connectors/spdci/signing.ts';
import { answerItems, type ItemAnswer, pageOf, pagesOf, pending } from './answers.ts';
import { openCallbacks } from './callbacks.ts';
import type { Desk } from './desk.ts';
import { type Correspondent, openIncoming, type Received, type Refused } from './incoming.ts';
import { REGISTRY_LIMITS, type RegistryLimits } from './registry-limits.ts';
import { openSubscriptions } from './subscriptions.ts';
import { openTransactions, type Transaction } from './transactions.ts';

export type RegistryOptions = {
  /** Our `sender_id`, and the `receiver_id` that partners write. */
  readonly id: string;
  readonly partners: readonly Partner[];
  readonly desk: Desk;
  /** Path before `/registry`. */
  readonly prefix?: string;
  readonly limits?: Partial<RegistryLimits>;
  readonly log: Logger;
  readonly now?: () => Date;
};

type Search = z.infer<typeof searchRequest>;
/** How a message is answered: its action, its schema, and its answer. */
type Exchange<Message> = {
  readonly action: string;
  readonly schema: z.ZodType<Message>;
  answer(received: Received<Message>, from: Correspondent): Promise<string | object | Refused>;
};

/** @throws TypeError when a partner's key cannot be read */
export function openRegistryServer(options: RegistryOptions): FastifyInstance {
  const { id, partners, desk, prefix = '', log, now = () => new Date() } = options;
  const limits = { ...REGISTRY_LIMITS, ...options.limits };
  const incoming = openIncoming(id, partners, now);
  const callbacks = openCallbacks(limits, log);
  const transactions = openTransactions();
  const subscriptions = openSubscriptions(desk.offersEvents);
  const server = fastify({
    bodyLimit: limits.largestBytes,
    requestTimeout: limits.arrivesWithinMs,
    connectionTimeout: limits.arrivesWithinMs,
    // Node looks for late requests every half minute, and not before the headers' own minute is over, unless told.
    http: {
      requestTimeout: limits.arrivesWithinMs,
      headersTimeout: limits.arrivesWithinMs,
      connectionsCheckingInterval: Math.ceil(limits.arrivesWithinMs / 4),
    },
    forceCloseConnections: true,
  });
  const senders = new WeakMap<FastifyRequest, Correspondent>();

  // Bytes as they came: a signature is over them, not over what somebody read in them.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  );
  server.setErrorHandler(async (error: { statusCode?: number }, _, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'registry request failed');
    return say(reply.code(status), status < 500 ? 'err.request.bad' : 'err.service.unavailable');
  });
  server.setNotFoundHandler(async (_, reply) => say(reply.code(404), 'err.request.not_found'));

  function say(reply: FastifyReply, code: Refused['code']) {
    return reply.type('application/json').send(JSON.stringify(refusal(code, randomUUID(), now())));
  }

  function envelope(
    { partner, signing }: Correspondent,
    action: string,
    message: object,
    { total = 1, completed = 1, status = 'succ' as Status } = {},
  ): string {
    const head = { action, senderId: id, receiverId: partner.id, totalCount: total };
    const header = newCallbackHeader(head, status, completed, signing, now());
    return sealEnvelope(header, message, signing, now());
  }

  function route<Message>(path: string, exchange: Exchange<Message>): void {
    server.post(`${prefix}/registry/${path}`, {
      onRequest: async (request, reply) => {
        const sender = incoming.correspondent(request.headers.authorization);
        if (!('ok' in sender)) return void senders.set(request, sender);
        if (sender.status === 429) reply.header('retry-after', '60');
        return say(reply.code(sender.status), sender.code);
      },
      handler: async (request, reply) => {
        const from = senders.get(request) as Correspondent;
        const received = await incoming.read(request.body, from, exchange.action, exchange.schema);
        const said = received.ok ? await exchange.answer(received, from) : received;
        log.info({ partner: from.partner.id, path, refused: refusalIn(said) }, 'registry asked');
        if (typeof said === 'string') return reply.type('application/json').send(said);
        if (isRefused(said)) return say(reply.code(said.status), said.code);
        return reply.type('application/json').send(JSON.stringify(said));
      },
    });
  }

  const isTooMany = ({ search_request }: Search) => search_request.length > limits.items;

  const answersTo = (message: Search, { partner }: Correspondent, correlationId: string) =>
    answerItems(message, desk, partner, correlationId, limits.pageSize);

  /** The page that each item asked for. */
  function firstPages(
    transactionId: string,
    correlationId: string,
    answers: readonly ItemAnswer[],
  ) {
    return {
      transaction_id: transactionId,
      correlation_id: correlationId,
      search_response: answers.map((one) => pageOf(one, one.firstPage, desk, now())),
    };
  }

  /** Takes an asynchronous request: acknowledges it, and lets its answer follow. */
  function acknowledge(
    { header }: Received<unknown>,
    { partner }: Correspondent,
    correlationId: string,
    follow: (address: string | null) => Promise<void>,
  ): object | Refused {
    const address = callbacks.addressOf(partner, header.sender_uri);
    if (header.sender_uri && address === null) {
      return { ok: false, status: 400, code: 'err.sender_uri.invalid' };
    }
    if (callbacks.isBusy())
      return { ok: false, status: 429, code: 'err.request.too_many_requests' };
    // After the acknowledgement is on its way, as a rule; a partner must not count on it.
    callbacks.start(async () => {
      await new Promise(setImmediate);
      await follow(address);
    });
    return acknowledgement(correlationId, now());
  }

  route('sync/search', {
    action: 'search',
    schema: searchRequest,
    async answer({ message }, from) {
      if (isTooMany(message)) return { ok: false, status: 400, code: 'err.request.bad' };
      const correlationId = randomUUID();
      const answers = await answersTo(message, from, correlationId);
      const told = firstPages(message.transaction_id, correlationId, answers);
      const count = answers.length;
      return envelope(from, 'on-search', told, { total: count, completed: count });
    },
  });

  route('search', {
    action: 'search',
    schema: searchRequest,
    async answer(received, from) {
      const { message } = received;
      if (isTooMany(message)) return { ok: false, status: 400, code: 'err.request.bad' };
      const correlationId = randomUUID();
      const transaction: Transaction = {
        transactionId: message.transaction_id,
        correlationId,
        items: message.search_request,
        answers: null,
      };
      return acknowledge(received, from, correlationId, async (address) => {
        transactions.put(from.partner.id, transaction);
        const answers = await answersTo(message, from, correlationId);
        transactions.put(from.partner.id, { ...transaction, answers });
        if (address !== null) await sendPages(from, address, transaction, answers);
      });
    },
  });

  /** One callback for each page; an item is in as many as it has pages, and complete with its last. */
  async function sendPages(
    from: Correspondent,
    address: string,
    { transactionId, correlationId }: Transaction,
    answers: readonly ItemAnswer[],
  ): Promise<void> {
    const isOpen = (one: ItemAnswer, round: number) =>
      round === 0 || one.firstPage + round <= pagesOf(one);
    for (let round = 0; answers.some((one) => isOpen(one, round)); round++) {
      const told = answers
        .filter((one) => isOpen(one, round))
        .map((one) => pageOf(one, one.firstPage + round, desk, now()));
      const completed = answers.filter((one) => !isOpen(one, round + 1)).length;
      const message = {
        transaction_id: transactionId,
        correlation_id: correlationId,
        search_response: told,
      };
      const counts = { total: answers.length, completed };
      await callbacks.send(from.partner, address, () =>
        envelope(from, 'on-search', message, counts),
      );
    }
  }

  route('subscribe', {
    action: 'subscribe',
    schema: subscribeRequest,
    async answer(received, from) {
      const correlationId = randomUUID();
      const told = subscriptions.subscribe(received.message, from.partner.id, correlationId, now());
      return acknowledge(received, from, correlationId, (address) =>
        sendTo(from, address, 'on-subscribe', told),
      );
    },
  });

  route('unsubscribe', {
    action: 'unsubscribe',
    schema: unsubscribeRequest,
    async answer(received, from) {
      const correlationId = randomUUID();
      const { message } = received;
      const told = subscriptions.unsubscribe(message, from.partner.id, correlationId, now());
      return acknowledge(received, from, correlationId, (address) =>
        sendTo(from, address, 'on-unsubscribe', told),
      );
    },
  });

  async function sendTo(
    from: Correspondent,
    address: string | null,
    action: string,
    message: object,
  ): Promise<void> {
    if (address === null) return;
    await callbacks.send(from.partner, address, () => envelope(from, action, message));
  }

  /** What became of a search; one that we do not know has no answers. */
  function stateOf(
    { transaction_id, txnstatus_request: asked }: z.infer<typeof statusRequest>,
    { partner }: Correspondent,
    correlationId: string,
  ) {
    const known = transactions.find(partner.id, [asked.attribute_value].flat());
    const state =
      known === null
        ? firstPages(transaction_id, correlationId, [])
        : known.answers === null
          ? {
              ...firstPages(known.transactionId, known.correlationId, []),
              search_response: known.items.map((one) => pending(one, now())),
            }
          : firstPages(known.transactionId, known.correlationId, known.answers);
    return {
      transaction_id,
      correlation_id: correlationId,
      txnstatus_response: { txn_type: asked.txn_type, txn_status: state },
    };
  }

  route('sync/txn/status', {
    action: 'txn-status',
    schema: statusRequest,
    answer: async ({ message }, from) =>
      envelope(from, 'txn-on-status', stateOf(message, from, randomUUID())),
  });

  route('txn/status', {
    action: 'txn-status',
    schema: statusRequest,
    async answer(received, from) {
      const correlationId = randomUUID();
      return acknowledge(received, from, correlationId, (address) =>
        sendTo(from, address, 'txn-on-status', stateOf(received.message, from, correlationId)),
      );
    },
  });

  server.get('/.well-known/jwks.json', async () => ({
    keys: partners.flatMap(({ signature }) =>
      signature.dialect === 'none' || signature.ownKey === undefined
        ? []
        : keySetOf(keyIdOf(signature, id), privateKeyOf(signature.ownKey)).keys,
    ),
  }));

  server.addHook('onClose', () => callbacks.close());
  return server;
}

function isRefused(said: object): said is Refused {
  return 'ok' in said;
}

function refusalIn(said: string | object): string | undefined {
  return typeof said === 'object' && isRefused(said) ? said.code : undefined;
}
