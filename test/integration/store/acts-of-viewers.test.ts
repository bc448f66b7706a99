// What starts the engine's work, in a viewer's name: a batch, an objection and its outcome, a hold. The database takes each in
// one's own name and region, whatever the program around it asks for.

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CalendarDate } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { Records } from '../../../store/store.ts';
import { inventedReport } from '../../support/households.ts';
import { runningBatch, useStore } from '../../support/store.ts';
import { until } from '../../support/until.ts';

const opened = useStore();
const HERE = '371002';
const ELSEWHERE = '371082';
const NOW = new Date('2026-07-02T03:00:00Z');
const REFUSED = /row-level security/;
let household: number;
let other: number;

beforeAll(async () => {
  const { store } = opened;
  const { batchId, chunks } = await runningBatch(store, 3, 1);
  const stored = await store.households.readChunk(chunks[0]?.id ?? '');
  household = stored[0]?.id ?? 0;
  other = stored[1]?.id ?? 0;
  await store.reports.seal(
    chunks[0]?.id ?? '',
    stored.map((one, place) => ({
      householdId: one.id,
      verification: 1,
      report: inventedReport(one.household, { number: `R-${place}`, batch: batchId }),
    })),
  );
});

/** An account is `role.region`. */
function as(role: StaffRole, region = HERE, purpose: string | null = null): Records {
  const account = `${role}.${region}`;
  return opened.store.as({ account, role, region: region as RegionCode, purpose });
}

let files = 0;
function submit(records: Records, by: string, region = HERE, kind?: 'recheck') {
  files += 1;
  return records.batches.open({
    scheme: 'subsistence',
    purpose: 'application',
    region: region as RegionCode,
    fileName: 'x.csv',
    fileDigest: files.toString(16).padStart(64, 'a'),
    submittedBy: by,
    verifiedOn: '2026-07-01' as CalendarDate,
    ...(kind && { kind }),
  });
}

type Disputed = { readonly report?: string; readonly region?: string };

function object(records: Records, by: string, { report = 'R-0' }: Disputed = {}) {
  return records.objections.record(
    {
      householdId: household,
      reportNumber: report,
      region: HERE as RegionCode,
      findings: ['F1'],
      receivedOn: '2026-07-02' as CalendarDate,
      dueOn: '2026-07-20' as CalendarDate,
      receivedBy: by,
      grounds: '该记录有误',
      attachments: [
        { mediaType: 'application/pdf', name: '证明.pdf', content: Buffer.from('%PDF-1.7') },
      ],
    },
    NOW,
  );
}

describe('a batch', () => {
  test('is submitted for the own region, or a town in it, in the own name', async () => {
    const clerk = as('caseworker');
    for (const region of [HERE, `${HERE}001`]) {
      const id = await submit(clerk, `caseworker.${HERE}`, region);
      expect(await clerk.batches.get(id)).toMatchObject({
        region,
        submittedBy: `caseworker.${HERE}`,
      });
    }
  });

  test.each([
    ['for another county', 'caseworker', `caseworker.${HERE}`, ELSEWHERE],
    ['for the whole city', 'caseworker', `caseworker.${HERE}`, '371000'],
    ['in another name', 'caseworker', 'somebody', HERE],
    ['by an auditor', 'auditor', `auditor.${HERE}`, HERE],
    ['by an operator', 'operator', `operator.${HERE}`, HERE],
  ] as const)('is not submitted %s', async (_, role, by, region) => {
    await expect(submit(as(role, HERE, '审计'), by, region)).rejects.toThrow(REFUSED);
  });

  test('is not passed off as a round of rechecks', async () => {
    await expect(submit(as('caseworker'), `caseworker.${HERE}`, HERE, 'recheck')).rejects.toThrow(
      REFUSED,
    );
  });

  test('is neither changed nor dropped by who submitted it', async () => {
    const clerk = as('caseworker');
    const id = await submit(clerk, `caseworker.${HERE}`);
    await expect(clerk.batches.discard(id)).rejects.toThrow('permission denied');
    await expect(clerk.batches.finishReceiving(id, { rows: 1 })).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('an objection', () => {
  test('is taken down in the own name about a household of the own region', async () => {
    const clerk = as('caseworker');
    const id = await object(clerk, `caseworker.${HERE}`);
    const taken = await clerk.objections.get(id);
    expect(taken).toMatchObject({ reportNumber: 'R-0', state: 'received' });
    expect(await clerk.objections.attachments(taken)).toMatchObject([{ name: '证明.pdf' }]);
    expect(await as('caseworker', ELSEWHERE).objections.list({ limit: 10 })).toEqual([]);
  });

  test.each([
    ['in another name', 'caseworker', 'somebody', {}],
    ['by an auditor', 'auditor', `auditor.${HERE}`, {}],
    ['to a report of another household', 'caseworker', `caseworker.${HERE}`, { report: 'R-1' }],
    ['from another county', 'caseworker', `caseworker.${ELSEWHERE}`, { region: ELSEWHERE }],
  ] as const)('is not taken down %s', async (_, role, by, { region = HERE, ...what }: Disputed) => {
    await expect(object(as(role, region, '审计'), by, what)).rejects.toThrow(REFUSED);
  });

  test('is decided by a supervisor of the region, in the own name, once', async () => {
    const id = await object(as('caseworker'), `caseworker.${HERE}`);
    const objection = await opened.store.objections.get(id);
    const decide = (records: Records, by: string) =>
      records.objections.decide(objection, { outcome: 'withdrawn', reason: '撤回', by }, NOW);
    await expect(decide(as('caseworker'), `caseworker.${HERE}`)).rejects.toThrow(REFUSED);
    await expect(decide(as('supervisor'), 'somebody')).rejects.toThrow(REFUSED);
    await expect(
      decide(as('supervisor', ELSEWHERE), `supervisor.${ELSEWHERE}`),
    ).rejects.toMatchObject({ code: 'OBJECTION_UNKNOWN' });
    expect(await decide(as('supervisor'), `supervisor.${HERE}`)).toBe(true);
    expect(await decide(as('supervisor'), `supervisor.${HERE}`)).toBe(false);
    expect(await opened.store.objections.get(id)).toMatchObject({
      state: 'withdrawn',
      decidedBy: `supervisor.${HERE}`,
    });
  });

  test('is not said to be looked at afresh by who took it down', async () => {
    const clerk = as('caseworker');
    const id = await object(clerk, `caseworker.${HERE}`);
    await expect(clerk.objections.verifying(id, 'B1', 2)).rejects.toThrow('permission denied');
  });
});

describe('a hold', () => {
  test('is set and lifted by a supervisor, or an auditor who says why, each in the own name', async () => {
    const head = as('supervisor');
    expect(await head.holds.set(household, `supervisor.${HERE}`, '信访')).toBe(true);
    expect(await head.holds.set(household, `supervisor.${HERE}`, '信访')).toBe(false);
    expect(await as('supervisor', ELSEWHERE).holds.list()).toEqual([]);
    const auditor = as('auditor', '371000', '审计通知 2026-7');
    expect(await auditor.holds.list()).toMatchObject([{ report: 'R-0', reason: '信访' }]);
    expect(await auditor.holds.lift(household, 'auditor.371000', '办结')).toBe(true);
    expect(await head.holds.list()).toEqual([]);
  });

  test('is not set on, or lifted from, a household that is not seen', async () => {
    await opened.store.holds.set(other, 'engine', '诉讼');
    for (const [role, region] of [
      ['supervisor', ELSEWHERE],
      // Without a purpose.
      ['auditor', '371000'],
      ['operator', '371000'],
    ] as const) {
      const { holds } = as(role, region);
      await expect(holds.set(household, `${role}.${region}`, 'x')).rejects.toThrow(REFUSED);
      expect(await holds.lift(other, `${role}.${region}`, 'x')).toBe(false);
    }
    expect(await opened.store.holds.list()).toHaveLength(1);
    await opened.store.holds.lift(other, 'engine', '办结');
  });

  test.each([
    ['by a caseworker', 'caseworker', `caseworker.${HERE}`],
    ['in another name', 'supervisor', 'somebody'],
  ] as const)('is neither set nor lifted %s', async (_, role, by) => {
    await expect(as(role).holds.set(household, by, 'x')).rejects.toThrow(REFUSED);
    await opened.store.holds.set(other, 'engine', '诉讼');
    await expect(as(role).holds.lift(other, by, 'x')).rejects.toThrow(REFUSED);
    await opened.store.holds.lift(other, 'engine', '办结');
  });

  test('waits for whoever erases at the same time, and finds nothing left to hold', async () => {
    const { sql, store } = opened;
    const third = (await store.households.findByReport('R-2'))?.id ?? 0;
    await sql.query('begin');
    await sql.query('update households set key_wrapped = null where id = $1', [third]);
    const holding = store.holds.set(third, 'engine', '诉讼');
    await until('the hold waits', async () => {
      const { rows } = await sql.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length === 1;
    });
    await sql.query('commit');
    expect(await holding).toBe(false);
  });
});
