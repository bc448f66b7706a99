// Lookups in the ledger: that somebody was looked up is proven without the database, and whoever changes an answer or the
// list behind it is found.

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { addEntries } from '../../../store/ledger/entries.ts';
import { checkLookupProof } from '../../../store/ledger/check-lookup-proof.ts';
import { listDigest, listOf, undividedDigest } from '../../../store/ledger/lookup-list.ts';
import type { LookupProof } from '../../../store/ledger/proof-file.ts';
import { inventedAnswer, inventedReport } from '../../support/households.ts';
import { tamper } from '../../support/ledger.ts';
import { runningBatch, testKeys, useStore } from '../../support/store.ts';

const TAX = 'tax' as DepartmentId;
const opened = useStore();
let subject: string;
let ids: number[];

/** Three households whose department had not answered at first; the second has it on record twice since. */
beforeAll(async () => {
  const { store } = opened;
  const { batchId, chunks } = await runningBatch(store, 3, 40);
  const chunk = chunks[0]?.id ?? '';
  subject = `${chunk}/tax`;
  const households = await store.households.readChunk(chunk);
  ids = households.map(({ id }) => id);
  const answers = households.map(({ id, verification, household }) => ({
    householdId: id,
    verification,
    department: TAX,
    ...inventedAnswer(household, TAX),
  }));
  const silent = answers.map((answer) => ({
    ...answer,
    evidence: [],
    lookups: answer.lookups.map((lookup) => ({
      ...lookup,
      outcome: 'unanswered' as const,
      why: 'timed-out' as const,
      records: 0,
      answeredAt: null,
    })),
  }));
  await store.answers.save(chunk, TAX, silent);
  await opened.sql.query('create table earlier as select * from answers');
  await store.answers.save(chunk, TAX, answers);
  await store.reports.seal(
    chunk,
    households.map(({ id, household, verification }, place) => ({
      householdId: id,
      verification,
      report: inventedReport(household, { number: `R-${place}`, batch: batchId }),
    })),
  );
  await store.ledger.sequence();
});

async function provenOf(report: string): Promise<LookupProof> {
  const proof = await opened.store.lookupProofs.prove(report, TAX);
  if (proof === null) throw new Error('it was looked up');
  return proof;
}

/** Past the triggers, and taken back afterwards. @returns what is found meanwhile */
async function foundAfter(change: string, back: string): Promise<string[]> {
  const { sql, store } = opened;
  await tamper(sql, change);
  const ofLedger = await store.ledger.verify();
  const ofAnswers = await store.lookupProofs.verify();
  await tamper(sql, back);
  return [...ofLedger.faults, ...ofAnswers].map(({ kind, at }) => `${kind} ${at}`);
}

describe('a lookup', () => {
  test('is proven by a file that says who was asked about, when, under which authorisation', async () => {
    const proof = await provenOf('R-1');
    const { outcome, lookups } = checkLookupProof(proof, testKeys.verifyingKeys);
    expect(outcome).toBe('proven');
    const [answer] = await opened.store.answers.ofVerifications([{ householdId: ids[1] ?? 0 }]);
    expect(lookups).toEqual(answer?.lookups);
    expect(lookups.length).toBeGreaterThan(0);
    expect(lookups[0]).toMatchObject({ department: 'tax', personNo: 1 });
    expect(proof.ledger.entry).toMatchObject({ subject, kind: 'lookup', purpose: 'application' });
  });

  test('is not proven when anything of the file is another', async () => {
    const proof = await provenOf('R-1');
    const other = await provenOf('R-2');
    for (const forged of [
      { ...proof, lookups: other.lookups.replace('"', '"x') },
      { ...proof, household: other.household },
      { ...proof, verification: 2 },
      { ...proof, department: 'land' },
      { ...proof, salt: other.salt },
      { ...proof, list: proof.list.replace(/^..../, 'AAAB') },
    ]) {
      expect(checkLookupProof(forged, testKeys.verifyingKeys)).toEqual({
        outcome: 'not-in-tree',
        lookups: [],
      });
    }
    expect(checkLookupProof(proof, []).outcome).toBe('unknown-key');
  });

  test('shows nothing of other households: their digests cannot be guessed without their salt', async () => {
    const [proof, other] = [await provenOf('R-0'), await provenOf('R-2')];
    expect(proof.list).toBe(other.list);
    expect(proof.salt).not.toBe(other.salt);
  });

  test('that was never made is not proven', async () => {
    const { lookupProofs } = opened.store;
    expect(await lookupProofs.prove('R-1', 'land' as DepartmentId)).toBeNull();
    expect(await lookupProofs.prove('R-9', TAX)).toBeNull();
    expect(await lookupProofs.proveOfPerson('R-1', TAX, 9)).toBeNull();
  });
});

describe('a lookup of one person', () => {
  async function provenOfPerson(person: number) {
    const proof = await opened.store.lookupProofs.proveOfPerson('R-1', TAX, person);
    if (proof === null) throw new Error('the person was looked up');
    return proof;
  }

  test('is proven by a file that shows the person’s lookups and nothing of the others’', async () => {
    const proof = await provenOfPerson(2);
    const { outcome, lookups } = checkLookupProof(proof, testKeys.verifyingKeys);
    expect(outcome).toBe('proven');
    const [answer] = await opened.store.answers.ofVerifications([{ householdId: ids[1] ?? 0 }]);
    const [own, others] = [2, 1].map((no) =>
      answer?.lookups.filter(({ personNo }) => personNo === no),
    );
    expect(lookups).toEqual(own);
    expect(lookups[0]?.authorisationNo).toBeTruthy();
    const shown = JSON.stringify(proof);
    expect(others?.length).toBeGreaterThan(0);
    for (const { authorisationNo } of others ?? []) expect(shown).not.toContain(authorisationNo);
    const whole = await provenOf('R-1');
    expect(proof.list).toBe(whole.list);
    expect(proof.salt).not.toBe(whole.salt);
  });

  test('is not proven when anything of the file is another', async () => {
    const [proof, other] = [await provenOfPerson(2), await provenOfPerson(1)];
    expect(proof.salt).not.toBe(other.salt);
    for (const forged of [
      { ...proof, lookups: proof.lookups.replace('found', 'none') },
      { ...proof, lookups: other.lookups },
      { ...proof, lookups: '' },
      { ...proof, lookups: 'no lines of ours\n' },
      { ...proof, person: 1 },
      { ...proof, others: [] },
      { ...proof, others: [...proof.others, ...proof.others] },
      { ...proof, salt: other.salt },
      { ...proof, household: proof.household + 1 },
      { ...proof, department: 'land' },
    ]) {
      expect(checkLookupProof(forged, testKeys.verifyingKeys)).toEqual({
        outcome: 'not-in-tree',
        lookups: [],
      });
    }
  });
});

describe('an insider with SQL', () => {
  const ofFirst = () => `household_id = ${ids[0]}`;
  const place = () => `household/${ids[0]}/answer/1/tax`;

  test('finds a whole ledger to begin with', async () => {
    expect(await foundAfter('select 1', 'select 1')).toEqual([]);
  });

  test('puts back an answer that the department has replaced since', async () => {
    expect(
      await foundAfter(
        `create table later as select * from answers;
         update answers a set sealed = e.sealed from earlier e
         where a.${ofFirst()} and e.household_id = a.household_id`,
        `update answers a set sealed = l.sealed from later l where l.household_id = a.household_id`,
      ),
    ).toEqual([`answer-differs ${place()}`]);
  });

  test('deletes an answer, so that nobody was looked up', async () => {
    expect(
      await foundAfter(
        `create table gone as select * from answers where ${ofFirst()}; delete from answers where ${ofFirst()}`,
        'insert into answers select * from gone',
      ),
    ).toEqual([`answer-missing ${place()}`]);
  });

  test('changes the list of who was looked up', async () => {
    const found = await foundAfter(
      `create table lists as select * from lookup_lists;
       update lookup_lists set list = overlay(list placing '\\x00' from 20) where id = 2`,
      'update lookup_lists l set list = o.list from lists o where o.id = l.id',
    );
    expect(found).toContain(`lookups-differ ${subject}`);
  });

  test('deletes a list, or puts one in', async () => {
    expect(
      await foundAfter(
        'delete from lookup_lists where id = 1',
        'insert into lookup_lists overriding system value select * from lists where id = 1',
      ),
    ).toEqual([`lookups-missing ${subject}`]);
    expect(
      await foundAfter(
        `insert into lookup_lists (batch_id, chunk_seq, department, at, digest_algorithm, digest, list)
         values (999, 1, 'tax', now(), 'sha-256', sha256(''), '')`,
        'delete from lookup_lists where batch_id = 999',
      ),
    ).toEqual(['lookups-unrecorded B999-1/tax']);
  });
});

test('lists can only be added to, and say nothing once a household is erased', async () => {
  const { sql, store } = opened;
  for (const change of ['delete from lookup_lists', 'update lookup_lists set at = now()']) {
    await expect(sql.query(change)).rejects.toThrow('the ledger can only be added to');
  }
  const [first = 0] = ids;
  const erased = await store.retention.erase([{ householdId: first, numbers: ['R-0'] } as never], {
    at: new Date().toISOString() as never,
    actor: 'test',
    basis: 'test',
  });
  expect(erased).toEqual([first]);
  expect(await store.lookupProofs.prove('R-0', TAX)).toBeNull();
  expect(await store.lookupProofs.verify()).toEqual([]);
  const { faults } = await store.ledger.verify();
  expect(faults.filter(({ kind }) => kind !== 'entry-unplaced')).toEqual([]);
});

test('lookups recorded before persons were told apart are proven of the household', async () => {
  const { sql, store } = opened;
  const { chunks } = await runningBatch(store, 1, 90);
  const chunk = chunks[0]?.id ?? '';
  const [stored] = await store.households.readChunk(chunk);
  if (stored === undefined) throw new Error('the chunk has one');
  const { id: householdId, verification, household } = stored;
  const said = inventedAnswer(household, TAX);
  await store.answers.save(chunk, TAX, [{ householdId, verification, department: TAX, ...said }]);
  await store.reports.seal(chunk, [
    { householdId, verification, report: inventedReport(household, { number: 'R-old' }) },
  ]);
  await store.ledger.sequence();
  // The same as an earlier version has left it, in place of ours.
  const proof = await store.lookupProofs.prove('R-old', TAX);
  if (proof === null) throw new Error('it was looked up');
  const place = `household/${householdId}/answer/1/tax`;
  const digest = undividedDigest('sha-256', proof.salt, place, proof.lookups);
  const list = listOf([{ householdId, verification, digest }]);
  const { entry } = proof.ledger;
  const contentDigest = listDigest('sha-256', list);
  const hex = (bytes: Buffer) => `'\\x${bytes.toString('hex')}'`;
  await tamper(
    sql,
    `update lookup_lists set list = ${hex(list)}, digest = ${hex(contentDigest)} where digest = '\\x${entry.contentDigest}'`,
  );
  await addEntries(sql as never, [{ ...entry, contentDigest }]);
  await store.ledger.sequence();
  const old = await store.lookupProofs.prove('R-old', TAX);
  expect(old && checkLookupProof(old, testKeys.verifyingKeys)).toEqual({
    outcome: 'proven',
    lookups: said.lookups,
  });
  expect(await store.lookupProofs.proveOfPerson('R-old', TAX, 1)).toBeNull();
  expect(await store.lookupProofs.verify()).toEqual([]);
});

test('what is missing is found in whichever chunk it was recorded', async () => {
  const { sql, store } = opened;
  // Five households in chunks of two: the last of them holds one.
  const { chunks } = await runningBatch(store, 5, 120, 2);
  const places: string[] = [];
  for (const { id: chunk } of chunks) {
    for (const { id: householdId, verification, household } of await store.households.readChunk(
      chunk,
    )) {
      const said = inventedAnswer(household, TAX);
      const answer = { householdId, verification, department: TAX, ...said };
      await store.answers.save(chunk, TAX, [answer]);
      places.push(`household/${householdId}/answer/1/tax`);
    }
  }
  expect(await store.lookupProofs.verify()).toEqual([]);
  const lost = [places[1], places[4]].map((place) => place?.split('/')[1]);
  await tamper(sql, `delete from answers where household_id in (${lost.join()})`);
  expect(await store.lookupProofs.verify()).toEqual([
    { kind: 'answer-missing', at: places[1] },
    { kind: 'answer-missing', at: places[4] },
  ]);
});
