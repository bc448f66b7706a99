import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Json, jsonDifferences } from '../../../jobs/replay/json-differences.ts';

const json = () => fc.jsonValue() as fc.Arbitrary<Json>;

describe('where two values differ', () => {
  test('a changed figure is told by its path and both values', () => {
    const stored = { findings: [{ figures: { limit: { value: 2_520_000, unit: 'fen' } } }] };
    const recomputed = { findings: [{ figures: { limit: { value: 2_640_000, unit: 'fen' } } }] };
    expect(jsonDifferences(stored, recomputed)).toEqual([
      { path: '$.findings[0].figures.limit.value', stored: 2_520_000, recomputed: 2_640_000 },
    ]);
  });

  test('what only one side has is not there on the other', () => {
    expect(jsonDifferences({ a: 1, list: [1] }, { b: null, list: [1, 2] })).toEqual([
      { path: '$.a', stored: 1, recomputed: undefined },
      { path: '$.b', stored: undefined, recomputed: null },
      { path: '$.list[1]', stored: undefined, recomputed: 2 },
    ]);
  });

  test('a key that is no plain word is quoted', () => {
    expect(jsonDifferences({ 'a.b': 1 }, { 'a.b': 2 })[0]?.path).toBe('$["a.b"]');
  });

  test('a list against a record, or null against a record, differs as a whole', () => {
    expect(jsonDifferences([], {})).toEqual([{ path: '$', stored: [], recomputed: {} }]);
    expect(jsonDifferences(null, {})).toEqual([{ path: '$', stored: null, recomputed: {} }]);
  });

  test('keys that every object inherits are keys like others', () => {
    const stored = JSON.parse('{"__proto__": 1}') as Json;
    expect(jsonDifferences(stored, {})).toEqual([
      { path: '$.__proto__', stored: 1, recomputed: undefined },
    ]);
  });

  test('a value differs from none of its copies', () => {
    fc.assert(
      fc.property(json(), (value) => {
        expect(jsonDifferences(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  test('differences are found the other way round too, at the same paths', () => {
    fc.assert(
      fc.property(json(), json(), (one, other) => {
        const there = jsonDifferences(one, other);
        const back = jsonDifferences(other, one);
        expect(back.map(({ path }) => path)).toEqual(there.map(({ path }) => path));
        expect(there.length === 0).toBe(isDeepStrictEqual(one, other));
      }),
    );
  });
});
