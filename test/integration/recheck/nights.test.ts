// Nights of the village: what a department records one day stands in a change report the next morning, once.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadOffice } from '../../../config/office.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { reportsOfBatch } from '../../../jobs/export/batch-reports.ts';
import { renderReportHtml } from '../../../reports/html/report-page.ts';
import { grow, openVirtualOffice, type VirtualOffice } from '../../support/virtual-office.ts';
import { openVillage, type Village } from '../../support/village.ts';
import { LI, WANG } from '../../support/villagers.ts';

let village: Village;
let office: VirtualOffice;
let batchId: string;

beforeAll(async () => {
  village = await openVillage({}, {}, {}, (folder) =>
    grow(
      folder,
      {
        'public-security/vehicles': [
          `${WANG},王建国,02,鲁K22222,大众,朗逸,LSVAA0000X7654321,A,2026-07-03,A,1598`,
        ],
        'civil-affairs/funerals': [`${LI},李秀英,2026-07-05,2026-07-07,威海市殡仪馆`],
      },
      {
        'public-security': [`vehicle,${WANG},2026-07-03`, 'vehicle,371002199001010015,2026-07-03'],
        'civil-affairs': ['funeral,371002199001010015,2026-07-01', `funeral,${LI},2026-07-05`],
        land: [],
      },
    ),
  );
  office = await openVirtualOffice(village);
  batchId = await office.support('A');
});

afterAll(async () => {
  await office?.close();
  await village?.close();
});

const openAlerts = async () => {
  const alerts = await office.engine.store.alerts.list({ limit: 50, seenToo: true });
  return alerts.map(({ kind, grade, raisedOn }) => `${raisedOn} ${grade} ${kind}`).toSorted();
};

describe('the nights after a verification', () => {
  test('nobody is due and nothing was recorded: nobody is asked', async () => {
    const summary = await office.night('2026-07-02');
    expect(summary).toMatchObject({ ran: 'yes', households: 0, asked: 0 });
    expect(summary.feeds.map(({ department, asOf }) => [department, asOf])).toEqual([
      ['public-security', '2026-07-01'],
      ['land', '2026-07-01'],
      ['civil-affairs', '2026-07-01'],
    ]);
  });

  test('a night is worked through once', async () => {
    expect(await office.night('2026-07-02')).toMatchObject({ ran: 'done', households: 0 });
  });

  test('a car registered on the 3rd is asked about on the 4th, and of that household alone', async () => {
    await office.night('2026-07-03');
    expect(await openAlerts()).toEqual([]);
    const summary = await office.night('2026-07-04');
    expect(summary.because).toEqual({ 'change-heard': 1 });
    expect(summary.asked).toBeLessThan(summary.carried);
    expect(await openAlerts()).toEqual(['2026-07-04 weighty vehicle-registered']);
  });

  test('its report says what is different, and takes the place of the one before', async () => {
    const current = await office.engine.store.reports.currentOf(batchId, 'HC-001');
    expect(current).toMatchObject({ verification: 2, conclusion: 'exceeds' });
    const changes = await office.engine.store.rechecks.changesOf(current?.number ?? '');
    expect(changes).toMatchObject({
      before: current?.supersedes,
      conclusion: { before: 'no-anomaly', after: 'exceeds' },
      findings: { new: ['vehicles-above-limit', 'vehicles-under-declared'], gone: [] },
    });
    expect(changes?.changes).toMatchObject([
      {
        kind: 'vehicle-registered',
        personNo: 1,
        figures: { on: { date: '2026-07-03' }, plate: { text: '鲁K22222' } },
      },
    ]);
  });

  test('stands beside the report in the words of the household, and in nothing that was sealed', async () => {
    const { store } = office.engine;
    const { number = '' } = (await store.reports.currentOf(batchId, 'HC-001')) ?? {};
    const page = renderReportHtml(await store.reports.read(number), {
      language: 'en',
      office: loadOffice('config/office.yaml'),
      changes: await store.rechecks.changesOf(number),
    });
    const section = /<section id="changes"[^]*?<\/section>/.exec(page)?.[0] ?? '';
    expect(section).toContain('王建国');
    expect(section).toContain('鲁K22222');
    expect(section).toContain('No anomaly');
    expect(await store.reports.readJson(number)).not.toContain('vehicle-registered');
    // The first report of a household is compared with nothing.
    const { number: first = '' } = (await store.reports.currentOf(batchId, 'HC-002')) ?? {};
    expect(await store.rechecks.changesOf(first)).toBeNull();
  });

  test('is before the caseworkers of its county, and of no other', async () => {
    const seenFrom = (region: string) =>
      office.engine.store.as({
        account: 'wang',
        role: 'caseworker',
        region: region as RegionCode,
        purpose: null,
      });
    const open = async (region: string) => {
      const { reports } = await seenFrom(region).workList.listed({ isOpen: true }, { limit: 50 });
      return reports.map((one) => one.householdRef);
    };
    expect(await open('371002')).toContain('HC-001');
    expect(await open('371083')).toEqual([]);
  });

  test('stands beside the report in what is written out of the whole round too', async () => {
    const { store } = office.engine;
    const { number = '' } = (await store.reports.currentOf(batchId, 'HC-001')) ?? {};
    const { batch } = await store.reports.read(number);
    const opened = [];
    for await (const one of reportsOfBatch(store, batch, null)) opened.push(one);
    expect(opened).toMatchObject([
      { report: { number }, changes: { number, changes: [{ kind: 'vehicle-registered' }] } },
    ]);
  });

  test('a death comes first, and the car does not alert again', async () => {
    await office.night('2026-07-05');
    await office.night('2026-07-06');
    expect(await openAlerts()).toEqual([
      '2026-07-04 weighty vehicle-registered',
      '2026-07-06 urgent death',
    ]);
    const [first] = await office.engine.store.alerts.list({ limit: 50 });
    expect(first).toMatchObject({
      kind: 'death',
      change: { figures: { on: { date: '2026-07-05' } } },
    });
  });

  test('of somebody whom nobody watches, nothing is kept', async () => {
    const { rows } = await office.sql('select count(*)::int as heard from heard_changes');
    expect(rows).toEqual([{ heard: 2 }]);
  });
});

describe('a household that is due and has not changed', () => {
  test('keeps its report, which holds for longer, with an entry in the ledger', async () => {
    const { store } = office.engine;
    const before = await store.reports.currentOf(batchId, 'HC-002');
    const supports = await store.supports.ofHouseholds([before?.householdId ?? 0]);
    const dueOn = supports.get(before?.householdId ?? 0)?.dueOn ?? '';
    // Its first report ends before a year is over: that is why it is due.
    expect(supports.get(before?.householdId ?? 0)?.dueBecause).toBe('validity');
    const summary = await office.night(dueOn);
    expect(summary.because.validity).toBeGreaterThanOrEqual(1);
    const after = await store.reports.currentOf(batchId, 'HC-002');
    expect(after?.number).toBe(before?.number);
    const state = await store.reportStates.byNumber(before?.number ?? '');
    expect(state?.isCurrent).toBe(true);
    expect(state && before && state.validUntil > before.validUntil).toBe(true);
    const { rows } = await office.sql(
      `select count(*)::int as entries from ledger_entries where kind = 'recheck' and subject = $1`,
      [before?.number],
    );
    expect(rows).toEqual([{ entries: 1 }]);
    // Open findings are looked at quarterly, whatever the class.
    const next = (await store.supports.ofHouseholds([before?.householdId ?? 0])).get(
      before?.householdId ?? 0,
    );
    expect(next).toMatchObject({ dueBecause: 'findings', verifiedOn: dueOn, openedOn: null });
  });
});
