// Names as they are borne: Han surnames by frequency, given names by generation and sex, names of minorities with
// the interpunct U+00B7 (民委发〔2016〕33号), and characters that only GB 18030 holds.

import type { Sex } from '../../../domain/citizen-id.ts';
import { type Random, tickets } from './random.ts';

/** Surnames with about how many of a thousand bear them; Weihai has many 于, 丛, 姜 and 毕. */
const SURNAMES = tickets<string>([
  ...weigh('王李', 70),
  ...weigh('张刘于', 55),
  ...weigh('孙姜', 30),
  ...weigh('陈杨赵丛', 22),
  ...weigh('徐宋周吴毕', 15),
  ...weigh('黄马朱胡林郭何高', 10),
  ...weigh('梁郑罗谢唐邓曹许韩冯彭曾吕叶', 6),
  ...weigh('肖田董袁潘蔡余杜戴夏钟汪任邹孔初鞠隋', 4),
  ...weigh('石崔谭陆范廖金邵方贾熊白孟秦邱侯江尹薛阎段雷龙史陶贺毛郝顾龚', 2),
  ['欧阳', 1],
  ['司马', 1],
]);
const EARLY_MALE = '建国华军明德福贵成文振兴宝玉海山林忠义永庆发春光先树'.split('');
const EARLY_FEMALE = '秀英桂兰珍芳玉梅香云凤淑荣花芝翠爱莲巧美素琴华'.split('');
const MIDDLE_MALE = '伟强勇军磊涛斌波辉刚超鹏杰峰亮健平东海志建文晓'.split('');
const MIDDLE_FEMALE = '丽敏静燕艳娟霞红玲萍芳华梅英晓春雪丹慧娜海'.split('');
const LATE_MALE = '浩宇轩子俊博睿泽辰奕嘉铭一天昊哲宸皓文霖佳'.split('');
const LATE_FEMALE = '涵欣怡诗梓雨萱子思佳琪一雅可馨语彤瑶宁依晨'.split('');
/** Beyond GBK: old systems print `?` or 〓 for them. */
const RARE = ['𬭚', '䶮', '㛃', '𫖯', '𬱖', '𬀩', '𣲗', '𬍛', '𫍯', '㑇'];

export type Minority = {
  readonly ethnicity: string;
  readonly male: readonly string[];
  readonly female: readonly string[];
};
/** Peoples whose names join a given name and the father's with an interpunct; codes of GB/T 3304. */
const MINORITIES: readonly Minority[] = [
  {
    ethnicity: '05',
    male: ['买买提', '艾力', '吐尔逊', '阿不都拉', '玉素甫', '库尔班', '热合曼', '依明'],
    female: ['阿依古丽', '热依汗', '古丽娜尔', '帕提古丽', '阿孜古丽', '美合日班', '祖丽皮亚'],
  },
  {
    ethnicity: '17',
    male: ['叶尔江', '巴合提', '努尔兰', '哈布丁', '赛力克', '沙亚哈提'],
    female: ['古丽扎提', '阿依努尔', '加娜尔', '叶尔克', '库丽达娜'],
  },
];

export function surnameOf(random: Random): string {
  return random.pick(SURNAMES);
}

/** A given name of one or two characters, as parents of that year chose; about one in a hundred has a rare one. */
export function givenName(random: Random, sex: Sex, birthYear: number): string {
  const male = sex === 'male';
  const early = male ? EARLY_MALE : EARLY_FEMALE;
  const middle = male ? MIDDLE_MALE : MIDDLE_FEMALE;
  const late = male ? LATE_MALE : LATE_FEMALE;
  const characters = birthYear < 1965 ? early : birthYear < 1995 ? middle : late;
  const last = random.chance(0.01) ? random.pick(RARE) : random.pick(characters);
  return random.chance(0.82) ? random.pick(characters) + last : last;
}

/** About two families in a hundred. */
export function minorityOf(random: Random): Minority | null {
  return random.chance(0.02) ? random.pick(MINORITIES) : null;
}

/** `阿依古丽·买买提`: the given name, the interpunct, the father's given name. */
export function minorityName(
  random: Random,
  minority: Minority,
  sex: Sex,
  father: string | null,
): string {
  const own = random.pick(sex === 'male' ? minority.male : minority.female);
  const fatherName = father?.split('·')[0] ?? random.pick(minority.male);
  return `${own}·${fatherName}`;
}

function weigh(characters: string, weight: number): [string, number][] {
  return characters.split('').map((character) => [character, weight]);
}
