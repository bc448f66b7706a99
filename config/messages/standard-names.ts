// The printed names of standards. A key begins with the scheme whose number it is; what the number is follows, and has
// the same name in every scheme: `low-income.homes.limit` is a limit of homes like `subsistence.homes.limit`.

import type { Said } from '../../domain/errors.ts';
import { SCHEMES, type SchemeId } from '../../domain/scheme.ts';
import { type Language, saidOf, say } from './language.ts';
import { SCHEME_NAMES } from './terms.ts';

/** By what follows the scheme; keys of no scheme stand whole. */
export const STANDARD_NAMES: Readonly<Record<string, Said>> = {
  'allowance.urban': {
    zh: '城市最低生活保障标准（每人）',
    en: 'Urban subsistence allowance, a person',
  },
  'allowance.rural': {
    zh: '农村最低生活保障标准（每人）',
    en: 'Rural subsistence allowance, a person',
  },
  'income.permille-of-allowance': {
    zh: '收入上限（占低保标准）',
    en: 'Income limit, of the allowance',
  },
  'income.per-head': { zh: '收入上限（每人）', en: 'Income limit, a person' },
  'income.window': { zh: '收入核对月数', en: 'Months of income asked' },
  'income.basic-pension-exempt': {
    zh: '基础养老金不计入收入',
    en: 'Basic pension does not count',
  },
  'income.veteran-benefit-exempt': {
    zh: '优待抚恤金不计入收入',
    en: 'Veterans’ benefits do not count',
  },
  'income.disability-subsidy-exempt': {
    zh: '残疾人两项补贴不计入收入',
    en: 'Disability subsidies do not count',
  },
  'income.old-age-allowance-exempt': {
    zh: '高龄津贴不计入收入',
    en: 'Old-age allowances do not count',
  },
  'income.agricultural-subsidy-exempt': {
    zh: '惠农补贴不计入收入',
    en: 'Agricultural subsidies do not count',
  },
  'income.work-cost': { zh: '必要就业成本', en: 'Necessary cost of working' },
  'income.medical-outlay-deducted': {
    zh: '扣减自付医疗费',
    en: 'Medical costs are taken off',
  },
  'income.disability-outlay': {
    zh: '重度残疾成员每月扣减的支出',
    en: 'Taken off for each severely disabled member',
  },
  'income.education-outlay': {
    zh: '在校成员每月扣减的支出',
    en: 'Taken off for each member at school',
  },
  'outlays.permille-of-income': {
    zh: '刚性支出占收入的比例',
    en: 'Unavoidable outlays, share of income',
  },
  'deposits.months-of-allowance': {
    zh: '金融资产限额（低保标准的月数，每人）',
    en: 'Financial assets, months of the allowance a person',
  },
  'deposits.housing-fund-counts': {
    zh: '住房公积金余额计入金融资产',
    en: 'Housing fund balances count as financial assets',
  },
  'homes.limit': { zh: '住房套数限额', en: 'Homes a household may own' },
  'homes.area-per-head': {
    zh: '人均住房面积标准',
    en: 'Area a head under which one home more is allowed',
  },
  'housing-need.area-per-head': {
    zh: '住房困难人均面积上限',
    en: 'Area a head of a household in need of housing',
  },
  'premises.limit': {
    zh: '非居住用房限额',
    en: 'Non-residential units a household may own',
  },
  'vehicles.limit': { zh: '机动车限额', en: 'Vehicles a household may own' },
  'vehicles.motorcycles-count': { zh: '摩托车计入机动车', en: 'Motorcycles count' },
  'machines.limit': { zh: '大型农机限额', en: 'Large farm machines a household may own' },
  'companies.limit': { zh: '市场主体限额', en: 'Businesses a household may have' },
  'tolerance.permille': {
    zh: '申报与核对的允许差（比例）',
    en: 'Allowed difference of declared and found, share',
  },
  'tolerance.monthly': {
    zh: '申报与核对的允许差（每月）',
    en: 'Allowed difference of declared and found, a month',
  },
  'tolerance.holdings': {
    zh: '申报与核对的允许差（存款、有价证券，每人每项）',
    en: 'Allowed difference of declared and found deposits or securities of a person',
  },
  'supporter.permille-of-allowance': {
    zh: '义务人收入询问线（占低保标准）',
    en: 'Supporter’s income worth a question, of the allowance',
  },
  'supporter.share-of-two': {
    zh: '义务人不超过两人时的赡养费比例',
    en: 'Share due with at most two supporters',
  },
  'supporter.share-of-more': {
    zh: '义务人三人及以上时的赡养费比例',
    en: 'Share due with three supporters or more',
  },
  'labour.old-age': { zh: '老年人年龄', en: 'Age from which nobody is expected to work' },
  'labour.working-age': {
    zh: '未成年人年龄上限',
    en: 'Age below which nobody is expected to work',
  },
  'report.validity-days': { zh: '核对报告有效天数', en: 'Days a report is valid' },
  'case.working-days': { zh: '办理期限（工作日）', en: 'Working days to decide a case' },
  'report.working-days': { zh: '出具报告期限（工作日）', en: 'Working days to the report' },
  'department.working-days': {
    zh: '部门反馈期限（工作日）',
    en: 'Working days for a department to answer',
  },
  'objection.working-days': {
    zh: '异议办理期限（工作日）',
    en: 'Working days to the outcome of an objection',
  },
  'correction.working-days': {
    zh: '部门更正期限（工作日）',
    en: 'Working days for a department to correct a record',
  },
  'authorisation.validity-days': { zh: '授权书有效天数', en: 'Days an authorisation is valid' },
};

/** `低保边缘家庭 · 住房套数限额` for a scheme's own number; the numbers of 低保 stand without their scheme, as all share them. */
export function sayStandard(key: string, language: Language): string {
  const dot = key.indexOf('.');
  const scheme = key.slice(0, dot) as SchemeId;
  const isOfScheme = SCHEMES.includes(scheme);
  const said = saidOf(STANDARD_NAMES, isOfScheme ? key.slice(dot + 1) : key);
  if (said === null) return key;
  const name = say(said, language);
  return isOfScheme && scheme !== 'subsistence'
    ? `${say(SCHEME_NAMES[scheme], language)} · ${name}`
    : name;
}
