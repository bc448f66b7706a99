// The command line as its user has it: real processes, real files, exit codes.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse, parseAllDocuments } from 'yaml';
import { type CommandLine, heard, interrupt, openCommandLine } from '../support/command-line.ts';
import { until } from '../support/until.ts';

let line: CommandLine;
let village: Awaited<ReturnType<CommandLine['serveVillage']>>;
const hedui = (...words: string[]) => line.run(words);

beforeAll(async () => {
  line = await openCommandLine();
  village = await line.serveVillage();
});

afterAll(async () => {
  await village.stop();
  await line.remove();
});

async function schema(name: string) {
  const text = await readFile(`docs/schemas/${name}.schema.json`, 'utf8');
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  return ajv.compile(JSON.parse(text));
}

const batchFile = () => line.at('city', 'batches', 'applicants.csv');
const submit = (file: string, ...more: string[]) =>
  hedui('submit', file, '--scheme', 'subsistence', '--on', '2026-07-01', ...more);

describe('submit, status, report', () => {
  test('a batch goes in, is waited for, and can be read in every form', async () => {
    const submitted = await submit(batchFile(), '--wait', '--json');
    expect(submitted.code).toBe(0);
    const batch = JSON.parse(submitted.out);
    const isBatch = await schema('batch');
    isBatch(batch);
    expect(isBatch.errors ?? []).toEqual([]);
    expect(batch).toMatchObject({
      batch: 'B1',
      alreadySubmitted: false,
      state: 'done',
      counts: { rows: 8, households: 4, persons: 8, rejectedRows: 0 },
      reports: { total: 4, byConclusion: { exceeds: 2, doubts: 1, 'no-anomaly': 1 } },
    });

    const again = await submit(batchFile(), '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ batch: 'B1', alreadySubmitted: true });

    const status = await hedui('status', 'B1', '--json');
    expect(JSON.parse(status.out)).toMatchObject({ batch: 'B1', state: 'done' });

    const list = await hedui('report', '--batch', 'B1', '--conclusion', 'doubts', '--json');
    const [{ number }] = JSON.parse(list.out);
    const sealed = await hedui('report', number.toLowerCase(), '--json');
    const isReport = await schema('sealed-report');
    isReport(JSON.parse(sealed.out));
    expect(isReport.errors ?? []).toEqual([]);

    const byHousehold = await hedui('report', '--batch', 'B1', '--household', 'HC-003');
    expect(byHousehold.out).toContain('存在疑点');
    expect(byHousehold.out).toContain('2026年5月20日');

    const page = await hedui('report', number, '--html');
    expect(page.out).toContain('<html lang="zh-CN">');

    const out = line.at('reports');
    await hedui('report', '--batch', 'B1', '--out', out);
    expect((await readdir(out)).length).toBe(4 * 2 + 1);

    const [pdf, xlsx, zip] = ['one.pdf', 'batch.xlsx', 'batch.zip'].map((name) =>
      line.at(name),
    ) as [string, string, string];
    await hedui('report', number, '--pdf', pdf);
    expect((await readFile(pdf)).subarray(0, 8).toString()).toBe('%PDF-1.7');
    const exported = await hedui('report', '--batch', 'B1', '--xlsx', xlsx, '--zip', zip);
    expect(exported.err).toContain('Wrote 4 households');
    for (const file of [xlsx, zip])
      expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('how departments serve', () => {
  test('the scorecard of the village keeps to its schema', async () => {
    const { code, out } = await hedui('departments', '--json');
    expect(code).toBe(0);
    const document = JSON.parse(out);
    const isScorecard = await schema('departments');
    isScorecard(document);
    expect(isScorecard.errors ?? []).toEqual([]);
    const land = document.departments.find(
      (one: { department: string }) => one.department === 'land',
    );
    expect(land).toMatchObject({ connected: true, availability: 1, answeredShare: 1 });
    expect(land.requests).toBeGreaterThan(0);
  });

  test('a worker serves its metrics over HTTP, and nothing else', async () => {
    const worker = line.start(['worker', '--metrics-port', '0']);
    const [out, err] = [heard(worker.stdout), heard(worker.stderr)];
    const port = () => /"metricsPort":(\d+)/.exec(out() + err())?.[1];
    await until('the worker is ready', () => port() !== undefined);
    const page = await fetch(`http://127.0.0.1:${port()}/metrics`);
    expect(page.headers.get('content-type')).toContain('text/plain');
    const text = await page.text();
    expect(text).toContain('hedui_department_circuit{department="land"} 0');
    expect(text).toContain('hedui_department_backlog{department="land"} 0');
    expect((await fetch(`http://127.0.0.1:${port()}/`)).status).toBe(404);
    // What the autoscaler is told to look at, and what its adapter tells several workers' counts apart by.
    const { name, labels } = await autoscaled();
    const series = text.split('\n').filter((line) => line.startsWith(`${name}{`));
    for (const label of labels) {
      expect(series.filter((line) => line.includes(label)).length).toBeGreaterThan(0);
    }
    for (const path of await probes('worker'))
      expect([path, (await fetch(`http://127.0.0.1:${port()}${path}`)).status]).toEqual([
        path,
        200,
      ]);
    await interrupt(worker);
  });

  test('a console answers whoever watches over it where the manifests look', async () => {
    const console = line.start(['console', '--port', '0', '--json']);
    const said = heard(console.stdout);
    const address = () => /"address":\s*"([^"]+)"/.exec(said())?.[1];
    await until('the console is ready', () => address() !== undefined);
    for (const path of await probes('console'))
      expect([path, (await fetch(`${address()}${path}`)).status]).toEqual([path, 200]);
    await interrupt(console);
  });

  /** Paths that are asked for on Kubernetes and by compose. */
  async function probes(part: 'worker' | 'console'): Promise<string[]> {
    const manifest = await readFile(`scripts/deploy/kubernetes/${part}.yaml`, 'utf8');
    const compose = parse(await readFile('compose.yaml', 'utf8'), { merge: true }) as {
      services: Record<string, { healthcheck: { test: string[] } }>;
    };
    const check = compose.services[part]?.healthcheck.test.at(-1) ?? '';
    const paths = [
      ...[...manifest.matchAll(/httpGet: \{ path: ([^,]+),/g)].map(([, path]) => path ?? ''),
      ...[...check.matchAll(/http:\/\/[^/]+(\/[^']+)'/g)].map(([, path]) => path ?? ''),
    ];
    expect(paths.length).toBeGreaterThan(1);
    return paths;
  }

  async function autoscaled(): Promise<{ name: string; labels: string[] }> {
    const text = await readFile('scripts/deploy/kubernetes/worker.yaml', 'utf8');
    const [scaler] = parseAllDocuments(text)
      .map((one) => one.toJSON())
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const { name, selector } = scaler.spec.metrics[0].external.metric;
    const adapter = parse(await readFile('scripts/deploy/prometheus-adapter.yaml', 'utf8'));
    const [rule] = adapter.rules.external;
    expect(rule.name.as).toBe(name);
    expect(rule.seriesQuery.startsWith(`${name}{`)).toBe(true);
    const [, by] = /by \((\w+)\)/.exec(rule.metricsQuery) ?? [];
    const chosen = Object.entries(selector.matchLabels as Record<string, string>);
    return { name, labels: [`${by}="`, ...chosen.map(([label, value]) => `${label}="${value}"`)] };
  }
});

describe('bad input', () => {
  test('a bad row is said with row, column and remedy, and can be exported to mend', async () => {
    const file = line.at('bad.csv');
    const rows = (await readFile(batchFile(), 'utf8')).split('\n');
    const bad = [rows[0], rows[1]?.replace('371002195803100137', '371002195803100138'), rows[2]];
    await writeFile(file, bad.join('\n'));
    const mend = line.at('mend.csv');
    const submitted = await submit(file, '--json', '--rejected', mend);
    expect(submitted.code).toBe(0);
    const { rejected } = JSON.parse(submitted.out);
    expect(rejected[0]).toMatchObject({ row: 2, column: 'id_number' });
    expect(submitted.out).not.toContain('371002195803100138');
    const exported = await readFile(mend, 'utf8');
    expect(exported).toContain('371002195803100138');
    expect(exported.split('\r\n')).toHaveLength(4);
  });

  test.each([
    ['an empty file', '', 'FILE_NOT_A_BATCH'],
    ['no header', '1,2,3\n4,5,6\n', 'FILE_NOT_A_BATCH'],
    ['binary garbage', '\u0000\u0001\u0002\uffff\u0000', 'FILE_NOT_A_BATCH'],
  ])('%s: exit code 1 and a sentence that says what to do', async (_, content, code) => {
    const file = line.at('odd.csv');
    await writeFile(file, content);
    const submitted = await submit(file);
    expect(submitted.code).toBe(1);
    expect(submitted.err).toContain(code);
    expect(submitted.out).toBe('');
  });

  test('a file that is not there', async () => {
    const submitted = await submit(line.at('nothing.csv'));
    expect(submitted).toMatchObject({ code: 1, out: '' });
    expect(submitted.err).toContain('FILE_NOT_READABLE');
  });

  test.each([
    ['an unknown scheme', ['submit', 'x.csv', '--scheme', 'nonsense']],
    ['no scheme', ['submit', 'x.csv']],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['status', '--frobnicate']],
    ['neither a number nor a batch', ['report']],
  ])('%s is wrong use: exit code 2', async (_, words) => {
    const { code, out } = await hedui(...words);
    expect(code).toBe(2);
    expect(out).toBe('');
  });

  test.each([
    ['a batch that does not exist', ['status', 'B999'], 'BATCH_UNKNOWN'],
    ['a report that does not exist', ['report', '371002-2026-DB-0000001-0'], 'REPORT_UNKNOWN'],
  ])('%s: exit code 1', async (_, words, code) => {
    const { code: exit, err } = await hedui(...words);
    expect(exit).toBe(1);
    expect(err).toContain(code);
  });
});

test('doctor finds a served city sound, and says which standards are to be confirmed', async () => {
  const { code, out } = await hedui('doctor', '--json');
  const { sound, checks } = JSON.parse(out);
  expect(sound).toBe(true);
  expect(code).toBe(0);
  const states = Object.fromEntries(
    checks.map((check: { name: string; state: string }) => [check.name, check.state]),
  );
  expect(states).toMatchObject({
    store: 'ok',
    queue: 'ok',
    standards: 'warn',
    'department land': 'ok',
    'department civil-affairs': 'ok',
    'department public-security': 'ok',
  });
});
