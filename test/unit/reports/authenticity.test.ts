import { describe, expect, test } from '@jest/globals';
import jsqrModule from 'jsqr';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { CalendarDate } from '../../../domain/calendar.ts';
import { checkDocument } from '../../../reports/authenticity/check-document.ts';
import { qrSvg } from '../../../reports/authenticity/qr-svg.ts';
import { qrText } from '../../../reports/authenticity/qr-text.ts';
import { sealedJsonIn } from '../../../reports/authenticity/sealed-in-file.ts';
import { markupText } from '../../../reports/html/markup.ts';
import { renderReportHtml } from '../../../reports/html/report-page.ts';
import { renderReportPdf } from '../../../reports/pdf/report-pdf.ts';
import { EXAMPLE_OFFICE, EXAMPLE_REPORTS, verifierOf } from '../../support/example-reports.ts';

/** The package is CommonJS, and its types are not. */
const scan = jsqrModule as unknown as typeof jsqrModule.default;

const report = EXAMPLE_REPORTS.exceeds;
const json = canonicalJson(report);
const TODAY = '2026-07-10' as CalendarDate;
const onRecord = { digest: report.digest, isCurrent: true, validUntil: report.validUntil };

describe('a report that somebody brings', () => {
  const stateOf = (text: string | null, ...rest: [typeof TODAY, (typeof onRecord | null)?]) =>
    checkDocument(text, verifierOf, ...rest).state;

  test('is genuine with the records and without', () => {
    expect(stateOf(json, TODAY)).toBe('genuine');
    expect(stateOf(json, TODAY, onRecord)).toBe('genuine');
  });

  test('is altered when a figure is another, or another report stands under its number', () => {
    expect(stateOf(json.replace('"exceeds"', '"no-anomaly"'), TODAY)).toBe('altered');
    expect(stateOf(json, TODAY, { ...onRecord, digest: '00'.repeat(32) })).toBe('altered');
  });

  test('is superseded when the records say so; without them nobody can tell', () => {
    expect(stateOf(json, TODAY, { ...onRecord, isCurrent: false })).toBe('superseded');
    expect(stateOf(json, TODAY)).toBe('genuine');
  });

  test('expires the day after its last, unless the records have renewed it', () => {
    const last = report.validUntil;
    const after = '2026-08-02' as CalendarDate;
    expect(stateOf(json, last)).toBe('genuine');
    expect(stateOf(json, after)).toBe('expired');
    expect(stateOf(json, after, { ...onRecord, validUntil: '2026-09-01' as CalendarDate })).toBe(
      'genuine',
    );
  });

  test('is not on record, or signed by a key that nobody knows', () => {
    expect(stateOf(json, TODAY, null)).toBe('not-on-record');
    expect(checkDocument(json, () => null, TODAY).state).toBe('unknown-key');
  });

  test.each([[null], ['{'], ['[]'], ['{"format":"another"}'], ['"text"']])(
    '%s is no report',
    (text) => {
      expect(stateOf(text, TODAY)).toBe('no-report');
    },
  );
});

describe('the file of a report', () => {
  test('as PDF gives back the sealed JSON, byte for byte', async () => {
    const pdf = await renderReportPdf(report, { language: 'zh-CN', office: EXAMPLE_OFFICE, json });
    expect(await sealedJsonIn(pdf)).toBe(json);
    expect(await sealedJsonIn(Buffer.from(json))).toBe(json);
  });

  test('that is broken, a page or anything else carries none', async () => {
    const page = renderReportHtml(report, { language: 'en', office: EXAMPLE_OFFICE });
    for (const bytes of [Buffer.from(page), Buffer.from('%PDF-1.7 broken'), Buffer.alloc(0)]) {
      expect(await sealedJsonIn(bytes)).toBeNull();
    }
  });
});

describe('the code on a report', () => {
  test('leads to the public page with number and digest, and tells nothing else', () => {
    const text = qrText(report, 'https://hedui.example/check');
    expect(text).toBe(
      `https://hedui.example/check?number=${report.number}&digest=${report.digest}`,
    );
    for (const { name } of report.content.persons) expect(text).not.toContain(name);
  });

  test('is read by a scanner', () => {
    const text = qrText(report, 'https://hedui.example/check');
    const markup = markupText(qrSvg(text, 'code'));
    const side = Number(/viewBox="0 0 (\d+) /.exec(markup)?.[1]);
    const scale = 4;
    const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
    for (const [, x, y] of markup.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
      for (let dy = 0; dy < scale; dy++) {
        for (let dx = 0; dx < scale; dx++) {
          const place = ((Number(y) * scale + dy) * side * scale + Number(x) * scale + dx) * 4;
          pixels.fill(0, place, place + 3);
        }
      }
    }
    expect(scan(pixels, side * scale, side * scale)?.data).toBe(text);
  });

  test('stands on the page', () => {
    const page = renderReportHtml(report, { language: 'zh-CN', office: EXAMPLE_OFFICE });
    expect(page).toContain('<svg class="qr"');
  });
});
