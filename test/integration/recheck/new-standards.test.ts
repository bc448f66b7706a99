// A standard changes on a date: the households that it touches, by scheme and region, are verified again that night from
// what is stored about them. Nobody is asked, and once is enough.
//
// The car of HC-002 is above a limit of 0 vehicles and within one of 1. Its not being declared stays a doubt. The county
// 371002 allows a car from 1 August 2026, none again from 1 September, and one from 11 October; 371083 and the other
// schemes have their own limits, which stay as they are.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadStandards } from '../../../config/standards.ts';
import { asCalendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { SchemeId } from '../../../domain/scheme.ts';
import type { RecheckRoom } from '../../../jobs/recheck/recheck-room.ts';
import { isTouched } from '../../../jobs/recheck/new-standards.ts';
import { takeInList } from '../../../jobs/recheck/take-in-supports.ts';
import {
  at,
  openVirtualEngine,
  type VirtualEngine,
} from '../../../scripts/simulate/virtual-engine.ts';
import { grow } from '../../support/virtual-office.ts';
import { openVillage, submitVillage, type Village } from '../../support/village.ts';
import { SUN, WANG, WU, ZHAO } from '../../support/villagers.ts';

const HUANCUI = '371002' as RegionCode;
const RUSHAN = '371083' as RegionCode;
const VERIFIED = asCalendarDate('2026-07-01');
const LIMITS = `
region: '371002'
name: 环翠区
standards:
  subsistence.vehicles.limit:
    unit: count
    comparator: '<='
    periods:
      - { value: 0, from: 2021-07-01, until: 2026-07-31, source: 甲文件, confirmed: true }
      - { value: 1, from: 2026-08-01, until: 2026-08-31, source: 乙文件, confirmed: true }
      - { value: 0, from: 2026-09-01, until: 2026-10-10, source: 丙文件, confirmed: true }
      - { value: 1, from: 2026-10-11, source: 丁文件, confirmed: true }
`;

let village: Village;
let office: VirtualEngine;
let standardsFolder: string;
/** Of the county with the changing limit, of the other county, and of another scheme. */
let [own, elsewhere, otherScheme] = ['', '', ''];

beforeAll(async () => {
  // The registers are known for as long as the nights last.
  village = await openVillage(
    { retries: { tries: 1 } },
    {},
    {
      'human-resources': {
        // It is down for nights: whoever asked every second would ask a hundred thousand times.
        limits: { askAgainMs: 3_600_000 },
        // A circuit opens and closes by the real clock, and the nights are virtual.
        circuit: { failures: 1_000, openMs: 200 },
      },
    },
    (folder) => grow(folder, {}, {}),
  );
  standardsFolder = join(village.folder, 'standards');
  await cp('config/standards', standardsFolder, { recursive: true });
  await writeFile(join(standardsFolder, '371002.yaml'), LIMITS);
  office = await openVirtualEngine(
    { ...village.settings, standardsFolder },
    at('2026-07-01', '09:00'),
  );
  own = await support('subsistence', HUANCUI, ['HC-001', 'HC-002']);
  elsewhere = await support('subsistence', RUSHAN, ['HC-003', 'HC-004']);
  otherScheme = await support('low-income', HUANCUI, REFS);
});

afterAll(async () => {
  await office?.close();
  await village?.close();
});

/** The applicants of the village's README. */
const APPLICANTS: Readonly<Record<string, string>> = {
  'HC-001': WANG,
  'HC-002': ZHAO,
  'HC-003': SUN,
  'HC-004': WU,
};
const REFS = Object.keys(APPLICANTS);

/** Verifies the village under a scheme and region, and supports some of its households. */
async function support(
  scheme: SchemeId,
  region: RegionCode,
  refs: readonly string[],
): Promise<string> {
  const { engine, queues, clock } = office;
  const file = join(village.folder, `${region}.csv`);
  const rows = await readFile(village.batchFile, 'utf8');
  await writeFile(file, rows.replaceAll(',371002,', `,${region},`));
  const given = { path: file, scheme, region, again: true };
  const { batchId } = await submitVillage(village, engine, given);
  await queues.runUntil(new Date(clock.now().getTime() + 3_600_000));
  const list = join(village.folder, 'supported.csv');
  const listed = refs.map((ref) => `${APPLICANTS[ref]},A,${VERIFIED}\n`);
  await writeFile(list, `id_number,class,since\n${listed.join('')}`);
  const taken = await takeInList(list, scheme, 'test', VERIFIED, engine.recheckRoom);
  expect(taken).toMatchObject({ rows: refs.length, isNew: refs.length, rejected: [] });
  return batchId;
}

const current = (batchId: string, ref: string) =>
  office.engine.store.reports.currentOf(batchId, ref);
const numbersOf = (batchId: string) =>
  Promise.all(REFS.map(async (ref) => (await current(batchId, ref))?.number));
const everything = async () =>
  (await Promise.all([own, elsewhere, otherScheme].map(numbersOf))).flat();

/** Lookups that departments have been asked for, ever, as they count them themselves. */
async function requests(): Promise<number> {
  const counted = await Promise.all(
    village.city.departments.map(({ id }) => village.city.counted(id)),
  );
  return counted.reduce((sum, one) => sum + one.requests, 0);
}

const night = (on: string, room?: RecheckRoom) => office.night(on as CalendarDate, '06:00', room);

describe('which schemes and regions a change touches', () => {
  const touched = (scheme: SchemeId, region: RegionCode, since: string, on: string) =>
    isTouched(loadStandards(standardsFolder), scheme, region, {
      since: asCalendarDate(since),
      on: asCalendarDate(on),
    });

  test('those that use the number, in the region that sets it, when it becomes another', () => {
    expect(touched('subsistence', HUANCUI, '2026-07-31', '2026-08-01')).toBe(true);
    expect(touched('subsistence', '371002001' as RegionCode, '2026-07-31', '2026-08-01')).toBe(
      true,
    );
    expect(touched('subsistence', RUSHAN, '2026-07-31', '2026-08-01')).toBe(false);
    expect(touched('low-income', HUANCUI, '2026-07-31', '2026-08-01')).toBe(false);
    expect(touched('subsistence', HUANCUI, '2026-08-01', '2026-08-02')).toBe(false);
  });

  test('a number that was another in between and is the same again touches nobody', () => {
    expect(touched('subsistence', HUANCUI, '2026-07-31', '2026-09-01')).toBe(false);
  });
});

describe('the limit of vehicles in a county becomes another', () => {
  test('before its day nobody is looked at', async () => {
    expect(await night('2026-07-31')).toMatchObject({ ran: 'yes', newStandards: 0 });
    expect(await current(own, 'HC-002')).toMatchObject({ version: 1, conclusion: 'exceeds' });
  });

  test('on the first night that runs after it, the two of the scheme in the county are, and nobody is asked', async () => {
    const before = await everything();
    const asked = await requests();
    // Nobody worked on the night of the 1st: the machine was off.
    expect(await night('2026-08-02')).toMatchObject({
      ran: 'yes',
      newStandards: 2,
      households: 0,
      asked: 0,
    });
    expect(await requests()).toBe(asked);
    const after = await everything();
    const changed = after.flatMap((number, place) => (number === before[place] ? [] : [place]));
    // HC-002 of the first batch alone: what the others' reports say does not depend on that number.
    expect(changed).toEqual([REFS.indexOf('HC-002')]);
  });

  test('its report names both days, takes the place of the one before and holds no longer than a year', async () => {
    const now = await current(own, 'HC-002');
    expect(now).toMatchObject({ verification: 1, version: 2, conclusion: 'doubts' });
    const { content, validUntil, supersedes } = await office.engine.store.reports.read(
      now?.number ?? '',
    );
    expect(content).toMatchObject({ verifiedOn: VERIFIED, standardsOn: '2026-08-02' });
    expect(supersedes).toMatch(/^371002-/);
    // Class A: 365 days after the day of its evidence.
    expect(validUntil).toBe('2027-07-01');
  });

  test('the next night does nothing of it again', async () => {
    expect(await night('2026-08-03')).toMatchObject({ ran: 'yes', newStandards: 0 });
    expect(await current(own, 'HC-002')).toMatchObject({ version: 2 });
  });
});

describe('a night that is broken off', () => {
  const broken = (
    what: 'before its round is cut' | 'after its reports are sealed',
  ): RecheckRoom => {
    const room = office.engine.recheckRoom;
    const fail = () => Promise.reject(new Error('killed'));
    const { store } = room;
    return what === 'before its round is cut'
      ? { ...room, store: { ...store, households: { ...store.households, cutChunks: fail } } }
      : { ...room, store: { ...store, schedules: { ...store.schedules, endNight: fail } } };
  };

  test('is worked through when it is begun again, and no household has two new reports', async () => {
    const before = await everything();
    await expect(night('2026-09-01', broken('before its round is cut'))).rejects.toThrow('killed');
    expect(await everything()).toEqual(before);
    await expect(night('2026-09-01', broken('after its reports are sealed'))).rejects.toThrow(
      'killed',
    );
    await office.queues.runUntil(at('2026-09-01', '03:00'));
    expect(await current(own, 'HC-002')).toMatchObject({ version: 3, conclusion: 'exceeds' });
    expect(await night('2026-09-01')).toMatchObject({ ran: 'yes' });
    expect(await current(own, 'HC-002')).toMatchObject({ version: 3, conclusion: 'exceeds' });
    // What was touched in vain is not touched a night later.
    expect(await night('2026-09-02')).toMatchObject({ newStandards: 0 });
  });
});

describe('a household whose recheck waits for a department', () => {
  test('is not judged on a part of its evidence; its recheck begins anew, under the new standards', async () => {
    const { store } = office.engine;
    const household = await current(own, 'HC-002');
    const id = household?.householdId ?? 0;
    await office.night(asCalendarDate('2026-10-08'));
    await village.city.setFault('human-resources', { fault: 'down', share: 1 });
    await store.supports.reschedule([
      {
        supportId: (await store.supports.ofHouseholds([id])).get(id)?.id ?? 0,
        verifiedOn: VERIFIED,
        dueOn: asCalendarDate('2026-10-10'),
        dueBecause: 'class',
      },
    ]);
    expect(await night('2026-10-10')).toMatchObject({ because: { class: 1 } });
    expect((await store.supports.ofHouseholds([id])).get(id)?.openedOn).toBe('2026-10-10');

    expect(await night('2026-10-11')).toMatchObject({
      newStandards: 1,
      because: { standards: 1 },
    });
    // Still the report of before: the department is silent.
    expect((await current(own, 'HC-002'))?.number).toBe(household?.number);

    await village.city.setFault('human-resources', null);
    await office.queues.runUntil(at('2026-10-12', '01:00'));
    const after = await current(own, 'HC-002');
    expect(after).toMatchObject({ conclusion: 'doubts', supersedes: household?.number });
    const { content } = await store.reports.read(after?.number ?? '');
    expect(content.verifiedOn).toBe('2026-10-11');
  });
});
