import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('every test that docs/security.md rests on is there', () => {
  const text = readFileSync('docs/security.md', 'utf8');
  const named = [...text.matchAll(/\btest\/[\w/.-]+\.test\.ts\b/g)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every row of a table of threats in docs/security.md names a test', () => {
  const text = readFileSync('docs/security.md', 'utf8');
  const tables = text.split(/^\| threat \|.*$/m).slice(1);
  expect(tables.length).toBeGreaterThan(0);
  for (const table of tables) {
    const rows = (table.split(/\n\n/)[0] ?? '').split('\n').filter((line) => /^\| [^-]/.test(line));
    expect(rows.filter((row) => !/\btest\/[\w/.-]+\.test\.ts\b/.test(row))).toEqual([]);
  }
});
