// What people see in a real browser when something does not go: a colleague was quicker, a page is not there, the program fails.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { route } from '../../console/route.ts';
import { ROUTES } from '../../console/route-list.ts';
import { type Desk, hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { hire, sessionOf, useConsole } from '../support/console.ts';
import { expectText } from '../support/console-steps.ts';
import { DOUBTS } from '../support/example-report-contents.ts';
import { faultsOfPages } from '../support/every-page.ts';
import { sealReported } from '../support/reported-household.ts';

const failing = route({
  method: 'GET',
  url: '/failing',
  needs: 'signed-in',
  answer: async () => {
    throw new Error('a fault of the program');
  },
});

const described = hasBrowser ? describe : describe.skip;
const office = useConsole({ routes: [...ROUTES, failing] });
let browser: Browser;
let wang: Desk;
let qian: Desk;

async function atDesk(account: string): Promise<Desk> {
  await hire(office, account, 'caseworker');
  const desk = await openDesk(browser, office.address);
  const value = await sessionOf(office.store, account);
  await desk.context.addCookies([{ name: 'hedui-session', value, url: office.address }]);
  return desk;
}

if (hasBrowser) {
  beforeAll(async () => {
    browser = await openBrowser();
    wang = await atDesk('wang');
    qian = await atDesk('qian');
  });
  afterEach(() => {
    expect([...wang.complaints.splice(0), ...qian.complaints.splice(0)]).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });
}

described('two caseworkers on the same finding', () => {
  test('the second sees what the first did beside what she wrote, and decides knowing it', async () => {
    const { report } = await sealReported(office.store, DOUBTS);
    const finding = ({ page }: Desk) => page.locator('.finding').first();
    for (const [desk, decision, reason] of [
      [wang, /消除/, '房屋已于五月出售，见过户证明'],
      [qian, /确认属实/, '已电话核实，房屋确为其所有'],
    ] as const) {
      await desk.page.goto(`/reports/${report.number}`);
      await finding(desk).getByLabel(decision).check();
      await finding(desk).getByLabel('理由').fill(reason);
    }
    const save = (desk: Desk) => finding(desk).getByRole('button', { name: '保存处理' }).click();
    await save(wang);
    await expectText(wang.page, '已保存，并记入审计账');
    await qian.expecting('status of 409', () => save(qian));
    await expectText(qian.page, 'wang 已处理了该事项');
    await expectText(qian.page, '房屋已于五月出售，见过户证明');
    expect(await finding(qian).getByLabel('理由').inputValue()).toBe('已电话核实，房屋确为其所有');
    await save(qian);
    await expectText(qian.page, '已保存，并记入审计账');
    const reviews = await office.store.reviews.ofReport(report.number);
    expect(reviews.map(({ by }) => by)).toEqual(['wang', 'qian']);
  });
});

described('a page that fails', () => {
  test('says what to do, and has a number that finds the error in the log', async () => {
    const { page } = wang;
    await wang.expecting('status of 500', () => page.goto('/failing'));
    await expectText(page, '请稍后重试');
    const number = (await page.locator('main .code').textContent()) ?? '';
    const lines = office.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    const found = lines.filter(({ requestId }) => requestId === number);
    expect(found).toContainEqual(
      expect.objectContaining({
        msg: 'a page failed',
        err: expect.objectContaining({ message: 'a fault of the program' }),
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ msg: 'served', account: 'wang', status: 500 }),
    );
    await page.getByRole('link', { name: '返回首页' }).click();
    await expectText(page, '待处理家庭');
  });

  test('that is not there keeps the visitor signed in, and speaks the other language when asked', async () => {
    const { page } = wang;
    await wang.expecting('status of 404', () => page.goto('/nowhere'));
    await expectText(page, '没有这个页面');
    await page.getByRole('link', { name: '工作台' }).waitFor();
    await wang.expecting('status of 404', () =>
      page.getByRole('button', { name: 'English' }).click(),
    );
    await expectText(page, 'There is no such page');
    await wang.expecting('status of 404', () => page.getByRole('button', { name: '中文' }).click());
    await expectText(page, '没有这个页面');
  });
});

described('pages that anyone may open', () => {
  test('are accessible, in both languages, light and dark, on a telephone too', async () => {
    const desk = await openDesk(browser, office.address);
    await desk.page.goto('/sign-in');
    const addresses = { 'api-docs': '/api/v1/docs', check: '/check', 'sign-in': '/sign-in' };
    expect(await faultsOfPages(desk.page, addresses)).toEqual({});
    expect(desk.complaints).toEqual([]);
    await desk.close();
  });
});
