import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../domain/canonical-json.ts';

/** RFC 8785 as it reads, without regard for speed. */
function asTheStandardSays(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(asTheStandardSays).join(',')}]`;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  const texts = fields.map(([key, field]) => `${JSON.stringify(key)}:${asTheStandardSays(field)}`);
  return `{${texts.join(',')}}`;
}

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 unit, at every depth', () => {
    expect(
      canonicalJson({ b: 1, a: { d: [2, { z: null, y: true }], c: '威' }, '€': 3, A: 4 }),
    ).toBe('{"A":4,"a":{"c":"威","d":[2,{"y":true,"z":null}]},"b":1,"€":3}');
  });

  test('writes numbers and text as ECMAScript does', () => {
    expect(canonicalJson([1e21, 0.1, -0, 1e-7])).toBe('[1e+21,0.1,0,1e-7]');
    expect(canonicalJson(['"', '\\', '\n', '\u0001', '\u007f', '𬭚', '\ud800'])).toBe(
      '["\\"","\\\\","\\n","\\u0001","\u007f","𬭚","\\ud800"]',
    );
  });

  test('is what the standard says, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(value)).toBe(asTheStandardSays(value));
      }),
    );
  });

  test('many keys are sorted too', () => {
    const keys = Array.from({ length: 2_000 }, (_, place) => `key${(place * 7_919) % 2_000}`);
    const fields = Object.fromEntries(keys.map((key) => [key, 1]));
    expect(canonicalJson(fields)).toBe(asTheStandardSays(fields));
  });

  test('leaves out undefined fields, and refuses what JSON cannot hold', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    for (const value of [[undefined], Number.NaN, Infinity, 1n, () => 1, undefined])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
