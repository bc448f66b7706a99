// A stand-in city of the size that a measurement needs, and its departments as processes.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { growCity } from '../city/grow/grow.ts';
import type { ServedCity, ServeWishes } from '../city/serve/serve-city.ts';
import { EVERY_CITY_HAS, type StandIn } from '../city/serve/stand-in-list.ts';
import { CITY_DAY } from './batch.ts';

/** About every second household applies: the city grows fast, and its registers still hold more than is asked for. */
const RESIDENTS_A_HOUSEHOLD = 6;
const SEED = 7;

export type BenchCity = {
  readonly households: number;
  readonly persons: number;
  readonly file: string;
  readonly departmentsFile: string;
  /** How often a department has been asked so far. */
  requests(department: StandIn): Promise<number>;
  stop(): Promise<void>;
};

export async function openBenchCity(
  folder: string,
  households: number,
  built: string,
  wishes: ServeWishes = {},
): Promise<BenchCity> {
  const dir = join(folder, `city-${households}`);
  const summary = await growCity(dir, {
    residents: Math.max(2_000, households * RESIDENTS_A_HOUSEHOLD),
    seed: SEED,
    on: CITY_DAY,
    batchHouseholds: households,
  });
  // The built departments: compiling TypeScript at their start would be time of the bench's own making.
  const entry = join(built, 'scripts', 'city', 'serve', 'serve-city.js');
  if (!existsSync(entry)) throw new Error('the bench runs from the built code');
  const { serveCity } = (await import(entry)) as {
    serveCity: (dir: string, wishes: ServeWishes) => Promise<ServedCity>;
  };
  // The four departments that the targets are set for, whatever else the city has by now.
  const served = await serveCity(dir, { only: EVERY_CITY_HAS, ...wishes });
  return {
    households: summary.applicantHouseholds,
    persons: summary.applicantPersons,
    file: join(dir, 'batches', 'applicants.csv'),
    departmentsFile: served.departmentsFile,
    requests: async (department) => (await served.counted(department)).requests,
    stop: () => served.stop(),
  };
}
