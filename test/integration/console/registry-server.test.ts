// The SPDCI interface over real sockets: what it takes, what it refuses, and in which order it answers.

import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { pino } from 'pino';
import type { Partner } from '../../../config/partners.ts';
import { signatureSettings } from '../../../config/spdci.ts';
import { openSigning } from '../../../connectors/spdci/signing.ts';
import type { Desk } from '../../../console/spdci/desk.ts';
import type { RegistryLimits } from '../../../console/spdci/registry-limits.ts';
import { openRegistryServer } from '../../../console/spdci/registry-server.ts';
import {
  envelope,
  item,
  openCallbackTaker,
  post,
  searchFor,
  testPartner,
} from '../../support/spdci-partner.ts';
import { until } from '../../support/until.ts';

/** Holds, for the number n, the records 1 to n. */
const countingDesk: Desk = {
  regType: 'ns:org:RegistryType:Social',
  recordType: 'Person',
  offersEvents: true,
  async find({ search_criteria }) {
    const { value } = search_criteria.query as { value: string };
    const records = Array.from({ length: Number(value) }, (_, at) => ({ no: at + 1 }));
    return { kind: 'records', records };
  },
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(
  partner: Partial<Partner> = {},
  limits: Partial<RegistryLimits> = {},
): Promise<{ url: string; server: FastifyInstance }> {
  const server = openRegistryServer({
    id: 'registry',
    partners: [testPartner(partner)],
    desk: countingDesk,
    limits,
    log: pino({ level: 'silent' }),
  });
  closing.push(() => server.close());
  return { url: `${await server.listen({ port: 0, host: '127.0.0.1' })}/registry`, server };
}

async function takeCallbacks(refusals = 0) {
  const taker = await openCallbackTaker(refusals);
  closing.push(() => taker.close());
  return taker;
}

// What a registry says is looked into freely.
type Said = { reference_id: string; data: { reg_records: { no: number }[] }; status: string };
const answersIn = (body: { message: unknown }) =>
  (body.message as { search_response: Said[] }).search_response;
const numbersIn = ({ data }: Said) => data.reg_records.map(({ no }) => no);

describe('answers at once', () => {
  test('every reference is given back, in the order asked, with its own records', async () => {
    const { url } = await serve();
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
    const { url } = await serve();
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
    const { url } = await serve();
    const sent = searchFor([of({ page_size: 3, page_number: 3 })]);
    const [answer] = answersIn((await post(`${url}/sync/search`, sent)).body);
    expect(answer).toMatchObject({
      data: { reg_records: [{ no: 7 }] },
      pagination: { page_size: 3, page_number: 3, total_count: 7 },
    });
  });

  test('the same reference twice in a message is answered once', async () => {
    const { url } = await serve();
    const sent = searchFor([item('a', 'N', '1'), item('a', 'N', '2')]);
    const answers = answersIn((await post(`${url}/sync/search`, sent)).body);
    expect(answers.map(({ status }) => status)).toEqual(['succ', 'rjct']);
  });
});

describe('answers later', () => {
  test('page after page is called back; an item is complete with its last', async () => {
    const taker = await takeCallbacks();
    const { url } = await serve({ callbacks: [taker.address] }, { pageSize: 2 });
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
    const taker = await takeCallbacks(2);
    const { url } = await serve({ callbacks: [taker.address] });
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
    const { url } = await serve();
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
    const taker = await takeCallbacks();
    const { url } = await serve({ callbacks: [`${taker.address}/ours/`] });
    const elsewhere = [
      `${taker.address}/theirs/`,
      taker.address.replace('127.0.0.1', '127.0.0.1.example.org'),
      `${taker.address}@example.org/ours/`,
      `${taker.address}/ours/../theirs/`,
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
    const taker = await takeCallbacks();
    const { url } = await serve({ callbacks: [taker.address] });
    const header = { sender_uri: taker.address };
    const now = new Date().toISOString();
    const criteria = { reg_event_type: 'REGISTER', filter: {}, notify_record_type: 'Person' };
    const wish = { reference_id: 'a', timestamp: now, subscribe_criteria: criteria };
    const subscribe = { transaction_id: 't', subscribe_request: [wish] };
    await post(`${url}/subscribe`, envelope('subscribe', subscribe, header));
    await until('the subscription', () => taker.taken.length === 1);
    const [told] = taker.taken[0]?.message['subscribe_response'] as {
      subscriptions: { code: string }[];
    }[];
    const code = told?.subscriptions[0]?.code;
    const end = { transaction_id: 't', timestamp: now, subscription_codes: [code] };
    for (const status of ['succ', 'rjct']) {
      const before = taker.taken.length;
      await post(`${url}/unsubscribe`, envelope('unsubscribe', end, header));
      await until('its end', () => taker.taken.length > before);
      expect(taker.taken.at(-1)?.message['status']).toBe(status);
    }
  });
});

describe('refuses', () => {
  const good = () => searchFor([item('a', 'N', '1')]);
  const withHeader = (header: Record<string, unknown>) => searchFor([item('a', 'N', '1')], header);

  test.each([
    ['another sender', () => withHeader({ sender_id: 'other' }), 403, 'err.sender_id.invalid'],
    ['another receiver', () => withHeader({ receiver_id: 'x' }), 400, 'err.receiver_id.invalid'],
    ['another version', () => withHeader({ version: '2.0' }), 400, 'err.version.not_supported'],
    ['encrypted', () => withHeader({ is_msg_encrypted: true }), 400, 'err.encryption.invalid'],
    ['another action', () => withHeader({ action: 'subscribe' }), 400, 'err.request.bad'],
    [
      'an old message',
      () => withHeader({ message_ts: '2020-01-01T00:00:00Z' }),
      400,
      'err.request.bad',
    ],
    [
      'a time without offset',
      () => withHeader({ message_ts: '2026-01-01T00:00:00' }),
      400,
      'err.request.bad',
    ],
    [
      'a signature nobody can check',
      () => ({ ...good(), signature: 'x' }),
      401,
      'err.signature.invalid',
    ],
    ['no JSON', () => '{', 400, 'err.request.bad'],
    ['nothing', () => '', 400, 'err.request.bad'],
  ])('%s', async (_, sent, status, code) => {
    const { url } = await serve();
    const reply = await post(`${url}/sync/search`, sent());
    expect([reply.status, reply.body.message?.error?.code]).toEqual([status, code]);
    expect(reply.body.errors).toEqual([reply.body.message.error]);
  });

  test.each(['', 'Bearer', 'Bearer wrong', 'Basic dG9rZW4='])('the token %j', async (given) => {
    const { url } = await serve();
    const { status, body } = await post(`${url}/sync/search`, good(), { authorization: given });
    expect([status, body.message.error.code]).toEqual([401, 'err.request.unauthorized']);
  });

  test('a message that it has seen, but not its repeat under a new id', async () => {
    const { url } = await serve();
    const sent = good();
    expect((await post(`${url}/sync/search`, sent)).status).toBe(200);
    expect((await post(`${url}/sync/search`, sent)).status).toBe(400);
    const again = { ...sent, header: { ...sent.header, message_id: 'new' } };
    expect((await post(`${url}/sync/search`, again)).status).toBe(200);
  });

  test('more bytes, more items or more requests than its limits', async () => {
    const { url } = await serve({ requestsPerMinute: 3 }, { largestBytes: 4_000, items: 2 });
    const large = searchFor([item('a', 'N', 'x'.repeat(5_000))]);
    expect((await post(`${url}/sync/search`, large)).status).toBe(413);
    const many = searchFor(['a', 'b', 'c'].map((one) => item(one, 'N', '1')));
    expect((await post(`${url}/sync/search`, many)).status).toBe(400);
    expect((await post(`${url}/sync/search`, good())).status).toBe(200);
    const { status, headers } = await post(`${url}/sync/search`, good());
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
  });

  test('other content than JSON, and other addresses', async () => {
    const { url } = await serve();
    const xml = await post(`${url}/sync/search`, '<a/>', { 'content-type': 'text/xml' });
    expect(xml.status).toBe(415);
    expect((await post(`${url}/other`, good())).status).toBe(404);
  });

  test('any JSON at any address, without falling over', async () => {
    const { url } = await serve();
    const paths = [
      'search',
      'sync/search',
      'subscribe',
      'unsubscribe',
      'txn/status',
      'sync/txn/status',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.oneof(
          fc.json(),
          fc.jsonValue().map((message) => JSON.stringify({ ...good(), message })),
          fc.jsonValue().map((header) => JSON.stringify({ ...good(), header })),
        ),
        async (path, text) => {
          const { status, body } = await post(`${url}/${path}`, text);
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
          expect(body.message.ack_status).toBe('ERR');
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a partner who signs', () => {
  // The bytes 0 to 31 and their public key, as in test/fixtures/spdci.
  const ownKey = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
  const partnerKey = 'A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=';

  test.each(['cavage-openspp', 'jws-detached'] as const)(
    'is heard, and answered in kind: %s',
    async (dialect) => {
      const signature = signatureSettings.parse({ dialect, ownKey, partnerKey });
      const { url } = await serve({ signature });
      const signing = openSigning(signature, 'partner.example.org', 'registry');
      const { header, message } = searchFor([item('a', 'N', '1')]);
      const content = JSON.stringify({ header, message });
      const signed = { signature: signing.sign(content, new Date()), header, message };
      expect((await post(`${url}/sync/search`, { header, message })).body.message.error.code).toBe(
        'err.signature.missing',
      );
      const wrong = { ...signed, message: { ...message, transaction_id: 'changed' } };
      expect((await post(`${url}/sync/search`, wrong)).body.message.error.code).toBe(
        'err.signature.invalid',
      );
      const { status, body } = await post(`${url}/sync/search`, signed);
      expect(status).toBe(200);
      expect(body.signature).toMatch(
        dialect === 'jws-detached' ? /^[\w-]+\.\.[\w-]+$/ : /^namespace="dci", /,
      );
    },
  );

  test('finds our keys where key sets are looked for', async () => {
    const signature = signatureSettings.parse({ dialect: 'cavage-openspp', ownKey, partnerKey });
    const { server } = await serve({ signature });
    const { keys } = (await server.inject('/.well-known/jwks.json')).json();
    expect(keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', kid: 'registry|1|ed25519' }]);
    expect(Object.keys(keys[0])).not.toContain('d');
  });
});
