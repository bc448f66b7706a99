// The printed names of the words in docs/glossary.md: departments, outcomes, conclusions, units …

import type { Sex } from '../../domain/citizen-id.ts';
import type { Said } from '../../domain/errors.ts';
import type { AssistanceReceived } from '../../domain/evidence.ts';
import type { Role } from '../../domain/household.ts';
import type { LookupOutcome, UnansweredReason } from '../../domain/lookup.ts';
import type {
  ComparisonLine,
  Conclusion,
  IdentityGrade,
  IncomeClass,
  PropertyLine,
} from '../../domain/report.ts';
import { type Purpose, SCHEME_NAMES } from '../../domain/scheme.ts';
import type { Severity } from '../../domain/finding.ts';
import type { StandardUnit } from '../../domain/standard.ts';
import type { Unit } from '../../domain/trace.ts';

export { SCHEME_NAMES };

/** Programmes as assistance registers name them. */
export const PROGRAMME_NAMES: Record<AssistanceReceived['programme'], Said> = {
  subsistence: SCHEME_NAMES.subsistence,
  'low-income': SCHEME_NAMES['low-income'],
  'extreme-poverty': SCHEME_NAMES['extreme-poverty'],
  orphan: { zh: '孤儿和事实无人抚养儿童保障', en: 'Support of orphans' },
  'public-rental': { zh: '公共租赁住房保障', en: 'Public rental housing' },
  other: { zh: '其他救助', en: 'Other assistance' },
};

export const PURPOSE_NAMES: Record<Purpose, Said> = {
  application: { zh: '申请核对', en: 'Application' },
  recheck: { zh: '定期复核', en: 'Periodic recheck' },
  objection: { zh: '异议核对', en: 'Objection' },
};

export { DEPARTMENT_NAMES, RESOURCE_NAMES } from '../department-names.ts';

export const ROLE_NAMES: Record<Role, Said> = {
  applicant: { zh: '申请人', en: 'Applicant' },
  member: { zh: '共同生活成员', en: 'Member' },
  supporter: { zh: '法定义务人', en: 'Supporter' },
};

export const CONCLUSION_NAMES: Record<Conclusion, Said> = {
  exceeds: { zh: '超出标准', en: 'Exceeds a standard' },
  doubts: { zh: '存在疑点', en: 'Doubts to settle' },
  incomplete: { zh: '信息不全', en: 'Incomplete' },
  'no-anomaly': { zh: '未发现异常', en: 'No anomaly found' },
};

export const SEVERITY_NAMES: Record<Severity, Said> = {
  exceeds: { zh: '超标', en: 'Exceeds' },
  doubt: { zh: '疑点', en: 'Doubt' },
  info: { zh: '提示', en: 'Note' },
};

export const IDENTITY_NAMES: Record<IdentityGrade, Said> = {
  same: { zh: '一致', en: 'Same person' },
  'probably-same': { zh: '基本一致', en: 'Probably the same' },
  doubtful: { zh: '存疑', en: 'Doubtful' },
  different: { zh: '不一致', en: 'Different' },
};

export const SEX_NAMES: Record<Sex, Said> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
};

/** How one field of a record compares with what was asked. */
export const VERDICT_NAMES: Readonly<Record<string, Said>> = {
  exact: { zh: '一致', en: 'the same' },
  'name-spelling': { zh: '仅间隔号、空格或全半角不同', en: 'only dots, spaces or width differ' },
  'name-variant': { zh: '异体字或繁体字', en: 'an old or variant character' },
  'name-order': { zh: '姓名前后次序不同', en: 'the parts the other way round' },
  'name-placeholder': { zh: '生僻字以符号代替', en: 'a sign stands for a rare character' },
  'name-masked': { zh: '部分隐去，所示一致', en: 'partly hidden, agrees where shown' },
  'name-absent': { zh: '记录无姓名', en: 'the record has no name' },
  'name-former': { zh: '户籍登记的曾用名', en: 'a name that the register knows as former' },
  'name-different': { zh: '不同', en: 'different' },
  'number-spelling': { zh: '仅全半角、空格或大小写不同', en: 'only width, spaces or case differ' },
  'number-fifteen-digits': { zh: '15位旧号码', en: 'the old 15-digit form' },
  'number-masked': { zh: '部分隐去，所示一致', en: 'partly hidden, agrees where shown' },
  'number-misprint': { zh: '无效号码，疑似录入错误', en: 'no valid number, perhaps mistyped' },
  'number-absent': { zh: '记录无号码', en: 'the record has no number' },
  'number-not-asked': { zh: '申报无号码', en: 'the form has no number' },
  'number-different': { zh: '不同', en: 'different' },
  'number-through-guardian': {
    zh: '经监护人、姓名和出生日期认定',
    en: 'known through guardian, name and birth date',
  },
  'sex-contradicts': { zh: '与号码不符', en: 'contradicts the number' },
  'birth-date-contradicts': { zh: '与申报不符', en: 'contradicts the form' },
};

export const OUTCOME_NAMES: Record<LookupOutcome, Said> = {
  found: { zh: '有记录', en: 'Records found' },
  none: { zh: '无记录', en: 'No record' },
  'unknown-person': { zh: '查无此人', en: 'Person not known' },
  'identity-mismatch': { zh: '身份不一致', en: 'Identity mismatch' },
  unanswered: { zh: '未返回', en: 'Not answered' },
};

export const UNANSWERED_NAMES: Record<UnansweredReason, Said> = {
  'timed-out': { zh: '超过时限未答复', en: 'no answer in time' },
  failed: { zh: '部门系统答复出错', en: 'the department’s system failed' },
  refused: { zh: '部门拒绝查询', en: 'the department refused' },
  'not-authorised': { zh: '无有效授权，未发起查询', en: 'no valid authorisation; not asked' },
  'authorisation-expired': {
    zh: '授权已到期，未发起查询',
    en: 'the authorisation is over; not asked',
  },
  'authorisation-withdrawn': {
    zh: '授权已撤回，未发起查询',
    en: 'the authorisation was withdrawn; not asked',
  },
  'authorisation-scope': {
    zh: '授权书未包括该部门，未发起查询',
    en: 'the authorisation does not name the department; not asked',
  },
  'authorisation-signer': {
    zh: '未成年人的授权须由监护人签署，未发起查询',
    en: 'a minor’s authorisation needs the guardian’s signature; not asked',
  },
  'purpose-not-allowed': {
    zh: '该核对事项不允许此用途，未发起查询',
    en: 'the scheme does not allow this purpose; not asked',
  },
  'outside-hours': { zh: '不在部门服务时间', en: 'outside the department’s hours' },
  'not-connected': { zh: '部门未接通', en: 'department not connected' },
  paused: { zh: '已暂停向该部门查询', en: 'asking the department is paused' },
  'no-id-number': { zh: '无身份证号码，无法查询', en: 'no ID number to ask by' },
  awaited: { zh: '已查询，等待答复', en: 'asked; answer awaited' },
};

export const INCOME_CLASS_NAMES: Record<IncomeClass, Said> = {
  wage: { zh: '工资性收入', en: 'Wages' },
  business: { zh: '经营净收入', en: 'Net business income' },
  property: { zh: '财产净收入', en: 'Net property income' },
  transfer: { zh: '转移净收入', en: 'Net transfers' },
};

export const PROPERTY_NAMES: Record<PropertyLine['kind'], Said> = {
  home: { zh: '房屋', en: 'Real estate' },
  vehicle: { zh: '机动车', en: 'Vehicle' },
  deposit: { zh: '存款', en: 'Deposit' },
  security: { zh: '有价证券', en: 'Securities' },
  company: { zh: '市场主体', en: 'Business' },
  insurance: { zh: '商业保险', en: 'Insurance' },
  'housing-fund': { zh: '住房公积金', en: 'Housing fund' },
  land: { zh: '承包地', en: 'Contracted land' },
  machine: { zh: '农机', en: 'Farm machine' },
  other: { zh: '其他', en: 'Other' },
};

export const DIFFERENCE_NAMES: Record<ComparisonLine['difference'], Said> = {
  same: { zh: '一致', en: 'Same' },
  undeclared: { zh: '未申报', en: 'Not declared' },
  'under-declared': { zh: '申报少于核对', en: 'Declared less than found' },
  'over-declared': { zh: '申报多于核对', en: 'Declared more than found' },
  'declared-only': { zh: '仅有申报，部门无记录', en: 'Declared, no record' },
  'not-answered': { zh: '部门未返回', en: 'Not answered' },
  'not-comparable': { zh: '无法比对', en: 'Not comparable' },
};

/** Items of the comparison that are not a class of income. */
export const ITEM_NAMES: Readonly<Record<string, Said>> = {
  ...INCOME_CLASS_NAMES,
  homes: { zh: '住房', en: 'Homes' },
  vehicles: { zh: '机动车', en: 'Vehicles' },
  companies: { zh: '市场主体', en: 'Businesses' },
  deposits: { zh: '存款', en: 'Deposits' },
  securities: { zh: '有价证券', en: 'Securities' },
  medicalOutlay: { zh: '自付医疗费', en: 'Medical costs' },
};

/** Items of which there is a number. */
export const ITEMS_COUNTED: Readonly<Record<string, Said>> = {
  homes: { zh: '{n}套', en: '{n}' },
  vehicles: { zh: '{n}辆', en: '{n}' },
  companies: { zh: '{n}个', en: '{n}' },
};

export const PROTECTION_NAMES: Readonly<Record<string, Said>> = {
  tls: { zh: '传输加密', en: 'encrypted transport' },
  'request-signing': { zh: '请求签名', en: 'signed requests' },
  'rate-limit': { zh: '查询限速', en: 'rate limits' },
  'encryption-at-rest': { zh: '存储加密', en: 'encryption at rest' },
};

/** What follows a figure of the unit; an amount and a date carry theirs in the figure. */
export const UNIT_NAMES: Record<Unit | StandardUnit, Said> = {
  fen: { zh: '元', en: 'yuan' },
  'fen/month': { zh: '元/月', en: 'yuan a month' },
  'fen/year': { zh: '元/年', en: 'yuan a year' },
  count: { zh: '', en: '' },
  persons: { zh: '人', en: 'persons' },
  months: { zh: '个月', en: 'months' },
  days: { zh: '天', en: 'days' },
  years: { zh: '年', en: 'years' },
  m2x100: { zh: '平方米', en: 'm²' },
  mux100: { zh: '亩', en: 'mu' },
  permille: { zh: '‰', en: '‰' },
  flag: { zh: '', en: '' },
  programme: { zh: '', en: '' },
  date: { zh: '', en: '' },
  month: { zh: '', en: '' },
  text: { zh: '', en: '' },
};
