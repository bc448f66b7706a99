// New keys for an installation that goes on working: each step is written down before the next relies on it, so that a
// process killed between two of them has lost nothing, and the same command goes on.

import { type Instant, instant } from '../domain/calendar.ts';
import type { SignatureAlgorithm } from '../domain/crypto-suite.ts';
import { HeduiError } from '../domain/errors.ts';
import type { LedgerKind } from '../domain/ledger.ts';
import {
  KEY_FILE_NOTICED_MS,
  readKeyFile,
  replaceKeyFile,
} from '../store/encryption/key-sources.ts';
import {
  type KeyRing,
  newestVersion,
  withNewestCurrent,
  withNewSigningKey,
  withNewVersion,
  withoutVersion,
} from '../store/encryption/key-ring.ts';
import type { Store } from '../store/store.ts';

export type KeyRoom = {
  readonly store: Pick<Store, 'keyVersions' | 'ledger'>;
  readonly keyFile: string;
  readonly actor: string;
};

export type Turned = { readonly version: number; readonly rewrapped: number };

/**
 * Makes a new version of the key-encryption key and wraps every data key under it. A version that an earlier call made
 * and did not get to use is taken up. Workers notice within a second and go on.
 * @throws HeduiError KEYS_BEING_TURNED
 */
export async function turnKeyEncryptionKey(
  room: KeyRoom,
  onProgress: (wrapped: number) => void = () => {},
): Promise<Turned> {
  return alone(room, async () => {
    let ring = await readKeyFile(room.keyFile);
    if (newestVersion(ring) === ring.currentVersion) {
      ring = withNewVersion(ring);
      await replaceKeyFile(room.keyFile, ring);
    }
    const version = newestVersion(ring);
    // The database must know a version before a worker wraps under it.
    await room.store.keyVersions.register(version);
    await replaceKeyFile(room.keyFile, withNewestCurrent(ring));
    await note(room, 'key-made', `kek/${version}`, {
      madeAt: ring.keyEncryptionKeys[version]?.madeAt,
    });
    return { version, rewrapped: await rewrapToTheEnd(room, version, onProgress) };
  });
}

/** Wraps what an interrupted turning left under older versions. @throws HeduiError KEYS_BEING_TURNED */
export async function rewrapOldKeys(
  room: KeyRoom,
  onProgress: (wrapped: number) => void = () => {},
): Promise<Turned> {
  return alone(room, async () => {
    const { currentVersion: version } = await readKeyFile(room.keyFile);
    return { version, rewrapped: await rewrapToTheEnd(room, version, onProgress) };
  });
}

/** Makes a new signing key; of the one before, only the public half is kept. @throws HeduiError KEYS_BEING_TURNED */
export async function turnSigningKey(room: KeyRoom, algorithm: SignatureAlgorithm): Promise<void> {
  await alone(room, async () => {
    const ring = withNewSigningKey(await readKeyFile(room.keyFile), algorithm);
    await replaceKeyFile(room.keyFile, ring);
    const made = ring.signingKeys.at(-1);
    await note(room, 'key-made', `signing/${algorithm}`, { publicKey: made?.publicKey });
  });
}

/** Takes an old version away for good. @throws HeduiError KEY_IN_USE, KEYS_BEING_TURNED */
export async function retireVersion(room: KeyRoom, version: number): Promise<void> {
  await alone(room, async () => {
    const ring = await readKeyFile(room.keyFile);
    const without = withoutOld(ring, version);
    if (!(await room.store.keyVersions.forget(version))) throw stillInUse(version);
    await replaceKeyFile(room.keyFile, without);
    await note(room, 'key-retired', `kek/${version}`, {});
  });
}

/** A worker that has not looked at the key file yet may wrap one more key under the old version: until none does. */
async function rewrapToTheEnd(
  room: KeyRoom,
  version: number,
  onProgress: (wrapped: number) => void,
): Promise<number> {
  let sum = 0;
  let passes = 0;
  for (;;) {
    const before = sum;
    sum += await room.store.keyVersions.rewrap(version, (wrapped) => onProgress(before + wrapped));
    const uses = await room.store.keyVersions.uses();
    const left = uses.some((use) => use.version !== version && use.dataKeys > 0);
    passes += 1;
    if (!left && passes > 1) break;
    await new Promise((resolve) => setTimeout(resolve, KEY_FILE_NOTICED_MS * 1.5));
  }
  await note(room, 'key-rewrapped', `kek/${version}`, { dataKeys: sum });
  return sum;
}

function withoutOld(ring: KeyRing, version: number): KeyRing {
  try {
    return withoutVersion(ring, version);
  } catch {
    throw new HeduiError('KEY_IN_USE', {
      zh: `只能停用密钥文件中的旧版密钥；第 ${version} 版是当前版本，或不在文件中。`,
      en: `Only an old version in the key file can be retired; version ${version} is the current one, or is not there.`,
    });
  }
}

function stillInUse(version: number): HeduiError {
  return new HeduiError('KEY_IN_USE', {
    zh: `仍有数据密钥由第 ${version} 版密钥加密。请先运行 hedui keys rewrap。`,
    en: `Data keys are still wrapped under version ${version}. Run hedui keys rewrap first.`,
  });
}

async function alone<T>(room: KeyRoom, work: () => Promise<T>): Promise<T> {
  const outcome = await room.store.keyVersions.whileTurning(async () => ({ done: await work() }));
  if (outcome !== null) return outcome.done;
  throw new HeduiError(
    'KEYS_BEING_TURNED',
    {
      zh: '另一个进程正在更换密钥，请待其结束后再试。',
      en: 'Another process is turning the keys. Try again when it has ended.',
    },
    { retryable: true },
  );
}

async function note(
  { store, actor }: KeyRoom,
  kind: LedgerKind,
  subject: string,
  content: object,
): Promise<void> {
  const at: Instant = instant(new Date());
  await store.ledger.note([{ at, actor, kind, subject, purpose: null, content }]);
}
