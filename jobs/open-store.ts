// The store of the settings, with its keys: where a process begins.

import { join } from 'node:path';
import { withSecretFiles } from '../config/secret-files.ts';
import type { Settings } from '../config/settings.ts';
import { acquireEmbedded } from '../store/embedded/acquire.ts';
import type { KeyProvider } from '../store/encryption/key-provider.ts';
import { keysFromEnvironment, keysFromFile } from '../store/encryption/key-sources.ts';
import { openStore, type Store } from '../store/store.ts';

export type OpenedStore = {
  readonly store: Store;
  /** Where it is, the embedded one too. */
  readonly databaseUrl: string;
  /** The store's, then the embedded server's unless others use it. */
  close(): Promise<void>;
};

/** @throws HeduiError KEY_WRONG, KEY_MISSING */
export async function keysOf(settings: Settings): Promise<KeyProvider> {
  return process.env['HEDUI_KEYS'] === undefined
    ? keysFromFile(settings.keyFile, settings.cryptoSuite)
    : keysFromEnvironment(withSecretFiles(process.env), settings.cryptoSuite);
}

/** @throws HeduiError STORE_UNREACHABLE, STORE_SCHEMA_NEWER, STORE_DISK_FULL, KEY_WRONG, EMBEDDED_START_FAILED */
export async function openStoreOf(settings: Settings, keys: KeyProvider): Promise<OpenedStore> {
  const embedded =
    settings.databaseUrl === null
      ? await acquireEmbedded({ folder: join(settings.home, 'database') })
      : null;
  const databaseUrl = settings.databaseUrl ?? embedded?.url ?? '';
  try {
    const store = await openStore({ databaseUrl, keys, applicationName: 'hedui' });
    return {
      store,
      databaseUrl,
      async close() {
        await store.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}
