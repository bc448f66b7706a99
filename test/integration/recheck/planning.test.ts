// Taking in a list, and the coming nights: who is due, and where a department's quota cannot hold them. The village's four
// households of two persons each, 8 persons; of justice and of banks one resource is asked, and neither keeps a feed.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, asCalendarDate } from '../../../domain/calendar.ts';
import { planNights } from '../../../jobs/recheck/plan-nights.ts';
import { takeInList } from '../../../jobs/recheck/take-in-supports.ts';
import { at, openVirtualOffice, type VirtualOffice } from '../../support/virtual-office.ts';
import { openVillage, submitVillage, type Village } from '../../support/village.ts';
import { SUN, WANG, WU, ZHAO } from '../../support/villagers.ts';

const VERIFIED = asCalendarDate('2026-07-01');

let village: Village;
let office: VirtualOffice;

beforeAll(async () => {
  village = await openVillage({}, {}, { justice: { quotaPerDay: { 'justice.custody': 5 } } });
  office = await openVirtualOffice(village);
  await submitVillage(village, office.engine);
  await office.queues.runUntil(at('2026-07-01', '20:00'));
});

afterAll(async () => {
  await office?.close();
  await village?.close();
});

const take = async (rows: readonly string[], header = 'id_number,class,since') => {
  const path = join(village.folder, 'list.csv');
  await writeFile(path, `\uFEFF${[header, ...rows].join('\n')}\n`);
  return takeInList(path, 'subsistence', 'test', VERIFIED, office.engine.recheckRoom);
};
const supports = async () => office.engine.store.supports.ofScheme('subsistence', { limit: 100 });

describe('a list of those who receive help', () => {
  test('takes in whom it names, and says of each other row what is wrong with it', async () => {
    const taken = await take([
      `${WANG},a,2026-07-01`,
      `${ZHAO},C,2026/7/1`,
      `${SUN.slice(0, 17)}0,A,2026-07-01`,
      `${SUN},D,2026-07-01`,
      `${SUN},A,soon`,
      '371002199001010015,A,2026-07-01',
    ]);
    expect(taken).toMatchObject({ rows: 6, taken: 2, isNew: 2 });
    expect(taken.rejected.toSorted((a, b) => a.row - b.row)).toMatchObject([
      { row: 4, said: { en: expect.stringContaining('not valid') } },
      { row: 5, said: { en: expect.stringContaining('A, B or C') } },
      { row: 6, said: { en: expect.stringContaining('cannot be read') } },
      { row: 7, said: { en: expect.stringContaining('no report') } },
    ]);
    expect((await supports()).map(({ class: own }) => own)).toEqual(['A', 'C']);
  });

  test('with Chinese headings takes in the rest, and gives one that is known its new class', async () => {
    const taken = await take(
      [`${SUN},B,2026-07-01`, `${WU},B,2026-07-01`, `${WANG},B,2026-07-01`],
      '身份证号码,类别,享受起始',
    );
    expect(taken).toMatchObject({ rows: 3, taken: 3, isNew: 2, rejected: [] });
    const all = await supports();
    expect(all.map(({ class: own }) => own).toSorted()).toEqual(['B', 'B', 'B', 'C']);
    // Due within the interval of the class, and while the report holds.
    for (const { dueOn, class: own } of all) {
      expect(dueOn > VERIFIED && dueOn <= addDays(VERIFIED, own === 'C' ? 91 : 182)).toBe(true);
    }
  });

  test('that lacks a column is refused as a whole', async () => {
    await expect(take([`${WANG},A`], 'id_number,class')).rejects.toMatchObject({
      code: 'FILE_NOT_A_BATCH',
    });
  });

  test('names the newest submission: the older one is not rechecked beside it', async () => {
    const before = await supports();
    await submitVillage(village, office.engine, { again: true });
    await office.queues.runUntil(at('2026-07-02', '00:30'));
    // An answer that came late gave the older submission a report newer than any of the newer one.
    await office.sql(
      `update reports set issued_at = '2026-07-02T00:15:00+08:00'
       where household_id = any($1) and is_current`,
      [before.map(({ householdId }) => householdId)],
    );
    await take([`${WANG},A,2026-07-01`]);
    const after = await supports();
    expect(after).toHaveLength(before.length);
    const households = new Set(after.map(({ householdId }) => householdId));
    const gone = before.filter(({ householdId }) => !households.has(householdId));
    expect(gone).toHaveLength(1);
    expect(await office.engine.store.supports.get(gone[0]?.id ?? 0)).toMatchObject({
      endedOn: VERIFIED,
    });
  });
});

describe('the coming nights', () => {
  const dueOn = async (nights: readonly string[]) => {
    const all = await supports();
    await office.engine.store.supports.reschedule(
      all.map((one, place) => ({
        supportId: one.id,
        verifiedOn: VERIFIED,
        dueOn: asCalendarDate(nights[place] ?? ''),
        dueBecause: 'class',
      })),
    );
  };
  const plan = async () => planNights(asCalendarDate('2026-08-01'), 3, office.engine.recheckRoom);
  const of = (planned: Awaited<ReturnType<typeof plan>>, id: string) =>
    planned.map(({ departments }) => departments.find(({ department }) => department === id));

  test('a quota of 5 a day holds the 4 persons of two households, and not the 6 of three', async () => {
    await dueOn(['2026-08-01', '2026-08-01', '2026-08-03', '2026-08-03']);
    const justice = of(await plan(), 'justice');
    expect(justice).toMatchObject([
      { lookups: 4, fit: 4, isTooMuch: false },
      undefined,
      { lookups: 4, fit: 4, isTooMuch: false },
    ]);
    await dueOn(['2026-08-01', '2026-08-01', '2026-08-01', '2026-08-03']);
    expect(of(await plan(), 'justice')[0]).toMatchObject({ lookups: 6, fit: 5, isTooMuch: true });
    // Banks have no quota, and time enough.
    expect(of(await plan(), 'banks')[0]).toMatchObject({ lookups: 6, fit: 6, isTooMuch: false });
  });

  test('what falls on a night without rechecks is done on the first one after it', async () => {
    const { recheckRoom } = office.engine;
    const blackouts = [{ from: asCalendarDate('2026-08-01'), until: asCalendarDate('2026-08-02') }];
    const room = { ...recheckRoom, recheck: { ...recheckRoom.recheck, blackouts } };
    const planned = await planNights(asCalendarDate('2026-08-01'), 3, room);
    expect(planned).toMatchObject([
      { isBlackout: true, persons: 0 },
      { isBlackout: true, persons: 0 },
      { isBlackout: false, persons: 8, households: 4 },
    ]);
  });
});

describe('the random share', () => {
  const drawn = async (permille: number) => {
    const { supportsTonight } = office.engine.store;
    const nights = Array.from({ length: 40 }, (_, place) =>
      addDays(asCalendarDate('2026-08-01'), place),
    );
    return Promise.all(
      nights.map(async (night) =>
        (await supportsTonight.drawnAtRandom(night, permille)).map(({ id }) => id),
      ),
    );
  };

  test('of all is everybody, and of none nobody', async () => {
    const everybody = (await supports()).map(({ id }) => id);
    for (const ids of await drawn(1_000)) expect(ids).toEqual(everybody);
    for (const ids of await drawn(0)) expect(ids).toEqual([]);
  });

  test('of half spares nobody for ever, and names nobody every night', async () => {
    const nights = await drawn(500);
    for (const { id } of await supports()) {
      const times = nights.filter((ids) => ids.includes(id)).length;
      expect(times).toBeGreaterThan(0);
      expect(times).toBeLessThan(40);
    }
  });
});

describe('an authorisation that ends', () => {
  test('is told to the office once, thirty days before its last day', async () => {
    const { store } = office.engine;
    const [support] = await supports();
    const last = support?.authorisedUntil ?? VERIFIED;
    expect(last > VERIFIED).toBe(true);
    const told = async () =>
      (await store.alerts.list({ limit: 50, seenToo: true }))
        .filter(({ kind, supportId }) => kind === 'authorisation-ends' && supportId === support?.id)
        .map(({ raisedOn, change }) => `${raisedOn} ${change.personNo}`);
    await office.night(addDays(last, -31));
    expect(await told()).toEqual([]);
    expect((await office.night(addDays(last, -30))).authorisationsEnding).toBe(4);
    await office.night(addDays(last, -29));
    expect((await told()).toSorted()).toEqual([
      `${addDays(last, -30)} 1`,
      `${addDays(last, -30)} 2`,
    ]);
  });
});
