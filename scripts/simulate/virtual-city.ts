// A stand-in city with an office of its own, on a virtual clock: grown, its registers written ahead, its departments
// served, its applicants verified on the first day. Everything lies in one folder and one database that go when it closes.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { parse, stringify } from 'yaml';
import { inProject } from '../../config/places.ts';
import { readSettings } from '../../config/settings.ts';
import { addDays, ageOn, asCalendarDate, type CalendarDate } from '../../domain/calendar.ts';
import { birthDateOf, type CitizenId, parseCitizenId } from '../../domain/citizen-id.ts';
import type { RegionCode } from '../../domain/region.ts';
import { submitBatch } from '../../jobs/submit-batch.ts';
import { acquireEmbedded } from '../../store/embedded/acquire.ts';
import { dropDatabaseOn, freshDatabaseOn } from '../../store/fresh-database.ts';
import { batchFile } from '../city/city-folder.ts';
import { growCity } from '../city/grow/grow.ts';
import { type ServedCity, serveCity, type ServeWishes } from '../city/serve/serve-city.ts';
import { continueRecords, recordEvents } from './grow-year.ts';
import type { Year, YearPerson } from './plan-year.ts';
import { at, openVirtualEngine, type VirtualEngine } from './virtual-engine.ts';

export type Applying = YearPerson & {
  readonly role: 'applicant' | 'member' | 'supporter';
  /** The last day of the authorisation. */
  readonly authorisedUntil: CalendarDate;
};

export type GrownCity = {
  readonly folder: string;
  readonly on: CalendarDate;
  /** Everybody who stands in the batch of applicants under a number that can be read. */
  readonly persons: readonly Applying[];
};

export type VirtualCity = VirtualEngine & {
  readonly served: ServedCity;
  /** Of the applicants. */
  readonly batchId: string;
};

/** Of an authorisation without an end date (standard `authorisation.validity-days`). */
const AUTHORISATION_DAYS = 365;
const ROLES = { 申请人: 'applicant', 共同生活成员: 'member', 义务人: 'supporter' } as const;

/** @param residents of the city, of whom so many households apply */
export async function growApplicants(
  name: string,
  options: { residents: number; households: number; seed: number; on: CalendarDate },
): Promise<GrownCity> {
  const folder = await mkdtemp(join(tmpdir(), `hedui-${name}-`));
  const { residents, households, seed, on } = options;
  await growCity(join(folder, 'city'), { residents, seed, on, batchHouseholds: households });
  const { data } = papaparse.parse<Record<string, string>>(
    await readFile(batchFile(join(folder, 'city'), 'applicants'), 'utf8'),
    { header: true, skipEmptyLines: true },
  );
  const persons = data.flatMap((row): Applying[] => {
    const read = parseCitizenId(row['身份证号码'] ?? '');
    if (!('id' in read)) return [];
    const { id } = read as { id: CitizenId };
    return [
      {
        idNumber: id,
        name: row['姓名'] ?? '',
        age: ageOn(birthDateOf(id), on),
        householdRef: row['户编号'] ?? '',
        role: ROLES[row['角色'] as keyof typeof ROLES] ?? 'member',
        authorisedUntil: row['授权截止']
          ? asCalendarDate(row['授权截止'])
          : addDays(asCalendarDate(row['授权起始'] ?? on), AUTHORISATION_DAYS),
      },
    ];
  });
  return { folder, on, persons };
}

export async function openVirtualCity(
  grown: GrownCity,
  year: Year,
  terms: {
    readonly until: CalendarDate;
    /** Whether wages and pensions are paid month by month; in a few nights nobody asks for another month. */
    readonly recordsGoOn: boolean;
    readonly chunkSize: number;
    readonly serve: ServeWishes;
    /** Put in place of what config/recheck.yaml says. */
    readonly recheck?: object;
  },
): Promise<VirtualCity> {
  const { folder, on } = grown;
  const city = join(folder, 'city');
  if (terms.recordsGoOn) {
    const persons = new Set<string>(grown.persons.map(({ idNumber }) => idNumber));
    await continueRecords(city, on, terms.until, persons, year);
  }
  await recordEvents(city, on, terms.until, year);
  const recheckFile = join(folder, 'recheck.yaml');
  const recheck = parse(await readFile(inProject('config', 'recheck.yaml'), 'utf8')) as object;
  await writeFile(recheckFile, stringify({ ...recheck, ...terms.recheck }));

  const served = await serveCity(city, terms.serve);
  const environment = readSettings(process.env);
  const embedded =
    environment.databaseUrl === null
      ? await acquireEmbedded({ folder: join(folder, 'database') })
      : null;
  const server = embedded?.url ?? environment.databaseUrl ?? '';
  const database = `hedui_virtual_${process.pid}`;
  const virtual = await openVirtualEngine(
    {
      ...environment,
      databaseUrl: await freshDatabaseOn(server, database),
      home: folder,
      keyFile: join(folder, 'keys.json'),
      departmentsFile: served.departmentsFile,
      recheckFile,
    },
    at(on, '09:00'),
  );
  const { batchId } = await submitBatch(
    {
      path: batchFile(city, 'applicants'),
      scheme: 'subsistence',
      purpose: 'application',
      region: '371002' as RegionCode,
      verifiedOn: on,
      submittedBy: 'simulation',
      again: false,
    },
    { ...virtual.engine, chunkSize: terms.chunkSize },
  );
  await virtual.queues.runUntil(at(on, '23:00'));
  return {
    ...virtual,
    served,
    batchId,
    async close() {
      await virtual.close();
      await served.stop();
      await dropDatabaseOn(server, database);
      await embedded?.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
