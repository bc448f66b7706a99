// Keys that sign and keys that verify, of both suites, behind one shape.
//
// SM2 through node:crypto has three traps, each met here:
// - A key pair that was just generated works as plain ECDSA. Only a key that was read back from DER is an SM2 key.
// - The one-shot sign() and verify() take the signer's identity for empty. The standard has everyone sign under
//   1234567812345678, so the digest of identity, curve and public key (Z of GB/T 32918.2, 5.5) is put before the text
//   here, and createSign(), which adds none, makes the standard's signature of it.
// - Such a key does not say its type: asymmetricKeyType is undefined.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { SignatureAlgorithm } from '../../domain/crypto-suite.ts';

export type VerifyingKey = {
  /** The first 16 hex digits of the SHA-256 of the public key (SPKI, DER), whatever the suite. */
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  /** SPKI, DER. */
  readonly publicKey: Buffer;
  verify(text: Buffer, signature: Buffer): boolean;
};

export type SigningKey = VerifyingKey & { sign(text: Buffer): Buffer };

/** A new private key: PKCS #8, DER. */
export function generateSigningKey(algorithm: SignatureAlgorithm): Buffer {
  const { privateKey } =
    algorithm === 'sm2'
      ? generateKeyPairSync('ec', { namedCurve: 'SM2' })
      : generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}

/** @throws when the DER holds no private key of that algorithm */
export function signingKeyFrom(algorithm: SignatureAlgorithm, pkcs8: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const verifying = verifyingKeyFrom(algorithm, publicKey);
  if (algorithm === 'ed25519') {
    return { ...verifying, sign: (text) => sign(null, text, privateKey) };
  }
  const identity = sm2Identity(publicKey);
  return {
    ...verifying,
    sign: (text) => createSign('sm3').update(identity).update(text).sign(privateKey),
  };
}

/** @throws when the DER holds no public key of that algorithm */
export function verifyingKeyFrom(algorithm: SignatureAlgorithm, spki: Buffer): VerifyingKey {
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  checkAlgorithm(algorithm, publicKey, spki);
  const keyId = createHash('sha256').update(spki).digest('hex').slice(0, 16);
  const common = { keyId, algorithm, publicKey: spki };
  if (algorithm === 'ed25519') {
    return { ...common, verify: (text, signature) => verify(null, text, publicKey, signature) };
  }
  const identity = sm2Identity(spki);
  return {
    ...common,
    verify: (text, signature) =>
      createVerify('sm3').update(identity).update(text).verify(publicKey, signature),
  };
}

/** SPKI of a key on the SM2 curve up to its point: id-ecPublicKey, 1.2.156.10197.1.301, an uncompressed point. */
const SM2_SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex');
const POINT_BYTES = 64;

function checkAlgorithm(algorithm: SignatureAlgorithm, key: KeyObject, spki: Buffer): void {
  const isSm2 =
    spki.length === SM2_SPKI_HEAD.length + POINT_BYTES && startsWith(spki, SM2_SPKI_HEAD);
  const is = key.asymmetricKeyType === 'ed25519' ? 'ed25519' : isSm2 ? 'sm2' : 'another';
  if (is !== algorithm) throw new TypeError(`a key for ${algorithm} is expected`);
}

function startsWith(bytes: Buffer, head: Buffer): boolean {
  return bytes.subarray(0, head.length).equals(head);
}

/** GM/T 0009-2012, section 10: who has no identity of his own signs under this one. */
const IDENTITY = Buffer.from('1234567812345678');
/** a, b and the base point of the curve (GB/T 32918.5). */
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);

/** Z: binds a signature to the signer's identity, the curve and the public key. */
export function sm2Identity(spki: Buffer): Buffer {
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(IDENTITY.length * 8);
  const point = spki.subarray(-POINT_BYTES);
  return createHash('sm3').update(bits).update(IDENTITY).update(CURVE).update(point).digest();
}
