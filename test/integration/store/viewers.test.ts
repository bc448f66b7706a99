import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RegionCode } from '../../../domain/region.ts';
import type { StaffRole, Viewer } from '../../../domain/staff.ts';
import type { BatchId } from '../../../store/batch-ids.ts';
import { inventedHouseholds } from '../../support/households.ts';
import { openBatch, useStore } from '../../support/store.ts';

const opened = useStore();

const viewer = (role: StaffRole, region: string, purpose: string | null = null): Viewer => ({
  account: `${role}.${region}`,
  role,
  region: region as RegionCode,
  purpose,
});

let batchId: BatchId;
/** The households' numbers, by their regions. */
const REFS = ['H1', 'H2', 'H3', 'H4'];
const REGIONS = ['371002001', '371002002', '371082001', '371002'];

beforeAll(async () => {
  batchId = await openBatch(opened.store);
  const households = inventedHouseholds(4, 1).map((household, place) => ({
    ...household,
    ref: REFS[place] ?? '',
    region: REGIONS[place] as RegionCode,
  }));
  await opened.store.households.add(batchId, households);
});

async function seen(who: Viewer): Promise<string[]> {
  const { households } = opened.store.as(who);
  const found = await Promise.all(REFS.map((ref) => households.findByRef(batchId, ref)));
  return REFS.filter((_, place) => found[place] !== null);
}

describe('the store, in a viewer’s name', () => {
  test('shows a caseworker the households of her town and no others', async () => {
    expect(await seen(viewer('caseworker', '371002001'))).toEqual(['H1']);
    expect(await seen(viewer('caseworker', '371082001'))).toEqual(['H3']);
    expect(await seen(viewer('caseworker', '371003001'))).toEqual([]);
  });

  test('shows county, city and province all that lies in them', async () => {
    expect(await seen(viewer('supervisor', '371002'))).toEqual(['H1', 'H2', 'H4']);
    expect(await seen(viewer('supervisor', '371000'))).toEqual(REFS);
    expect(await seen(viewer('supervisor', '370000'))).toEqual(REFS);
    expect(await seen(viewer('supervisor', '370200'))).toEqual([]);
  });

  test('shows an auditor households under a stated purpose only, and an operator none', async () => {
    expect(await seen(viewer('auditor', '371000'))).toEqual([]);
    expect(await seen(viewer('auditor', '371000', '审计通知 2026-7'))).toEqual(REFS);
    expect(await seen(viewer('operator', '371000', 'curious'))).toEqual([]);
  });

  test('puts a household whose region is only a county into the town of the office that submitted it', async () => {
    const town = await opened.store.batches.open({
      scheme: 'subsistence',
      purpose: 'application',
      region: '371002003' as RegionCode,
      fileName: 'town.csv',
      fileDigest: 'f'.repeat(64),
      submittedBy: 'clerk',
      verifiedOn: '2026-07-01' as never,
    });
    const [household] = inventedHouseholds(1, 90);
    await opened.store.households.add(town, [
      {
        ...(household as NonNullable<typeof household>),
        ref: 'T1',
        region: '371002' as RegionCode,
      },
    ]);
    const find = (region: string) =>
      opened.store.as(viewer('caseworker', region)).households.findByRef(town, 'T1');
    expect(await find('371002003')).not.toBeNull();
    expect(await find('371002001')).toBeNull();
  });

  test('leaves the engine’s own view and the next user of the connection as they were', async () => {
    for (let round = 0; round < 20; round++) {
      await Promise.all([
        opened.store.as(viewer('caseworker', '371002001')).households.findByRef(batchId, 'H2'),
        opened.store.households.findByRef(batchId, 'H2'),
      ]);
    }
    expect(await opened.store.households.findByRef(batchId, 'H2')).not.toBeNull();
  });
});

describe('SQL written by hand', () => {
  /** What a statement makes of it in a transaction that was begun for the viewer. */
  async function asViewer(who: Viewer | null, statement: string) {
    const { sql } = opened;
    await sql.query('begin');
    try {
      if (who !== null) {
        const prefix = { '371002001': '371002001', '371000': '3710' }[who.region as string] ?? '';
        await sql.query(
          `select set_config('hedui.viewer_role', $1, true), set_config('hedui.viewer_account', $2, true),
                  set_config('hedui.viewer_from', $3, true), set_config('hedui.viewer_until', $3 || ':', true),
                  set_config('hedui.viewer_purpose', $4, true)`,
          [who.role, who.account, prefix, who.purpose ?? ''],
        );
      }
      await sql.query('set local role hedui_viewer');
      return (await sql.query(statement)).rows;
    } finally {
      await sql.query('rollback');
    }
  }

  test.each([
    'select distinct household_id as id from persons',
    'select distinct household_id as id from verifications',
    'select id from households',
    'select id from households where true or handled_in is not null',
    'select h.id from batches b left join households h on h.batch_id = b.id where h.id is not null',
  ])('%s gives no household of another town', async (statement) => {
    const own = await asViewer(viewer('caseworker', '371002001'), statement);
    expect(own).toHaveLength(1);
    expect(await asViewer(viewer('operator', '371000'), statement)).toHaveLength(0);
    expect(await asViewer(null, statement)).toHaveLength(0);
  });

  test.each([
    'update households set handled_in = handled_in',
    'delete from persons',
    'insert into staff (account, name, office, region, role) values (1, 1, 1, 1, 1)',
    'select password_hash from staff',
    'select totp_sealed from staff',
    'select * from sessions',
    'select * from key_versions',
    'alter table households disable row level security',
  ])('%s is refused', async (statement) => {
    await expect(asViewer(viewer('supervisor', '371000'), statement)).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  const own = viewer('caseworker', '371002001');
  const withdrawal = (region: string, by: string) =>
    `insert into authorisation_withdrawals (no_index, region, withdrawn_by, key_wrapped, key_version, sealed)
     values ('\\x00', '${region}', '${by}', '\\x00', 1, '\\x00')`;
  const entryOf = (actor: string) =>
    `insert into ledger_entries (at, actor, kind, subject, digest_algorithm, content_digest, leaf_hash)
     values (now(), '${actor}', 'look', 'x', 'sha-256', sha256(''), sha256(''))`;
  const ofHousehold = (ref: string) =>
    `(select h.id from households h where h.seq = ${REFS.indexOf(ref) + 1})`;
  const review = (household: string, by: string) =>
    `insert into reviews (household_id, verification, report_number, finding_id, finding_digest, seq, rule, kind,
       severity, decision, by_account, at, sealed)
     values (${household}, 1, 'x', 'F1', sha256(''), 1, 'r', 'k', 'doubt', 'confirm', '${by}', now(), '\\x00')`;

  test('writes within the own region and in the own name', async () => {
    await expect(asViewer(own, withdrawal('371002001', own.account))).resolves.toEqual([]);
    await expect(asViewer(own, entryOf(own.account))).resolves.toEqual([]);
    // As far as the report that the review would have to name.
    await expect(asViewer(own, review(ofHousehold('H1'), own.account))).rejects.toThrow(
      'reviews_report_number_fkey',
    );
  });

  test.each([
    ['a withdrawal for another town', withdrawal('371002002', own.account)],
    ['a withdrawal for the whole county', withdrawal('371002', own.account)],
    ['a withdrawal in another name', withdrawal('371002001', 'somebody')],
    ['an entry of the ledger in another name', entryOf('worker')],
    ['a review in another name', review(ofHousehold('H1'), 'somebody')],
    ['a review of a household of another town', review('2', own.account)],
  ])('never writes %s', async (_, statement) => {
    await expect(asViewer(own, statement)).rejects.toThrow(/row-level security/);
  });

  test('never changes a report, a review or an entry beyond what people decide', async () => {
    for (const statement of [
      `update reports set conclusion = 'no-anomaly'`,
      'update reviews set sealed = sealed',
      'update alerts set sealed = sealed',
      'update ledger_entries set actor = actor',
      'delete from authorisation_withdrawals',
    ]) {
      await expect(asViewer(own, statement)).rejects.toThrow('permission denied');
    }
  });

  test('finds each table either closed to viewers or with a policy of its own', async () => {
    const { rows } = await opened.sql.query<{ table: string; open: boolean; guarded: boolean }>(
      `select c.relname as table, c.relrowsecurity as guarded,
              has_table_privilege('hedui_viewer', c.oid, 'select,insert,update,delete')
              or has_any_column_privilege('hedui_viewer', c.oid, 'select') as open
       from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
    );
    const withoutPersons = rows.filter(({ open, guarded }) => open && !guarded);
    expect(withoutPersons.map(({ table }) => table).toSorted()).toEqual([
      'cards',
      'change_feeds',
      'clocks',
      'department_circuits',
      'department_leases',
      'department_pauses',
      'department_quotas',
      'department_rates',
      'exchanges',
      'nights',
      'schedules',
      'workers',
    ]);
  });
});
