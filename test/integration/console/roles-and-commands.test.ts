// Every command in the name of every role, and of a caseworker of another town.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RegionCode } from '../../../domain/region.ts';
import { may, STAFF_ROLES, type StaffRole } from '../../../domain/staff.ts';
import { COMMAND_NEEDS, storeOfCommand } from '../../../scripts/cli/acting.ts';
import type { BatchId } from '../../../store/batch-ids.ts';
import { inventedHouseholds } from '../../support/households.ts';
import { openBatch, useStore } from '../../support/store.ts';

const opened = useStore();
const TOWN = '371002001';
const ACCOUNTS: readonly [account: string, role: StaffRole, region: string][] = [
  ...STAFF_ROLES.map((role) => [role, role, '371002'] as [string, StaffRole, string]),
  ['other.town', 'caseworker', '371082001'],
];
let batchId: BatchId;

beforeAll(async () => {
  batchId = await openBatch(opened.store);
  const [household] = inventedHouseholds(1, 1);
  if (household === undefined) throw new TypeError('one was asked for');
  const own = { ...household, ref: 'H1', region: TOWN as RegionCode };
  await opened.store.households.add(batchId, [own]);
  for (const [account, role, region] of ACCOUNTS) {
    const member = { account, name: account, office: '', role, region: region as RegionCode };
    await opened.store.staff.add({ ...member, passwordHash: null });
  }
});

/** As the list of commands names them (a test holds that list to what `hedui help` says). */
const COMMANDS = [
  ...readFileSync('docs/commands.md', 'utf8').matchAll(/^\| `([a-z][a-z -]*)` \|/gm),
].map(([, name]) => name ?? '');

const sees = async (account: string, command: string, purpose = '') => {
  const environment = { HEDUI_ACCOUNT: account, HEDUI_PURPOSE: purpose };
  const { store, acting } = await storeOfCommand(opened.store, environment, command);
  // What a command of the office has of households nobody asks for; the rest see by the records they are given.
  const isRead = COMMAND_NEEDS[command]?.store === 'reads';
  const { households } = isRead ? store : acting.records;
  return (await households.findByRef(batchId, 'H1')) !== null;
};

describe.each(COMMANDS)('hedui %s', (command) => {
  test.each(ACCOUNTS)('as %s', async (account, role) => {
    const need = COMMAND_NEEDS[command];
    if (!need || (need.needs !== 'signed-in' && !may(role, need.needs))) {
      await expect(sees(account, command)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
      return;
    }
    if (need.store === 'office') return;
    expect(await sees(account, command)).toBe(role !== 'auditor' && account !== 'other.town');
    expect(await sees(account, command, '审计 7 号')).toBe(account !== 'other.town');
  });
});

test('commands that concern households are open to nobody past the region', () => {
  for (const [command, need] of Object.entries(COMMAND_NEEDS)) {
    expect(COMMANDS).toContain(command);
    const { needs = '', store } = need ?? {};
    const isOfHouseholds =
      /^(batch|report|review|objection|authorisation|recheck)\./.test(needs) ||
      needs === 'retention.hold';
    if (isOfHouseholds) expect(['reads', 'acts']).toContain(store);
  }
});

test('every command is open to some role, or to whoever is signed in', () => {
  for (const command of COMMANDS) expect(Object.keys(COMMAND_NEEDS)).toContain(command);
});

test('an account that is unknown or disabled runs nothing, and the refusal is in the ledger', async () => {
  await expect(sees('nobody.here', 'status')).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  await opened.store.staff.disable('supervisor', new Date().toISOString() as never);
  await expect(sees('supervisor', 'status')).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  await opened.store.staff.enable('supervisor');
  const { rows } = await opened.sql.query(
    `select actor from ledger_entries where kind = 'access-refused' and subject = 'hedui status'`,
  );
  expect(rows.map(({ actor }) => actor)).toEqual(expect.arrayContaining(['nobody', 'supervisor']));
});

test('without an account the terminal has the whole store', async () => {
  const { store, acting } = await storeOfCommand(opened.store, {}, 'keys rotate');
  expect(store).toBe(opened.store);
  expect(acting).toMatchObject({ records: opened.store, member: null });
});
