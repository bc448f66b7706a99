import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../../domain/errors.ts';

test('docs/errors.md explains every error code, and no other', async () => {
  const text = await readFile('docs/errors.md', 'utf8');
  const explained = [...text.matchAll(/^\| ([A-Z_]+) \|/gm)].map((line) => line[1]);
  expect(explained).toEqual([...ERROR_CODES]);
});
