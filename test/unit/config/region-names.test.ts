// Regions as people read them.

import { describe, expect, test } from '@jest/globals';
import { regionText } from '../../../config/region-names.ts';
import type { RegionCode } from '../../../domain/region.ts';

const inBoth = (region: string) => [
  regionText(region as RegionCode, 'zh-CN'),
  regionText(region as RegionCode, 'en'),
];

describe('a region', () => {
  test('is named, with its code beside it', () => {
    expect(inBoth('371082')).toEqual(['荣成市（371082）', 'Rongcheng (371082)']);
  });

  test('without a name of its own is named after what it lies in', () => {
    expect(inBoth('371002005')).toEqual(['环翠区（371002005）', 'Huancui (371002005)']);
    expect(inBoth('371099')).toEqual(['威海市（371099）', 'Weihai (371099)']);
    expect(inBoth('370102')).toEqual(['山东省（370102）', 'Shandong (370102)']);
  });

  test('of which nothing is named is its code', () => {
    expect(inBoth('110101')).toEqual(['110101', '110101']);
  });
});
