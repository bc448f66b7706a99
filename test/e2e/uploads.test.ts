// A batch file on a line that breaks, in a real browser: it goes on from where it was, and nothing is sent twice.

import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openConsole } from '../../console/server.ts';
import { hashPassword } from '../../console/sign-in/passwords.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { Engine } from '../../jobs/engine.ts';
import { type Line, openLine } from '../support/broken-line.ts';
import {
  type Desk,
  hasBrowser,
  openBrowser,
  openContext,
  openDesk,
  picture,
} from '../support/browser.ts';
import { expectText, signIn } from '../support/console-steps.ts';
import { OFFICE_PASSWORD } from '../support/live-office.ts';
import { type Office, openOffice } from '../support/village.ts';

const described = hasBrowser ? describe : describe.skip;
const PIECE = 1024 * 1024;

let office: Office;
let engine: Engine;
let line: Line;
let browser: Browser;
let desk: Desk;
let close: () => Promise<void>;

if (hasBrowser) {
  beforeAll(async () => {
    office = await openOffice();
    engine = await office.open();
    const server = await openConsole({ engine, publicUrl: null, rateFactor: 100 });
    line = await openLine(new URL(await server.listen({ port: 0, host: '127.0.0.1' })));
    close = () => server.close();
    const passwordHash = await hashPassword(OFFICE_PASSWORD);
    const region = '371002' as RegionCode;
    const wang = { account: 'wang', name: '王经办', office: '环翠区民政局', region } as const;
    await engine.store.staff.add({ ...wang, role: 'caseworker', passwordHash });
    await engine.store.staff.setPassword('wang', passwordHash, false);
    browser = await openBrowser();
    desk = await openDesk(browser, line.address);
    await signIn(desk.page, 'wang');
    await desk.page.waitForURL((url) => url.pathname !== '/sign-in');
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await close();
    await office.close();
  });
}

/** The village's households in a file of so many pieces: columns that nobody knows are ignored. */
async function longFile(name: string, pieces: number): Promise<string> {
  const rows = (await readFile(office.batchFile, 'utf8')).trim().split('\n');
  const filler = name.repeat((pieces * PIECE) / rows.length / Buffer.byteLength(name));
  const path = join(office.folder, name);
  await writeFile(path, rows.map((row, n) => `${row},${n === 0 ? '备注' : filler}`).join('\n'));
  return path;
}

async function choose(path: string): Promise<void> {
  await desk.page.goto('/batches/new');
  await desk.page.getByLabel(/批次文件/).setInputFiles(path);
}

described('an upload', () => {
  test('whose line is cut goes on by itself from where it was', async () => {
    const { page } = desk;
    const path = await longFile('a.csv', 5);
    const { size } = await stat(path);
    await choose(path);
    const before = line.sent();
    line.cutAfter(2.5 * PIECE);
    await desk.expecting('ERR_', async () => {
      await page.getByRole('button', { name: '提交' }).click();
      await expectText(page, '正在重新连接');
      await picture(page, 'connecting-again');
      line.mend();
      await page.waitForURL(/\/batches\/B\d+\?came=taken/);
    });
    // The piece that was under way goes again, and no more.
    expect(line.sent() - before).toBeLessThan(size + 1.5 * PIECE);
    expect(await page.evaluate('Object.keys(sessionStorage).length')).toBe(0);
    expect(desk.complaints).toEqual([]);
  });

  test('that was given up goes on when the same file is submitted again', async () => {
    const { page } = desk;
    const path = await longFile('b.csv', 3);
    await choose(path);
    line.cutAfter(1.5 * PIECE);
    await desk.expecting('ERR_', async () => {
      await page.getByRole('button', { name: '提交' }).click();
      await expectText(page, '正在重新连接');
    });
    // Whoever leaves is asked whether she means it.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.goto('about:blank');
    line.mend();
    await choose(path);
    await expectText(page, '此文件上次已传到');
    const first = page.waitForRequest(/pieces\?from=/);
    await page.getByRole('button', { name: '提交' }).click();
    expect(new URL((await first).url()).searchParams.get('from')).toBe(String(PIECE));
    await page.waitForURL(/\/batches\/B\d+\?came=taken/);
  });

  test('whose session has ended says so, and goes on after signing in elsewhere', async () => {
    const { page, context } = desk;
    const path = await longFile('c.csv', 2);
    await choose(path);
    await context.clearCookies({ name: 'hedui-session' });
    await desk.expecting('status of 403', async () => {
      await page.getByRole('button', { name: '提交' }).click();
      await expectText(page, '登录已失效');
    });
    const other = await context.newPage();
    await signIn(other, 'wang');
    await other.waitForURL((url) => url.pathname !== '/sign-in');
    await other.close();
    await desk.expecting('status of 403', async () => {
      await page.getByRole('button', { name: '提交' }).click();
      await page.waitForURL(/\/batches\/B\d+\?came=taken/);
    });
  });

  test('goes as one form where no script runs', async () => {
    const context = await openContext(browser, {
      baseURL: line.address,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await signIn(page, 'wang');
    await page.goto('/batches/new');
    await page.getByLabel(/批次文件/).setInputFiles(await longFile('d.csv', 2));
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL(/\/batches\/B\d+\?came=taken/);
    await context.close();
  });
});
