// A caseworker's day in a real browser, on a live engine with a small stand-in city: a batch, its rejected rows, an
// urgent household, a finding settled while the session ran out, a supervisor who seconds it, reports to take along.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import papaparse from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { shanghaiDate } from '../../domain/calendar.ts';
import {
  type Desk,
  hasBrowser,
  openBrowser,
  openDesk,
  PHONE,
  picture,
  WIDE,
} from '../support/browser.ts';
import { faultsOfPages } from '../support/every-page.ts';
import { expectText, misspelt, signIn, untilVerified } from '../support/console-steps.ts';
import { type LiveOffice, openLiveOffice } from '../support/live-office.ts';
import { until } from '../support/until.ts';
import { withdrawAuthorisation } from '../support/withdraw-steps.ts';

const described = hasBrowser ? describe : describe.skip;
if (!hasBrowser)
  console.warn('No Chromium here (CHROMIUM names another place): browser tests are left out.');

let office: LiveOffice;
let browser: Browser;
let wang: Desk;
/** Her supervisor, signed in once she has shown a one-time code. */
let li: Desk;
/** Rows of the city's batch file, the header first. */
let rows: string[][];

if (hasBrowser) {
  beforeAll(async () => {
    office = await openLiveOffice({ residents: 1_200, households: 40 });
    rows = papaparse.parse<string[]>(
      await readFile(join(office.cityFolder, 'batches', 'applicants.csv'), 'utf8'),
      { skipEmptyLines: true },
    ).data;
    await office.hire('wang', '王经办', 'caseworker');
    await office.hire('li', '李审核', 'supervisor');
    browser = await openBrowser();
    wang = await openDesk(browser, office.address);
    await signIn(wang.page, 'wang');
  });
  afterEach(() => {
    expect(wang.complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });
}

/** Households of the file by their numbers, in its order. */
function households(): Map<string, string[][]> {
  const byRef = new Map<string, string[][]>();
  for (const row of rows.slice(1))
    byRef.set(row[0] ?? '', [...(byRef.get(row[0] ?? '') ?? []), row]);
  return byRef;
}

const ID_COLUMN = 4;

async function submitFile(page: Page, name: string, content: readonly string[][]): Promise<void> {
  const path = join(office.cityFolder, name);
  await writeFile(path, papaparse.unparse([...content]));
  await page.goto('/batches/new');
  await page.getByLabel(/批次文件|Batch file/).setInputFiles(path);
  await page.getByRole('button', { name: /^(提交|Submit)$/ }).click();
  await page.waitForURL(/\/batches\/B\d+/);
}

described('a caseworker’s day', () => {
  test('a batch file goes in, and its progress is followed on the page until the reports are there', async () => {
    const { page } = wang;
    const [first, second] = [...households().values()];
    const withFault = rows.map((row) =>
      row === first?.[0] ? row.with(ID_COLUMN, misspelt(row[ID_COLUMN] ?? '')) : row,
    );
    // One household is kept out of the file: it comes as an urgent case below.
    await page.goto('/batches/new');
    await picture(page, 'submit');
    // And one person stands there twice.
    const twice = [...withFault, ...withFault.slice(1, 2)];
    await submitFile(
      page,
      '七月申请.csv',
      twice.filter((row) => row[0] !== second?.[0]?.[0]),
    );
    await expectText(page, '已受理');
    await untilVerified(page);
    await expectText(page, '户');
    expect(await page.locator('main tbody tr').count()).toBeGreaterThan(20);
    await picture(page, 'batch');
  });

  test('a rejected row is mended on the page and verified', async () => {
    const { page } = wang;
    const [household] = [...households().values()];
    await page.getByRole('link', { name: '改正退回行' }).click();
    await expectText(page, '校验位不符');
    await picture(page, 'rejected');
    const [field, again] = [0, 1].map((place) => page.locator('.rejected > li').nth(place));
    await again?.getByLabel('删除这一行').check();
    await field?.getByLabel('身份证号码').fill(household?.[0]?.[ID_COLUMN] ?? '');
    // A wrong click in between loses nothing.
    await page.goto('/work');
    await page.goBack();
    await expectText(page, '已恢复您上次未提交的内容');
    expect(await field?.getByLabel('身份证号码').inputValue()).toBe(household?.[0]?.[ID_COLUMN]);
    expect(await again?.getByLabel('删除这一行').isChecked()).toBe(true);
    await page.getByRole('button', { name: '重新提交改正后的行' }).click();
    await page.waitForURL(/\/batches\/B2/);
    await untilVerified(page);
    expect(await page.locator('main tbody tr').count()).toBe(1);
  });

  test('an urgent household is typed in, refused where it is wrong, and has its report within moments', async () => {
    const { page } = wang;
    const [, second] = [...households().values()];
    const applicant = second?.[0] ?? [];
    const [, , , name = '', idNumber = ''] = applicant;
    await page.goto('/households/new');
    await page.fill('#p1-name', name);
    await page.fill('#p1-id_number', misspelt(idNumber));
    await page.fill('#p1-authorisation_no', 'SQ-2026-0001');
    await page.fill('#p1-authorised_from', shanghaiDate(new Date()));
    await page.fill('#p1-declared_wage', '0');
    await page.fill('#region', '371002001');
    await page.fill('#home_address', '竹岛街道花园小区3号楼2单元501室');
    await page.fill('#payment_account', '6217 0012 3456');
    await wang.expecting('status of 422', () =>
      page.getByRole('button', { name: '提交核对' }).click(),
    );
    await expectText(page, '有 1 处需要改正');
    await expectText(page, '校验位不符');
    expect(await page.inputValue('#p1-name')).toBe(name);
    await picture(page, 'enter-household');
    await page.fill('#p1-id_number', idNumber);
    await page.fill('#payment_account', '6217');
    await wang.expecting('status of 422', () =>
      page.getByRole('button', { name: '提交核对' }).click(),
    );
    await expectText(page, '发放账号应为 8 至 30 位数字或字母');
    await page.fill('#payment_account', '6217 0012 3456');
    await page.getByRole('button', { name: '提交核对' }).click();
    await page.waitForURL(/\/reports\//);
    await expectText(page, '经过');
  });

  test('a session that ends while a reason is written loses nothing of it', async () => {
    const { page, context } = wang;
    await page.goto('/work?show=exceeds');
    await page.locator('main tbody a[href^="/reports/"]').first().click();
    const finding = page.locator('.finding.exceeds').first();
    const reason = '车辆已于五月报废，见车管所注销证明';
    await finding.getByLabel(/消除/).check();
    await finding.getByLabel('理由').fill(reason);
    await picture(page, 'household');
    await context.clearCookies({ name: 'hedui-session' });
    await finding.getByRole('button', { name: '保存处理' }).click();
    await expectText(page, '您填写的内容仍在表单中');
    await signIn(page, 'wang');
    await page.waitForURL(/\/reports\//);
    await expectText(page, '已恢复您上次未提交的内容');
    expect(await finding.getByLabel('理由').inputValue()).toBe(reason);
    expect(await finding.getByLabel(/消除/).isChecked()).toBe(true);
    await finding.getByRole('button', { name: '保存处理' }).click();
    await expectText(page, '已保存，并记入审计账');
    await expectText(page, '待复核');
    await expectText(page, reason);
    // What is saved is kept in the browser no longer.
    expect(await page.evaluate('Object.keys(sessionStorage).length')).toBe(0);
  });

  test('a supervisor signs in with a one-time code and seconds it', async () => {
    li = await openDesk(browser, office.address);
    const { page } = li;
    await signIn(page, 'li');
    await page.waitForURL(/second-factor/);
    const secret = (await page.locator('#secret').textContent()) ?? '';
    await page
      .locator('input[name="code"]')
      .fill(new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) }).generate());
    await page.getByRole('button', { name: '验证' }).click();
    await page.goto('/work?show=second');
    await page.locator('main tbody a[href^="/reports/"]').first().click();
    const form = page.locator('form.second');
    await form.getByLabel('同意').check();
    await form.getByLabel('理由').fill('注销证明已核对，同意');
    await picture(page, 'second');
    await form.getByRole('button', { name: '提交复核意见' }).click();
    await expectText(page, '已消除');
    expect(li.complaints).toEqual([]);
    await wang.page.goto('/work');
    await picture(wang.page, 'work');
    await wang.page.setViewportSize(PHONE);
    await picture(wang.page, 'work-phone');
    await wang.page.setViewportSize(WIDE);
  });

  test('an objection is recorded with a proof, looked at afresh, decided, and answered by letter', async () => {
    const { page } = wang;
    await page.goto('/work?show=doubts');
    await page.locator('main tbody a[href^="/reports/"]').first().click();
    await page.getByRole('link', { name: '登记异议' }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('家庭陈述的理由').fill('户籍已于三月迁回，有户口簿为证');
    const proof = {
      name: '户口簿.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 proof'),
    };
    const scan = { ...proof, name: '户口簿第二页.pdf' };
    await page.getByLabel(/证明材料/).setInputFiles([proof, scan]);
    await picture(page, 'objection');
    await page.getByRole('button', { name: '登记' }).click();
    await page.waitForURL(/\/objections\/1/);
    const { objections } = office.engine.store;
    await expectText(page, '附件 2');
    await until(
      'looked at afresh',
      async () => (await objections.get(1)).state === 'verified',
      60_000,
    );
    await li.page.goto('/objections/1');
    await li.page.getByLabel('维持原报告').check();
    await li.page.getByLabel('处理理由').fill('重新核实结果与原报告一致');
    await li.page.getByRole('button', { name: '作出决定' }).click();
    await expectText(li.page, '维持');
    await page.reload();
    const letter = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载告知书（PDF）' }).click();
    expect((await readFile(await (await letter).path())).subarray(0, 5).toString()).toBe('%PDF-');
    expect(li.complaints).toEqual([]);
  });

  test('a person takes an authorisation back: the effect is explained, it is recorded once, and in the ledger', async () => {
    await withdrawAuthorisation(wang, office.engine.store);
  });

  test('reports are taken along as PDF, as a workbook and as a ZIP', async () => {
    const { page } = wang;
    await page.goto('/work');
    await page.locator('main tbody a[href^="/reports/"]').first().click();
    const begins = async (link: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ]);
      const path = await download.path();
      return {
        name: download.suggestedFilename(),
        start: (await readFile(path)).subarray(0, 4).toString('latin1'),
      };
    };
    expect(await begins('下载 PDF')).toMatchObject({
      start: '%PDF',
      name: expect.stringMatching(/-DB-\d{7}-.\.pdf$/),
    });
    await page.goto('/batches/B1');
    expect(await begins('下载 XLSX 汇总表')).toEqual({ name: 'B1.xlsx', start: 'PK\u0003\u0004' });
    await page.getByRole('link', { name: /^存在疑点/ }).click();
    expect(await begins('下载 XLSX 汇总表')).toMatchObject({ name: 'B1-doubts.xlsx' });
    await page.goto('/batches/B2');
    expect(await begins('下载 PDF（ZIP）')).toEqual({
      name: 'B2.zip',
      start: 'PK\u0003\u0004',
    });
  });
});

/** Every page of a caseworker, by the name of its picture. */
async function pages(page: Page): Promise<Record<string, string>> {
  await page.goto('/work?show=exceeds');
  const report = await page.locator('main tbody a[href^="/reports/"]').first().getAttribute('href');
  return {
    work: '/work',
    batches: '/batches',
    submit: '/batches/new',
    'batch-done': '/batches/B1',
    'rejected-rows': '/batches/B1/rejected',
    enter: '/households/new',
    report: report ?? '',
    account: '/account',
    objections: '/objections',
    objection: '/objections/1',
    'object-to': `${report}/objection`,
    'withdraw-from': `${report}/authorisations`,
  };
}

described('every page', () => {
  test('is accessible in light and dark, fits a telephone, and complains of nothing, in both languages', async () => {
    expect(await faultsOfPages(wang.page, await pages(wang.page))).toEqual({});
  });

  test('can be worked by keyboard alone: from the skip link to a finding that is settled', async () => {
    const { page } = wang;
    await page.goto('/work?show=doubts');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
    await page.locator('main tbody a[href^="/reports/"]').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reports\//);
    await page.locator('.settle[open] input[type="radio"]').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('已向家庭核实，情况不属实');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expectText(page, '已保存，并记入审计账');
    await expectText(page, '已消除');
  });
});
