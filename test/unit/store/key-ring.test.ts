import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { keysFromText } from '../../../store/encryption/key-provider.ts';
import {
  generateKeyRing,
  parseKeyRing,
  withNewestCurrent,
  withNewSigningKey,
  withNewVersion,
  withoutVersion,
} from '../../../store/encryption/key-ring.ts';
import { generateSigningKey } from '../../../store/encryption/signatures.ts';

const textOf = (ring: unknown) => JSON.stringify(ring);

describe('a key ring', () => {
  test('has signing keys of both suites from the start', () => {
    const text = textOf(generateKeyRing());
    expect(keysFromText(text, 'test', 'aes').signing.algorithm).toBe('ed25519');
    expect(keysFromText(text, 'test', 'sm').signing.algorithm).toBe('sm2');
  });

  test('of the first form is read as it is, and has no key of the other suite', () => {
    const first = {
      format: 'hedui-keys/1',
      currentVersion: 1,
      keyEncryptionKeys: { '1': randomBytes(32).toString('base64') },
      indexKey: randomBytes(32).toString('base64'),
      signingKey: generateSigningKey('ed25519').toString('base64'),
    };
    const keys = keysFromText(textOf(first), 'test');
    expect(keys.keyEncryptionKey(1).bytes.toString('base64')).toBe(first.keyEncryptionKeys['1']);
    expect(keys.indexKey).toEqual({
      digest: 'sha-256',
      bytes: Buffer.from(first.indexKey, 'base64'),
    });
    expect(() => keysFromText(textOf(first), 'test', 'sm')).toThrow('keys rotate --signing sm2');
  });

  test('keeps an old signing key as a public one: it verifies and cannot sign', () => {
    const ring = generateKeyRing();
    const before = keysFromText(textOf(ring), 'test');
    const signature = before.signing.sign(Buffer.from('text'));
    const turnedRing = withNewSigningKey(ring, 'ed25519');
    const after = keysFromText(textOf(turnedRing), 'test');
    expect(after.signing.keyId).not.toBe(before.signing.keyId);
    const old = after.verifyingKeys.find(({ keyId }) => keyId === before.signing.keyId);
    expect(old?.verify(Buffer.from('text'), signature)).toBe(true);
    expect(textOf(turnedRing)).not.toContain(String(ring.signingKeys[0]?.privateKey));
    expect(keysFromText(textOf(turnedRing), 'test', 'sm').signing.algorithm).toBe('sm2');
  });

  test('counts versions up, never gives one out twice, and does not lose the current one', () => {
    const prepared = withNewVersion(generateKeyRing());
    expect(prepared.currentVersion).toBe(1);
    const second = withNewestCurrent(prepared);
    expect(second.currentVersion).toBe(2);
    expect(() => withoutVersion(second, 2)).toThrow(RangeError);
    expect(() => withoutVersion(second, 7)).toThrow(RangeError);
    const onlySecond = withoutVersion(second, 1);
    expect(Object.keys(onlySecond.keyEncryptionKeys)).toEqual(['2']);
    expect(withNewestCurrent(withNewVersion(onlySecond)).currentVersion).toBe(3);
    expect(parseKeyRing(textOf(onlySecond))).toEqual(onlySecond);
  });

  test('with a current version that is not there, or halves that do not belong together, is refused', () => {
    const ring = generateKeyRing();
    const [first, ...rest] = ring.signingKeys;
    const foreign = generateKeyRing().signingKeys[0]?.publicKey ?? '';
    for (const wrong of [
      { ...ring, currentVersion: 2 },
      { ...ring, signingKeys: [{ ...first, publicKey: foreign }, ...rest] },
      { ...ring, signingKeys: [{ ...first, algorithm: 'sm2' }, ...rest] },
    ]) {
      expect(() => keysFromText(textOf(wrong), 'test')).toThrow('KEY_WRONG');
    }
  });
});
