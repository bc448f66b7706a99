// Readers of files that people make: batches, and what configures an installation.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { loadDepartments } from '../../config/departments.ts';
import { loadOffice } from '../../config/office.ts';
import { loadPartners } from '../../config/partners.ts';
import { inProject } from '../../config/places.ts';
import { loadRecheckSettings } from '../../config/recheck.ts';
import { readSettings } from '../../config/settings.ts';
import { readRegion } from '../../config/standards.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import { takeIn } from '../../jobs/intake/take-in.ts';
import { readPublicKeys } from '../../store/encryption/public-keys.ts';
import { readScenario } from '../city/scenario.ts';
import type { OpenTarget, Target } from './target.ts';

const ROWS = [
  'household_ref,role,relation,name,id_number,region,authorisation_no,authorised_from,signer,declared_wage',
  'H1,applicant,self,王小明,371002199001010015,371002,A-1,2026-01-01,self,3000',
  'H1,member,10,李丽,371002199203040024,371002,A-2,20260101,self,"1,200.50"',
  'H2,applicant,self,阿卜杜·热合曼,371002196506150011,371002,A-3,2026-01-01,guardian,',
];
const VERIFIED_ON = asCalendarDate('2026-07-01');
const NOBODY = {
  addHouseholds: async () => {},
  addRejections: async () => {},
  removeHouseholds: async () => {},
  alreadyOpen: async () => new Map(),
};

/** Memory, where there is a file system in memory: a million files would only wear a disk out. */
const SHARED_MEMORY = '/dev/shm';

/** A reader of files by path: each input is written, read and written over. */
export function reading(
  name: string,
  seeds: () => Promise<readonly Buffer[]>,
  read: (path: string) => unknown,
): () => Promise<OpenTarget> {
  return async () => {
    const base = existsSync(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir();
    const folder = await mkdtemp(join(base, 'hedui-fuzz-'));
    const path = join(folder, name);
    return {
      seeds: await seeds(),
      async take(bytes) {
        await writeFile(path, bytes);
        await read(path);
      },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  };
}

const batch = (path: string) => takeIn(path, { verifiedOn: VERIFIED_ON }, NOBODY);

async function csvSeeds(): Promise<Buffer[]> {
  const text = `${ROWS.join('\r\n')}\r\n`;
  return [Buffer.from(text), Buffer.from(`\ufeff${text}`), iconv.encode(text, 'gb18030')];
}

async function workbookSeeds(): Promise<Buffer[]> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('批次');
  for (const row of ROWS) sheet.addRow(row.split(','));
  const deflated = Buffer.from(await book.xlsx.writeBuffer());
  return [deflated];
}

const configured = (...path: string[]) => {
  return async () => [await readFile(inProject('config', ...path))];
};

export const FILE_TARGETS: readonly Target[] = [
  { name: 'batch-csv', weight: 4, open: reading('batch.csv', csvSeeds, batch) },
  { name: 'batch-xlsx', weight: 1, open: reading('batch.xlsx', workbookSeeds, batch) },
  {
    name: 'departments-yaml',
    weight: 0.3,
    open: reading('departments.yaml', departmentSeeds, (path) => loadDepartments(path, {})),
  },
  {
    name: 'partners-yaml',
    weight: 1,
    open: reading('partners.yaml', configured('partners.yaml'), (path) => loadPartners(path, {})),
  },
  {
    name: 'office-yaml',
    weight: 1,
    open: reading('office.yaml', configured('office.yaml'), loadOffice),
  },
  {
    name: 'recheck-yaml',
    weight: 0.5,
    open: reading('recheck.yaml', configured('recheck.yaml'), loadRecheckSettings),
  },
  {
    name: 'scenario-yaml',
    weight: 0.5,
    open: reading('scenario.yaml', scenarioSeeds, readScenario),
  },
  {
    name: 'standards-yaml',
    weight: 0.3,
    open: async () => ({
      seeds: [await readFile(inProject('config', 'standards', '370000.yaml'))],
      take: (bytes) => void readRegion('370000.yaml', bytes.toString('utf8')),
    }),
  },
  {
    name: 'settings',
    weight: 60,
    open: async () => ({
      seeds: [
        'DATABASE_URL=postgres://u@h/d\nHEDUI_CHUNK_SIZE=500\nHEDUI_LANGUAGE=en\nHEDUI_REGION=371000',
        'QUEUE_URL=redis://h:6379\nHEDUI_LOOKUP_CONCURRENCY=2\nHEDUI_TAKEOVER_SECONDS=20\nHEDUI_CRYPTO=sm',
      ].map((text) => Buffer.from(text)),
      take(bytes) {
        const lines = bytes.toString('utf8').split('\n');
        readSettings(Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2))));
      },
    }),
  },
  {
    name: 'public-keys',
    weight: 50,
    open: async () => ({
      seeds: [
        Buffer.from(
          '{"format":"hedui-public-keys/1","keys":[{"keyId":"1","algorithm":"ed25519","publicKey":"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="}]}',
        ),
      ],
      take: (bytes) => void readPublicKeys(bytes.toString('utf8'), 'fuzz'),
    }),
  },
];

/** One entry alone: the whole file would be parsed for every input. */
async function departmentSeeds(): Promise<Buffer[]> {
  const text = await readFile(inProject('config', 'departments.yaml'), 'utf8');
  const entries = text.split(/\n(?= {2}- id:)/).slice(1);
  return entries.map((entry) => Buffer.from(`departments:\n${entry}`));
}

async function scenarioSeeds(): Promise<Buffer[]> {
  return [await readFile(inProject('scripts', 'city', 'scenarios', 'bad-week.yaml'))];
}
