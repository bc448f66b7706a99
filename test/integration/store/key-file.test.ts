import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysFromFile } from '../../../store/encryption/key-sources.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hedui-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a key file', () => {
  test('is made at first use, once, and for its owner only', async () => {
    const file = join(folder, 'keys.json');
    const opened = await Promise.all([keysFromFile(file), keysFromFile(file), keysFromFile(file)]);
    expect(new Set(opened.map(({ signing }) => signing.keyId)).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    expect((await keysFromFile(file)).indexKey).toEqual(opened[0]?.indexKey);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('that others can read, or that is damaged, is refused', async () => {
    const file = join(folder, 'keys.json');
    await keysFromFile(file);
    await chmod(file, 0o640);
    await expect(keysFromFile(file)).rejects.toMatchObject({
      code: 'KEY_WRONG',
      said: { en: expect.stringContaining('chmod 600') },
    });
    await chmod(file, 0o600);
    await writeFile(file, '{"format":"hedui-keys/1"');
    await expect(keysFromFile(file)).rejects.toMatchObject({ code: 'KEY_WRONG' });
  });
});
