// The village of test/fixtures: four households whose truth can be checked by hand (README.md there), with its
// departments running and an engine on a database of its own.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { DepartmentDeclaration, DepartmentLimits } from '../../config/departments.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { type Engine, openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { submitBatch, type Submission, type Submitted } from '../../jobs/submit-batch.ts';
import { type ServedCity, serveCity } from '../../scripts/city/serve/serve-city.ts';
import { freshDatabase } from './database.ts';
import { until } from './until.ts';

export type Office = {
  readonly folder: string;
  readonly batchFile: string;
  readonly settings: Settings;
  /** An engine on this office's database; several may be open. */
  open(): Promise<Engine>;
  close(): Promise<void>;
};

export type Village = Office & { readonly city: ServedCity };

/** The village's files and a database of their own, with no department connected. */
export async function openOffice(): Promise<Office> {
  return officeIn(await villageFolder(), null);
}

/** What a test declares of single departments; their other limits stay. */
type Declared = Readonly<
  Record<
    string,
    Partial<Omit<DepartmentDeclaration, 'limits'>> & { readonly limits?: Partial<DepartmentLimits> }
  >
>;

/**
 * @param limits put in place of those that `city serve` declares, for every department
 * @param prepare changes the village's files before its departments open
 */
export async function openVillage(
  options: Parameters<typeof serveCity>[1] = {},
  limits: Partial<DepartmentLimits> = {},
  declared: Declared = {},
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<Village> {
  const folder = await villageFolder();
  await prepare(folder);
  const city = await serveCity(folder, { answerDelayMs: 20, ...options });
  await changeDeclarations(city.departmentsFile, limits, declared);
  const office = await officeIn(folder, city.departmentsFile);
  return {
    ...office,
    city,
    async close() {
      await city.stop();
      await office.close();
    },
  };
}

async function villageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-village-'));
  await cp('test/fixtures/village', folder, { recursive: true });
  return folder;
}

async function officeIn(folder: string, departmentsFile: string | null): Promise<Office> {
  const database = await freshDatabase();
  const settings = {
    ...readSettings({
      HEDUI_HOME: join(folder, 'home'),
      QUEUE_URL: process.env['QUEUE_URL'],
      HEDUI_TAKEOVER_SECONDS: '2',
    }),
    departmentsFile,
    databaseUrl: database.url,
  };
  const engines: Engine[] = [];
  return {
    folder,
    batchFile: join(folder, 'batches', 'applicants.csv'),
    settings,
    async open() {
      const engine = await openEngine(settings, openLog('silent'));
      engines.push(engine);
      return engine;
    },
    async close() {
      await engines[0]?.queues.erase(engines[0].departments);
      for (const engine of engines) await engine.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function changeDeclarations(
  file: string,
  limits: Partial<DepartmentLimits>,
  own: Declared,
): Promise<void> {
  const { departments } = parse(await readFile(file, 'utf8'));
  for (const department of departments) {
    const { limits: ownLimits, ...entry } = own[department.id] ?? {};
    Object.assign(department.limits, limits, ownLimits);
    // A circuit that stays open for half a minute would hold a test for as long.
    Object.assign(department, { circuit: { failures: 10, openMs: 200 } }, entry);
  }
  await writeFile(file, stringify({ departments }));
}

export function submitVillage(
  village: Office,
  engine: Engine,
  given: Partial<Submission> = {},
): Promise<Submitted> {
  return submitBatch(
    {
      path: village.batchFile,
      scheme: 'subsistence',
      purpose: 'application',
      region: '371002' as RegionCode,
      verifiedOn: asCalendarDate('2026-07-01'),
      submittedBy: 'test',
      again: false,
      ...given,
    },
    { ...engine, chunkSize: 2 },
  );
}

/** Resolves when every household of the batch has a report. */
export async function untilDone(engine: Engine, batchId: string): Promise<void> {
  await until(
    `batch ${batchId} done`,
    async () => (await engine.store.batches.progress(batchId)).state === 'done',
  );
}
