import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fen, fen, fenFromYuanText, sumFen, yuanText } from '../../../domain/money.ts';

describe('yuan as people write them', () => {
  test.each([
    ['1234', 123_400],
    ['1,234.5', 123_450],
    ['￥1234.50', 123_450],
    ['¥ 0.01', 1],
    ['１２３．４５', 12_345],
    ['1234.5元', 123_450],
    ['-3', -300],
    ['-0', 0],
    ['0', 0],
  ])('%s is %d fen', (text, amount) => {
    expect(fenFromYuanText(text)).toBe(amount);
  });

  test.each(['', '1.234', '1e3', '12,34', 'abc', '1 2', '--1', '99999999999999', '=1+1', '1.'])(
    '%j is not an amount',
    (text) => {
      expect(fenFromYuanText(text)).toBeNull();
    },
  );

  test('what is printed reads back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (amount) => {
        expect(fenFromYuanText(yuanText(fen(amount)))).toBe(amount);
      }),
    );
  });

  test('any text is an amount or null, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = fenFromYuanText(text);
        expect(read === null || Number.isSafeInteger(read)).toBe(true);
      }),
    );
  });
});

test('0.1 + 0.2 yuan are 0.30 yuan', () => {
  expect(yuanText(sumFen([fenFromYuanText('0.1') as Fen, fenFromYuanText('0.2') as Fen]))).toBe(
    '0.30',
  );
});

test('amounts that are no whole fen are refused', () => {
  expect(() => fen(0.5)).toThrow(RangeError);
  expect(() => fen(2 ** 53)).toThrow(RangeError);
});
