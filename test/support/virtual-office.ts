// The village on a virtual clock: its departments are real processes, its nights pass as fast as they can be worked.

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { SupportClass } from '../../domain/support.ts';
import type { NightSummary } from '../../jobs/recheck/run-night.ts';
import { takeInBatch } from '../../jobs/recheck/take-in-supports.ts';
import { changesFile } from '../../scripts/city/city-folder.ts';
import {
  at,
  openVirtualEngine,
  type VirtualEngine,
} from '../../scripts/simulate/virtual-engine.ts';
import { submitVillage, type Village } from './village.ts';

export { at } from '../../scripts/simulate/virtual-engine.ts';

export type VirtualOffice = Omit<VirtualEngine, 'night'> & {
  /** 01:30 of that day, and the hours behind it. */
  night(on: string): Promise<NightSummary>;
  /** Verifies the village's households on 2026-07-01 and supports them from then on. */
  support(supportClass: SupportClass): Promise<string>;
  /** For looking past the store. */
  sql(text: string, values?: unknown[]): Promise<pg.QueryResult>;
};

export async function openVirtualOffice(village: Village): Promise<VirtualOffice> {
  const virtual = await openVirtualEngine(village.settings, at('2026-07-01', '09:00'));
  const { engine, queues } = virtual;
  const client = new pg.Client({ connectionString: village.settings.databaseUrl ?? '' });
  await client.connect();
  return {
    ...virtual,
    night: (on) => virtual.night(on as CalendarDate),
    async support(supportClass) {
      const { batchId } = await submitVillage(village, engine);
      await queues.runUntil(at('2026-07-01', '20:00'));
      const since = '2026-07-01' as CalendarDate;
      await takeInBatch(batchId, { class: supportClass, since }, 'test', since, engine.recheckRoom);
      return batchId;
    },
    sql: (text, values) => client.query(text, values),
    async close() {
      await client.end();
      await virtual.close();
    },
  };
}

/** Writes rows into registers of the village, and what its departments add to their change feeds. */
export async function grow(
  folder: string,
  registers: Readonly<Record<string, readonly string[]>>,
  changes: Readonly<Record<string, readonly string[]>>,
  until = '2027-12-31',
): Promise<void> {
  const city = JSON.parse(await readFile(join(folder, 'city.json'), 'utf8')) as object;
  await writeFile(join(folder, 'city.json'), JSON.stringify({ ...city, on: until }));
  for (const [register, rows] of Object.entries(registers)) {
    const text = rows.map((row) => `${row}\n`).join('');
    await appendFile(join(folder, 'registers', `${register}.csv`), text);
  }
  for (const [department, lines] of Object.entries(changes)) {
    const text = ['resource,person,recorded_on', ...lines].join('\n');
    await writeFile(changesFile(folder, department), `${text}\n`);
  }
}
