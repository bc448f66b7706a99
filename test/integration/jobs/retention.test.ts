import { beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import {
  type RetentionRule,
  loadRetention,
  keptUntil,
  ruleFor,
} from '../../../config/retention.ts';
import type { CalendarDate } from '../../../domain/calendar.ts';
import { runRetention, type RetentionRoom } from '../../../jobs/run-retention.ts';
import type { Store } from '../../../store/store.ts';
import { reportedBatch } from '../../support/reported.ts';
import { testKeys, useStoreForEach } from '../../support/store.ts';

let store: Store;
let sql: pg.Client;
const opened = useStoreForEach();
beforeEach(() => {
  ({ store, sql } = opened);
});

const source = { zh: '测试', en: 'test' };
const RULES: RetentionRule[] = [
  { conclusions: ['doubts'], years: 10, source, confirmed: true },
  { years: 5, source, confirmed: true },
];

/** Reports of the example households are of 2026. */
function roomIn(year: number, rules: readonly RetentionRule[] = RULES): RetentionRoom {
  const now = () => new Date(Date.UTC(year, 5, 1));
  return { store, keys: testKeys, rules, actor: 'archivist', now };
}

/** Three households with an answer and a report; the second report is doubtful. */
const reported = () => reportedBatch(store, 3, 1, { doubtful: 1 });

test('the term runs from the 1 January after the report, and the first rule that fits applies', () => {
  expect(keptUntil('2026-07-01' as CalendarDate, 30)).toBe('2056-12-31');
  expect(ruleFor(RULES, 'subsistence', 'doubts')).toBe(0);
  expect(ruleFor(RULES, 'subsistence', 'none')).toBe(1);
  const shipped = loadRetention('config/retention.yaml');
  expect(
    shipped.every(({ confirmed, source: { zh } }) => confirmed || zh.startsWith('待确认')),
  ).toBe(true);
});

describe('the end of retention', () => {
  test('comes on the day after the term, and not before', async () => {
    await reported();
    const last = { ...roomIn(2031), now: () => new Date('2031-12-31T15:59:00Z') };
    expect((await runRetention(last)).erased).toEqual({});
    const next = { ...last, now: () => new Date('2031-12-31T16:00:00Z') };
    expect((await runRetention(next)).erased).toEqual({ 1: 2 });
  });

  test('erases what is past its term by its rule, and nothing else', async () => {
    const { ids } = await reported();
    const run = await runRetention(roomIn(2032));
    expect(run.erased).toEqual({ 1: 2 });
    await expect(store.reports.read('R-0')).rejects.toMatchObject({ code: 'REPORT_UNKNOWN' });
    expect((await store.reports.read('R-1')).number).toBe('R-1');
    const { rows } = await sql.query(
      `select count(*)::int as answers,
              (select count(*)::int from persons where household_id = $1 and id_index is not null) as indexed,
              (select octet_length(sealed) from reports where number = 'R-0') as bytes
       from answers where household_id = $1`,
      [ids[0]],
    );
    expect(rows).toEqual([{ answers: 0, indexed: 0, bytes: 0 }]);
    expect((await runRetention(roomIn(2032))).erased).toEqual({});
  });

  test('empties a batch once its last household is gone, which then is still listed', async () => {
    const { batchId } = await reported();
    expect((await runRetention(roomIn(2032))).batches).toBe(0);
    expect((await runRetention(roomIn(2037))).batches).toBe(1);
    expect(await store.batches.get(batchId)).toMatchObject({ fileName: '', state: 'done' });
    expect(await store.batches.rejections(batchId)).toEqual({ header: [], rows: [] });
  });

  test('leaves the ledger verifiable, with an entry a household and a signed certificate', async () => {
    await reported();
    const { certificate } = await runRetention(roomIn(2032));
    await store.ledger.sequence();
    expect((await store.ledger.verify()).faults).toEqual([]);
    const { rows } = await sql.query(
      `select kind, count(*)::int from ledger_entries where actor = 'archivist' group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { kind: 'erase', count: 2 },
      { kind: 'erasure-certified', count: 1 },
    ]);
    const document = JSON.parse(certificate?.document ?? '');
    expect(document).toMatchObject({ format: 'hedui-erasure/1', actor: 'archivist' });
    expect(document.households.map(({ reports }: { reports: string[] }) => reports)).toEqual([
      ['R-0'],
      ['R-2'],
    ]);
    const signature = Buffer.from(document.signature.value, 'base64');
    expect(testKeys.signing.verify(Buffer.from(document.digest, 'hex'), signature)).toBe(true);
    expect(await store.retention.certificates(10)).toEqual([certificate]);
  });

  test('does not come for a household that is held, until the hold is lifted', async () => {
    const { ids } = await reported();
    const held = ids[0] ?? 0;
    expect(await store.holds.set(held, 'lawyer', '信访复查')).toBe(true);
    expect(await store.holds.set(held, 'lawyer', '信访复查')).toBe(false);
    expect(await runRetention(roomIn(2032))).toMatchObject({ erased: { 1: 1 }, held: 1 });
    expect((await store.reports.read('R-0')).number).toBe('R-0');
    expect(await store.holds.list()).toMatchObject([{ report: 'R-0', reason: '信访复查' }]);
    expect(await store.holds.lift(held, 'lawyer', '已办结')).toBe(true);
    expect(await runRetention(roomIn(2032))).toMatchObject({ erased: { 1: 1 }, held: 0 });
  });

  test('does not come by a rule that nobody has confirmed, unless somebody says so', async () => {
    await reported();
    const rules = [{ years: 1, source, confirmed: false }];
    expect(await runRetention(roomIn(2032, rules))).toMatchObject({ erased: {}, unconfirmed: 3 });
    const rehearsal = await runRetention(roomIn(2032, rules), {
      isRehearsal: true,
      withUnconfirmed: true,
    });
    expect(rehearsal).toMatchObject({ erased: { 0: 3 }, certificate: null });
    expect((await store.reports.read('R-0')).number).toBe('R-0');
    const run = await runRetention(roomIn(2032, rules), { withUnconfirmed: true });
    expect(run).toMatchObject({ erased: { 0: 3 }, unconfirmed: 0 });
  });
});

test('what a run that was killed had erased stands in the certificate of the next', async () => {
  await reported();
  const room = roomIn(2032);
  const { retention } = store;
  const killed = {
    ...room,
    store: {
      ...store,
      retention: { ...retention, keepCertificate: () => Promise.reject(new Error('killed')) },
    },
  };
  await expect(runRetention(killed)).rejects.toThrow('killed');
  const { erased, certificate } = await runRetention(room);
  expect(erased).toEqual({});
  expect(certificate?.households).toBe(2);
  expect(await retention.uncertified()).toEqual([]);
});
