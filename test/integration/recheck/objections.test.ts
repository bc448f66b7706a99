// A household disputes a finding: the department concerned is asked again, nobody else; a person decides with a reason.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadOffice } from '../../../config/office.ts';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { ResourceId } from '../../../domain/lookup.ts';
import { askForCorrection, correctionAnswered } from '../../../jobs/objections/corrections.ts';
import { objectionLetter } from '../../../jobs/objections/letter.ts';
import { forsakenIn } from '../../../jobs/objections/begin-forsaken.ts';
import {
  beginFreshLook,
  decideObjection,
  raiseObjection,
} from '../../../jobs/objections/objections.ts';
import { at, openVirtualOffice, type VirtualOffice } from '../../support/virtual-office.ts';
import { openVillage, submitVillage, type Village } from '../../support/village.ts';

let village: Village;
let office: VirtualOffice;
let batchId: string;
let otherBatch: string;

const VEHICLES = 'public-security.vehicle' as ResourceId;
const PDF = Buffer.from('%PDF-1.7 一张报废证明');

beforeAll(async () => {
  village = await openVillage();
  office = await openVirtualOffice(village);
  ({ batchId } = await submitVillage(village, office.engine));
  await office.queues.runUntil(at('2026-07-01', '20:00'));
  ({ batchId: otherBatch } = await submitVillage(village, office.engine, { again: true }));
  await office.queues.runUntil(at('2026-07-02', '20:00'));
});

afterAll(async () => {
  await office?.close();
  await village?.close();
});

const room = () => office.engine.recheckRoom;
const current = async (batch: string) =>
  (await office.engine.store.reports.currentOf(batch, 'HC-002')) ?? { number: '', supersedes: '' };
const raise = async (findings: string[], files = [{ name: '/tmp/报废证明.pdf', content: PDF }]) =>
  raiseObjection(
    {
      reportNumber: (await current(batchId)).number,
      findings,
      grounds: '该车已于去年报废，未办理注销。',
      files,
      by: 'clerk',
    },
    room(),
    office.engine.store,
  );
const asked = async () => (await village.city.counted('public-security')).asked;

describe('what is not an objection', () => {
  test('a finding that the report does not have', async () => {
    await expect(raise(['F99'])).rejects.toMatchObject({ code: 'OBJECTION_REFUSED' });
  });

  test.each([
    ['neither PDF nor image', Buffer.from('#!/bin/sh\n')],
    ['empty', Buffer.alloc(0)],
    ['larger than 10 MB', Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)])],
  ])('a proof that is %s', async (_, content) => {
    await expect(raise(['F1'], [{ name: 'a.pdf', content }])).rejects.toMatchObject({
      code: 'ATTACHMENT_REFUSED',
    });
  });
});

describe('an objection against a record that is as it was', () => {
  test('asks about the disputed record alone, and waits for a person', async () => {
    const before = await asked();
    const objection = await raise(['F1']);
    // Ten working days behind Thursday, 2 July 2026.
    expect(objection).toMatchObject({ state: 'verifying', dueOn: '2026-07-16' });
    await office.queues.runUntil(at('2026-07-03', '12:00'));
    expect((await asked()) - before).toBe(1);
    expect(await office.engine.store.objections.get(objection.id)).toMatchObject({
      state: 'verified',
      newReportNumber: null,
    });
  });

  test('its grounds and proofs can be read again, and lie sealed', async () => {
    const [objection] = await office.engine.store.objections.list({ limit: 1 });
    if (!objection) throw new Error('there is one');
    const { store } = office.engine;
    expect((await store.objections.words(objection)).grounds).toContain('报废');
    expect(await store.objections.attachments(objection)).toEqual([
      { no: 1, mediaType: 'application/pdf', name: '报废证明.pdf', bytes: PDF.length },
    ]);
    expect((await store.objections.attachment(objection, 1)).content).toEqual(PDF);
    const { rows } = await office.sql('select sealed from objection_attachments');
    expect(rows[0]?.sealed.includes('报废')).toBe(false);
  });

  test('nothing was corrected, so it cannot be decided as corrected', async () => {
    const [objection] = await office.engine.store.objections.list({ limit: 1 });
    const decision = { outcome: 'corrected', reason: '—', by: 'clerk' } as const;
    await expect(
      decideObjection(objection?.id ?? 0, decision, room(), office.engine.store),
    ).rejects.toMatchObject({
      code: 'OBJECTION_REFUSED',
    });
  });
});

describe('a record that its department corrects', () => {
  test('supersedes the report, and those of other households of the same person', async () => {
    const [objection] = await office.engine.store.objections.list({ limit: 1 });
    const before = { own: await current(batchId), other: await current(otherBatch) };
    const request = await askForCorrection(
      {
        objectionId: objection?.id ?? 0,
        resource: VEHICLES,
        personNo: 1,
        wrong: '鲁K12345 已报废，应予注销',
        by: 'clerk',
      },
      room(),
    );
    expect(await office.engine.store.corrections.open(10)).toEqual([request]);
    await cancelTheCar();
    const answer = { answer: 'corrected', said: '已注销', by: 'clerk' } as const;
    expect(await correctionAnswered(request.id, answer, room())).toBe(2);
    await office.queues.runUntil(at('2026-07-06', '12:00'));

    const after = { own: await current(batchId), other: await current(otherBatch) };
    expect(after.own).toMatchObject({ supersedes: before.own.number, conclusion: 'no-anomaly' });
    expect(after.other).toMatchObject({
      supersedes: before.other.number,
      conclusion: 'no-anomaly',
    });
    expect(await office.engine.store.corrections.open(10)).toEqual([]);
    expect(await office.engine.store.objections.get(objection?.id ?? 0)).toMatchObject({
      state: 'verified',
      newReportNumber: after.own.number,
    });
  });

  test('a person decides, and the household is told why', async () => {
    const [objection] = await office.engine.store.objections.list({ limit: 1 });
    const id = objection?.id ?? 0;
    const letter = () =>
      objectionLetter(id, loadOffice('config/office.yaml'), 'zh-CN', office.engine.recheckRoom);
    await expect(letter()).rejects.toMatchObject({ code: 'OBJECTION_REFUSED' });
    const decision = { outcome: 'corrected', reason: '公安部门已注销该车。', by: 'clerk' } as const;
    expect(await decideObjection(id, decision, room(), office.engine.store)).toMatchObject({
      state: 'corrected',
    });
    expect((await letter()).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(decideObjection(id, decision, room(), office.engine.store)).rejects.toMatchObject({
      code: 'OBJECTION_REFUSED',
    });
    const { rows } = await office.sql(
      `select kind from ledger_entries where kind like 'objection%' or kind like 'correction%' order by id`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'objection',
      'correction-asked',
      'correction-answered',
      'objection-answered',
    ]);
  });
});

/** As a process leaves it that dies before the fresh look has begun. */
async function recorded(): Promise<number> {
  const { store } = office.engine;
  const number = (await current(batchId)).number;
  const [household, { content }] = await Promise.all([
    store.households.findByReport(number),
    store.reports.read(number),
  ]);
  return store.objections.record(
    {
      householdId: household?.id ?? 0,
      reportNumber: number,
      region: content.region,
      findings: content.findings.slice(0, 1).map((finding) => finding.id),
      receivedOn: asCalendarDate('2026-07-06'),
      dueOn: asCalendarDate('2026-07-20'),
      receivedBy: 'clerk',
      grounds: '该车已于去年报废。',
      attachments: [],
    },
    at('2026-07-06', '13:00'),
  );
}
const stateOf = async (id: number) => (await office.engine.store.objections.get(id)).state;

describe('a fresh look that is over before its beginner can say more', () => {
  test('is known to be over', async () => {
    const id = await recorded();
    const { queues } = office;
    const startChunks: typeof queues.startChunks = async (...chunks) => {
      await queues.startChunks(...chunks);
      await queues.runUntil(at('2026-07-06', '20:00'));
    };
    await beginFreshLook(id, { ...room(), queues: { ...queues, startChunks } });
    expect(await stateOf(id)).toBe('verified');
  });
});

describe('an objection whose process died before the fresh look had begun', () => {
  test.each([
    ['when nobody was to be asked yet', '2026-07-07', async () => {}],
    [
      'when the queue had not been told',
      '2026-07-08',
      (id: number) => {
        const startChunks = () => Promise.reject(new Error('killed'));
        const dying = { ...room(), queues: { ...office.queues, startChunks } };
        return beginFreshLook(id, dying).catch(() => {});
      },
    ],
  ])('%s: a worker begins it, once nobody else can be about to', async (_, day, begun) => {
    const id = await recorded();
    await begun(id);
    const state = () => stateOf(id);
    const before = await state();
    const turn = forsakenIn(room());
    await turn();
    expect(await state()).toBe(before);
    await turn();
    expect(await state()).toBe('verifying');
    await office.queues.runUntil(at(day, '12:00'));
    expect(await state()).toBe('verified');
    await turn();
    expect(await state()).toBe('verified');
  });
});

/** In place, since the stand-in reads rows by where they lie: state A (normal) becomes E (cancelled). */
async function cancelTheCar(): Promise<void> {
  const path = join(village.folder, 'registers/public-security/vehicles.csv');
  const file = await open(path, 'r+');
  const content = await file.readFile();
  const place = content.indexOf(',A,1598');
  await file.write(Buffer.from(',E,1598'), 0, 7, place);
  await file.close();
}
