// An address brought into one form, so that two ways of writing it become one text: full-width letters, spaces, 号/室,
// 3号楼2单元501室 and 3-2-501, Chinese figures. The county comes from the record's region code and not from the text, which
// often leaves it out. Law: none; a way of writing. Since: 2026.
//
// What is too coarse tells nothing: a village, an estate or a whole building is shared by people who have nothing to do with
// each other. Without a room in a building, or a number of a house, there is no key.
//
// Example, county 371002: `威海市环翠区竹岛街道花园小区３号楼2单元501室` and `竹岛街道办事处花园小区三号楼-2-501` are both
// `371002 竹岛街道花园小区 b3 u2 r501`.

import { countyOf, type RegionCode } from '../../domain/region.ts';

const DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
/** Figures before one of these words are a number; 五一路 stays as it is. */
const CHINESE_NUMBER = /[〇零一二两三四五六七八九十百]+(?=号|栋|幢|座|单元|室|户|房|层)/g;
/** 小区, 园区, 社区 … are no district, 菜市场 is no city, 县前街 no county; behind a town no county follows. */
const PROVINCE = /^(?:(?!街道|[镇乡村路])[^0-9]){2,8}?(?:省|自治区)/;
const CITY = /^(?:(?!街道|[镇乡村路])[^0-9]){2,7}?(?:自治州|地区|盟|市(?!场))/;
const COUNTY =
  /^(?:(?!街道|[镇乡村路])[^0-9]){1,7}?(?:(?<![小社园校厂矿景片新开发])区|县(?![前府东西南北])|市(?!场)|自治旗|旗)/;

type Part = 'house' | 'yard' | 'building' | 'unit' | 'room' | 'annex';
const PART_OF: Readonly<Record<string, Part | 'floor'>> = {
  号: 'house',
  号院: 'yard',
  号楼: 'building',
  栋: 'building',
  幢: 'building',
  座: 'building',
  楼: 'floor',
  层: 'floor',
  单元: 'unit',
  门: 'unit',
  室: 'room',
  户: 'room',
  房: 'room',
  号房: 'room',
  号室: 'room',
};
const LETTER: Readonly<Record<Part, string>> = {
  house: 'h',
  yard: 'y',
  building: 'b',
  unit: 'u',
  room: 'r',
  annex: 'a',
};
const NUMBERED =
  /(附|之)?第?([0-9]+[A-Z]?|[A-Z](?=座|栋|幢|单元|号楼))(号楼|号院|号房|号室|号|栋|幢|座|楼|层|单元|门|室|户|房)?(?![路街巷弄道组队里村])/g;

/** @returns null when it is too coarse to tell one home from another */
export function addressKey(text: string, region: RegionCode): string | null {
  const whole = withoutCounty(plain(text));
  const parts = new Map<Part, string>();
  const bare: string[] = [];
  let place = '';
  let end = 0;
  for (const found of whole.matchAll(NUMBERED)) {
    const [all, annex, number = '', word = ''] = found;
    place += whole.slice(end, found.index);
    end = found.index + all.length;
    const written = number.replace(/^0+(?=.)/, '');
    if (annex !== undefined) parts.set('annex', written);
    else if (word === '') bare.push(written);
    else putPart(parts, PART_OF[word] ?? 'floor', written);
  }
  placeBare(parts, bare);
  place += whole.slice(end);
  if (!isPrecise(parts)) return null;
  const numbers = [...parts].map(([part, number]) => `${LETTER[part]}${number}`).toSorted();
  return [countyOf(region), place.replaceAll('-', ''), ...numbers].join(' ');
}

/** One width, one case, no spaces or marks, figures as figures; a hyphen stays, since it parts numbers. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[—–―－_#、]/g, '-')
    .replace(/[^\p{Letter}\p{Number}-]/gu, '')
    .replace(CHINESE_NUMBER, (number) => String(chineseNumber(number)))
    .replace(/街道办事处|街道办/g, '街道')
    .replace(/门牌/g, '');
}

function withoutCounty(text: string): string {
  return text.replace(PROVINCE, '').replace(CITY, '').replace(COUNTY, '');
}

/** A second number of the same kind names something smaller: 12号 3号楼 501号 is room 501. */
function putPart(parts: Map<Part, string>, part: Part | 'floor', number: string): void {
  if (part === 'floor') return;
  const isRoom = part === 'house' && (parts.has('building') || parts.has('unit'));
  parts.set(isRoom ? 'room' : part, number);
}

/** 3-2-501 and 3号楼2-501: numbers without a word fill what is missing, the room last. */
function placeBare(parts: Map<Part, string>, bare: readonly string[]): void {
  const rest = [...bare];
  const room = parts.has('room') ? undefined : rest.pop();
  const missing: readonly Part[] = parts.has('building')
    ? ['unit']
    : rest.length > 1
      ? ['building', 'unit']
      : ['building'];
  for (const part of missing) {
    const number = parts.has(part) ? undefined : rest.shift();
    if (number !== undefined) parts.set(part, number);
  }
  if (room === undefined) return;
  const isInBuilding = parts.has('building') || parts.has('unit');
  parts.set(isInBuilding || parts.has('house') ? 'room' : 'house', room);
}

function isPrecise(parts: ReadonlyMap<Part, string>): boolean {
  if (parts.has('room')) return true;
  return parts.has('house') && !parts.has('building') && !parts.has('unit');
}

/** 十二 is 12, 二十 is 20, 一百零三 is 103, 二〇一 is 201. */
function chineseNumber(text: string): number {
  if (!/[十百]/.test(text)) {
    return Number(Array.from(text, (character) => DIGITS[character] ?? '').join(''));
  }
  const [before = '', after = text] = text.includes('百') ? text.split('百') : ['', text];
  const hundreds = text.includes('百') ? Number(DIGITS[before] ?? '1') : 0;
  const rest = after.replace(/^[零〇]/, '');
  const [tensText = '', ones = rest] = rest.includes('十') ? rest.split('十') : ['', rest];
  const tens = rest.includes('十') ? Number(DIGITS[tensText] ?? '1') : 0;
  return hundreds * 100 + tens * 10 + Number(DIGITS[ones] ?? '0');
}
