import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { CRYPTO_SUITES } from '../../../domain/crypto-suite.ts';
import { DataKeys } from '../../../store/encryption/data-keys.ts';
import { open, seal } from '../../../store/encryption/envelope.ts';
import { type KeyProvider, keysFromText } from '../../../store/encryption/key-provider.ts';
import {
  generateKeyRing,
  withNewestCurrent,
  withNewVersion,
} from '../../../store/encryption/key-ring.ts';
import { keysFromEnvironment } from '../../../store/encryption/key-sources.ts';
import { SealingKey } from '../../../store/encryption/sealing-key.ts';

const PLACE = 'household/17/household';
const bytes = fc.uint8Array({ maxLength: 6_000 }).map((array) => Buffer.from(array));

describe.each(CRYPTO_SUITES)('a value sealed by the suite %s', (suite) => {
  const KEY = new SealingKey(randomBytes(32), suite);

  test('opens to what was sealed, short or long', () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        expect(open(seal(plain, KEY, PLACE), KEY, PLACE).equals(plain)).toBe(true);
      }),
    );
  });

  test('is never twice the same, and holds nothing of the plain text', () => {
    const plain = Buffer.from('371002198001011234 张小明');
    expect(seal(plain, KEY, PLACE).equals(seal(plain, KEY, PLACE))).toBe(false);
    expect(seal(plain, KEY, PLACE).includes(plain.subarray(0, 6))).toBe(false);
  });

  test('takes its mark of 2 bytes, its nonce and its tag more than its text when short', () => {
    const more = { aes: 2 + 12 + 16, sm: 2 + 16 + 32 }[suite];
    expect(seal(Buffer.alloc(100), KEY, PLACE)).toHaveLength(100 + more);
  });

  test('opens whatever suite its key seals with by now', () => {
    const sealed = seal(Buffer.from('text'), KEY, PLACE);
    for (const now of CRYPTO_SUITES) {
      expect(open(sealed, new SealingKey(KEY.bytes, now), PLACE).toString()).toBe('text');
    }
  });

  test('is smaller than its text when that is long and repeats itself', () => {
    expect(seal(Buffer.alloc(5_000, '{"wageFen":null}'), KEY, PLACE).length).toBeLessThan(500);
  });

  test('does not open when any one bit of it is another', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, anywhere) => {
        const sealed = seal(plain, KEY, PLACE);
        const bit = anywhere % (sealed.length * 8);
        sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => open(sealed, KEY, PLACE)).toThrow(
          expect.objectContaining({ code: 'KEY_WRONG' }),
        );
      }),
    );
  });

  test('does not open when it is cut short anywhere', () => {
    const sealed = seal(Buffer.from('text'), KEY, PLACE);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(sealed.subarray(0, length), KEY, PLACE)).toThrow('KEY_WRONG');
    }
  });

  test('does not open in another row, another column or under another key', () => {
    const sealed = seal(Buffer.from('text'), KEY, 'household/17/household');
    expect(() => open(sealed, KEY, 'household/18/household')).toThrow('KEY_WRONG');
    expect(() => open(sealed, KEY, 'household/17/report/1/1')).toThrow('KEY_WRONG');
    const another = new SealingKey(randomBytes(32), suite);
    expect(() => open(sealed, another, 'household/17/household')).toThrow('KEY_WRONG');
  });
});

describe('data keys', () => {
  const ring = generateKeyRing();
  const first = keysFromText(JSON.stringify(ring), 'test');
  const turned: KeyProvider = keysFromText(
    JSON.stringify(withNewestCurrent(withNewVersion(ring))),
    'test',
  );

  test('come back from their wrapped form in another process', () => {
    const here = new DataKeys(first);
    const wrappedKey = here.create('household/1');
    const key = here.unwrap('household/1', wrappedKey);
    expect(new DataKeys(first).unwrap('household/1', wrappedKey).bytes).toEqual(key.bytes);
  });

  test('wrapped before the key-encryption key was turned still open; new ones take the new version', () => {
    const old = new DataKeys(first).create('household/1');
    const after = new DataKeys(turned);
    expect(old.version).toBe(1);
    expect(after.unwrap('household/1', old).bytes).toHaveLength(32);
    expect(after.create('household/2').version).toBe(2);
  });

  test('open neither for another household nor as another version', () => {
    const wrappedKey = new DataKeys(first).create('household/1');
    expect(() => new DataKeys(first).unwrap('household/2', wrappedKey)).toThrow('KEY_WRONG');
    expect(() => new DataKeys(turned).unwrap('household/1', { ...wrappedKey, version: 2 })).toThrow(
      'KEY_WRONG',
    );
    expect(() => new DataKeys(first).unwrap('household/1', { ...wrappedKey, version: 3 })).toThrow(
      'KEY_MISSING',
    );
  });
});

describe('keys from the environment', () => {
  test('are read, and missed or refused without showing what was there', () => {
    const ring = generateKeyRing();
    const text = JSON.stringify(ring);
    expect(keysFromEnvironment({ HEDUI_KEYS: text }).currentVersion).toBe(1);
    expect(() => keysFromEnvironment({})).toThrow('KEY_MISSING');
    const short = JSON.stringify({ ...ring, index: { ...ring.index, key: 'c2VjcmV0' } });
    expect(() => keysFromEnvironment({ HEDUI_KEYS: short })).toThrow(
      expect.objectContaining({
        code: 'KEY_WRONG',
        message: expect.not.stringContaining('c2VjcmV0'),
      }),
    );
  });
});
