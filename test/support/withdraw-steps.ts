// A caseworker records in the browser that a person has taken an authorisation back.

import { expect } from '@jest/globals';
import { addDays, shanghaiDate } from '../../domain/calendar.ts';
import type { Store } from '../../store/store.ts';
import { type Desk, picture } from './browser.ts';
import { expectText } from './console-steps.ts';

/** The first of the first household that waits for a decision; the store has had no withdrawal before. */
export async function withdrawAuthorisation(desk: Desk, store: Store): Promise<void> {
  const { page } = desk;
  await page.goto('/work?show=doubts');
  await page.locator('main tbody a[href^="/reports/"]').first().click();
  await page.getByRole('link', { name: '撤回授权' }).click();
  await expectText(page, '排队中的查询随即停止');
  await expectText(page, '此后的报告会写明');
  const before = await page.getByRole('radio').count();
  await page.getByRole('radio').first().check();
  const tomorrow = addDays(shanghaiDate(new Date()), 1);
  await page.getByLabel('提出撤回的日期').fill(tomorrow);
  await page.getByLabel('撤回的原因或方式').fill('本人到窗口书面撤回');
  await desk.expecting('status of 422', () =>
    page.getByRole('button', { name: '登记撤回' }).click(),
  );
  await expectText(page, '不能晚于今天');
  // What was chosen and written is still there.
  expect(await page.getByRole('radio').first().isChecked()).toBe(true);
  await page.getByLabel('提出撤回的日期').fill(shanghaiDate(new Date()));
  await picture(page, 'withdraw-authorisation');
  await page.getByRole('button', { name: '登记撤回' }).click();
  await expectText(page, '已登记撤回（W1）');
  await expectText(page, '已撤回');
  expect(await page.getByRole('radio').count()).toBe(before);
  expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
  const [withdrawal] = await store.withdrawals.list({ limit: 9 });
  expect(withdrawal).toMatchObject({
    id: 'W1',
    by: 'wang',
    reason: '本人到窗口书面撤回',
    on: shanghaiDate(new Date()),
  });
  await store.ledger.sequence();
  expect(await store.ledger.prove('authorisation-withdrawn', 'W1')).toMatchObject({
    entry: { actor: 'wang', subject: 'W1' },
  });
}
