// Where the people of a stand-in city live and where their ID numbers say they come from.

import { type Random, tickets } from './random.ts';

const COUNTIES: Readonly<Record<string, string>> = {
  '371002': '环翠区',
  '371003': '文登区',
  '371082': '荣成市',
  '371083': '乳山市',
};
export const WEIHAI = Object.keys(COUNTIES);

/** Wendeng was a city under 371081 until 2014; ID numbers of that time keep the code for life. */
const OLD_WENDENG = '371081';
const OTHER_PROVINCES = ['230103', '220203', '210211', '411423', '341225', '612301', '511324'];

const STREETS = ['竹岛街道', '鲸园街道', '环翠楼街道', '孙家疃街道', '皇冠街道', '凤林街道'];
const TOWNS = ['张村镇', '羊亭镇', '温泉镇', '桥头镇', '草庙子镇', '崮山镇', '泊于镇'];
const ESTATES = ['海韵小区', '花园小区', '望海新村', '金海湾', '和平里', '翠竹苑', '滨海花苑'];
const VILLAGES = ['东庄村', '西河北村', '姜家疃村', '王家庄村', '南曲阜村', '北山村', '丛家岭村'];

/** Of a hundred newborns registered in the county itself, elsewhere in Weihai and in other provinces. */
const ORIGINS = tickets<'home' | 'weihai' | 'old-wendeng' | 'far'>([
  ['home', 62],
  ['weihai', 18],
  ['old-wendeng', 8],
  ['far', 12],
]);

/** The region of someone's first register, which the ID number keeps for life. */
export function regionOfBirth(random: Random, region: string, birthYear: number): string {
  const origin = random.pick(ORIGINS);
  if (origin === 'far') return random.pick(OTHER_PROVINCES);
  if (origin === 'home' || !WEIHAI.includes(region)) return region;
  return origin === 'old-wendeng' && birthYear < 2014 ? OLD_WENDENG : random.pick(WEIHAI);
}

export function countyName(region: string): string {
  return COUNTIES[region] ?? `${region}辖区`;
}

export type Dwelling = { town: string; rural: boolean; address: string };

/** A home address; four in ten live in a village. */
export function dwellingIn(random: Random, region: string): Dwelling {
  const rural = random.chance(0.4);
  const places = rural ? TOWNS : STREETS;
  const place = random.below(places.length);
  // Streets have town codes from 001, towns from 100 (GB/T 10114).
  const town = region + String(rural ? 100 + place : 1 + place).padStart(3, '0');
  const within = rural
    ? `${random.pick(VILLAGES)}${random.between(1, 400)}号`
    : `${random.pick(ESTATES)}${random.between(1, 60)}号楼${random.between(1, 4)}单元${random.between(1, 17)}0${random.between(1, 4)}室`;
  const city = region.startsWith('3710') ? '威海市' : '';
  return { town, rural, address: `${city}${countyName(region)}${places[place] ?? ''}${within}` };
}
