// The commands of those who must trust: keys, audit, report verify, hold, retention. Real processes, real files.

import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

let line: CommandLine;
let number: string;
const at = (name: string) => line.at(name);
const hedui = (...words: string[]) => line.run(words);

beforeAll(async () => {
  line = await openCommandLine();
  const village = await line.serveVillage();
  try {
    const file = line.at('city', 'batches', 'applicants.csv');
    const words = ['--scheme', 'subsistence', '--on', '2026-07-01', '--wait', '--json'];
    const { out } = await hedui('submit', file, ...words);
    const { batch } = JSON.parse(out);
    const shown = await hedui('report', '--batch', batch, '--household', 'HC-002', '--json');
    number = JSON.parse(shown.out).number;
    await writeFile(at('report.json'), shown.out);
    await hedui('report', number, '--pdf', at('report.pdf'));
    await writeFile(at('keys.json'), (await hedui('keys', 'public')).out);
  } finally {
    await village.stop();
  }
});
afterAll(() => line.remove());

/** With no database that could be reached. */
const elsewhere = (...words: string[]) =>
  line.run(words, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });

describe('a report', () => {
  test.each(['report.json', 'report.pdf'])(
    '%s is genuine, here and elsewhere',
    async (name) => {
      const here = await hedui('report', 'verify', at(name), '--json');
      expect(JSON.parse(here.out)).toMatchObject({ state: 'genuine', withRecords: true, number });
      expect(here.code).toBe(0);
      const there = await elsewhere(
        'report',
        'verify',
        at(name),
        '--keys',
        at('keys.json'),
        '--json',
      );
      expect(JSON.parse(there.out)).toMatchObject({ state: 'genuine', withRecords: false });
    },
    60_000,
  );

  test('with one figure changed is altered: exit code 1', async () => {
    const text = await readFile(at('report.json'), 'utf8');
    await writeFile(at('forged.json'), text.replace('"exceeds"', '"no-anomaly"'));
    const { code, out } = await elsewhere(
      'report',
      'verify',
      at('forged.json'),
      '--keys',
      at('keys.json'),
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ state: 'altered', number: null });
  });
});

describe('the ledger', () => {
  test('is verified, proven and checked elsewhere', async () => {
    const verified = await hedui('audit', 'verify', '--json');
    expect(JSON.parse(verified.out)).toMatchObject({ faults: [] });
    const proof = at('proof.json');
    expect((await hedui('audit', 'prove', number.toLowerCase(), '--out', proof)).code).toBe(0);
    expect((await readFile(proof)).length).toBeLessThan(8_000);
    const words = ['audit', 'check', proof, '--keys', at('keys.json')];
    const checked = await elsewhere(...words, '--report', at('report.json'));
    expect(JSON.parse(checked.out)).toMatchObject({
      outcome: 'proven',
      entry: { subject: number },
    });
    const text = await readFile(proof, 'utf8');
    await writeFile(proof, text.replace('"actor": "worker"', '"actor": "nobody"'));
    const forged = await elsewhere(...words);
    expect(forged.code).toBe(1);
    expect(JSON.parse(forged.out).outcome).toBe('not-in-tree');
  });

  test('is published, and held against what was', async () => {
    const to = at('archive');
    expect((await hedui('audit', 'publish', '--to', to)).code).toBe(0);
    const { code, err } = await hedui('audit', 'verify', '--published', to);
    expect(code).toBe(0);
    expect(err).toContain('1 checkpoints from outside');
  });
});

test('keys are listed, turned and retired', async () => {
  expect((await hedui('keys', 'rotate')).code).toBe(0);
  expect((await hedui('keys', 'retire', '2')).code).toBe(1);
  expect((await hedui('keys', 'retire', '1')).code).toBe(0);
  const { versions } = JSON.parse((await hedui('keys', 'list', '--json')).out);
  expect(versions).toMatchObject([{ version: 2, current: true }]);
  expect((await hedui('report', number)).code).toBe(0);
});

test('a household is held, listed and let go; nothing is erased by rules that are to be confirmed', async () => {
  expect((await hedui('hold', 'set', number, '--reason', '行政复议')).code).toBe(0);
  expect((await hedui('hold', 'list')).out).toContain('行政复议');
  expect((await hedui('hold', 'lift', number, '--reason', '已办结')).code).toBe(0);
  const { out } = await hedui('retention', '--dry-run', '--json');
  expect(JSON.parse(out)).toMatchObject({ erased: {}, held: 0 });
});
