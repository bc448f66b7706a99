import { expect, test } from '@jest/globals';
import { docsPage } from '../../../console/api/docs-page.ts';
import { openApiDocument } from '../../../console/api/openapi.ts';

const text = JSON.stringify(openApiDocument());
const document = JSON.parse(text) as { openapi: string; paths: Record<string, object> };

test('the OpenAPI document names every operation once and refers to nothing that is not there', () => {
  expect(document.openapi).toBe('3.1.0');
  const operations = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name);
  expect(new Set(operations).size).toBe(operations.length);
  expect(operations.length).toBeGreaterThan(12);
  const pointers = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer = '']) => pointer);
  expect(pointers.length).toBeGreaterThan(0);
  for (const pointer of pointers) {
    const found = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
    expect([pointer, typeof found]).toEqual([pointer, 'object']);
  }
});

test.each(['zh-CN', 'en'] as const)(
  'the page in %s explains every path and loads nothing',
  (language) => {
    const page = docsPage(language);
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    expect(page).not.toMatch(/<(script|link|img)/);
  },
);
