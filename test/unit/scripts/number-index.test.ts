import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fifteenDigitForm } from '../../../domain/citizen-id.ts';
import { NumberIndex, numberKey } from '../../../scripts/city/serve/number-index.ts';
import { numbered } from '../../support/small-city.ts';

const keyOf = (number: string) => numberKey(Buffer.from(number, 'latin1'));

test('both forms of a number have one key, and different numbers have different keys', () => {
  const numbers = Array.from({ length: 5000 }, (_, n) => numbered(n).idNumber);
  expect(new Set(numbers.map(keyOf)).size).toBe(5000);
  for (const number of numbers) {
    const old = fifteenDigitForm(number);
    if (old !== null) expect(keyOf(old)).toBe(keyOf(number));
  }
});

test('keys are exact: the largest is a safe integer', () => {
  expect(Number.isSafeInteger(keyOf('999999219912319990'))).toBe(true);
  expect(keyOf('3710**********0015')).toBe('3710**********0015');
});

test('gives back where each key lies, past the growth of its tables', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 3000 }), (keys) => {
      const index = new NumberIndex();
      const expected = new Map<number, number[]>();
      keys.forEach((key, at) => {
        index.add(key, at * 10, 10);
        expected.set(key, [...(expected.get(key) ?? []), at * 10]);
      });
      for (const [key, offsets] of expected) {
        const lines = [...index.runs(key)].flatMap(({ offset, length }) =>
          Array.from({ length: length / 10 }, (_, line) => offset + line * 10),
        );
        expect(lines).toEqual(offsets);
      }
    }),
    { numRuns: 30 },
  );
  const large = new NumberIndex();
  for (let key = 0; key < 200_000; key++) large.add(key, key * 20, 10);
  expect([...large.runs(123_456)]).toEqual([{ offset: 2_469_120, length: 10 }]);
});
