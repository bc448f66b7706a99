// What a person does in the console again and again, in a real browser.

import type { Page } from 'playwright-core';
import { OFFICE_PASSWORD } from './live-office.ts';

export async function signIn(page: Page, account: string): Promise<void> {
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in');
  await page.getByLabel(/账号|Account/).fill(account);
  await page.getByLabel(/密码|Password/).fill(OFFICE_PASSWORD);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}

/** The last character is another: its check digit is wrong then. */
export function misspelt(idNumber: string): string {
  return `${idNumber.slice(0, -1)}${idNumber.endsWith('1') ? '2' : '1'}`;
}

/** The page says so by itself: nobody reloads it. */
export async function untilVerified(page: Page): Promise<void> {
  await page.waitForSelector('.bars:not([data-live])');
}

export async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
}
