// The commands of those who check: explain, replay, what-if, standards. Real processes, real files, exit codes.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { openClient } from '../support/store.ts';

let line: CommandLine;
let batch: string;
const hedui = (...words: string[]) => line.run(words);

beforeAll(async () => {
  line = await openCommandLine();
  const village = await line.serveVillage();
  try {
    const file = line.at('city', 'batches', 'applicants.csv');
    const words = ['--scheme', 'subsistence', '--on', '2026-07-01', '--wait', '--json'];
    const submitted = await hedui('submit', file, ...words);
    batch = JSON.parse(submitted.out).batch;
  } finally {
    await village.stop();
  }
});

afterAll(() => line.remove());

/** Standard output is one document of that shape, whatever was said besides. */
async function documentOf(out: string, schema: string) {
  const text = await readFile(`docs/schemas/${schema}.schema.json`, 'utf8');
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(text));
  const document = JSON.parse(out);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  return document;
}

async function reportOf(ref: string): Promise<string> {
  const { out } = await hedui('report', '--batch', batch, '--household', ref, '--json');
  return JSON.parse(out).number;
}

describe('explain', () => {
  test('sets out the sum of a wage of 4,500.00 for twelve months against 12 × 2 × 1,050.00', async () => {
    const number = await reportOf('HC-004');
    const { code, out } = await hedui('explain', number, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('54,000.00 yuan');
    expect(out).toContain('25,200.00 yuan');
    expect(out).toContain('1,050.00 yuan a month');
    const json = await hedui('explain', number.toLowerCase(), 'f1', '--json');
    const { findings } = await documentOf(json.out, 'explanation');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ id: 'F1', kind: 'income-above-standard' });
  });

  test('a finding that the report has not: exit code 1', async () => {
    const { code, out, err } = await hedui('explain', await reportOf('HC-004'), 'F99');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('F1');
  });
});

test('a report that is shown or explained at the terminal stands in the ledger, with who it was', async () => {
  const number = await reportOf('HC-003');
  await hedui('explain', number);
  const server = await acquireEmbedded({ folder: line.at('home', 'database') });
  const sql = await openClient(server.url);
  try {
    const { rows } = await sql.query(
      "select kind, actor from ledger_entries where subject = $1 and kind = 'look'",
      [number],
    );
    const looked = { kind: 'look', actor: `terminal/${userInfo().username}` };
    expect(rows).toEqual([looked, looked]);
  } finally {
    await sql.end();
    await server.release();
  }
});

describe('replay', () => {
  test('all the same: exit code 0', async () => {
    const { code, out, err } = await hedui('replay', '--all');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('4 the same');
    const json = await hedui('replay', await reportOf('HC-001'), '--json');
    const document = await documentOf(json.out, 'replay');
    expect(document).toMatchObject({ reports: 1, same: 1, different: [] });
  });

  test('under tampered standards: exit code 1, and where', async () => {
    const standards = await tampered();
    process.env['HEDUI_STANDARDS'] = standards;
    try {
      const { code, out } = await hedui('replay', '--batch', batch, '--json');
      expect(code).toBe(1);
      const { different } = await documentOf(out, 'replay');
      expect(different[0].causes[0].what).toBe('standards');
    } finally {
      delete process.env['HEDUI_STANDARDS'];
    }
  });
});

describe('what-if', () => {
  test('a file over the standards, a folder in their place: the same answer', async () => {
    const file = line.at('overlay.yaml');
    await writeFile(file, "region: '371000'\nstandards:\n  subsistence.vehicles.limit: 1\n");
    const csv = line.at('effects.csv');
    const overlaid = await hedui('what-if', '--standards', file, '--csv', csv, '--json');
    expect(overlaid.code).toBe(0);
    const document = await documentOf(overlaid.out, 'what-if');
    expect(document).toMatchObject({ households: 4, changedConclusions: 1 });
    expect(await readFile(csv, 'utf8')).toContain('conclusion,371002,,,exceeds,doubts,1\r\n');

    const replaced = await hedui('what-if', '--standards', await tampered(), '--json');
    expect(JSON.parse(replaced.out)).toEqual(document);
  });

  test('a file that names no standard: exit code 1', async () => {
    const file = line.at('typo.yaml');
    await writeFile(file, 'standards:\n  subsistence.vehicle.limit: 1\n');
    const { code, out, err } = await hedui('what-if', '--standards', file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('STANDARD_INVALID');
  });
});

describe('standards', () => {
  test('what is in force, and what changes between two days', async () => {
    const shown = await hedui('standards', 'show', '--region', '371002', '--on', '2026-07-01');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('1,050.00元/月');
    const json = await hedui('standards', 'show', '--region', '371002', '--json');
    await documentOf(json.out, 'standards');
    const days = ['--from', '2025-06-30', '--until', '2025-07-01'];
    const diff = await hedui('standards', 'diff', '--region', '371002', ...days, '--json');
    const { changes } = await documentOf(diff.out, 'standards-diff');
    expect(changes.map((change: { key: string }) => change.key)).toContain(
      'subsistence.allowance.urban',
    );
  });
});

test.each([
  [['replay']],
  [['replay', '--all', '--batch', 'B1']],
  [['what-if']],
  [['standards', 'show', '--on', 'tomorrow']],
  [['standards', 'diff', '--from', '2026-01-01']],
  [['explain', 'X', '--lang', 'fr']],
])(
  '%j is wrong use: exit code 2',
  async (words) => {
    const { code, out } = await hedui(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  },
  60_000,
);

/** The standards with one car allowed in Weihai. */
async function tampered(): Promise<string> {
  const standards = line.at('standards');
  await cp('config/standards', standards, { recursive: true });
  const file = join(standards, '371000.yaml');
  const text = await readFile(file, 'utf8');
  const limit = 'subsistence.vehicles.limit: ';
  expect(text).toContain(`${limit}*none-allowed`);
  await writeFile(file, text.replace(`${limit}*none-allowed`, `${limit}*one-allowed`));
  return standards;
}
