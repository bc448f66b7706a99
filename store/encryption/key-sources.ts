// The two key sources there are: a file that is made at first use, and the environment.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeduiError } from '../../domain/errors.ts';
import { KEY_BYTES } from './envelope.ts';
import { type KeyProvider, type KeyRing, keysFromText } from './key-provider.ts';

/** Keys from a file that only its owner may read; generated when it does not exist. */
export async function keysFromFile(file: string): Promise<KeyProvider> {
  if (!existsSync(file)) await generateKeyFile(file);
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new HeduiError('KEY_WRONG', {
      zh: `密钥文件 ${file} 可被其他用户读取。请执行 chmod 600，并考虑更换密钥。`,
      en: `The key file ${file} can be read by other users. Run chmod 600 on it, and consider new keys.`,
    });
  }
  return keysFromText(await readFile(file, 'utf8'), file);
}

/** Keys from a variable of the environment that holds what the key file would. */
export function keysFromEnvironment(
  environment: NodeJS.ProcessEnv,
  name = 'HEDUI_KEYS',
): KeyProvider {
  const text = environment[name];
  if (text === undefined || text === '') {
    throw new HeduiError('KEY_MISSING', {
      zh: `环境变量 ${name} 未设置。`,
      en: `The environment variable ${name} is not set.`,
    });
  }
  return keysFromText(text, name);
}

export function generateKeyRing(): KeyRing {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    format: 'hedui-keys/1',
    currentVersion: 1,
    keyEncryptionKeys: { '1': randomBytes(KEY_BYTES).toString('base64') },
    indexKey: randomBytes(KEY_BYTES).toString('base64'),
    signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** Whole or not at all, and by one process: what is sealed under a lost key is lost. */
async function generateKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(generateKeyRing(), null, 2)}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
