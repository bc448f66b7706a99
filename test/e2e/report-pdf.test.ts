// A report's PDF as a reader has it: drawn by another program, its text searched, its code read by a camera.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { sealReport } from '../../reports/seal.ts';
import { renderReportPdf } from '../../reports/pdf/report-pdf.ts';
import { EXCEEDS } from '../support/example-report-contents.ts';
import { EXAMPLE_OFFICE, EXAMPLE_SIGNER, exampleDraft } from '../support/example-reports.ts';

type Picture = { readonly width: number; readonly height: number; readonly data: Buffer };
/** It brings no types. */
const { PNG } = createRequire(import.meta.url)('pngjs') as {
  PNG: { sync: { read(file: Buffer): Picture } };
};

/** Machines of the project have poppler's tools (they name CHROMIUM); elsewhere the tests are left out without them. */
const hasTools =
  process.env['CHROMIUM'] !== undefined || (answers('pdftoppm') && answers('pdftotext'));
const described = hasTools ? describe : describe.skip;
if (!hasTools)
  console.warn('No pdftoppm and pdftotext here: tests of the printed PDF are left out.');

function answers(program: string): boolean {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A name with a character beyond the basic plane, and one with an interpunct. */
const [applicant, ...others] = EXCEEDS.persons;
const RARE = '欧阳𬭚';
const report = sealReport(
  exampleDraft(
    {
      ...EXCEEDS,
      persons: applicant === undefined ? [] : [{ ...applicant, name: RARE }, ...others],
    },
    901,
  ),
  EXAMPLE_SIGNER,
);

let folder: string;
const pdf = () => join(folder, 'report.pdf');

if (hasTools) {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hedui-pdf-'));
    const options = {
      language: 'zh-CN',
      office: EXAMPLE_OFFICE,
      json: canonicalJson(report),
    } as const;
    writeFileSync(pdf(), await renderReportPdf(report, options));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

function picture(page: number): Picture {
  const out = join(folder, `page-${page}`);
  execFileSync('pdftoppm', [
    '-r',
    '150',
    '-f',
    String(page),
    '-l',
    String(page),
    '-png',
    '-singlefile',
    pdf(),
    out,
  ]);
  return PNG.sync.read(readFileSync(`${out}.png`));
}

described('the printed PDF', () => {
  test('can be searched for names with an interpunct and for rare characters', () => {
    const text = execFileSync('pdftotext', [pdf(), '-'], { encoding: 'utf8' });
    for (const words of [RARE, '阿依古丽·买买提', report.number, '超出标准', '共 5 页'])
      expect(text.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
  });

  test('has a code on its first page that a camera reads', () => {
    const { width, height, data } = picture(1);
    const code = jsQR.default(new Uint8ClampedArray(data), width, height);
    expect(code?.data).toContain(report.number);
  });

  test('is dark ink on white paper, nothing out of its margins', () => {
    const { width, height, data } = picture(1);
    const darkAt = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 200;
    let inked = 0;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) if (darkAt(x, y)) inked += 1;
    expect(inked / (width * height)).toBeGreaterThan(0.01);
    let isOut = false;
    // 48 points at each side are 73 pixels.
    for (let y = 0; y < height; y += 1)
      for (const x of [10, 40, 68, width - 68, width - 40, width - 10]) isOut ||= darkAt(x, y);
    expect(isOut).toBe(false);
  });
});
