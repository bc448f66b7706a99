import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { readSettings } from '../../../config/settings.ts';

describe('settings', () => {
  test('need nothing: the embedded store, its own queue, 500 households a chunk', () => {
    expect(readSettings({})).toMatchObject({
      databaseUrl: null,
      queueUrl: null,
      chunkSize: 500,
      language: 'zh-CN',
      region: '371000',
    });
  });
  test('an empty variable is one that is not set', () => {
    expect(readSettings({ DATABASE_URL: '', HEDUI_CHUNK_SIZE: '' }).databaseUrl).toBeNull();
  });
  test.each([
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['QUEUE_URL', 'not a url'],
    ['HEDUI_CHUNK_SIZE', '0'],
    ['HEDUI_TAKEOVER_SECONDS', 'soon'],
    ['HEDUI_REGION', '3710'],
    ['HEDUI_LANGUAGE', 'fr'],
  ])('%s = %s is refused by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`SETTING_INVALID.*${name}`));
  });
  test('a refused value is not repeated: a URL may hold a password', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:secret@h/x' })).not.toThrow(/secret/);
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:secret@h/x' })).toThrow('DATABASE_URL');
  });
  test('docs/settings.md explains every variable that is read', async () => {
    const source = await readFile('config/settings.ts', 'utf8');
    const text = await readFile('docs/settings.md', 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
    expect(read.length).toBeGreaterThan(8);
    for (const name of read) expect(text).toContain(`\`${name}\``);
  });
});
