// A supervisor works through risk signals in a real browser, and every such page is looked at.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SIGNAL_KINDS } from '../../domain/signal.ts';
import { type Desk, hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { sessionOf, useConsole } from '../support/console.ts';
import { expectText } from '../support/console-steps.ts';
import { faultsOfPages } from '../support/every-page.ts';
import { fillTown } from '../support/signal-town.ts';

const described = hasBrowser ? describe : describe.skip;
const office = useConsole();
let browser: Browser;
let desk: Desk;

if (hasBrowser) {
  beforeAll(async () => {
    await fillTown(office);
    browser = await openBrowser();
    desk = await openDesk(browser, office.address);
    const value = await sessionOf(office.store, 'city');
    await desk.context.addCookies([{ name: 'hedui-session', value, url: office.address }]);
  });

  afterAll(async () => {
    await browser?.close();
  });
}

described('a supervisor', () => {
  test('finds a signal, says why it is harmless, and no longer has it before her', async () => {
    const { page } = desk;
    await page.goto('/work');
    await page.getByRole('link', { name: '风险信号', exact: true }).click();
    await page.getByLabel('种类').selectOption('crowded-register');
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByRole('link', { name: /^S\d+$/ }).click();
    await expectText(page, '不改变任何报告、认定或待遇');
    await page.getByLabel('理由').fill('安置房，四户各住一间，已入户');
    await page.getByRole('button', { name: '保存' }).click();
    await expectText(page, '已保存，并记入审计账');
    await expectText(page, '安置房，四户各住一间，已入户');
    await page.goto('/signals?kind=crowded-register');
    await expectText(page, '没有这样的信号');
    expect(desk.complaints).toEqual([]);
  });

  test('has pages that are accessible, in both languages, light and dark, on a telephone too', async () => {
    const signals = await office.store.signals.list({ limit: 20 });
    const pages = SIGNAL_KINDS.map((kind) => {
      const id = signals.find((one) => one.kind === kind)?.id ?? 0;
      return [`signal-${kind}`, `/signals/${id}`] as const;
    });
    const addresses = { signals: '/signals?state=all', ...Object.fromEntries(pages) };
    expect(await faultsOfPages(desk.page, addresses)).toEqual({});
    expect(desk.complaints).toEqual([]);
  });
});
