// The public keys of a partner: one that we were given, or those of the key set at its address.

import type { KeyObject } from 'node:crypto';
import { request } from 'undici';
import type { SignatureSettings } from '../../config/spdci.ts';
import { keysOfSet, publicKeyOf } from './keys.ts';

export type PartnerKeys = {
  /** null: the partner has no key of this name, or its key set cannot be had. */
  get(keyId: string): Promise<KeyObject | null>;
};

/** A key set is fetched anew for an unknown name, but not more often: anyone can name unknown keys. */
const FETCHED_EVERY_MS = 30_000;
/** A key that was taken out of the set is no longer accepted after this time. */
const KEPT_MS = 600_000;
const TIMEOUT_MS = 5_000;
const LARGEST_SET_BYTES = 262_144;

/** @throws TypeError when the given key is none. */
export function openPartnerKeys(settings: SignatureSettings): PartnerKeys {
  const { partnerKey, partnerKeys } = settings;
  if (partnerKey !== undefined) {
    const key = publicKeyOf(partnerKey);
    return { get: async () => key };
  }
  return partnerKeys === undefined ? { get: async () => null } : keysAt(partnerKeys);
}

function keysAt(address: string): PartnerKeys {
  let held = new Map<string, KeyObject>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;

  async function fetchSet(): Promise<void> {
    const startedAt = performance.now();
    const document = await fetchJson(address).catch(() => null);
    const keys = keysOfSet(document);
    if (keys) held = keys;
    else if (startedAt - fetchedAt > KEPT_MS) held = new Map();
    fetchedAt = startedAt;
  }

  return {
    async get(keyId) {
      const ageMs = performance.now() - fetchedAt;
      if (ageMs > KEPT_MS || (!held.has(keyId) && ageMs > FETCHED_EVERY_MS)) {
        fetching ??= fetchSet().finally(() => {
          fetching = null;
        });
        await fetching;
      }
      return held.get(keyId) ?? null;
    },
  };
}

async function fetchJson(address: string): Promise<unknown> {
  const { statusCode, body } = await request(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_SET_BYTES) return null;
    chunks.push(chunk);
  }
  return statusCode === 200 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : null;
}
