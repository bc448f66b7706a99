// Signed requests: an independent vector, and that nothing that is signed can be changed.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  hmac,
  isSigned,
  signatureBase,
  signatureHeaders,
} from '../../../connectors/transports/http-signature.ts';

const KEY = { id: 'hedui', secret: 'a secret of the department' };
const AT = new Date('2026-07-01T02:00:00Z');

test('signs as RFC 9421, appendix B.2.5, does', () => {
  const secret = Buffer.from(
    'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
    'base64',
  );
  const base = signatureBase(
    [
      ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
      ['@authority', 'example.com'],
      ['content-type', 'application/json'],
    ],
    '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
  );
  expect(hmac(base, secret)).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=');
});

describe('a signed request', () => {
  const sent = { method: 'POST', path: '/share/v1/query', body: Buffer.from('{"persons":[]}') };
  const headers = signatureHeaders(sent, KEY, AT);

  test('is accepted as it was sent, within five minutes', () => {
    expect(isSigned(sent, headers, KEY, AT)).toBe(true);
    expect(isSigned(sent, headers, KEY, new Date(AT.getTime() + 300_000))).toBe(true);
    expect(isSigned(sent, headers, KEY, new Date(AT.getTime() + 301_000))).toBe(false);
  });

  test.each([
    ['another body', { ...sent, body: Buffer.from('{"persons":[1]}') }, headers, KEY],
    ['another path', { ...sent, path: '/share/v1/status' }, headers, KEY],
    ['another method', { ...sent, method: 'PUT' }, headers, KEY],
    ['another date', sent, { ...headers, date: new Date(AT.getTime() + 1000).toUTCString() }, KEY],
    ['another key', sent, headers, { ...KEY, secret: 'guessed' }],
    ['no signature', sent, {}, KEY],
  ])('with %s is refused', (_what, arrived, given, key) => {
    expect(isSigned(arrived, given, key, AT)).toBe(false);
  });

  test('whatever bytes it carries, one changed byte is noticed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (bytes, place) => {
        const body = Buffer.from(bytes);
        const signed = signatureHeaders({ ...sent, body }, KEY, AT);
        const changed = Buffer.from(body);
        changed[place % body.length] = (changed[place % body.length] ?? 0) ^ 1;
        return (
          isSigned({ ...sent, body }, signed, KEY, AT) &&
          !isSigned({ ...sent, body: changed }, signed, KEY, AT)
        );
      }),
    );
  });
});
