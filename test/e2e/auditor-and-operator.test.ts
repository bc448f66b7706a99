// An auditor's and an operator's day in a real browser, on a live engine with a small stand-in city: from a figure to the
// record behind it, a sample drawn twice, the ledger proven; a department taken off and put back, queues and workers seen.

import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import papaparse from 'papaparse';
import type { Browser } from 'playwright-core';
import { newToken, tokenDigest } from '../../console/tokens.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import { countAll } from '../../jobs/keep-figures.ts';
import { submitBatch } from '../../jobs/submit-batch.ts';
import {
  type Desk,
  hasBrowser,
  glance,
  openBrowser,
  openDesk,
  picture,
} from '../support/browser.ts';
import { expectText, misspelt, signIn } from '../support/console-steps.ts';
import { faultsOfPages } from '../support/every-page.ts';
import { type LiveOffice, openLiveOffice } from '../support/live-office.ts';
import { untilDone } from '../support/village.ts';

const described = hasBrowser ? describe : describe.skip;
const PURPOSE = '威审通〔2026〕12号';

let office: LiveOffice;
let browser: Browser;
let auditor: Desk;
let operator: Desk;
let idNumber: string;

if (hasBrowser) {
  beforeAll(async () => {
    office = await openLiveOffice({ residents: 1_200, households: 40 });
    const { engine, cityFolder } = office;
    const path = join(cityFolder, 'batches', 'applicants.csv');
    const { batchId } = await submitBatch(
      {
        path,
        scheme: 'subsistence',
        purpose: 'application',
        region: '371002' as RegionCode,
        verifiedOn: shanghaiDate(new Date()),
        submittedBy: 'wang',
        again: false,
      },
      { ...engine, chunkSize: 20 },
    );
    await untilDone(engine, batchId);
    await countAll(engine.store.figures);
    await engine.store.ledger.sequence();
    const { data } = papaparse.parse<Record<string, string>>(await readFile(path, 'utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    idNumber = data.find((row) => row['角色'] === '申请人')?.['身份证号码'] ?? '';
    await office.hire('zhao', '赵审计', 'auditor');
    await office.hire('sun', '孙运维', 'operator');
    browser = await openBrowser();
    auditor = await openDesk(browser, office.address);
    await showSecondFactor(auditor, 'zhao');
    operator = await openDesk(browser, office.address);
    await signIn(operator.page, 'sun');
    await operator.page.waitForURL((url) => url.pathname === '/');
  });
  afterEach(() => {
    expect([...auditor.complaints, ...operator.complaints]).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });
}

/** The code itself is shown in the caseworker's story. */
async function showSecondFactor(desk: Desk, account: string): Promise<void> {
  const token = newToken();
  await office.engine.store.sessions.begin(tokenDigest(token), account, 'signed-in');
  await desk.context.addCookies([{ name: 'hedui-session', value: token, url: office.address }]);
}

described('an auditor', () => {
  test('says first what for', async () => {
    const { page } = auditor;
    await page.goto('/search');
    expect(new URL(page.url()).pathname).toBe('/purpose');
    await page.getByLabel(/事由/).fill(PURPOSE);
    await picture(page, 'purpose');
    await page.getByRole('button', { name: '开始查阅' }).click();
    await page.waitForURL(/\/search/);
    await expectText(page, PURPOSE);
  });

  test('goes from a figure to the record and the article in two clicks', async () => {
    const { page } = auditor;
    await page.goto('/statistics');
    await picture(page, 'statistics');
    await page.locator('main table a[href*="kind="]').first().click();
    await page.waitForURL(/\/search\?.*kind=/);
    await picture(page, 'search');
    await page.locator('main tbody a[href^="/reports/"]').first().click();
    await page.waitForURL(/\/reports\/\d{6}-/);
    await page
      .getByText(/第.{1,6}条/)
      .first()
      .waitFor();
    await page.getByText('演算过程和佐证记录').click();
    await page.getByText('演算过程和佐证记录').scrollIntoViewIfNeeded();
    await picture(page, 'evidence');
    const { pathname } = new URL(page.url());
    const number = pathname.split('/')[2] ?? '';
    const { looks } = await office.engine.store.looks.find({ subject: number }, { limit: 5 });
    expect(looks[0]).toMatchObject({ actor: 'zhao', kind: 'look', purpose: PURPOSE });
  });

  test('saves the figures and the chart', async () => {
    const { page } = auditor;
    await page.goto('/statistics');
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载数据（CSV）' }).first().click(),
    ]);
    const text = await readFile(await csv.path(), 'utf8');
    expect(text).toMatch(/^\ufeff月份,/);
    const rows = papaparse.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data.slice(1);
    const reports = rows.reduce((sum, row) => sum + Number(row[2]), 0);
    expect(reports).toBe((await office.engine.store.health()).reports);
    const [chart] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载图（SVG）' }).first().click(),
    ]);
    expect(await readFile(await chart.path(), 'utf8')).toMatch(/^<svg xmlns=/);
  });

  test('finds a person by the exact number, which stands in no address', async () => {
    const { page } = auditor;
    await page.goto('/search');
    await page.getByLabel('身份证号码').fill(misspelt(idNumber));
    await auditor.expecting('status of 422', async () => {
      await page.getByRole('button', { name: '检索此人' }).click();
      await expectText(page, '身份证号码不正确');
    });
    await page.getByLabel('身份证号码').fill(idNumber);
    await page.getByLabel('检索事由').fill('举报核实');
    await page.getByRole('button', { name: '检索此人' }).click();
    await page.waitForSelector('main tbody a[href^="/reports/"]');
    expect(page.url()).not.toContain(idNumber);
    const { looks } = await office.engine.store.looks.find({ kind: 'search' }, { limit: 1 });
    expect(looks[0]).toMatchObject({ actor: 'zhao', purpose: '举报核实' });
  });

  test('sees who looked at the person', async () => {
    const { page } = auditor;
    await page.goto('/looks');
    await page.getByLabel('身份证号码').fill(idNumber);
    await page.getByRole('button', { name: '检索此人' }).click();
    await page.waitForSelector('main tbody tr');
    expect(await page.locator('main tbody').innerText()).toContain('zhao');
    await page.goto('/looks');
    await picture(page, 'looks');
  });

  test('draws a sample, and the seed draws it again', async () => {
    const { page } = auditor;
    await page.goto('/spot-checks');
    await page.getByLabel('数量').fill('5');
    await page.getByLabel('种子').fill('2026-07');
    await page.getByLabel('方式').selectOption('risk');
    await page.getByRole('button', { name: '抽取', exact: true }).click();
    await page.waitForURL(/\/spot-checks\/\d+$/);
    expect(await page.locator('main tbody tr').count()).toBe(5);
    await page.getByRole('button', { name: /重新抽取/ }).click();
    await expectText(page, '一致：同一种子抽出了同样的 5 份报告');
    await picture(page, 'spot-check');
  });

  test('proves the ledger', async () => {
    const { page } = auditor;
    await page.goto('/ledger');
    await page.getByRole('button', { name: '验证全账' }).click();
    await expectText(page, '账目完好');
    await picture(page, 'ledger');
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('main a[href$=".json"]').first().click(),
    ]);
    const checkpoint = JSON.parse(await readFile(await json.path(), 'utf8'));
    expect(checkpoint.format).toBe('hedui-ledger-checkpoint/1');
  });

  test('has pages without a serious fault of accessibility, in both languages, light and dark, on a telephone too', async () => {
    const { page } = auditor;
    expect(
      await faultsOfPages(page, {
        'audit-search': '/search?conclusion=doubts',
        'audit-statistics': '/statistics',
        'audit-spot-checks': '/spot-checks',
        'audit-sample': '/spot-checks/1',
        'audit-looks': '/looks',
        'audit-ledger': '/ledger',
      }),
    ).toEqual({});
  });
});

described('an operator', () => {
  test('takes a department off, with a reason, and puts it back', async () => {
    const { page } = operator;
    await page.goto('/departments');
    await glance(page, 'departments');
    await page.getByRole('link', { name: '公安部门' }).click();
    await page.getByLabel(/原因/).fill('对方系统升级');
    await page.getByRole('button', { name: '暂停查询' }).click();
    await expectText(page, '已暂停向该部门查询');
    expect(await office.engine.store.pauses.open()).toHaveLength(1);
    await page.getByRole('link', { name: '部门', exact: true }).click();
    await expectText(page, '已暂停');
    await page.getByRole('link', { name: '公安部门' }).click();
    await page.getByRole('button', { name: '恢复查询' }).click();
    await expectText(page, '已恢复查询');
    expect(await office.engine.store.pauses.open()).toEqual([]);
  });

  test('sees workers and queues, and opens the board', async () => {
    const { page } = operator;
    await page.goto('/operations');
    await expectText(page, '运行中');
    await expectText(page, '没有失败的任务');
    await page.getByRole('link', { name: /队列看板/ }).click();
    await page.getByText('lookup-public-security').first().waitFor();
  });

  test('is shown no household, and no secret', async () => {
    const { page } = operator;
    await page.goto('/settings');
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('DATABASE_URL');
    expect(shown).not.toMatch(/\/\/[^*/]+:[^*@]+@/);
    await operator.expecting('status of 403', async () => {
      await page.goto('/search');
      await expectText(page, '无权访问');
    });
  });

  test('has pages without a serious fault of accessibility, in both languages, light and dark, on a telephone too', async () => {
    const { page } = operator;
    await page.goto('/departments');
    expect(
      await faultsOfPages(page, {
        'operate-departments': '/departments',
        'operate-department': '/departments/public-security',
        'operate-operations': '/operations',
        'operate-standards': '/standards',
        'operate-settings': '/settings',
        'operate-statistics': '/statistics',
      }),
    ).toEqual({});
  });
});
