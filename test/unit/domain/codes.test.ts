// Regions (GB/T 2260) and relations (GB/T 4761).

import { describe, expect, test } from '@jest/globals';
import { parseRegionCode, type RegionCode, regionAndAbove } from '../../../domain/region.ts';
import { isSpouse, parseRelation, relationText } from '../../../domain/relation.ts';

describe('regions', () => {
  test.each(['371002', '371002005', '371002005001', '３７１００２'])('%s is one', (text) => {
    expect(parseRegionCode(text)).toBe(text.normalize('NFKC'));
  });
  test.each(['37100', '3710020', '071002', '威海', ''])('%j is none', (text) => {
    expect(parseRegionCode(text)).toBeNull();
  });
  test('a village lies in its town, county, city, province, country', () => {
    expect(regionAndAbove('371002005001' as RegionCode)).toEqual([
      '371002005001',
      '371002005',
      '371002',
      '371000',
      '370000',
      'CN',
    ]);
  });
  test('a city lies in its province', () => {
    expect(regionAndAbove('371000' as RegionCode)).toEqual(['371000', '370000', 'CN']);
  });
});

describe('relations', () => {
  test.each([
    ['10', '10'],
    ['1', '01'],
    ['配偶', '10'],
    ['妻子', '12'],
    ['Spouse', '10'],
    [' 儿子 ', '20'],
  ])('%s is %s', (text, code) => {
    expect(parseRelation(text)).toBe(code);
  });
  test('a word that GB/T 4761 does not know is none', () => {
    expect(parseRelation('邻居家的')).toBeNull();
  });
  test('husband and wife are spouses, a daughter-in-law is not', () => {
    const spouse = (word: string) => isSpouse(parseRelation(word) ?? ('99' as never));
    expect([spouse('夫'), spouse('妻'), spouse('配偶'), spouse('儿媳')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
  test('every code prints in both languages', () => {
    expect(relationText(parseRelation('38') as never, 'zh-CN')).toBe('儿媳');
    expect(relationText(parseRelation('38') as never, 'en')).toBe('daughter-in-law');
  });
});
