// Grows a stand-in city (design.md section 6): the same seed and size give the same bytes. Clan by clan, so that
// three million residents need hardly more memory than three hundred.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { addMonths, asCalendarDate, monthOf } from '../../../domain/calendar.ts';
import { HeduiError } from '../../../domain/errors.ts';
import { type City, cityFile, REGISTER_NAMES, type RegisterName } from '../city-folder.ts';
import { createApplying } from './applying.ts';
import { openBatchFiles } from './batch-files.ts';
import { type Desk, openRegisters } from './desk.ts';
import { growClan } from './families.ts';
import { createIdNumbers } from './id-numbers.ts';
import { type Clan, RECORDED_MONTHS, type World } from './model.ts';
import { createNamesakes } from './namesakes.ts';
import { createRandom } from './random.ts';
import { recordFurther } from './record-further.ts';
import { recordIncome } from './record-income.ts';
import { recordPeople } from './record-people.ts';
import { recordProperty } from './record-property.ts';
import { assignRegisters } from './registers.ts';
import { openTruth, tellDiscrepancy, tellFurther, tellTruth } from './truth.ts';

const FEWEST_RESIDENTS = 100;
const MOST_RESIDENTS = 3_000_000;
/** Without a wish, about 4 % of the households apply. */
const APPLICANTS_A_RESIDENT = 0.04 / 2.2;
const FEWEST_APPLICANTS = 20;
/** Streams of the registers' noise lie apart from those of the clans' lives. */
const NOISE_STREAMS = 0x4000_0000;
/** What the further departments know is drawn apart as well: it changes nothing in the registers of the first four. */
const FURTHER_STREAMS = 0x5000_0000;
/** Clans between two turns of the event loop, so that a waiting Ctrl-C or timer is heard. */
const CLANS_A_TURN = 500;

export type GrowOptions = {
  readonly residents: number;
  readonly seed: number;
  /** The day the city is of, `YYYY-MM-DD`; monthly records end with the month before. */
  readonly on?: string;
  /** Six digits of GB/T 2260: the county where applicants live. */
  readonly region?: string;
  /** How many households apply; fewer when the city has not so many. */
  readonly batchHouseholds?: number;
};

export type CitySummary = {
  readonly city: City;
  readonly residents: number;
  readonly households: number;
  /** Rows of each register, without its header. */
  readonly rows: Readonly<Record<RegisterName, number>>;
  readonly applicantHouseholds: number;
  readonly applicantPersons: number;
  /** Households with a planted discrepancy. */
  readonly discrepancies: number;
};

/**
 * Writes a city into a folder that is empty, missing, or holds a city already.
 * @throws HeduiError `CITY_INVALID` when the folder holds something else or the size cannot be grown.
 */
export async function growCity(dir: string, options: GrowOptions): Promise<CitySummary> {
  const { residents, seed } = options;
  if (!Number.isInteger(residents) || residents < FEWEST_RESIDENTS || residents > MOST_RESIDENTS) {
    throw new HeduiError('CITY_INVALID', {
      zh: `模拟城市的人口应为 ${FEWEST_RESIDENTS} 至 ${MOST_RESIDENTS} 的整数。`,
      en: `A stand-in city has from ${FEWEST_RESIDENTS} to ${MOST_RESIDENTS} residents.`,
    });
  }
  const { region = '371002' } = options;
  const on = asCalendarDate(options.on ?? '2026-07-01');
  const city: City = { format: 'hedui-city/1', region, on, residents, seed };
  prepareFolder(dir);
  const wantedHouseholds =
    options.batchHouseholds ??
    Math.max(FEWEST_APPLICANTS, Math.round(residents * APPLICANTS_A_RESIDENT));

  const world = createWorld(city);
  const registers = openRegisters(dir);
  const truth = openTruth(dir);
  const batch = openBatchFiles(dir, wantedHouseholds, truth);
  const applying = createApplying(world, wantedHouseholds);
  const namesakes = createNamesakes();
  const desk: Desk = {
    world,
    random: createRandom(seed, NOISE_STREAMS),
    registers,
    identity: truth.identity,
  };
  const furtherDesk: Desk = { ...desk, random: createRandom(seed, FURTHER_STREAMS) };
  const counts = { households: 0, applicantHouseholds: 0, applicantPersons: 0, discrepancies: 0 };

  let residentsLeft = residents;
  for (let stream = 1; residentsLeft > 0; stream++) {
    const random = createRandom(seed, stream);
    let clan = growClan(world, random, false);
    if (residentsIn(clan) > residentsLeft) clan = growClan(world, random, true);
    namesakes.rename(desk, clan);
    assignRegisters(world, random, clan);
    for (const { application, discrepancy } of applying.settle(random, clan, residentsLeft)) {
      batch.write(application);
      counts.applicantHouseholds += 1;
      counts.applicantPersons += application.claims.length;
      if (discrepancy === null) continue;
      counts.discrepancies += 1;
      tellDiscrepancy(truth, application, discrepancy.kind, discrepancy.planted);
    }
    recordPeople(desk, clan);
    recordIncome(desk, clan);
    recordProperty(desk, clan);
    recordFurther(furtherDesk, clan, (household, further) =>
      tellFurther(truth, household, further),
    );
    namesakes.remember(clan);
    tellTruth(world, truth, clan);
    counts.households += clan.households.length;
    residentsLeft -= residentsIn(clan);
    if (stream % CLANS_A_TURN === 0) await nextTurn();
  }

  batch.close();
  for (const writer of [...Object.values(registers), ...Object.values(truth)]) writer.close();
  // Last, so that a folder with a city.json holds a whole city.
  writeFileSync(cityFile(dir), `${JSON.stringify(city)}\n`);
  const rows = Object.fromEntries(
    REGISTER_NAMES.map((name) => [name, registers[name].lastRow() - 1]),
  ) as Record<RegisterName, number>;
  return { city, residents, rows, ...counts };
}

function createWorld({ on, region }: City): World {
  const months = Array.from({ length: RECORDED_MONTHS }, (_, place) =>
    addMonths(monthOf(on), place - RECORDED_MONTHS).replace('-', ''),
  );
  const series = new Map<string, number>();
  return {
    on,
    region,
    months,
    idNumbers: createIdNumbers(),
    next(name) {
      const count = (series.get(name) ?? 0) + 1;
      series.set(name, count);
      return count;
    },
  };
}

/** The living and the dead of the city; those who only married or moved out of it are not counted. */
function residentsIn(clan: Clan): number {
  return clan.residents.reduce((sum, { where }) => sum + (where === 'elsewhere' ? 0 : 1), 0);
}

function prepareFolder(dir: string): void {
  mkdirSync(dir, { recursive: true });
  if (existsSync(cityFile(dir)) || readdirSync(dir).length === 0) return;
  throw new HeduiError('CITY_INVALID', {
    zh: '目标文件夹不为空，且不是模拟城市。请换一个文件夹。',
    en: 'The folder is not empty and holds no stand-in city. Name another folder.',
  });
}
