// Commands that change something of a household, in a member's name: what lies in the member's region, and nothing else.
// The commands themselves, on the store of a verified village.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { RegionCode } from '../../../domain/region.ts';
import type { StaffRole } from '../../../domain/staff.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { heduiAs as hedui, useTerminal } from '../../support/at-the-terminal.ts';
import { openClient } from '../../support/store.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';

const MEMBERS: readonly [account: string, role: StaffRole, region: string][] = [
  ['here', 'caseworker', '371002'],
  ['here.head', 'supervisor', '371002'],
  ['elsewhere', 'caseworker', '371082'],
  ['auditor', 'auditor', '371000'],
  ['elsewhere.head', 'supervisor', '371082'],
];

const comeTo = useTerminal();
let village: Village;
let engine: Engine;
let sql: Awaited<ReturnType<typeof openClient>>;
let batchId: string;
let number: string;
let householdId: number;

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  const working = await startWorking(engine);
  ({ batchId } = await submitVillage(village, engine));
  await untilDone(engine, batchId);
  await working.stop();
  for (const [account, role, region] of MEMBERS) {
    const member = { account, name: account, office: '', role, region: region as RegionCode };
    await engine.store.staff.add({ ...member, passwordHash: null });
  }
  const reports = await engine.store.reports.ofBatch(batchId, { limit: 10 });
  const withFinding = await Promise.all(
    reports.map(async (one) => (await engine.store.reports.read(one.number)).content.findings[0]),
  );
  const place = withFinding.findIndex((finding) => finding?.id === 'F1');
  number = reports[place]?.number ?? '';
  sql = await openClient(village.settings.databaseUrl ?? '');
  const { rows } = await sql.query('select household_id from reports where number = $1', [number]);
  householdId = Number(rows[0].household_id);
  comeTo(village);
});
afterAll(async () => {
  await sql.end();
  await village.close();
});

const one = async (text: string) => (await sql.query(text)).rows[0];

describe('a member at the terminal', () => {
  test('submits for the own region, in the own name', async () => {
    const words = ['submit', village.batchFile, '--scheme', 'subsistence', '--again', '--json'];
    expect(await hedui('elsewhere', ...words, '--region', '371002')).toBe('ACCESS_REFUSED');
    expect(await hedui('here', ...words, '--by', 'somebody.else')).toBe('done');
    expect(await one('select submitted_by, region from batches order by id desc limit 1')).toEqual({
      submitted_by: 'here',
      region: '371002',
    });
  });

  test('withdraws an authorisation of the own region', async () => {
    const words = ['authorisation', 'withdraw', 'SQ-9999', '--reason', '本人撤回'];
    expect(await hedui('elsewhere', ...words, '--region', '371002')).toBe('ACCESS_REFUSED');
    expect(await hedui('here', ...words)).toBe('done');
    expect(await one('select withdrawn_by, region from authorisation_withdrawals')).toEqual({
      withdrawn_by: 'here',
      region: '371002',
    });
  });

  test('takes down and follows objections to reports of the own region', async () => {
    const words = ['objection', 'raise', number, '--finding', 'F1', '--grounds', '该记录有误'];
    expect(await hedui('elsewhere', ...words)).toBe('REPORT_UNKNOWN');
    expect(await hedui('here', ...words)).toBe('done');
    const { id, received_by } = await one('select id, received_by from objections');
    expect(received_by).toBe('here');
    const wrong = ['--resource', 'public-security.vehicle', '--person', '1', '--wrong', '已注销'];
    const decision = ['--outcome', 'withdrawn', '--reason', '本人撤回异议'];
    const pdf = ['--out', `${village.folder}/letter.pdf`];
    for (const [who, outcome] of [
      ['elsewhere', 'OBJECTION_UNKNOWN'],
      ['here', 'done'],
    ] as const) {
      expect(await hedui(who, 'objection', 'show', `O${id}`)).toBe(outcome);
      expect(await hedui(who, 'objection', 'correct', `O${id}`, ...wrong)).toBe(outcome);
    }
    const asked = await one('select id from correction_requests');
    const answer = [String(asked.id), '--as', 'refused', '--said', '记录无误'];
    expect(await hedui('elsewhere', 'objection', 'answered', ...answer)).toBe('OBJECTION_UNKNOWN');
    expect(await hedui('here', 'objection', 'answered', ...answer)).toBe('done');
    expect(await hedui('elsewhere.head', 'objection', 'decide', `O${id}`, ...decision)).toBe(
      'OBJECTION_UNKNOWN',
    );
    expect(await hedui('here', 'objection', 'decide', `O${id}`, ...decision)).toBe(
      'ACCESS_REFUSED',
    );
    expect(await hedui('here.head', 'objection', 'decide', `O${id}`, ...decision)).toBe('done');
    expect(await hedui('elsewhere', 'objection', 'letter', `O${id}`, ...pdf)).toBe(
      'OBJECTION_UNKNOWN',
    );
    expect(await hedui('here', 'objection', 'letter', `O${id}`, ...pdf)).toBe('done');
  });

  test('takes households of the own region into the rechecks, and sees to their alerts', async () => {
    expect(await hedui('elsewhere', 'support', 'add', '--batch', batchId)).toBe('done');
    expect(await one('select count(*)::int as n from supports')).toEqual({ n: 0 });
    expect(await hedui('here', 'support', 'add', '--batch', batchId)).toBe('done');
    expect(await one('select count(*)::int as n from supports')).toEqual({ n: 4 });
    const { id } = await one(`select id from supports where household_id = ${householdId}`);
    const change = { kind: 'death', grade: 'urgent', personNo: 1, identity: 'x' };
    await engine.store.alerts.raise(
      [
        {
          supportId: Number(id),
          householdId,
          verification: 1,
          region: '371002' as RegionCode,
          change: change as never,
        },
      ],
      '2026-07-02' as never,
    );
    const alert = await one('select id from alerts');
    expect(await hedui('elsewhere', 'alerts', '--seen', String(alert.id))).toBe('failed');
    expect(await one('select seen_by from alerts')).toEqual({ seen_by: null });
    expect(await hedui('here', 'alerts', '--seen', String(alert.id))).toBe('done');
    expect(await one('select seen_by from alerts')).toEqual({ seen_by: 'here' });
    expect(await hedui('elsewhere', 'support', 'end', `S${id}`)).toBe('failed');
    expect(await hedui('here', 'support', 'end', `S${id}`)).toBe('done');
  });

  test('holds households of the own region', async () => {
    const words = [number, '--reason', '信访'];
    expect(await hedui('elsewhere.head', 'hold', 'set', ...words)).toBe('REPORT_UNKNOWN');
    expect(await hedui('here', 'hold', 'set', ...words)).toBe('ACCESS_REFUSED');
    expect(await hedui('here.head', 'hold', 'set', ...words)).toBe('done');
    expect(await hedui('elsewhere.head', 'hold', 'lift', ...words)).toBe('REPORT_UNKNOWN');
    expect(await hedui('here.head', 'hold', 'lift', ...words)).toBe('done');
  });

  test('proves a report to any auditor, and whom a department was asked about under a purpose only', async () => {
    const out = ['--out', `${village.folder}/proof.json`];
    const lookups = [...out, '--lookups', 'public-security'];
    expect(await hedui('here', 'audit', 'prove', number, ...out)).toBe('ACCESS_REFUSED');
    expect(await hedui('auditor', 'audit', 'prove', number, ...out)).toBe('done');
    expect(await hedui('auditor', 'audit', 'prove', number, ...lookups)).toBe('REPORT_UNKNOWN');
    process.env['HEDUI_PURPOSE'] = '审计 7 号';
    expect(await hedui('auditor', 'audit', 'prove', number, ...lookups)).toBe('done');
    const applicant = ['--person', '1'];
    expect(await hedui('auditor', 'audit', 'prove', number, ...lookups, ...applicant)).toBe('done');
    expect(JSON.parse(await readFile(`${village.folder}/proof.json`, 'utf8'))).toMatchObject({
      person: 1,
    });
    expect(await hedui('auditor', 'audit', 'check', `${village.folder}/proof.json`)).toBe('done');
    const nobody = ['--person', '99'];
    expect(await hedui('auditor', 'audit', 'prove', number, ...lookups, ...nobody)).toBe(
      'REPORT_UNKNOWN',
    );
    delete process.env['HEDUI_PURPOSE'];
    expect(await one(`select actor, purpose from ledger_entries where kind = 'export'`)).toEqual({
      actor: 'auditor',
      purpose: '审计 7 号',
    });
  });

  test('is named in the ledger for what was done', async () => {
    const { rows } = await sql.query(
      `select distinct kind, actor from ledger_entries where actor like 'here%' or actor like 'elsewhere%'
       order by 1, 2`,
    );
    expect(rows.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual(
      expect.arrayContaining([
        'authorisation-withdrawn here',
        'correction-asked here',
        'hold here.head',
        'hold-lifted here.head',
        'objection here',
        'support here',
        'support-ended here',
      ]),
    );
  });
});
