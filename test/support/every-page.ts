// Looks at pages as all sorts of people have them: both languages, light and dark, a wide screen and a telephone, with
// the rules of accessibility.

import type { Page } from 'playwright-core';
import { axeFaults, glance, overflow, PHONE, WIDE } from './browser.ts';

/**
 * @param addresses of the pages, by a name; whoever is signed in must be allowed to open them, in Chinese
 * @returns what is wrong, by page; empty when nothing is
 */
export async function faultsOfPages(
  page: Page,
  addresses: Readonly<Record<string, string>>,
): Promise<Record<string, readonly string[]>> {
  const faults: Record<string, readonly string[]> = {};
  const look = (what: string, found: readonly string[]) => {
    if (found.length > 0) faults[what] = found;
  };
  for (const language of ['zh-CN', 'en'] as const) {
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(address);
      await glance(page, language === 'en' ? `${name}-en` : name);
      // Folds are part of the page.
      await page.evaluate(
        `for (const fold of document.querySelectorAll('details')) fold.open = true`,
      );
      look(`${name} ${language}`, await axeFaults(page));
      if (language === 'zh-CN') {
        await page.emulateMedia({ colorScheme: 'dark' });
        look(`${name} in the dark`, await axeFaults(page, 'colours'));
      }
      await page.setViewportSize(PHONE);
      const wider = await overflow(page);
      look(`${name} ${language} on a telephone`, wider > 0 ? [`${wider} px too wide`] : []);
      if (language === 'zh-CN') await glance(page, `${name}-phone-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(WIDE);
    }
  }
  await page.getByRole('button', { name: '中文' }).click();
  return faults;
}
