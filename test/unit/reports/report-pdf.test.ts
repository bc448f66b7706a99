import { inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { SealedReport } from '../../../domain/report.ts';
import { html } from '../../../reports/html/markup.ts';
import { readMarkup, textIn } from '../../../reports/html/read-markup.ts';
import { columnWidths } from '../../../reports/pdf/column-widths.ts';
import { ATTACHED_REPORT } from '../../../reports/authenticity/attachment.ts';
import { renderReportPdf } from '../../../reports/pdf/report-pdf.ts';
import { EXAMPLE_OFFICE, EXAMPLE_REPORTS } from '../../support/example-reports.ts';

const { exceeds, doubts } = EXAMPLE_REPORTS;

async function pdfOf(report: SealedReport, language: 'zh-CN' | 'en' = 'zh-CN') {
  const bytes = await renderReportPdf(report, {
    language,
    office: EXAMPLE_OFFICE,
    json: canonicalJson(report),
  });
  return PDFDocument.load(bytes, { updateMetadata: false });
}

function attached(document: PDFDocument): { name: string; text: string } {
  const names = document.catalog
    .lookup(PDFName.of('Names'), PDFDict)
    .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
    .lookup(PDFName.of('Names'), PDFArray);
  const file = names.lookup(1, PDFDict).lookup(PDFName.of('EF'), PDFDict);
  const stream = file.lookup(PDFName.of('F'));
  if (!(stream instanceof PDFRawStream)) throw new TypeError('expected the attached bytes');
  const name = names.lookup(0);
  return {
    name: name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : '',
    text: inflateSync(stream.contents).toString('utf8'),
  };
}

describe('a report as PDF', () => {
  test('carries the sealed report, byte for byte', async () => {
    const { name, text } = attached(await pdfOf(exceeds));
    expect(name).toBe(ATTACHED_REPORT);
    expect(text).toBe(canonicalJson(exceeds));
  });

  test('says in its properties which report it is, in both languages', async () => {
    expect((await pdfOf(doubts)).getTitle()).toBe(`居民家庭经济状况核对报告 ${doubts.number}`);
    const english = await pdfOf(doubts, 'en');
    expect(english.getTitle()).toBe(`Household financial verification report ${doubts.number}`);
    expect(english.getCreationDate()?.toISOString()).toBe(doubts.issuedAt);
  });

  test('embeds only the characters it prints', async () => {
    const bytes = (await (await pdfOf(exceeds)).save()).length;
    expect(bytes).toBeLessThan(400_000);
  });
});

describe('reading markup back', () => {
  test('gives the texts that went in, escapes and all', () => {
    const wicked = `<b>"A" & 'B'</b>`;
    const [paragraph] = readMarkup(html`<p class="${wicked}">${wicked}<br>次行</p>`);
    expect(paragraph).toMatchObject({ tag: 'p', attributes: { class: wicked } });
    expect(paragraph === undefined ? '' : textIn(paragraph)).toBe(`${wicked}\n次行`);
  });

  test('refuses what is not closed in order', () => {
    expect(() => readMarkup(html`<p><b>a</p></b>`)).toThrow('unexpected </p>');
    expect(() => readMarkup(html`<p>a`)).toThrow('<p> is not closed');
  });
});

describe('column widths', () => {
  test('use the room exactly, keep figures on one line and let texts share', () => {
    const widths = columnWidths(
      [
        { keepsToOneLine: true, texts: ['2026-07-01'] },
        { keepsToOneLine: false, texts: ['很长的说明'.repeat(40)] },
        { keepsToOneLine: false, texts: ['短'] },
      ],
      500,
      8,
    );
    expect(widths.reduce((total, one) => total + one, 0)).toBeCloseTo(500, 3);
    expect(widths[0]).toBeGreaterThan(10 * 0.5 * 8);
    expect(widths[1]).toBeGreaterThan(350);
  });
});
