// The documents that rules cite. `confirmed` is false while the text itself was not at hand: the report says so.

import type { Article } from '../../domain/finding.ts';

const INTERIM_MEASURES = '社会救助暂行办法（国务院令第649号）';
const SUBSISTENCE_MEASURES = '最低生活保障审核确认办法（民发〔2021〕57号）';

function toBeConfirmed(document: string, article: string | null): Article {
  return { document, article, confirmed: false };
}

export const VERIFICATION_ON_AUTHORISATION = toBeConfirmed(INTERIM_MEASURES, '第五十八条');
export const DECLARED_AGAINST_FOUND = toBeConfirmed(INTERIM_MEASURES, '第五十八条');
export const HOUSEHOLD_MEMBERS = toBeConfirmed(SUBSISTENCE_MEASURES, '共同生活的家庭成员');
export const HOUSEHOLD_INCOME = toBeConfirmed(SUBSISTENCE_MEASURES, '家庭收入');
export const HOUSEHOLD_PROPERTY = toBeConfirmed(SUBSISTENCE_MEASURES, '家庭财产');
export const DYNAMIC_MANAGEMENT = toBeConfirmed(SUBSISTENCE_MEASURES, '动态管理');
export const DUTY_TO_SUPPORT = toBeConfirmed(SUBSISTENCE_MEASURES, '法定赡养、抚养、扶养义务人');
export const NAMES_AND_NUMBERS: Article = {
  document: 'GB 11643-1999；民委发〔2016〕33号',
  article: null,
  confirmed: true,
};
export const LOW_INCOME_CLASSES = toBeConfirmed('国办发〔2023〕39号', '低收入人口分类');
export const EXTREME_POVERTY: Article = {
  document: '特困人员认定办法（民发〔2021〕43号）',
  article: null,
  confirmed: true,
};
export const PUBLIC_RENTAL_HOUSING = toBeConfirmed(
  '公共租赁住房管理办法（住房和城乡建设部令第11号）',
  '申请条件',
);
