// What of a quarantined record may be shown: its form, never its values.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskedRecord, maskedValue } from '../../../jobs/masked-record.ts';

describe('a masked value', () => {
  test.each([
    ['2026-13-45', '9999-99-99'],
    ['张三', '文文'],
    ['阿依古丽·买买提', '文文文文·文文文'],
    ['鲁K1234挂', '文a9999文'],
    [1234.5, '9999.9'],
    [null, ''],
    [{ nested: '张三' }, '{…}'],
    [['张三'], '[…]'],
  ])('%p shows as %s', (value, shown) => {
    expect(maskedValue(value)).toBe(shown);
  });

  test('holds no digit but 9, no letter but a and 文, whatever was sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), (record) => {
        for (const shown of Object.values(maskedRecord(record))) {
          expect(shown.replace(/[9a文]/gu, '')).not.toMatch(/[\p{L}\p{Nd}]/u);
        }
      }),
    );
  });
});
