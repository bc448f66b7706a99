// The SPDCI interface over real sockets: whom it answers, in which order, at once and by callback.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { useCountingRegistry } from '../../support/counting-registry.ts';
import { envelope, item, post, searchFor } from '../../support/spdci-partner.ts';
import { until } from '../../support/until.ts';

const counting = useCountingRegistry();

type Subscribed = { subscriptions: { code: string }[] };
// What a registry says is looked into freely.
type Said = { reference_id: string; data: { reg_records: { no: number }[] }; status: string };
const answersIn = (body: { message: unknown }) =>
  (body.message as { search_response: Said[] }).search_response;
const numbersIn = ({ data }: Said) => data.reg_records.map(({ no }) => no);

describe('answers at once', () => {
  test('every reference is given back, in the order asked, with its own records', async () => {
    const { url } = await counting.serve();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), {
          minLength: 1,
          maxLength: 20,
        }),
        async (references) => {
          const items = references.map((reference, at) => item(reference, 'N', String(at)));
          const { body } = await post(`${url}/sync/search`, searchFor(items));
          const answers = answersIn(body);
          expect(answers.map((one) => one.reference_id)).toEqual(references);
          expect(answers.map((one) => numbersIn(one).length)).toEqual(
            references.map((_, at) => at),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  test('ids are swapped and kept: the transaction is theirs, sender and receiver change places', async () => {
    const { url } = await counting.serve();
    const sent = searchFor([item('a', 'N', '1')]);
    const { status, body } = await post(`${url}/sync/search`, sent);
    expect(status).toBe(200);
    expect(body.header).toMatchObject({
      action: 'on-search',
      status: 'succ',
      sender_id: 'registry',
      receiver_id: 'partner.example.org',
      total_count: 1,
      completed_count: 1,
    });
    expect(body.message.transaction_id).toBe(sent.message['transaction_id']);
  });

  test.each([
    ['within the criteria', (page: object) => item('a', 'N', '7', { pagination: page })],
    ['beside them', (page: object) => ({ ...item('a', 'N', '7'), pagination: page })],
  ])('the page asked for %s', async (_, of) => {
    const { url } = await counting.serve();
    const sent = searchFor([of({ page_size: 3, page_number: 3 })]);
    const [answer] = answersIn((await post(`${url}/sync/search`, sent)).body);
    expect(answer).toMatchObject({
      data: { reg_records: [{ no: 7 }] },
      pagination: { page_size: 3, page_number: 3, total_count: 7 },
    });
  });

  test('the same reference twice in a message is answered once', async () => {
    const { url } = await counting.serve();
    const sent = searchFor([item('a', 'N', '1'), item('a', 'N', '2')]);
    const answers = answersIn((await post(`${url}/sync/search`, sent)).body);
    expect(answers.map(({ status }) => status)).toEqual(['succ', 'rjct']);
  });
});

describe('answers later', () => {
  test('page after page is called back; an item is complete with its last', async () => {
    const taker = await counting.takeCallbacks();
    const { url } = await counting.serve({ callbacks: [taker.address] }, { pageSize: 2 });
    const sent = searchFor([item('a', 'N', '5'), item('b', 'N', '1')], {
      sender_uri: `${taker.address}/registry/on-search`,
    });
    const acknowledged = await post(`${url}/search`, sent);
    expect(acknowledged.body.message.ack_status).toBe('ACK');
    await until('three callbacks', () => taker.taken.length === 3);
    const told = taker.taken.map(({ header, message }) => [
      header['completed_count'],
      answersIn({ message }).map((one) => `${one.reference_id}:${numbersIn(one).join()}`),
    ]);
    expect(told).toEqual([
      [1, ['a:1,2', 'b:1']],
      [1, ['a:3,4']],
      [2, ['a:5']],
    ]);
    const ids = taker.taken.map(({ message }) => message['correlation_id']);
    expect(new Set(ids)).toEqual(new Set([acknowledged.body.message.correlation_id]));
  });

  test('a callback that is not taken comes again, each time under a new message id', async () => {
    const taker = await counting.takeCallbacks(2);
    const { url } = await counting.serve({ callbacks: [taker.address] });
    await post(
      `${url}/search`,
      searchFor([item('a', 'N', '1')], { sender_uri: `${taker.address}/x` }),
    );
    await until('three tries', () => taker.calls() === 3);
    expect(new Set(taker.taken.map(({ header }) => header['message_id'])).size).toBe(3);
    const messages = taker.taken.map(({ message }) => answersIn({ message })[0]?.reference_id);
    expect(messages).toEqual(['a', 'a', 'a']);
  });

  test('without a callback address the answer is to be asked for', async () => {
    const { url } = await counting.serve();
    const sent = searchFor([item('a', 'N', '2')]);
    const { body } = await post(`${url}/search`, sent);
    const ask = async (type: string, value: unknown) => {
      const request = {
        transaction_id: 'state-1',
        txnstatus_request: {
          reference_id: 's',
          txn_type: 'search',
          attribute_type: type,
          attribute_value: value,
        },
      };
      const state = await post(`${url}/sync/txn/status`, envelope('txn-status', request));
      return answersIn({ message: state.body.message.txnstatus_response.txn_status });
    };
    await until(
      'answered',
      async () => (await ask('correlation_id', body.message.correlation_id))[0]?.status === 'succ',
    );
    for (const [type, value] of [
      ['transaction_id', sent.message['transaction_id']],
      ['reference_id_list', ['a']],
    ] as const) {
      expect((await ask(type, value)).map(numbersIn)).toEqual([[1, 2]]);
    }
    expect(await ask('transaction_id', 'never')).toEqual([]);
  });

  test('no address but a registered one is ever called', async () => {
    const taker = await counting.takeCallbacks();
    const { url } = await counting.serve({ callbacks: [`${taker.address}/ours`] });
    const elsewhere = [
      `${taker.address}/theirs/`,
      taker.address.replace('127.0.0.1', '127.0.0.1.example.org'),
      `${taker.address}@example.org/ours/`,
      `${taker.address}/ours/../theirs/`,
      `${taker.address}/ours-too/`,
      'file:///etc/passwd',
      'no address',
    ];
    for (const sender_uri of elsewhere) {
      const { status, body } = await post(
        `${url}/search`,
        searchFor([item('a', 'N', '1')], { sender_uri }),
      );
      expect([status, body.message.error.code]).toEqual([400, 'err.sender_uri.invalid']);
    }
    expect(taker.calls()).toBe(0);
  });

  test('subscriptions are given a code, which ends them once', async () => {
    const taker = await counting.takeCallbacks();
    const { url } = await counting.serve({ callbacks: [taker.address] });
    const header = { sender_uri: taker.address };
    const now = new Date().toISOString();
    const criteria = { reg_event_type: 'REGISTER', filter: {}, notify_record_type: 'Person' };
    const wish = { reference_id: 'a', timestamp: now, subscribe_criteria: criteria };
    const subscribe = { transaction_id: 't', subscribe_request: [wish] };
    await post(`${url}/subscribe`, envelope('subscribe', subscribe, header));
    await until('the subscription', () => taker.taken.length === 1);
    const told = taker.taken[0]?.message['subscribe_response'] as Subscribed[] | undefined;
    const code = told?.[0]?.subscriptions[0]?.code;
    const end = { transaction_id: 't', timestamp: now, subscription_codes: [code] };
    for (const status of ['succ', 'rjct']) {
      const before = taker.taken.length;
      await post(`${url}/unsubscribe`, envelope('unsubscribe', end, header));
      await until('its end', () => taker.taken.length > before);
      expect(taker.taken.at(-1)?.message['status']).toBe(status);
    }
  });
});
