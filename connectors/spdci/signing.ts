// The signatures that we and one partner exchange, in the dialect that is pinned for it.

import type { KeyObject } from 'node:crypto';
import type { SignatureSettings } from '../../config/spdci.ts';
import { isSignedCavage, signCavage } from './cavage.ts';
import { isSignedDetached, signCompact, signDetached } from './detached-jws.ts';
import { privateKeyOf } from './keys.ts';
import { type Marked, readMarkedJson } from './marked-json.ts';
import { openPartnerKeys } from './partner-keys.ts';

export type Signing = {
  readonly dialect: SignatureSettings['dialect'];
  /** The signature of `{"header": …, "message": …}`; empty when messages are not signed. */
  sign(contentJson: string, at: Date): string;
  /** @param content {header, message} as received */
  check(signature: string, content: Marked, at: Date): Promise<SignatureCheck>;
  /** A statement as compact JWS, with our key. null when we have none. */
  state(payload: object): string | null;
};

export type SignatureCheck = 'good' | 'not-wanted' | 'missing' | 'invalid';

/** What implementations write into the field when they do not sign. Never taken for a signature. */
const STUBS: ReadonlySet<string> = new Set(['', 'unsigned', 'unsigned-stub']);
/** What OpenG2P puts there while its checks are switched off. */
const SWITCHED_OFF = 'signature_validation_disabled';

/** @throws TypeError when a key cannot be read */
export function openSigning(settings: SignatureSettings, ourId: string, theirId: string): Signing {
  const { dialect } = settings;
  const keys = openPartnerKeys(settings);
  const own = settings.ownKey === undefined ? null : privateKeyOf(settings.ownKey);
  const ownKeyId = keyIdOf(settings, ourId);

  function isGood(signature: string, content: Marked, at: Date): Promise<boolean> {
    return dialect === 'cavage-openspp'
      ? isSignedCavage(signature, content, theirId, keys, at)
      : isSignedDetached(signature, content, keys);
  }

  return {
    dialect,
    sign(contentJson, at) {
      const content = readMarkedJson(contentJson);
      if (dialect === 'none' || content === null) return '';
      return dialect === 'cavage-openspp'
        ? signCavage(content, ownKeyId, ownKeyOf(own), at)
        : signDetached(content, ownKeyId, ownKeyOf(own));
    },
    async check(signature, content, at) {
      const isStub = STUBS.has(signature) || signature === SWITCHED_OFF;
      // A signature that nobody can check is not accepted as if somebody had.
      if (dialect === 'none') return isStub ? 'not-wanted' : 'invalid';
      if (isStub) return 'missing';
      return (await isGood(signature, content, at)) ? 'good' : 'invalid';
    },
    state: (payload) => (own === null ? null : signCompact(payload, ownKeyId, own)),
  };
}

/** The name of our key as partners see it: OpenSPP's carries sender and algorithm. */
export function keyIdOf({ dialect, ownKeyId }: SignatureSettings, ourId: string): string {
  return dialect === 'cavage-openspp' ? `${ourId}|${ownKeyId}|ed25519` : ownKeyId;
}

function ownKeyOf(key: KeyObject | null): KeyObject {
  if (key === null) throw new TypeError('the settings give a key to whoever signs');
  return key;
}
