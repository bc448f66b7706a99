// What a department's change feed tells is looked at once, by those who may; and being looked at in between brings no
// household past its own time.

import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, asCalendarDate } from '../../../domain/calendar.ts';
import { takeInBatch } from '../../../jobs/recheck/take-in-supports.ts';
import { grow, openVirtualOffice, type VirtualOffice } from '../../support/virtual-office.ts';
import { openVillage, type Village } from '../../support/village.ts';
import { LI, WU } from '../../support/villagers.ts';

/** Has a duty to support his father Wu: he is asked about less. */
const WU_JUN = '371002198004120119';

let village: Village;
let office: VirtualOffice;
let batchId: string;

beforeAll(async () => {
  village = await openVillage({}, {}, {}, async (folder) => {
    const file = join(folder, 'batches', 'applicants.csv');
    const [header = '', ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(
      file,
      [
        `${header},授权部门`,
        // Wu may be asked about everywhere but at the registers of marriages and deaths.
        ...rows.map((row) => (row.includes(WU) ? `${row},${WU_MAY_BE_ASKED_ABOUT_AT}` : `${row},`)),
      ].join('\n'),
    );
    await appendFile(
      file,
      `\nHC-004,义务人,子,吴军,${WU_JUN},,城镇,SQ-0119,2026-06-20,,本人,,,,,\n`,
    );
    await grow(
      folder,
      {},
      {
        'public-security': [`household-register,${LI},2026-07-03`],
        'civil-affairs': [`marriage,${WU_JUN},2026-07-03`, `marriage,${WU},2026-07-05`],
      },
    );
  });
  office = await openVirtualOffice(village);
  batchId = await office.support('A');
});

afterAll(async () => {
  await office?.close();
  await village?.close();
});

const WU_MAY_BE_ASKED_ABOUT_AT = [
  'public-security',
  'human-resources',
  'land',
  'tax',
  'market-regulation',
].join(';');
const supports = async () => office.engine.store.supports.ofScheme('subsistence', { limit: 10 });

describe('a change', () => {
  test('that turns out to be none leaves the household due when it was', async () => {
    const before = await supports();
    await office.night('2026-07-02');
    await office.night('2026-07-03');
    const summary = await office.night('2026-07-04');
    expect(summary).toMatchObject({ because: { 'change-heard': 1 }, households: 1 });
    // Banks were not asked: their answer is as old as it was.
    expect(await supports()).toEqual(before);
  });

  test('in a register in which a supporter is never looked up is not even kept', async () => {
    const { rows } = await office.sql('select resource from heard_changes');
    expect(rows).toEqual([{ resource: 'public-security.household-register' }]);
  });

  test('about which nobody may ask is looked at once, and not every night', async () => {
    const because = [];
    for (const night of ['2026-07-05', '2026-07-06', '2026-07-07', '2026-07-08']) {
      because.push((await office.night(night)).because);
    }
    expect(because).toEqual([{}, { 'change-heard': 1 }, {}, {}]);
  });

  test('is heard of again where help that had ended begins anew', async () => {
    const { store, recheckRoom } = office.engine;
    const watched = async () => {
      const { rows } = await office.sql(
        'select count(*)::int as persons from watched_persons where support_id = $1',
        [id],
      );
      return (rows[0] as { persons: number }).persons;
    };
    const id = (await supports()).at(-1)?.id ?? 0;
    const before = await watched();
    expect(before).toBeGreaterThan(0);
    const on = asCalendarDate('2026-07-08');
    await store.supportIntake.end(id, on, 'test');
    expect(await watched()).toBe(0);
    await takeInBatch(batchId, { class: 'A', since: on }, 'test', on, recheckRoom);
    await office.night('2026-07-09');
    expect(await watched()).toBe(before);
  });

  test('keeps no household from the banks when its time has come', async () => {
    const [first] = await supports();
    const summary = await office.night(first?.dueOn ?? '');
    expect(Object.keys(summary.because)).toEqual(['validity']);
    const { rows } = await office.sql(
      `select verified_on::text as on, due_on::text as due from supports where id = $1`,
      [first?.id],
    );
    expect(rows).toMatchObject([{ on: first?.dueOn }]);
    expect(rows[0]?.due > addDays(asCalendarDate(first?.dueOn ?? ''), 60)).toBe(true);
  });
});
