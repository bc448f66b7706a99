import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SealedReport } from '../../../domain/report.ts';
import { html, joined, markupText } from '../../../reports/html/markup.ts';
import { renderIndexHtml } from '../../../reports/html/index-page.ts';
import { renderReportHtml } from '../../../reports/html/report-page.ts';
import { pageFooter } from '../../../reports/html/style.ts';
import { EXAMPLE_OFFICE, EXAMPLE_REPORTS } from '../../support/example-reports.ts';

/** The code holds number and digest, so it is another picture. */
const withoutCode = (page: string) => page.replace(/<svg class="qr".*?<\/svg>/s, '');

/** Everything in a report that is not one of a fixed set of words, a date, or a number. */
const FREE_TEXT = new Set([
  'name',
  'idNumberMasked',
  'authorisationNo',
  'authorisationNos',
  'description',
  'householdRef',
  'batch',
  'source',
  'document',
  'article',
  'rule',
  'kind',
  'whyNot',
  'label',
  'field',
  'key',
  'item',
  'department',
  'resource',
  'value',
  'ruleVersion',
  'engineVersion',
  'keyId',
  'protections',
  'region',
  'supersedes',
  'digest',
]);
/** Kinds of property and of findings share a key; those of property are a fixed set. */
const isFixed = (value: string) => ['home', 'vehicle'].includes(value);

/** The report with one text in every free field. */
function filledWith(value: unknown, text: string, key = ''): unknown {
  if (typeof value === 'string') return FREE_TEXT.has(key) && !isFixed(value) ? text : value;
  if (Array.isArray(value)) return value.map((item) => filledWith(item, text, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, filledWith(field, text, name)]),
  );
}

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><script>',
    '</title>',
    '<!--',
    ']]>',
    '&lt;b&gt;',
    '&#60;',
    '{persons}',
    '$&',
    '`${1}`',
  ),
);

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);

describe('no text of a report becomes markup', () => {
  const render = (text: string): string => {
    const report = filledWith(EXAMPLE_REPORTS.exceeds, `⟦${text}⟧`) as SealedReport;
    const options = { language: 'en', office: EXAMPLE_OFFICE, supersededBy: `⟦${text}⟧` } as const;
    const index = renderIndexHtml([report], { batch: `⟦${text}⟧`, language: 'en' });
    return renderReportHtml(report, options) + index;
  };
  const harmless = render('X');

  test('the fields are really filled', () => {
    expect(harmless.split('⟦X⟧').length).toBeGreaterThan(100);
  });

  test('whatever stands in them, the page is the same but for that text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(!/[⟦⟧]/.test(text));
        const page = render(text);
        expect(withoutCode(page).replaceAll(`⟦${escaped(text)}⟧`, '⟦X⟧')).toBe(
          withoutCode(harmless),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('the foot of the sheet takes letters, digits and hyphens of a number, nothing else', () => {
    expect(markupText(pageFooter('1"; } </style><b>-AZ'))).toContain('content: "1-AZ"');
  });
});

describe('the template', () => {
  test('escapes text, keeps markup, joins lists, leaves out null', () => {
    const list = ['<a>', html`<b>"</b>`, null, 3];
    expect(markupText(html`<i title="${"'&"}">${joined(list, ', ')}</i>`)).toBe(
      '<i title="&#39;&amp;">&lt;a&gt;, <b>"</b>, , 3</i>',
    );
  });

  test('takes no markup out of JSON', () => {
    const forged = JSON.parse('{"markup":"<b>","Symbol(markup)":"<b>"}') as never;
    expect(() => markupText(html`${forged}`)).toThrow(TypeError);
  });

  test('leaves out characters that HTML forbids', () => {
    expect(markupText(html`${'a\u0000\u0008\u001b\u007fb\tc\n'}`)).toBe('ab\tc\n');
  });
});
