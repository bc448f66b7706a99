// The pages about rechecks: changes of one's own region, the supervision of deadlines, the coming nights.

import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadRecheckSettings } from '../../../config/recheck.ts';
import { asCalendarDate, monthOf, shanghaiDate } from '../../../domain/calendar.ts';
import type { Change } from '../../../domain/change.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { hire, useConsole, Visitor } from '../../support/console.ts';
import { runningBatch } from '../../support/store.ts';

const office = useConsole({
  engine: ({ store }) => ({
    recheckRoom: {
      store,
      recheck: loadRecheckSettings('config/recheck.yaml'),
      declarations: new Map(),
      departments: [],
    } as never,
  }),
});
const today = shanghaiDate(new Date());
const CAR: Change = {
  kind: 'vehicle-registered',
  grade: 'weighty',
  personNo: 1,
  department: 'public-security' as DepartmentId,
  figures: {
    on: { date: asCalendarDate('2026-05-02') },
    model: { text: '朗逸' },
    plate: { text: '鲁K22222' },
  },
  evidence: [],
  identity: 'vehicle-registered/鲁K22222',
};
const DEATH: Change = {
  ...CAR,
  kind: 'death',
  grade: 'urgent',
  figures: { on: { date: asCalendarDate('2026-05-01') } },
  identity: 'death/',
};

beforeAll(async () => {
  const { store, sql } = office;
  await runningBatch(store, 2, 1);
  const { rows } = await sql.query<{ id: number; region: RegionCode; verification: number }>(
    'select id::int, region, verification from households order by id',
  );
  const [household] = rows;
  if (!household) throw new Error('there are two');
  const { id: householdId, region, verification } = household;
  await store.supportIntake.takeIn(
    [
      {
        householdId,
        scheme: 'subsistence',
        region,
        class: 'A',
        since: today,
        verifiedOn: today,
        dueOn: today,
        dueBecause: 'class',
        persons: 2,
        authorisedUntil: null,
      },
    ],
    'test',
    today,
  );
  const supportId = (await store.supports.ofHouseholds([householdId])).get(householdId)?.id ?? 0;
  const raised = { supportId, householdId, verification, region };
  await store.alerts.raise(
    [
      { ...raised, change: CAR },
      { ...raised, change: DEATH },
    ],
    today,
  );
  await store.supervision.keep([
    {
      subject: 'B1/tax',
      kind: 'department',
      region,
      department: 'tax' as DepartmentId,
      startedOn: today,
      dueOn: today,
      doneOn: null,
    },
  ]);
  const [clock] = await store.supervision.running();
  if (clock) await store.supervision.give([{ clock, level: 'yellow', givenOn: today }]);
  await hire(office, 'here', 'caseworker', region.slice(0, 6));
  await hire(office, 'elsewhere', 'caseworker', '371083');
  await hire(office, 'head', 'supervisor', '371000');
  await hire(office, 'operator', 'operator', '371000');
});

async function visitor(account: string): Promise<Visitor> {
  const one = new Visitor(office.address);
  await one.signIn(account);
  return one;
}

describe('changes', () => {
  test('stand with the gravest first, in words, without a name', async () => {
    const { status, text } = await (await visitor('here')).get('/changes');
    expect(status).toBe(200);
    expect(text).toContain('户内第1人名下于2026年5月2日登记了一辆车：朗逸，号牌鲁K22222');
    expect(text.indexOf('去世')).toBeLessThan(text.indexOf('鲁K22222'));
    expect(text.indexOf('去世')).toBeGreaterThan(0);
  });

  test('of another region are neither shown nor marked', async () => {
    const other = await visitor('elsewhere');
    expect((await other.get('/changes')).text).not.toContain('鲁K22222');
    const [alert] = await office.store.alerts.list({ limit: 1 });
    expect((await other.post('/changes/seen', { alert: String(alert?.id) })).status).toBe(404);
    expect(await office.store.alerts.list({ limit: 10 })).toHaveLength(2);
  });

  test('that were seen leave the list, and say by whom', async () => {
    const one = await visitor('here');
    await one.get('/changes');
    const [alert] = await office.store.alerts.list({ limit: 1 });
    await one.post('/changes/seen', { alert: String(alert?.id) });
    expect((await one.get('/changes')).text).not.toContain('去世');
    const { text } = await one.get('/changes?all=yes');
    expect(text).toContain('去世');
    expect(text).toContain('here');
  });
});

describe('supervision', () => {
  test('shows open cards and the month, and gives the table as a workbook', async () => {
    const head = await visitor('head');
    const { text } = await head.get(`/supervision?month=${monthOf(today)}`);
    expect(text).toContain('黄牌');
    expect(text).toContain('B1/tax');
    const workbook = await head.get(`/supervision.xlsx?month=${monthOf(today)}`);
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
    expect(workbook.text.slice(0, 2)).toBe('PK');
  });

  test('of a month in which nothing began says so', async () => {
    const { text } = await (await visitor('head')).get('/supervision?month=2020-01');
    expect(text).toContain('该月没有开始的事项。');
  });
});

test('an operator sees the coming thirty nights', async () => {
  const { status, text } = await (await visitor('operator')).get('/schedules');
  expect(status).toBe(200);
  expect(text).toContain('未来30夜');
  expect(text).toContain('在保 1 户、2 人。');
});
