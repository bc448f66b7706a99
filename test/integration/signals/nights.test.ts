// Nights that look for risk signals: what rises, what does not, and that nothing rises twice.

import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadSignalSettings, type SignalSettings } from '../../../config/signals.ts';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { SignalKind } from '../../../domain/signal.ts';
import { openLog } from '../../../jobs/log.ts';
import { runSignals } from '../../../jobs/signals/run-signals.ts';
import type { Signal } from '../../../store/signals/signals.ts';
import { decide, type Given, verify } from '../../support/signal-town.ts';
import { useStore } from '../../support/store.ts';

const opened = useStore();
const SETTINGS = loadSignalSettings('config/signals.yaml');
const HOME = '竹岛街道花园小区3号楼2单元501室';
let night = 1;

/** The night of `on`, at the end of which it is another moment than before. */
const look = (on = '2026-07-02', signals: SignalSettings = SETTINGS) => {
  night += 1;
  const now = () => new Date(Date.UTC(2027, 0, 1, 0, night));
  const room = { store: opened.store, signals, now, log: openLog('silent') };
  return runSignals(asCalendarDate(on), room, new AbortController().signal);
};
const openOnes = async (kind: SignalKind): Promise<Signal[]> =>
  opened.store.signals.list({ limit: 100, kind, state: 'open' });
const applicants = (...who: number[]): Given[] => who.map((one) => ({ who: one }));
const mark = (id: number, what: 'harmless' | 'reopened') =>
  opened.store.signals.mark(id, { mark: what, by: 'head', reason: '已走访核实' }, new Date());

describe('one account', () => {
  const account = '6217001234567895';
  let ids: number[];
  let first: number;

  test('of three families rises, once, with the households and an entry in the ledger', async () => {
    ids = await verify(opened.store, '2026-06-01', [
      ...[1, 2, 3].map((who) => ({ who, account, holder: 99 })),
      // Two families only, and one that states none.
      ...[4, 5].map((who) => ({ who, account: '6217009999999998' })),
      ...applicants(6),
    ]);
    expect(await look()).toMatchObject({ ran: 'yes', read: 6, raised: { 'shared-account': 1 } });
    const [signal] = await openOnes('shared-account');
    first = signal?.id ?? 0;
    expect(signal?.facts).toMatchObject({ families: 3, newFamilies: 3, holder: 'somebody-else' });
    const households = await opened.store.signals.householdsOf(first);
    expect(households.map(({ householdId }) => householdId)).toEqual(ids.slice(0, 3));
    const { rows } = await opened.sql.query(
      `select kind from ledger_entries where subject = $1 order by at`,
      [`signal/${first}`],
    );
    expect(rows).toEqual([{ kind: 'signal-raised' }]);
  });

  test('does not rise again the next night, which reads nothing anew', async () => {
    expect(await look('2026-07-03')).toMatchObject({ read: 0, raised: { 'shared-account': 0 } });
  });

  test('said to be harmless, it does not rise for the same families nor for one more', async () => {
    expect(await mark(first, 'harmless')).toBe(true);
    expect(await mark(first, 'harmless')).toBe(false);
    // The second applies once more, and one new family comes.
    await verify(opened.store, '2026-07-05', [
      { who: 2, account, holder: 99 },
      { who: 7, account },
    ]);
    expect(await look('2026-07-06')).toMatchObject({ read: 2, raised: { 'shared-account': 0 } });
    expect(await openOnes('shared-account')).toEqual([]);
  });

  test('with a second new family it rises anew, follows the first and says which are new', async () => {
    const [newest] = await verify(opened.store, '2026-07-08', [{ who: 8, account }]);
    expect(await look('2026-07-09')).toMatchObject({ raised: { 'shared-account': 1 } });
    const [signal] = await openOnes('shared-account');
    expect(signal).toMatchObject({
      follows: first,
      facts: { families: 5, households: 6, newFamilies: 2 },
    });
    const households = await opened.store.signals.householdsOf(signal?.id ?? 0);
    const fresh = households.filter(({ isNew }) => isNew);
    expect(fresh).toHaveLength(2);
    expect(fresh.map(({ householdId }) => householdId)).toContain(newest);
    expect((await opened.store.signals.get(first))?.state).toBe('harmless');
    // What a later signal has taken up is not opened again beside it.
    expect(await mark(first, 'reopened')).toBe(false);
    expect(await mark(signal?.id ?? 0, 'harmless')).toBe(true);
    expect(await mark(signal?.id ?? 0, 'reopened')).toBe(true);
    const marks = await opened.store.signals.marksOf(signal?.id ?? 0);
    expect(marks.map(({ mark: said, reason }) => [said, reason])).toEqual([
      ['harmless', '已走访核实'],
      ['reopened', '已走访核实'],
    ]);
  });

  test('is nowhere in the tables in clear, nor are addresses', async () => {
    await verify(opened.store, '2026-07-10', [{ who: 9, account, address: HOME }]);
    await look('2026-07-11');
    for (const table of ['household_ties', 'signals', 'signal_households', 'signal_marks']) {
      const { rows } = await opened.sql.query(`select t::text as row from ${table} t`);
      const text = rows.map(({ row }) => row).join('\n');
      for (const secret of [account, '花园小区', '走访']) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(Buffer.from(secret).toString('hex'));
      }
    }
  });
});

describe('one home', () => {
  test('stated by families one after the other, in different words', async () => {
    await verify(opened.store, '2025-02-01', [{ who: 20, address: '和平里１号楼1单元101' }]);
    await verify(opened.store, '2025-11-01', [{ who: 21, address: '威海市环翠区和平里1-1-101' }]);
    expect((await look()).raised['repeated-address']).toBe(0);
    await verify(opened.store, '2026-06-20', [{ who: 22, address: '和平里一号楼1单元101室' }]);
    expect((await look()).raised['repeated-address']).toBe(1);
    const [signal] = await openOnes('repeated-address');
    expect(signal?.facts).toMatchObject({ families: 3, first: '2025-02-01', last: '2026-06-20' });
    const [household] = await opened.store.signals.householdsOf(signal?.id ?? 0);
    expect(await opened.store.ties.textOf(household?.householdId ?? 0, signal?.subject ?? '')).toBe(
      '和平里１号楼1单元101',
    );
  });

  test('longer ago than the days compared, it counts no more', async () => {
    const address = '金海湾9号楼1单元902室';
    await verify(opened.store, '2024-06-01', [{ who: 25, address }]);
    await verify(
      opened.store,
      '2026-06-02',
      [26, 27].map((who) => ({ who, address })),
    );
    expect((await look('2026-07-02')).raised['repeated-address']).toBe(0);
  });

  test('in the register of four families rises; a collective register and an old people’s home do not', async () => {
    const registered = (from: number, count: number, registeredAt: string) =>
      Array.from({ length: count }, (_, no) => ({ who: from + no, registeredAt }));
    await verify(opened.store, '2026-06-03', [
      ...registered(30, 4, '张村镇王家庄村12号'),
      ...registered(40, 3, '张村镇王家庄村13号'),
      ...registered(50, 8, '鲸园街道人才市场集体户1号'),
      ...registered(60, 8, '羊亭镇敬老院2号'),
    ]);
    const summary = await look();
    expect(summary.raised['crowded-register']).toBe(1);
    expect(summary.knownPlaces).toBe(2);
    expect((await openOnes('crowded-register'))[0]?.facts).toMatchObject({ families: 4 });
  });

  test('that the office lists is read anew and left out, with settings of its own', async () => {
    const known = { region: '371002' as RegionCode, address: '张村镇王家庄村14号' };
    await verify(
      opened.store,
      '2026-06-04',
      [70, 71, 72, 73].map((who) => ({ who, registeredAt: '张村镇王家庄村14号' })),
    );
    const { words } = SETTINGS.knownPlaces;
    const own = { ...SETTINGS, knownPlaces: { words, addresses: [known] } };
    const summary = await look('2026-07-02', own);
    expect(summary.read).toBeGreaterThan(30);
    expect(summary.raised['crowded-register']).toBe(0);
    expect(summary.knownPlaces).toBe(3);
  });
});

describe('income', () => {
  const verified = (on: string, yuan: number) =>
    verify(opened.store, on, [{ who: 80, with: [81], wageFen: yuan * 100 }]);

  test('12,000, 14,400, 17,280 yuan in three applications of one applicant', async () => {
    await verified('2026-01-05', 12_000);
    await verified('2026-04-05', 14_400);
    expect((await look()).raised['rising-income']).toBe(0);
    const [last] = await verified('2026-07-05', 17_280);
    expect((await look()).raised['rising-income']).toBe(1);
    const [signal] = await openOnes('rising-income');
    expect(signal?.facts).toMatchObject({
      steps: [{ foundFen: 1_200_000 }, { foundFen: 1_440_000 }, { foundFen: 1_728_000 }],
    });
    const households = await opened.store.signals.householdsOf(signal?.id ?? 0);
    expect(households).toHaveLength(3);
    expect(households.map(({ householdId }) => householdId)).toContain(last);
  });

  test('another night with other settings reads everybody again and raises nothing twice', async () => {
    const own = { ...SETTINGS, knownPlaces: { words: ['福利院'], addresses: [] } };
    const summary = await look('2026-07-02', own);
    expect(summary.read).toBeGreaterThan(30);
    expect(summary.raised['rising-income']).toBe(0);
    expect(await openOnes('rising-income')).toHaveLength(1);
  });
});

describe('decisions of the staff', () => {
  let householdId: number;
  const decided = (by: string, confirmed: number, dismissed: number, on = '2026-05-11') =>
    decide(opened.sql, by, { householdId, confirmed, dismissed, on });

  beforeAll(async () => {
    [householdId = 0] = await verify(opened.store, '2026-05-01', applicants(90));
    for (const account of ['sun', 'bai', 'cai', 'dai']) {
      const region = '371002001' as RegionCode;
      const member = { account, name: account, office: '竹岛街道办事处', region };
      await opened.store.staff.add({ ...member, role: 'caseworker', passwordHash: null });
    }
  });

  test('30 of 50 dismissed, where three colleagues dismiss 60 of 300', async () => {
    await decided('sun', 20, 30);
    for (const account of ['bai', 'cai', 'dai']) await decided(account, 80, 20);
    expect((await look('2026-06-02')).raised['dismissal-rate']).toBe(1);
    const [signal] = await openOnes('dismissal-rate');
    expect(signal).toMatchObject({
      account: 'sun',
      region: '371002001',
      households: 0,
      facts: { decided: 50, dismissed: 30, expectedMilli: 12_857, until: '2026-05' },
    });
  });

  test('the month that runs does not count, and what was told is not told again', async () => {
    expect((await look('2026-06-03')).raised['dismissal-rate']).toBe(0);
    expect((await look('2026-07-02')).raised['dismissal-rate']).toBe(0);
  });

  test('what she decides later rises anew by itself alone', async () => {
    await decided('sun', 20, 30, '2026-07-11');
    for (const account of ['bai', 'cai', 'dai']) await decided(account, 80, 20, '2026-07-12');
    expect((await look('2026-08-02')).raised['dismissal-rate']).toBe(1);
    const [signal] = await openOnes('dismissal-rate');
    expect(signal?.facts).toMatchObject({ from: '2026-06', until: '2026-07', decided: 50 });
  });

  test('is forgotten after the years that such signals are kept', async () => {
    await look('2029-09-01');
    expect(await opened.store.signals.list({ limit: 10, kind: 'dismissal-rate' })).toEqual([]);
  });
});

describe('whoever takes the authorisation back', () => {
  test('is compared with nobody from the next night on', async () => {
    const account = '6217007777777771';
    await verify(opened.store, '2026-06-05', [
      ...[100, 101].map((who) => ({ who, account })),
      { who: 102, account, region: '371082001' },
    ]);
    await opened.store.withdrawals.add({
      authorisationNo: 'SQ-100',
      region: '371002001' as RegionCode,
      by: 'clerk',
      reason: '不再申请',
      on: null,
    });
    expect((await look()).raised['shared-account']).toBe(0);
    const { rows } = await opened.sql.query(
      `select count(*)::int as ties from household_ties t
       join households h on h.id = t.household_id where h.region = '371082001'`,
    );
    expect(rows).toEqual([{ ties: 1 }]);
  });
});

describe('what is erased', () => {
  test('leaves no tie, no reading and no signal that rested on it', async () => {
    const [rising] = await openOnes('rising-income');
    const account = '6217006666666662';
    const ids = await verify(
      opened.store,
      '2026-06-06',
      [110, 111, 112].map((who) => ({ who, account })),
    );
    await look();
    const ofAccount = (await openOnes('shared-account'))[0];
    const income = await opened.store.signals.householdsOf(rising?.id ?? 0);
    const gone = [ids[0], income[0]?.householdId];
    const all = await opened.store.retention.kept(0);
    const terms = { at: new Date().toISOString() as never, actor: 'archivist', basis: '测试' };
    await opened.store.retention.erase(
      all.filter(({ householdId }) => gone.includes(householdId)),
      terms,
    );
    expect(await opened.store.signals.get(rising?.id ?? 0)).toBeNull();
    const left = await opened.store.signals.householdsOf(ofAccount?.id ?? 0);
    expect(left.map(({ householdId }) => householdId)).toEqual(ids.slice(1));
    const { rows } = await opened.sql.query(
      `select (select count(*) from household_ties where household_id = any($1))::int as ties,
              (select count(*) from signal_readings where household_id = any($1))::int as readings`,
      [gone],
    );
    expect(rows).toEqual([{ ties: 0, readings: 0 }]);
    await opened.store.retention.erase(
      all.filter(({ householdId }) => ids.slice(1).includes(householdId)),
      terms,
    );
    expect(await opened.store.signals.get(ofAccount?.id ?? 0)).toBeNull();
  });
});

test('several runs at once raise once', async () => {
  await verify(
    opened.store,
    '2026-06-07',
    [120, 121, 122].map((who) => ({ who, account: '6217005555555553' })),
  );
  const outcomes = await Promise.all([look(), look(), look()]);
  const raised = outcomes.reduce((sum, one) => sum + one.raised['shared-account'], 0);
  expect(raised).toBe(1);
});
