// Signatures of SPDCI messages, held against what Python makes of the same texts (test/fixtures/spdci).

import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { signatureSettings } from '../../../../config/spdci.ts';
import { orjsonForm, pythonForm } from '../../../../connectors/spdci/canonical-forms.ts';
import { openEnvelope, sealEnvelope } from '../../../../connectors/spdci/envelope.ts';
import {
  keySetOf,
  keysOfSet,
  privateKeyOf,
  publicKeyOf,
} from '../../../../connectors/spdci/keys.ts';
import { type Marked, readMarkedJson } from '../../../../connectors/spdci/marked-json.ts';
import { openSigning, type Signing } from '../../../../connectors/spdci/signing.ts';

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/spdci/${name}`, import.meta.url), 'utf8'));

const FORMS: { given: string; python: string; orjson: string }[] = fixture('canonical-forms.json');
const VECTORS: {
  privateKey: string;
  publicKey: string;
  created: number;
  messages: { content: string; cavage: string; detached: string }[];
} = fixture('signatures.json');

const AT = new Date(VECTORS.created * 1000);
const PARTNER = 'partner.example.org';
const DIALECTS = ['cavage-openspp', 'jws-detached'] as const;

function signingWith(dialect: 'none' | (typeof DIALECTS)[number], theirId = PARTNER): Signing {
  const keys =
    dialect === 'none' ? {} : { ownKey: VECTORS.privateKey, partnerKey: VECTORS.publicKey };
  return openSigning(signatureSettings.parse({ dialect, ...keys }), PARTNER, theirId);
}

describe('canonical forms', () => {
  test('are those of json.dumps and of orjson, text for text', () => {
    expect(FORMS).toHaveLength(202);
    for (const { given, python, orjson } of FORMS) {
      const node = readMarkedJson(given) as Marked;
      expect(pythonForm(node)).toBe(python);
      expect(orjsonForm(node)).toBe(orjson);
    }
  });

  test('mean what the text meant, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const node = readMarkedJson(text) as Marked;
        expect(JSON.parse(pythonForm(node))).toEqual(JSON.parse(text));
        expect(JSON.parse(orjsonForm(node))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('no text, JSON or not, is taken for another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let isJson = true;
        try {
          isJson = JSON.parse(text) !== null;
        } catch {
          isJson = false;
        }
        expect(readMarkedJson(text) !== null).toBe(isJson);
      }),
    );
  });

  test('what is nested more than 64 deep is not read', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readMarkedJson(nested(64))).not.toBeNull();
    expect(readMarkedJson(nested(65))).toBeNull();
    expect(readMarkedJson('['.repeat(500_000))).toBeNull();
  });
});

describe('signatures', () => {
  test.each(VECTORS.messages)("are Python's, character for character", ({ content, ...made }) => {
    expect(signingWith('cavage-openspp').sign(content, AT)).toBe(made.cavage);
    expect(signingWith('jws-detached').sign(content, AT)).toBe(made.detached);
  });

  test.each(VECTORS.messages)("of Python's are good", async ({ content, cavage, detached }) => {
    const node = readMarkedJson(content) as Marked;
    expect(await signingWith('cavage-openspp').check(cavage, node, AT)).toBe('good');
    expect(await signingWith('jws-detached').check(detached, node, AT)).toBe('good');
  });

  const [vector] = VECTORS.messages;
  const { content = '', cavage = '', detached = '' } = vector ?? {};
  const node = readMarkedJson(content) as Marked;

  test.each([
    ['another message', '{"header":{},"message":{}}', 0],
    ['a second after its end', content, 301_000],
    ['more than a minute before it was made', content, -61_000],
  ])('of OpenSPP is not good for %s', async (_, text, laterMs) => {
    const at = new Date(AT.getTime() + laterMs);
    const given = readMarkedJson(text) as Marked;
    expect(await signingWith('cavage-openspp').check(cavage, given, at)).toBe('invalid');
  });

  test.each([
    ['in its last second', 300_000],
    ['with a clock a minute slow', -60_000],
  ])('of OpenSPP is good %s', async (_, laterMs) => {
    const at = new Date(AT.getTime() + laterMs);
    expect(await signingWith('cavage-openspp').check(cavage, node, at)).toBe('good');
  });

  test('whose maker gave it a longer life than ids are remembered is not good', async () => {
    const longer = cavage.replace(/expires="\d+"/, `expires="${VECTORS.created + 3_601}"`);
    expect(await signingWith('cavage-openspp').check(longer, node, AT)).toBe('invalid');
  });

  test('of another sender is not good, though the key is known', async () => {
    expect(await signingWith('cavage-openspp', 'other').check(cavage, node, AT)).toBe('invalid');
  });

  test('in the other dialect is not good', async () => {
    expect(await signingWith('cavage-openspp').check(detached, node, AT)).toBe('invalid');
    expect(await signingWith('jws-detached').check(cavage, node, AT)).toBe('invalid');
  });

  test.each(['none', 'HS256', 'eddsa'])('with the algorithm %s is not good', async (alg) => {
    const header = Buffer.from(JSON.stringify({ alg, kid: '1' })).toString('base64url');
    const changed = detached.replace(/^[^.]+/, header);
    expect(await signingWith('jws-detached').check(changed, node, AT)).toBe('invalid');
  });

  test.each(['', 'unsigned', 'unsigned-stub', 'signature_validation_disabled'])(
    'a stub (%j) is missing where one is wanted, and enough where none is',
    async (stub) => {
      expect(await signingWith('cavage-openspp').check(stub, node, AT)).toBe('missing');
      expect(await signingWith('jws-detached').check(stub, node, AT)).toBe('missing');
      expect(await signingWith('none').check(stub, node, AT)).toBe('not-wanted');
    },
  );

  test('that nobody can check is not accepted', async () => {
    expect(await signingWith('none').check('invalid-signature', node, AT)).toBe('invalid');
  });

  test('any text as signature is refused, never thrown at', async () => {
    const signings = DIALECTS.map((dialect) => signingWith(dialect));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        for (const signing of signings) {
          expect(await signing.check(text, node, AT)).not.toBe('good');
        }
      }),
    );
  });
});

describe('envelopes', () => {
  test.each(['none', ...DIALECTS] as const)('come out as they went in: %s', async (dialect) => {
    const signing = signingWith(dialect);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
        async (header, message) => {
          const bytes = Buffer.from(sealEnvelope(header, message, signing, AT));
          const opened = await openEnvelope(bytes, signing, AT);
          const content = JSON.parse(JSON.stringify({ header, message }));
          expect(opened).toMatchObject({ ok: true });
          if (!opened.ok) return;
          expect(opened.content['header']).toEqual(content.header);
          expect(opened.content['message']).toEqual(content.message);
          expect(opened.check).toBe(dialect === 'none' ? 'not-wanted' : 'good');
        },
      ),
      { numRuns: 60 },
    );
  });

  test('any bytes are an envelope or a refusal', async () => {
    const signing = signingWith('none');
    const anything = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ signature: fc.jsonValue(), header: fc.jsonValue(), message: fc.jsonValue() })
        .map((one) => Buffer.from(JSON.stringify(one))),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const opened = await openEnvelope(bytes, signing, AT);
        expect(opened.ok ? '' : opened.code).toMatch(/^$|^err\./);
      }),
    );
  });

  test('a changed byte of header or message is noticed', async () => {
    for (const dialect of DIALECTS) {
      const signing = signingWith(dialect);
      const text = sealEnvelope({ action: 'search' }, { text: '张三 1.0' }, signing, AT);
      const changed = Buffer.from(text.replace('张三', '李四'));
      const opened = await openEnvelope(changed, signing, AT);
      expect(opened).toEqual({ ok: false, code: 'err.signature.invalid' });
    }
  });
});

describe('keys', () => {
  test('are read raw and as PEM, and published as a set that is read again', () => {
    const key = privateKeyOf(VECTORS.privateKey);
    const pem = key.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(privateKeyOf(pem).equals(key)).toBe(true);
    const set = keysOfSet(JSON.parse(JSON.stringify(keySetOf('a|1|ed25519', key))));
    expect(set?.get('a|1|ed25519')?.equals(publicKeyOf(VECTORS.publicKey))).toBe(true);
  });

  test.each(['', 'AAAA', '-----BEGIN PRIVATE KEY-----'])('%j is none, and not repeated', (text) => {
    expect(() => privateKeyOf(text)).toThrow('a key must be Ed25519');
    expect(() => publicKeyOf(text)).toThrow('a key must be Ed25519');
  });

  test('a key set with keys of other kinds gives those that are ours to use', () => {
    const ours = keySetOf('ours', privateKeyOf(VECTORS.privateKey)).keys;
    const set = keysOfSet({ keys: [{ kty: 'RSA', kid: 'r' }, null, ...ours, { kty: 'OKP' }] });
    expect([...(set?.keys() ?? [])]).toEqual(['ours']);
    expect(keysOfSet('none')).toBeNull();
  });
});
