// How we and one SPDCI partner speak to each other: signatures, dialect, limits. Used by departments that are reached over
// SPDCI (config/departments.yaml) and by partners who ask us (config/partners.yaml).

import { z } from 'zod';

/** A key of ours or of the partner: PEM, or the 32 raw bytes of Ed25519 in base64. */
const key = z.string().min(1);

/**
 * The signature dialect is pinned for a partner: a message in another is not accepted.
 * - none: messages are not signed; the connection alone protects them
 * - cavage-openspp: OpenSPP's, a signature header over the digest of Python's sorted JSON
 * - jws-detached: OpenG2P's, a detached JWS (RFC 7515 appendix F) over sorted JSON, EdDSA
 */
export const signatureSettings = z
  .strictObject({
    dialect: z.enum(['none', 'cavage-openspp', 'jws-detached']).default('none'),
    /** Our key: its name at the partner, and the private key. */
    ownKeyId: z.string().min(1).max(200).default('1'),
    ownKey: key.optional(),
    /** The partner's public key, or the address of its key set (RFC 7517). */
    partnerKey: key.optional(),
    partnerKeys: z.string().min(1).optional(),
  })
  .refine(({ dialect, ownKey }) => dialect === 'none' || ownKey !== undefined, {
    path: ['ownKey'],
    message: 'a signature dialect wants a key of ours',
  })
  .refine(
    ({ dialect, partnerKey, partnerKeys }) =>
      dialect === 'none' || (partnerKey === undefined) !== (partnerKeys === undefined),
    { path: ['partnerKey'], message: 'a signature dialect wants partnerKey or partnerKeys' },
  );
export type SignatureSettings = z.infer<typeof signatureSettings>;
export const UNSIGNED: SignatureSettings = signatureSettings.parse({});

/** A department that is a registry: `spdci:` of its entry. */
export const registrySettings = z.strictObject({
  /** How each calls itself to the other. */
  ourId: z.string().min(1).max(255).default('hedui'),
  theirId: z.string().min(1).max(255),
  /** Path before `/registry`, and where tokens are had when `clientId` is among the credentials. */
  prefix: z
    .string()
    .regex(/^(\/[\w.-]+)*$/, 'a path without a slash at its end')
    .default(''),
  tokenPath: z.string().startsWith('/').default('/oauth2/client/token'),
  signature: signatureSettings.default(UNSIGNED),
  /** By which identifier they know a citizen ID number: UIN, NIN, NationalID … */
  identifierType: z.string().min(1).max(60).default('UIN'),
  /** Left out of the query when the registry wants none (OpenCRVS spells an event in lower case here). */
  regType: z.string().min(1).nullable().default('ns:org:RegistryType:Social'),
  /** Our name of a resource → their reg_record_type. */
  recordTypes: z.record(z.string(), z.string()).default({}),
  /** ISO 639-3. */
  locale: z
    .string()
    .regex(/^[a-z]{3}$/, 'three small letters')
    .default('zho'),
  /** Where the authorisation is stated: as the specification's objects, as OpenG2P's compact JWS, or not at all. */
  consent: z.enum(['object', 'jws', 'none']).default('object'),
  /** async: they call us back, and are asked for the state of what they do not call back about. */
  mode: z.enum(['sync', 'async']).default('sync'),
  callback: z
    .strictObject({
      /** Our address as they reach it; it ends before `/registry/on-search`. */
      address: z.string().min(1),
      host: z.string().min(1).default('127.0.0.1'),
      port: z.int().min(0).max(65_535),
      /** What they must show as bearer token. */
      token: z.string().min(1).optional(),
    })
    .optional(),
  /** How long a callback is waited for before the state is asked. */
  callbackWithinMs: z.int().min(10).max(600_000).default(5_000),
});
export type RegistrySettings = z.infer<typeof registrySettings>;
