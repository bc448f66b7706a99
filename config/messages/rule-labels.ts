// The words inside worked sums: figures, steps, fields of records and declarations, and reasons for not counting.

import type { Said } from '../../domain/errors.ts';

/** The words of sums, products, facts and comparisons in a worked sum. */
export const TRACE_LABELS: Readonly<Record<string, Said>> = {
  'income-against-standard': { zh: '收入与限额比较', en: 'income against the limit' },
  'income-counted': { zh: '计入收入合计', en: 'income counted' },
  'income-larger-of-both': { zh: '逐项取较大者的收入合计', en: 'income, the larger of each line' },
  'limit-for-window': { zh: '核对期间限额', en: 'limit for the window' },
  'window-months': { zh: '核对期间月数', en: 'months of the window' },
  'living-together': { zh: '共同生活人数', en: 'living together' },
  'declared-for-window': { zh: '核对期间申报额', en: 'declared for the window' },
  'declared-less-exempt': { zh: '申报额减去不计入部分', en: 'declared less the exempt part' },
  'exempt-part': { zh: '其中不计入部分', en: 'exempt part' },
  'declared-for-months-covered': {
    zh: '有记录月份的申报额',
    en: 'declared for the months on record',
  },
  'declared-against-found': { zh: '申报与核对比较', en: 'declared against found' },
  'months-covered': { zh: '有记录的月数', en: 'months on record' },
  wages: { zh: '工资', en: 'wages' },
  benefits: { zh: '养老金和待遇', en: 'pensions and benefits' },
  'benefits-counted': { zh: '计入的养老金和待遇', en: 'pensions and benefits that count' },
  'basic-pension-exempt': { zh: '不计入的基础养老金', en: 'basic pension, exempt' },
  'homes-against-limit': { zh: '住房套数与标准比较', en: 'homes against the limit' },
  'homes-counted': { zh: '计入住房套数', en: 'homes that count' },
  'homes-declared': { zh: '申报住房套数', en: 'homes declared' },
  'homes-area': { zh: '住房面积合计', en: 'area of the homes' },
  'area-limit': { zh: '人均面积标准合计', en: 'area limit' },
  'area-against-limit': { zh: '面积与标准比较', en: 'area against the limit' },
  'premises-against-limit': { zh: '非居住用房与标准比较', en: 'premises against the limit' },
  'premises-counted': { zh: '计入非居住用房处数', en: 'premises that count' },
  'vehicles-against-limit': { zh: '机动车与标准比较', en: 'vehicles against the limit' },
  'vehicles-counted': { zh: '计入机动车辆数', en: 'vehicles that count' },
  'vehicles-declared': { zh: '申报机动车辆数', en: 'vehicles declared' },
  'deposits-against-limit': { zh: '存款和有价证券与限额比较', en: 'deposits against the limit' },
  'deposits-declared': { zh: '申报存款和有价证券', en: 'deposits and securities declared' },
  'deposit-limit': { zh: '存款和有价证券限额', en: 'deposit limit' },
  'months-paid-after-death': { zh: '死亡之后有记录的月数', en: 'months on record after the death' },
  'months-with-contribution-base': {
    zh: '有缴费基数的月数',
    en: 'months with a contribution base',
  },
};

/** Why a vehicle or a home does not count, or a record stays out of a sum. */
export const WHY_NOT: Readonly<Record<string, Said>> = {
  cancelled: { zh: '已注销', en: 'cancelled' },
  'transferred-out': { zh: '已转出', en: 'transferred out' },
  'mobility-vehicle': { zh: '残疾人代步车', en: 'mobility vehicle' },
  'light-motorcycle': { zh: '轻便摩托车', en: 'light motorcycle' },
  motorcycle: { zh: '摩托车', en: 'motorcycle' },
  historic: { zh: '历史登记', en: 'historic right' },
  ended: { zh: '权属已终止', en: 'right ended' },
  provisional: { zh: '临时登记', en: 'provisional right' },
  ancillary: { zh: '车库、车位或储藏室', en: 'garage, parking place or storeroom' },
  'same-wage-reported-again': { zh: '同一工资的重复申报', en: 'the same wage, reported again' },
  'record-of-another-person': { zh: '属于他人', en: 'another person’s' },
  'record-without-number': { zh: '没有身份证号码', en: 'no ID number' },
  'record-number-misprint': { zh: '身份证号码疑似录入错误', en: 'ID number perhaps mistyped' },
  'record-name-differs': { zh: '姓名不同', en: 'different name' },
  'record-contradicts-number': {
    zh: '性别或出生日期与号码不符',
    en: 'sex or birth date contradicts',
  },
  'record-number-masked': { zh: '号码部分隐去', en: 'number partly hidden' },
};

/** Fields of records and declarations that worked sums name. */
export const FIELD_NAMES: Readonly<Record<string, Said>> = {
  amountFen: { zh: '金额', en: 'amount' },
  basicFen: { zh: '其中基础养老金', en: 'basic part' },
  wage: { zh: '申报月工资', en: 'declared wage' },
  transfer: { zh: '申报月转移收入', en: 'declared transfers' },
  business: { zh: '申报年经营净收入', en: 'declared business income' },
  property: { zh: '申报年财产净收入', en: 'declared property income' },
  deposits: { zh: '申报存款', en: 'declared deposits' },
  securities: { zh: '申报有价证券', en: 'declared securities' },
  name: { zh: '姓名', en: 'name' },
  idNumber: { zh: '身份证号码', en: 'ID number' },
  birthDate: { zh: '出生日期', en: 'birth date' },
};

/** Figures of findings, as a list beside the sentence prints them. */
export const FIGURE_NAMES: Readonly<Record<string, Said>> = {
  income: { zh: '计入收入', en: 'income counted' },
  limit: { zh: '限额', en: 'limit' },
  standard: { zh: '标准', en: 'standard' },
  persons: { zh: '共同生活人数', en: 'living together' },
  months: { zh: '月数', en: 'months' },
  perHead: { zh: '折合人均每月', en: 'a head and month' },
  found: { zh: '核对', en: 'found' },
  declared: { zh: '申报', en: 'declared' },
  partly: { zh: '仅有部分份额', en: 'share only' },
  unknown: { zh: '未记载面积', en: 'area not recorded' },
  area: { zh: '面积合计', en: 'area' },
  areaLimit: { zh: '面积标准', en: 'area limit' },
  plates: { zh: '号牌', en: 'plates' },
  exempt: { zh: '不计入', en: 'exempt' },
  on: { zh: '日期', en: 'date' },
  since: { zh: '起始日期', en: 'since' },
  cases: { zh: '救助项数', en: 'cases' },
  region: { zh: '登记地', en: 'region' },
  records: { zh: '记录条数', en: 'records' },
  departments: { zh: '部门数', en: 'departments' },
};

/** All of them by key: no two lists use one key for different things. */
export const RULE_LABELS: Readonly<Record<string, Said>> = {
  ...FIGURE_NAMES,
  ...FIELD_NAMES,
  ...TRACE_LABELS,
  ...WHY_NOT,
};
