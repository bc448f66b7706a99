// What the SPDCI interface refuses, and how: wrong, old, repeated, unsigned, too much.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { once } from 'node:events';
import { connect } from 'node:net';
import { signatureSettings } from '../../../config/spdci.ts';
import { openSigning } from '../../../connectors/spdci/signing.ts';
import { useCountingRegistry } from '../../support/counting-registry.ts';
import { item, post, searchFor, TOKEN } from '../../support/spdci-partner.ts';

const counting = useCountingRegistry();

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
    const { url } = await counting.serve();
    const reply = await post(`${url}/sync/search`, sent());
    expect([reply.status, reply.body.message?.error?.code]).toEqual([status, code]);
    expect(reply.body.errors).toEqual([reply.body.message.error]);
  });

  test.each(['', 'Bearer', 'Bearer wrong', 'Basic dG9rZW4='])('the token %j', async (given) => {
    const { url } = await counting.serve();
    const { status, body } = await post(`${url}/sync/search`, good(), { authorization: given });
    expect([status, body.message.error.code]).toEqual([401, 'err.request.unauthorized']);
  });

  test('a message that it has seen, but not its repeat under a new id', async () => {
    const { url } = await counting.serve();
    const sent = good();
    expect((await post(`${url}/sync/search`, sent)).status).toBe(200);
    expect((await post(`${url}/sync/search`, sent)).status).toBe(400);
    const again = { ...sent, header: { ...sent.header, message_id: 'new' } };
    expect((await post(`${url}/sync/search`, again)).status).toBe(200);
  });

  test('more bytes, more items or more requests than its limits', async () => {
    const { url } = await counting.serve(
      { requestsPerMinute: 3 },
      { largestBytes: 4_000, items: 2 },
    );
    const large = searchFor([item('a', 'N', 'x'.repeat(5_000))]);
    expect((await post(`${url}/sync/search`, large)).status).toBe(413);
    const many = searchFor(['a', 'b', 'c'].map((one) => item(one, 'N', '1')));
    expect((await post(`${url}/sync/search`, many)).status).toBe(400);
    expect((await post(`${url}/sync/search`, good())).status).toBe(200);
    const { status, headers } = await post(`${url}/sync/search`, good());
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
  });

  test('a message that drips in for longer than it may', async () => {
    const { url } = await counting.serve({}, { arrivesWithinMs: 200 });
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    let said = '';
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const closed = once(socket, 'close');
    socket.write(
      `POST /registry/sync/search HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    );
    // A byte now and then: the connection is never idle for as long as a message may take.
    const drip = setInterval(() => socket.write(' '), 20);
    await closed.finally(() => clearInterval(drip));
    expect(said).toMatch(/^HTTP\/1.1 408|^$/);
  });

  test('other content than JSON, and other addresses', async () => {
    const { url } = await counting.serve();
    const xml = await post(`${url}/sync/search`, '<a/>', { 'content-type': 'text/xml' });
    expect(xml.status).toBe(415);
    expect((await post(`${url}/other`, good())).status).toBe(404);
  });

  test('any JSON at any address, without falling over', async () => {
    const { url } = await counting.serve();
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
      const { url } = await counting.serve({ signature });
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
    const { server } = await counting.serve({ signature });
    const { keys } = (await server.inject('/.well-known/jwks.json')).json();
    expect(keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', kid: 'registry|1|ed25519' }]);
    expect(Object.keys(keys[0])).not.toContain('d');
  });
});
