// File exchange in workbooks and fixed-width files, in a mounted folder and over SFTP, with answers written by hand as
// a department's own programs would lay them down.

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FileSettings, fileSettings } from '../../../config/transport-settings.ts';
import type { Connector, Correction, Question } from '../../../connectors/connector.ts';
import { civilAffairs } from '../../../connectors/departments/civil-affairs.ts';
import { openFileExchange } from '../../../connectors/transports/file-exchange.ts';
import type { Row } from '../../../connectors/transports/files/row.ts';
import { readTable, writeTable } from '../../../connectors/transports/files/table-file.ts';
import { declaredDepartment } from '../../support/declared-department.ts';
import { faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { openSftpServer, type SftpServer } from '../../support/sftp-server.ts';
import { numbered } from '../../support/small-city.ts';
import { until } from '../../support/until.ts';

const FUNERAL = ['civil-affairs.funeral'];
const [dead, living] = [numbered(0), numbered(1)];
const LAYOUTS = {
  request: [
    { field: 'key', at: 1, bytes: 6 },
    { field: 'idNumber', at: 7, bytes: 18 },
    { field: 'name', at: 25, bytes: 30 },
    { field: 'authorisationNo', at: 55, bytes: 20 },
    { field: 'resources', at: 75, bytes: 40 },
  ],
  persons: [
    { field: 'key', at: 1, bytes: 6 },
    { field: 'resource', at: 7, bytes: 20 },
    { field: 'status', at: 27, bytes: 8 },
    { field: 'count', at: 35, bytes: 7 },
  ],
  funeral: [
    { field: 'cert_num', at: 1, bytes: 18 },
    { field: 'name', at: 19, bytes: 30 },
    { field: 'death_date', at: 49, bytes: 10 },
    { field: 'funeral_home', at: 59, bytes: 40 },
  ],
};
const FORMATS: Record<string, FileSettings> = {
  csv: fileSettings.parse({ format: 'csv', encoding: 'gb18030' }),
  xlsx: fileSettings.parse({ format: 'xlsx' }),
  'fixed-width': fileSettings.parse({
    format: 'fixed-width',
    encoding: 'gb18030',
    layouts: LAYOUTS,
  }),
};

let root: string;
let folder: string;
let server: SftpServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hedui-exchange-'));
  folder = join(root, 'exchange');
  await mkdir(join(folder, 'requests'), { recursive: true });
  await mkdir(join(folder, 'answers'));
  server = await openSftpServer(root);
});

afterAll(async () => {
  await server?.stop();
  await rm(root, { recursive: true });
});

function open(settings: FileSettings, place: 'mounted' | 'sftp', credentials = {}): Connector {
  return openFileExchange(
    civilAffairs,
    declaredDepartment('civil-affairs', {
      transport: 'file-exchange',
      address: place === 'sftp' ? server.address : folder,
      credentials: place === 'sftp' ? { ...server.credentials, ...credentials } : {},
      files: settings,
    }),
  );
}

/** What the department lays down: who is dead, and since when. */
async function answer(
  asked: Question,
  settings: FileSettings,
  { diedOn = '2026-03-02', sequence = 1, complete = true, told = 2 } = {},
): Promise<void> {
  const name = sequence === 1 ? asked.id : `${asked.id}.${sequence}`;
  const lay = async (table: string, columns: string[], rows: Row[]) => {
    const content = (await writeTable(columns, rows, table, settings)) ?? Buffer.from('');
    const file = `${name}.${table}.dat`;
    await writeFile(join(folder, 'answers', file), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { file, lines: rows.length, sha256 };
  };
  const statuses = [
    { key: 'p0', resource: 'funeral', status: 'found', count: '1' },
    { key: 'p1', resource: 'funeral', status: 'none', count: '0' },
  ].slice(0, told);
  const record = {
    cert_num: dead.idNumber,
    name: '欧阳𬭚',
    death_date: diedOn,
    funeral_home: '威海市殡仪馆',
  };
  const manifest = {
    question: asked.id,
    sequence,
    asOf: '2026-06-30',
    complete,
    encoding: settings.encoding,
    persons: await lay('persons', ['key', 'resource', 'status', 'count'], statuses),
    records: { funeral: await lay('funeral', Object.keys(record), [record]) },
  };
  await writeFile(join(folder, 'answers', `${name}.json`), JSON.stringify(manifest));
}

describe.each([
  ['csv', 'sftp'],
  ['xlsx', 'mounted'],
  ['xlsx', 'sftp'],
  ['fixed-width', 'mounted'],
  ['fixed-width', 'sftp'],
] as const)('%s, %s', (format, place) => {
  const settings = FORMATS[format] as FileSettings;

  test('a question is written once, awaited, answered in part, answered, and corrected', async () => {
    const connector = open(settings, place);
    const asked = question([dead, living], FUNERAL);
    const ask = () => connector.ask(asked, openGate());
    expect(await ask()).toMatchObject({ requests: 1, againAfterMs: 50, faults: [] });
    const again = await ask();
    expect(again.requests).toBe(0);
    expect(outcomes(again)).toEqual([
      'p0 funeral unanswered:awaited',
      'p1 funeral unanswered:awaited',
    ]);

    const manifest = JSON.parse(
      await readFile(join(folder, 'requests', `${asked.id}.json`), 'utf8'),
    );
    const sent = await readFile(join(folder, 'requests', manifest.file));
    expect(createHash('sha256').update(sent).digest('hex')).toBe(manifest.sha256);
    const read = await readTable(sent, 'request', settings.encoding, settings);
    expect(read.ok && read.rows[1]).toMatchObject({ key: 'p1', ...living, resources: 'funeral' });
    expect(
      (await readdir(join(folder, 'requests'))).filter((name) => name.endsWith('.tmp')),
    ).toEqual([]);

    await answer(asked, settings, { complete: false, told: 1 });
    expect(outcomes(await ask())).toEqual(['p0 funeral found', 'p1 funeral unanswered:awaited']);
    await answer(asked, settings);
    const whole = await ask();
    expect(outcomes(whole)).toEqual(['p0 funeral found', 'p1 funeral none']);
    expect(whole).toMatchObject({ againAfterMs: null, faults: [] });
    expect(whole.answers[0]?.records[0]).toMatchObject({
      subject: { name: '欧阳𬭚' },
      facts: { kind: 'death', on: '2026-03-02', place: '威海市殡仪馆' },
    });

    await answer(asked, settings, { sequence: 2, diedOn: '2026-03-01' });
    await answer(asked, settings, { sequence: 10, diedOn: '2026-02-28' });
    // Found by the next listing of the folder, and read by it.
    let ours: readonly Correction[] = [];
    await until('a correction is told of', async () => {
      const corrections = (await connector.corrections?.()) ?? [];
      ours = corrections.filter((one) => one.question === asked.id);
      return ours.length > 0;
    });
    expect(ours).toEqual([{ question: asked.id, sequence: 10 }]);
    expect((await ask()).answers[0]?.records[0]?.facts).toMatchObject({ on: '2026-02-28' });
    await connector.close();
  });
});

test('a name that does not fit its field is not cut off: nothing is asked', async () => {
  const connector = open(FORMATS['fixed-width'] as FileSettings, 'mounted');
  const asked = question([{ ...living, name: '阿'.repeat(16) }], FUNERAL);
  const said = await connector.ask(asked, openGate());
  expect(outcomes(said)).toEqual(['p0 funeral unanswered:failed']);
  expect(faultKinds(said)).toEqual(['request-does-not-fit']);
  expect((await readdir(join(folder, 'requests'))).some((name) => name.startsWith(asked.id))).toBe(
    false,
  );
});

describe('an SFTP server', () => {
  const settings = FORMATS['csv'] as FileSettings;
  const ask = (connector: Connector) => connector.ask(question([dead], FUNERAL), openGate());

  test.each([
    ['whose host key is not the pinned one', { hostKey: 'SHA256:another' }, 'folder-ehostkey'],
    ['that refuses our password', { password: 'wrong' }, 'folder-eauth'],
  ])('%s gets no request', async (_what, credentials, kind) => {
    const before = (await readdir(join(folder, 'requests'))).length;
    const connector = open(settings, 'sftp', credentials);
    const said = await ask(connector);
    expect(outcomes(said)).toEqual(['p0 funeral unanswered:not-connected']);
    expect(faultKinds(said)).toEqual([kind]);
    expect(await connector.probe(AbortSignal.timeout(60_000))).toMatchObject({
      ok: false,
      said: kind,
    });
    expect((await readdir(join(folder, 'requests'))).length).toBe(before);
    await connector.close();
  });

  test('that broke its connections is asked again on a new one', async () => {
    const connector = open(settings, 'sftp');
    expect(await connector.probe(AbortSignal.timeout(60_000))).toMatchObject({ ok: true });
    server.cut();
    const said = [await ask(connector), await ask(connector)];
    expect(outcomes(said[1] as (typeof said)[0])).toEqual(['p0 funeral unanswered:awaited']);
    await connector.close();
  });
});
