// SM2, SM3 and SM4 as the standards publish them, and against the openssl command where there is one.

import { execFileSync, spawnSync } from 'node:child_process';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  generateSigningKey,
  signingKeyFrom,
  sm2Identity,
  verifyingKeyFrom,
} from '../../../store/encryption/signatures.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('published examples', () => {
  test('SM3 of abc, and of abcd sixteen times (GB/T 32905, annex A)', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(sm3('abcd'.repeat(16))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('SM4 of one block under a key that is the block (GB/T 32907, annex A)', () => {
    const block = hex('0123456789abcdeffedcba9876543210');
    const cipher = createCipheriv('sm4-ecb', block, null);
    expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  test('SM2: the identity and the signature of "message digest" (GB/T 32918.5, annex A)', () => {
    const point =
      '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
    const spki = hex(`3059301306072a8648ce3d020106082a811ccf5501822d03420004${point}`);
    expect(sm2Identity(spki).toString('hex')).toBe(
      'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
    );
    const r = '00f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
    const s = '00b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
    const signature = hex(`30460221${r}0221${s}`);
    const key = verifyingKeyFrom('sm2', spki);
    expect(key.verify(Buffer.from('message digest'), signature)).toBe(true);
    expect(key.verify(Buffer.from('message digesT'), signature)).toBe(false);
  });
});

describe('signing keys', () => {
  test.each(['ed25519', 'sm2'] as const)('%s: signs what it verifies, and nothing else', (name) => {
    const key = signingKeyFrom(name, generateSigningKey(name));
    const other = signingKeyFrom(name, generateSigningKey(name));
    const text = randomBytes(32);
    const signature = key.sign(text);
    expect(verifyingKeyFrom(name, key.publicKey).verify(text, signature)).toBe(true);
    expect(key.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(other.verify(text, signature)).toBe(false);
    expect(key.verify(randomBytes(32), signature)).toBe(false);
    expect(key.verify(text, Buffer.from(''))).toBe(false);
  });

  test('of one algorithm are not taken for those of another', () => {
    const sm2 = generateSigningKey('sm2');
    const ed25519 = generateSigningKey('ed25519');
    expect(() => signingKeyFrom('ed25519', sm2)).toThrow('a key for ed25519');
    expect(() => signingKeyFrom('sm2', ed25519)).toThrow('a key for sm2');
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

(hasOpenssl ? describe : describe.skip)('the openssl command', () => {
  const IDENTITY = ['-pkeyopt', 'distid:1234567812345678'];

  test('verifies our SM2 signatures, and makes some that verify here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hedui-sm2-'));
    const at = (name: string) => join(folder, name);
    try {
      const pkcs8 = generateSigningKey('sm2');
      const key = signingKeyFrom('sm2', pkcs8);
      const text = randomBytes(32);
      writeFileSync(at('text'), text);
      writeFileSync(at('private.der'), pkcs8);
      writeFileSync(at('public.der'), key.publicKey);
      writeFileSync(at('ours'), key.sign(text));
      const common = [
        '-keyform',
        'DER',
        '-in',
        at('text'),
        '-rawin',
        '-digest',
        'sm3',
        ...IDENTITY,
      ];
      const verified = execFileSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          at('public.der'),
          '-sigfile',
          at('ours'),
          ...common,
        ],
        { encoding: 'utf8' },
      );
      expect(verified).toContain('Verified Successfully');
      const signing = ['pkeyutl', '-sign', '-inkey', at('private.der'), '-out', at('theirs')];
      execFileSync('openssl', [...signing, ...common]);
      expect(key.verify(text, readFileSync(at('theirs')))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
