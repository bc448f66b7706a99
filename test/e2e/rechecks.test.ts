// What a caseworker sees of the nights: changes, the report that says them, an objection, deadlines, the coming nights.
// Every such page is looked at, in a real browser.

import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { openConsole } from '../../console/server.ts';
import { raiseObjection } from '../../jobs/objections/objections.ts';
import { supervise } from '../../jobs/supervision/supervise.ts';
import { type Desk, hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { hire, sessionOf } from '../support/console.ts';
import { expectText } from '../support/console-steps.ts';
import { faultsOfPages } from '../support/every-page.ts';
import { at, grow, openVirtualOffice, type VirtualOffice } from '../support/virtual-office.ts';
import { openVillage, type Village } from '../support/village.ts';
import { LI, WANG, WU } from '../support/villagers.ts';

const described = hasBrowser ? describe : describe.skip;
let village: Village;
let office: VirtualOffice;
let console: FastifyInstance;
let browser: Browser;
let desk: Desk;
let changed: string;

if (hasBrowser) {
  beforeAll(async () => {
    village = await openVillage({}, {}, {}, (folder) =>
      grow(
        folder,
        {
          'public-security/vehicles': [
            `${WANG},王建国,02,鲁K22222,大众,朗逸,LSVAA0000X7654321,A,2026-07-03,A,1598`,
          ],
          'civil-affairs/funerals': [`${LI},李秀英,2026-07-05,2026-07-07,威海市殡仪馆`],
          'civil-affairs/assistance': [`${WU},吴强,subsistence,RS0001,371083,2026-07-06,,600.00,1`],
        },
        {
          'public-security': [`vehicle,${WANG},2026-07-03`],
          'civil-affairs': [`funeral,${LI},2026-07-05`, `assistance,${WU},2026-07-06`],
        },
      ),
    );
    office = await openVirtualOffice(village);
    const { engine } = office;
    const batchId = await office.support('A');
    for (const day of ['02', '03', '04', '05', '06', '07']) await office.night(`2026-07-${day}`);
    const report = async (ref: string) =>
      (await engine.store.reports.currentOf(batchId, ref))?.number ?? '';
    changed = await report('HC-001');
    await raiseObjection(
      {
        reportNumber: await report('HC-002'),
        findings: ['F1'],
        grounds: '该车已于去年报废，未办理注销。',
        files: [{ name: '报废证明.pdf', content: Buffer.from('%PDF-1.7') }],
        by: 'wang',
      },
      engine.recheckRoom,
      engine.store,
    );
    await office.queues.runUntil(at('2026-07-08', '12:00'));
    await supervise(engine.recheckRoom, []);
    console = await openConsole({ engine, publicUrl: null, rateFactor: 100 });
    await console.listen({ port: 0, host: '127.0.0.1' });
    const address = `http://127.0.0.1:${(console.server.address() as AddressInfo).port}`;
    for (const role of ['caseworker', 'supervisor', 'operator'] as const) {
      await hire(engine, role, role, '371000');
    }
    browser = await openBrowser();
    desk = await openDesk(browser, address);
  });

  afterAll(async () => {
    await browser?.close();
    await console?.close();
    await office?.close();
    await village?.close();
  });
}

const signIn = async (role: string) => {
  const value = await sessionOf(office.engine.store, role);
  const url = `http://127.0.0.1:${(console.server.address() as AddressInfo).port}`;
  await desk.context.addCookies([{ name: 'hedui-session', value, url }]);
};

described('a caseworker', () => {
  test('goes from what has changed to the report that says it, and has it off the list', async () => {
    const { page } = desk;
    await signIn('caseworker');
    await page.goto('/changes');
    await expectText(page, '鲁K22222');
    const rows = page.locator('main tbody tr');
    expect(await rows.first().textContent()).toContain('在乳山市（371083）另外享受最低生活保障');
    await rows.filter({ hasText: '鲁K22222' }).getByRole('link').click();
    await expectText(page, '王建国');
    // A death came after the car, and another report with it.
    await expectText(page, changed);
    await page.goto('/changes');
    await rows.filter({ hasText: '鲁K22222' }).getByRole('button', { name: '标为已看' }).click();
    await expectText(page, '去世');
    expect(await rows.filter({ hasText: '鲁K22222' }).count()).toBe(0);
  });

  test('has a department asked to put its record right, and notes that it did', async () => {
    const { page } = desk;
    await page.goto('/objections/1');
    await page.getByText('请部门更正', { exact: true }).click();
    // The record that the disputed finding rests on comes first.
    await page.getByLabel('需要更正的内容').fill('鲁K12345 已于去年报废，应予注销');
    await page.getByRole('button', { name: '提出更正请求' }).click();
    await expectText(page, '赵明 · 公安部门 · 机动车登记');
    await page.getByText('登记 C1 的答复').click();
    await page.getByLabel('已更正').check();
    await page.getByLabel('部门答复的内容').fill('已办理注销');
    await page.getByRole('button', { name: '登记答复' }).click();
    await expectText(page, '已办理注销');
    await expectText(page, '部门已于');
    expect(desk.complaints).toEqual([]);
  });

  test('has pages that are accessible, in both languages, light and dark, on a telephone too', async () => {
    const addresses = {
      changes: '/changes',
      'changes-all': '/changes?all=yes',
      'changed-report': `/reports/${changed}`,
      objections: '/objections',
      objection: '/objections/1',
      'raise-objection': `/reports/${changed}/objection`,
    };
    expect(await faultsOfPages(desk.page, addresses)).toEqual({});
    expect(desk.complaints).toEqual([]);
  });
});

described('a supervisor', () => {
  test('sees cards and the month, and decides an objection', async () => {
    await signIn('supervisor');
    const addresses = {
      supervision: '/supervision',
      'objection-to-decide': '/objections/1',
    };
    expect(await faultsOfPages(desk.page, addresses)).toEqual({});
    expect(desk.complaints).toEqual([]);
  });
});

described('an operator', () => {
  test('sees how the nights went, and what the coming ones hold', async () => {
    await signIn('operator');
    expect(await faultsOfPages(desk.page, { schedules: '/schedules' })).toEqual({});
    expect(desk.complaints).toEqual([]);
  });
});
