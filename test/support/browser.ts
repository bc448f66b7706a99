// A real browser: Debian's Chromium, headless. Whatever a page complains of in its console fails the test that opened it.

import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Machines of the project name CHROMIUM and must have it; elsewhere tests without one are left out, and say so. */
export const hasBrowser = process.env['CHROMIUM'] !== undefined || existsSync(CHROMIUM);

/** Every page as it was seen, for whoever wants to look through them after a run. */
const GLANCES = join(tmpdir(), 'hedui-pictures');
/** Where the handbook's pictures go: docs/handbook while it is made (npm run handbook). */
const PICTURES = process.env['HEDUI_PICTURES'] ?? GLANCES;

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-background-networking',
      '--lang=zh-CN',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
    ],
  });
}

/** The office PC of the smallest kind, and a telephone. */
export const WIDE = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export type Desk = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What pages have complained of. */
  readonly complaints: string[];
  /** Leaves out what a step brings about on purpose: a refusal is told as an error of the network. */
  expecting(words: string, step: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
};

/** A slow machine is no fault of a page: what never comes ends the test all the same. */
const PATIENCE_MS = 120_000;

/** What the browser of an office PC keeps together: its windows, cookies, language. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: WIDE, locale: 'zh-CN', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

export async function openDesk(browser: Browser, base: string): Promise<Desk> {
  const context = await openContext(browser, { baseURL: base });
  const page = await context.newPage();
  const complaints: string[] = [];
  let expected: string | null = null;
  const complain = (text: string) => {
    if (expected === null || !text.includes(expected)) complaints.push(`${page.url()}: ${text}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(message.text());
  });
  page.on('pageerror', (error) => complain(error.message));
  return {
    context,
    page,
    complaints,
    async expecting(words, step) {
      expected = words;
      // It may be told a moment after the step is done.
      const told = page.waitForEvent('console', (message) => message.text().includes(words));
      await step();
      await told;
      expected = null;
    },
    close: () => context.close(),
  };
}

type AxeResult = {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
};

let axeSource: Promise<string> | null = null;

/** Serious and critical faults of accessibility, as WCAG 2.2 AA has them. Empty when there are none. */
export async function axeFaults(
  page: Page,
  /** Every rule, or only those of colours, for a page that was looked at in another colour scheme already. */
  rules: 'all' | 'colours' = 'all',
): Promise<string[]> {
  axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // Put in from outside: the console's own policy forbids scripts from elsewhere.
  await page.evaluate(await axeSource);
  const runOnly =
    rules === 'all'
      ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const [first] = nodes;
      return `${id} (${nodes.length}): ${first?.html.slice(0, 200)} ${first?.failureSummary ?? ''}`;
    });
}

/** A picture for the handbook: what stands on the screen. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** A page in whole, to be looked at after a run. */
export async function glance(page: Page, name: string): Promise<void> {
  await mkdir(GLANCES, { recursive: true });
  await page.screenshot({ path: join(GLANCES, `${name}.png`), fullPage: true });
}

/** Nothing of the page stands out at its right side. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}
