// Whether the keys at hand are those this database was written with. Told at opening, not at the first value that
// does not open.

import { createHmac } from 'node:crypto';
import { HeduiError } from '../domain/errors.ts';
import type { Database } from './database.ts';
import type { KeyProvider } from './encryption/key-provider.ts';

const INDEX_KEY_VERSION = 0;

/** @throws HeduiError KEY_WRONG, KEY_MISSING */
export async function checkKeys(database: Database, keys: KeyProvider): Promise<void> {
  const values = new Map([
    [INDEX_KEY_VERSION, checkValueOf(keys.indexKey.bytes)],
    [keys.currentVersion, checkValueOf(keys.keyEncryptionKey(keys.currentVersion).bytes)],
  ]);
  await database.rows(
    `insert into key_versions (version, check_value) select * from unnest($1::int[], $2::bytea[])
     on conflict (version) do nothing`,
    [[...values.keys()], [...values.values()]],
  );
  const used = await database.rows<{ version: number; check_value: Buffer }>(
    'select version, check_value from key_versions',
  );
  for (const { version, check_value } of used) {
    const value = values.get(version) ?? checkValueOf(keys.keyEncryptionKey(version).bytes);
    if (value.equals(check_value)) continue;
    throw new HeduiError('KEY_WRONG', {
      zh: '密钥与数据库不符：数据库是用另一套密钥写入的。请从备份恢复该数据库的密钥文件。',
      en: 'The keys are not those this database was written with. Restore its key file from the backup.',
    });
  }
}

/** Tells keys apart without telling anything of them. */
export function checkValueOf(key: Buffer): Buffer {
  return createHmac('sha256', key).update('hedui key check').digest();
}
