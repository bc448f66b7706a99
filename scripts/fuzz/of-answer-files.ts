// Readers of the answer files that departments lay into a folder.

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { fileSettings } from '../../config/transport-settings.ts';
import { openConnectors } from '../../connectors/connector-list.ts';
import { readTable } from '../../connectors/transports/files/table-file.ts';
import { writeWorkbook } from '../../connectors/transports/files/workbook.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { isWhole, questionFor } from './asked-department.ts';
import type { OpenTarget, Target } from './target.ts';

const TABLE = 'key,resource,outcome,count\r\np0,deposit,found,1\r\np1,deposit,none,0\r\n';
const LAYOUT = [
  { field: 'key', at: 1, bytes: 6 },
  { field: 'outcome', at: 7, bytes: 10 },
  { field: 'name', at: 17, bytes: 8 },
];

function tables(format: 'csv' | 'xlsx' | 'fixed-width', seeds: () => Promise<readonly Buffer[]>) {
  return async (): Promise<OpenTarget> => {
    const settings = fileSettings.parse({
      format,
      ...(format === 'fixed-width' && { layouts: { request: LAYOUT, persons: LAYOUT } }),
    });
    return {
      seeds: await seeds(),
      async take(bytes) {
        for (const encoding of ['utf-8', 'gb18030'] as const) {
          await readTable(Buffer.from(bytes), 'persons', encoding, settings);
        }
      },
    };
  };
}

/** A whole answer in its folder: a manifest that is mutated, beside files that it names rightly. */
async function manifests(): Promise<OpenTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-fuzz-'));
  await mkdir(join(folder, 'answers'));
  await mkdir(join(folder, 'requests'));
  const question = questionFor(['banks.deposit'], 'B1-1-banks-1');
  const deposits = 'zjhm,khmc,yhmc,zh,zhlx,zrmbye,rq\r\n';
  const named = (file: string, text: string, lines: number) => {
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { file, lines, sha256 };
  };
  await writeFile(join(folder, 'answers', 'persons.csv'), TABLE);
  await writeFile(join(folder, 'answers', 'deposit.csv'), deposits);
  const manifest = {
    question: question.id,
    sequence: 1,
    asOf: '2026-07-01',
    complete: true,
    encoding: 'utf-8',
    persons: named('persons.csv', TABLE, 2),
    records: { deposit: named('deposit.csv', deposits, 0) },
  };
  const [connector] = openConnectors([
    {
      id: 'banks' as DepartmentId,
      names: { zh: '', en: '' },
      transport: 'file-exchange',
      address: folder,
      credentials: {},
      limits: { requestsPerSecond: 1e5, burst: 1e5, timeoutMs: 5_000, askAgainMs: 1 },
      maintenance: [],
      missing: [],
    } as unknown as DepartmentDeclaration,
  ]);
  return {
    seeds: [Buffer.from(JSON.stringify(manifest))],
    async take(bytes) {
      await writeFile(join(folder, 'answers', `${question.id}.json`), bytes);
      const { signal } = new AbortController();
      const said = await connector?.ask(question, { gate: { admit: async () => {} }, signal });
      isWhole(said?.answers ?? [], question);
      await connector?.corrections?.();
    },
    async close() {
      await connector?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const ANSWER_FILE_TARGETS: readonly Target[] = [
  { name: 'answer-manifest', weight: 0.5, open: manifests },
  { name: 'answer-csv', weight: 70, open: tables('csv', async () => [Buffer.from(TABLE)]) },
  {
    name: 'answer-xlsx',
    weight: 0.3,
    open: tables('xlsx', async () => {
      const rows = [{ key: 'p0', resource: 'deposit', outcome: 'found', count: '1' }];
      return [
        (await writeWorkbook(['key', 'resource', 'outcome', 'count'], rows)) ?? Buffer.alloc(0),
      ];
    }),
  },
  {
    name: 'answer-fixed-width',
    weight: 70,
    open: tables('fixed-width', async () => [
      Buffer.from('p0    found     zhangsan\r\np1    none      lisi    \r\n'),
    ]),
  },
];
