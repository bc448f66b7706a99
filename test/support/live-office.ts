// An office at work: a small stand-in city with its departments open, workers, the console, and its staff.

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../config/settings.ts';
import { openConsole } from '../../console/server.ts';
import { hashPassword } from '../../console/sign-in/passwords.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { StaffRole } from '../../domain/staff.ts';
import { type Engine, openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { startWorking } from '../../jobs/worker.ts';
import { growCity } from '../../scripts/city/grow/grow.ts';
import { serveCity } from '../../scripts/city/serve/serve-city.ts';
import { freshDatabase } from './database.ts';

export const OFFICE_PASSWORD = 'a sentence to remember';

export type LiveOffice = {
  readonly engine: Engine;
  /** `http://127.0.0.1:port` of the console. */
  readonly address: string;
  /** The city's files: batches/applicants.csv and registers. */
  readonly cityFolder: string;
  hire(account: string, name: string, role: StaffRole): Promise<void>;
  close(): Promise<void>;
};

export async function openLiveOffice(city: {
  readonly residents: number;
  readonly households: number;
}): Promise<LiveOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-office-'));
  const cityFolder = join(folder, 'city');
  await growCity(cityFolder, {
    residents: city.residents,
    seed: 7,
    on: asCalendarDate(new Date().toISOString().slice(0, 10)),
    batchHouseholds: city.households,
  });
  const [served, database] = await Promise.all([serveCity(cityFolder, {}), freshDatabase()]);
  const settings = {
    ...readSettings({ HEDUI_HOME: join(folder, 'home'), QUEUE_URL: process.env['QUEUE_URL'] }),
    departmentsFile: served.departmentsFile,
    databaseUrl: database.url,
    chunkSize: 20,
  };
  const engine = await openEngine(settings, openLog('silent'));
  const working = await startWorking(engine);
  const console = await openConsole({ engine, publicUrl: null, rateFactor: 100 });
  await console.listen({ port: 0, host: '127.0.0.1' });
  const passwordHash = await hashPassword(OFFICE_PASSWORD);
  return {
    engine,
    address: `http://127.0.0.1:${(console.server.address() as AddressInfo).port}`,
    cityFolder,
    async hire(account, name, role) {
      const region = '371000' as RegionCode;
      const office = '环翠区民政局';
      await engine.store.staff.add({ account, name, office, region, role, passwordHash });
      await engine.store.staff.setPassword(account, passwordHash, false);
    },
    async close() {
      await console.close();
      await working.stop();
      await engine.queues.erase(engine.departments);
      await engine.close();
      await served.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
