// Cryptographic suites (密码套件). Which one made a value is recorded with the value, so that an office may change suites
// and still read, prove and verify what it wrote before.

/** `aes`: AES-256-GCM, SHA-256, Ed25519. `sm`: the commercial cryptography (商用密码) SM4, SM3, SM2. */
export const CRYPTO_SUITES = ['aes', 'sm'] as const;
export type CryptoSuite = (typeof CRYPTO_SUITES)[number];

export const DIGEST_ALGORITHMS = ['sha-256', 'sm3'] as const;
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/** `sm2` is SM2 with SM3 and the identity that GM/T 0009 gives everyone (GB/T 32918.2, GM/T 0009-2012 section 10). */
export const SIGNATURE_ALGORITHMS = ['ed25519', 'sm2'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

type SuiteParts = {
  /** As a receipt names it. */
  readonly cipher: string;
  readonly digest: DigestAlgorithm;
  readonly signature: SignatureAlgorithm;
};

export const SUITE_PARTS: Readonly<Record<CryptoSuite, SuiteParts>> = {
  aes: { cipher: 'aes-256-gcm', digest: 'sha-256', signature: 'ed25519' },
  sm: { cipher: 'sm4-ctr-hmac-sm3', digest: 'sm3', signature: 'sm2' },
};

/** What OpenSSL, and so node:crypto, calls the digests. */
export const OPENSSL_DIGESTS: Readonly<Record<DigestAlgorithm, string>> = {
  'sha-256': 'sha256',
  sm3: 'sm3',
};
