import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RegionCode } from '../../../../domain/region.ts';
import { addressKey } from '../../../../matchers/signals/address-key.ts';

const HUANCUI = '371002' as RegionCode;
const key = (text: string, region = HUANCUI) => addressKey(text, region);

describe('one address, written differently', () => {
  test.each([
    [
      '371002 竹岛街道花园小区 b3 r501 u2',
      [
        '威海市环翠区竹岛街道花园小区3号楼2单元501室',
        '山东省威海市环翠区竹岛街道花园小区３号楼２单元５０１室',
        '竹岛街道办事处花园小区三号楼2单元501',
        '竹岛街道 花园小区 3栋 2单元 501户',
        '竹岛街道花园小区3-2-501',
        '竹岛街道花园小区第3幢二单元五〇一室',
        '竹岛街道花园小区3号楼2单元5层501号',
        '竹岛街道花园小区03号楼02单元0501室',
      ],
    ],
    [
      '371002 张村镇王家庄村 h12',
      [
        '威海市环翠区张村镇王家庄村12号',
        '环翠区张村镇王家庄村十二号',
        '张村镇王家庄村，12 号',
        '张村镇王家庄村门牌12号',
        '张村镇王家庄村 12',
      ],
    ],
    ['371002 鲸园街道五一路 h8', ['鲸园街道五一路8号', '威海市环翠区鲸园街道五一路八号']],
    ['371002 鲸园街道新威路 b3 h20 r402', ['鲸园街道新威路20号3号楼402室']],
    ['371002 鲸园街道城市花园 b3 r2 u1', ['威海市环翠区鲸园街道城市花园3号楼1单元2室']],
    ['371002 环翠楼街道和平里 bA r302', ['环翠楼街道和平里A座302室', '环翠楼街道和平里ａ座302']],
    ['371002 县前街 h5', ['县前街5号', '环翠区县前街5号']],
    ['371002 菜市场 h7', ['菜市场7号']],
    ['371002 张村镇东庄村 a1 h12', ['张村镇东庄村12号附1号']],
  ])('%s', (expected, written) => {
    for (const text of written) expect([text, key(text)]).toEqual([text, expected]);
  });
});

describe('what tells one home from another', () => {
  test('the county, though the text leaves it out', () => {
    expect(key('张村镇王家庄村12号')).not.toBe(key('张村镇王家庄村12号', '371082' as RegionCode));
    expect(key('张村镇王家庄村12号', '371002100' as RegionCode)).toBe(key('张村镇王家庄村12号'));
  });

  test.each(['4号楼2单元501室', '3号楼1单元501室', '3号楼2单元502室'])('花园小区%s', (other) => {
    expect(key(`花园小区${other}`)).not.toBe(key('花园小区3号楼2单元501室'));
  });

  test('two villages of one name in different towns', () => {
    expect(key('张村镇东庄村12号')).not.toBe(key('羊亭镇东庄村12号'));
  });
});

test.each([
  '',
  '威海市环翠区',
  '张村镇王家庄村',
  '竹岛街道花园小区',
  '竹岛街道花园小区3号楼',
  '竹岛街道花园小区3号楼2单元',
  '不详',
])('%p is too coarse to tell anything', (text) => {
  expect(key(text)).toBeNull();
});

test('whatever is written, reading it again in another width changes nothing', () => {
  const words = [
    '花园小区',
    '王家庄村',
    '3号楼',
    '二单元',
    '501',
    '室',
    '-',
    '12号',
    '第',
    '附',
    'A座',
    ' ',
  ];
  const wide = (text: string) =>
    text.replace(/[0-9A-Z]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      expect(key(wide(text))).toBe(key(text));
    }),
  );
});

test('texts of any kind are read without harm', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const read = key(text);
      expect(read === null || read.startsWith('371002 ')).toBe(true);
    }),
  );
});
