// What partners are told of reports: whether one is good and until when, for an agreed purpose, and noted.

import { beforeAll, describe, expect, test } from '@jest/globals';
import { searchRequest } from '../../../connectors/spdci/messages.ts';
import { openVerificationDesk } from '../../../console/verification-desk.ts';
import type { Found } from '../../../console/spdci/desk.ts';
import type { Household } from '../../../domain/household.ts';
import {
  inventedHouseholds,
  inventedId,
  inventedPerson,
  inventedReport,
} from '../../support/households.ts';
import { item, testPartner } from '../../support/spdci-partner.ts';
import { openBatch, useStore } from '../../support/store.ts';

const held = useStore();
/** The invented reports are issued on 2026-07-01; this is what `validUntil` of them is set to here. */
const VALID_UNTIL = '2026-09-30';
const STRANGER = inventedId(6_000_000);
let household: Household;
let numbers: { first: string; second: string };

beforeAll(async () => {
  const batchId = await openBatch(held.store);
  const [family] = inventedHouseholds(1, 41_000);
  if (!family) throw new Error('one household was invented');
  const supporter = inventedPerson(9, 'supporter', 5_000_000);
  const persons = [...family.persons, supporter];
  await held.store.households.add(batchId, [{ ...family, persons }]);
  await held.store.batches.finishReceiving(batchId, { rows: persons.length, header: ['姓名'] });
  const [{ id: chunk } = { id: '' }] = await held.store.households.cutChunks(batchId, 500);
  const [stored] = await held.store.households.readChunk(chunk);
  if (!stored) throw new Error('the batch has one household');
  household = stored.household;
  numbers = { first: `${batchId}-1`, second: `${batchId}-2` };
  for (const [at, number] of [numbers.first, numbers.second].entries()) {
    const report = inventedReport(household, { number, batch: batchId, version: at + 1 });
    const valid = { ...report, validUntil: VALID_UNTIL as typeof report.validUntil };
    await held.store.reports.seal(chunk, [
      { householdId: stored.id, verification: 1, report: valid },
    ]);
  }
});

/** Asks as a partner would, on a day. */
async function ask(
  type: string,
  value: string,
  { on = '2026-09-30', criteria = {} as object, name = 'spdci/q/1' } = {},
): Promise<Found> {
  const desk = openVerificationDesk(held.store, () => new Date(`${on}T04:00:00Z`));
  const message = { transaction_id: 't', search_request: [item('a', type, value, criteria)] };
  const [asked] = searchRequest.parse(message).search_request;
  if (!asked) throw new Error('one was asked');
  return desk.find(asked, testPartner(), name);
}

const told = (status: string, number: string) => ({
  kind: 'records',
  records: [
    {
      '@type': 'VerificationStatus',
      report_number: number,
      scheme: 'subsistence',
      status,
      issued_on: '2026-07-01',
      valid_until: VALID_UNTIL,
    },
  ],
});

describe('of a report is told', () => {
  test('that it is valid on its last day, and not on the day after', async () => {
    expect(await ask('REPORT_NO', numbers.second)).toEqual(told('valid', numbers.second));
    const after = await ask('REPORT_NO', numbers.second, { on: '2026-10-01' });
    expect(after).toEqual(told('expired', numbers.second));
  });

  test('that another took its place', async () => {
    expect(await ask('REPORT_NO', numbers.first)).toEqual(told('superseded', numbers.first));
  });

  test('by the ID number of whoever belongs to the household, not by a supporter’s', async () => {
    for (const { idNumber, role } of household.persons) {
      const found = await ask('UIN', idNumber ?? '');
      const records = role === 'supporter' ? [] : told('valid', numbers.second).records;
      expect(found).toEqual({ kind: 'records', records });
    }
  });

  test('nothing that a number alone does not tell: no name, no ID number, no conclusion', async () => {
    const text = JSON.stringify(await ask('REPORT_NO', numbers.second));
    for (const { name, idNumber } of household.persons) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(idNumber);
    }
    expect(text).not.toMatch(/doubts|exceeds|finding|conclusion/);
  });
});

describe('is not told', () => {
  const purpose = (code: string) => ({ authorize: { purpose: { code } } });
  test.each([
    ['without a purpose', { authorize: undefined }, 'rjct.search_criteria.invalid'],
    ['for a purpose that was not agreed', purpose('marketing'), 'rjct.search_criteria.invalid'],
    ['to a search by attributes', { query_type: 'expression' }, 'rjct.filter.invalid'],
    ['to a query that names nobody', { query: { any: 1 } }, 'rjct.filter.invalid'],
    [
      'for an unknown kind of id',
      { query: { type: 'EMAIL', value: 'a@b' } },
      'rjct.filter.invalid',
    ],
    ['for no ID number', { query: { type: 'UIN', value: '1' } }, 'rjct.filter.invalid'],
  ])('%s', async (_, criteria, reason) => {
    const found = await ask('REPORT_NO', numbers.second, { criteria });
    expect(found).toMatchObject({ kind: 'rejected', reason });
  });

  test('anything of a report or person that there is not', async () => {
    expect(await ask('REPORT_NO', 'none')).toEqual({ kind: 'records', records: [] });
    expect(await ask('UIN', STRANGER)).toEqual({ kind: 'records', records: [] });
  });
});

test('every answer is in the ledger, refusals too, and no ID number with it', async () => {
  const [applicant] = household.persons;
  await ask('UIN', applicant?.idNumber ?? '', { name: 'spdci/noted/1' });
  await ask('UIN', STRANGER, { name: 'spdci/noted/2' });
  await ask('REPORT_NO', numbers.second, { name: 'spdci/noted/3', criteria: { authorize: null } });
  const { rows } = await held.sql.query(
    'select actor, kind, subject, purpose from ledger_entries order by id desc limit 3',
  );
  const actor = 'partner/partner.example.org';
  expect(rows.toReversed()).toEqual([
    { actor, kind: 'disclose', subject: numbers.second, purpose: 'social-assistance' },
    { actor, kind: 'disclose', subject: 'spdci/noted/2', purpose: 'social-assistance' },
    { actor, kind: 'disclose-refused', subject: 'spdci/noted/3', purpose: null },
  ]);
});
