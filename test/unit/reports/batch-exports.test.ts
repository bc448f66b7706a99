import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { writeBatchWorkbook } from '../../../reports/batch/workbook.ts';
import { zipOfPdfs } from '../../../reports/batch/zip-of-pdfs.ts';
import type { SealedReport } from '../../../domain/report.ts';
import type { Language } from '../../../config/messages/language.ts';
import { EXAMPLE_REPORTS } from '../../support/example-reports.ts';

const { noAnomaly, exceeds, incomplete } = EXAMPLE_REPORTS;

async function workbookOf(reports: readonly SealedReport[], language: Language = 'zh-CN') {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const households = await writeBatchWorkbook(
    stream,
    Readable.from(reports.map((report) => ({ report }))),
    language,
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await bytes).buffer as ArrayBuffer);
  const rows = (name: string) => {
    const sheet = book.getWorksheet(name);
    const [heading = [], ...others] = (sheet?.getSheetValues() ?? [])
      .slice(1)
      .map((row) => Array.from(row as unknown[]));
    return others.map((row) =>
      Object.fromEntries(heading.map((title, place) => [String(title), row[place]])),
    );
  };
  return { households, rows };
}

describe('the workbook of a batch', () => {
  test('has a row a household, with its conclusion, findings and figures', async () => {
    const { households, rows } = await workbookOf([exceeds, incomplete]);
    expect(households).toBe(2);
    const [first, second] = rows('家庭');
    expect(first).toMatchObject({
      户编号: 'JY-2026-0130',
      申请人: '周远山',
      核对结论: '超出标准',
      超标: 2,
      '申报收入（元）': 21_600,
      '计入收入（元）': 43_200,
      车辆: 1,
      报告编号: exceeds.number,
    });
    expect(String(first?.['核对发现'])).toContain('43,200.00元');
    expect(second).toMatchObject({ 核对结论: '信息不全', 未返回部门: '自然资源和不动产登记部门' });
  });

  test('has a row a finding, with its article and what would clear it', async () => {
    const { rows } = await workbookOf([exceeds], 'en');
    expect(rows('Findings')).toHaveLength(exceeds.content.findings.length);
    expect(rows('Findings')[1]).toMatchObject({ Finding: 'F2', Severity: 'Exceeds' });
  });

  test('gives no formula out of what a file or a record said', async () => {
    const wicked = {
      ...noAnomaly,
      content: { ...noAnomaly.content, householdRef: '=HYPERLINK("http://a")' },
    };
    const { rows } = await workbookOf([wicked]);
    expect(rows('家庭')[0]?.['户编号']).toBe('\'=HYPERLINK("http://a")');
  });
});

describe('the ZIP of PDFs', () => {
  const named = (number: string, pdf: Buffer) => ({ report: { ...noAnomaly, number }, pdf });

  test('holds every report under its number, byte for byte', async () => {
    const pdf = Buffer.from('%PDF-1.7 a');
    const bytes = await buffer(zipOfPdfs(Readable.from([named('A', pdf), named('B', pdf)])));
    expect(bytes.toString('latin1').match(/[AB]\.pdf/g)).toEqual([
      'A.pdf',
      'B.pdf',
      'A.pdf',
      'B.pdf',
    ]);
    expect(bytes.includes(pdf)).toBe(true);
  });

  test('makes a report only when the one before it was taken', async () => {
    let made = 0;
    const big = Buffer.alloc(1024 * 1024, createHash('sha256').update('noise').digest());
    async function* many() {
      for (; made < 50; ) {
        made += 1;
        yield named(String(made), big);
      }
    }
    const stream = zipOfPdfs(many());
    await new Promise((resolve) => stream.once('readable', resolve));
    expect(made).toBeLessThan(5);
    expect((await buffer(stream)).length).toBeGreaterThan(50 * 1024 * 1024);
    expect(made).toBe(50);
  });

  test('ends with the error when a report cannot be made', async () => {
    async function* broken() {
      yield named('A', Buffer.from('x'));
      throw new Error('no key');
    }
    await expect(buffer(zipOfPdfs(broken()))).rejects.toThrow('no key');
  });

  test('stops when its reader leaves', async () => {
    let made = 0;
    let returned = false;
    async function* endless() {
      try {
        for (;;) {
          made += 1;
          yield named(String(made), Buffer.alloc(1024 * 1024));
        }
      } finally {
        returned = true;
      }
    }
    const stream = zipOfPdfs(endless());
    await new Promise((resolve) => stream.once('readable', resolve));
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.destroy();
    await closed;
    await new Promise((resolve) => setImmediate(resolve));
    expect(returned).toBe(true);
  });
});
