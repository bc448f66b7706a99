// What has changed since a household's last report, in words that the household would use.

import type { ChangeGrade } from '../../domain/change.ts';
import type { RecheckCause } from '../../domain/support.ts';
import type { Said } from '../../domain/errors.ts';

export const CHANGE_SENTENCES: Readonly<Record<string, Said>> = {
  death: { zh: '{person}于{on}去世', en: '{person} died on {on}' },
  'moved-out': { zh: '{person}的户口已迁出（{since}）', en: '{person} moved away ({since})' },
  missing: {
    zh: '{person}已登记为失踪（{since}）',
    en: '{person} is registered as missing ({since})',
  },
  moved: { zh: '{person}的户口迁至{address}', en: '{person} is now registered at {address}' },
  married: { zh: '{person}于{on}登记结婚', en: '{person} married on {on}' },
  divorced: { zh: '{person}于{on}登记离婚', en: '{person} divorced on {on}' },
  'assistance-elsewhere': {
    zh: '{person}自{from}起在{region}另外享受{programme}',
    en: '{person} has also received {programme} in {region} since {from}',
  },
  'assistance-ended': {
    zh: '{person}的{programme}已于{on}停止',
    en: '{person}’s {programme} ended on {on}',
  },
  disability: {
    zh: '{person}新领{grade}级残疾证',
    en: '{person} has a new disability certificate, grade {grade}',
  },
  custody: {
    zh: '{person}自{from}起服刑或接受强制戒毒',
    en: '{person} has been in custody since {from}',
  },
  'military-service': {
    zh: '{person}自{from}起服现役',
    en: '{person} has been in military service since {from}',
  },
  'vehicle-registered': {
    zh: '{person}名下于{on}登记了一辆车：{model}，号牌{plate}',
    en: 'a car was registered to {person} on {on}: {model}, plate {plate}',
  },
  'vehicle-gone': {
    zh: '{person}名下的车辆{plate}已注销或转出',
    en: '{person} no longer has the car with plate {plate}',
  },
  'home-registered': {
    zh: '{person}名下于{on}登记了一处房产：{location}',
    en: 'a home was registered to {person} on {on}: {location}',
  },
  'home-gone': {
    zh: '{person}名下的房产已转出：{location}',
    en: '{person} no longer owns the home at {location}',
  },
  'company-role': {
    zh: '{person}于{on}登记为{company}的{role}',
    en: '{person} was registered on {on} as {role} of {company}',
  },
  'company-left': {
    zh: '{person}不再在{company}任职或持股',
    en: '{person} no longer has a role in {company}',
  },
  'work-began': {
    zh: '{person}自{from}起由{payer}发放工资，每月约{monthly}元',
    en: '{person} has been paid by {payer} since {from}, about {monthly} yuan a month',
  },
  'work-ended': {
    zh: '{payer}自{last}之后不再为{person}发放工资',
    en: '{payer} has not paid {person} since {last}',
  },
  'wage-rose': {
    zh: '{person}在{payer}的月工资由{before}元升至{after}元',
    en: '{person}’s monthly pay from {payer} rose from {before} to {after} yuan',
  },
  'wage-fell': {
    zh: '{person}在{payer}的月工资由{before}元降至{after}元',
    en: '{person}’s monthly pay from {payer} fell from {before} to {after} yuan',
  },
  'benefit-began': {
    zh: '{person}自{from}起领取{benefit}，每月{monthly}元',
    en: '{person} has received {benefit} since {from}, {monthly} yuan a month',
  },
  'benefit-ended': {
    zh: '{person}的{benefit}自{last}之后停发',
    en: '{person}’s {benefit} has not been paid since {last}',
  },
  'benefit-rose': {
    zh: '{person}的{benefit}每月由{before}元增至{after}元',
    en: '{person}’s {benefit} rose from {before} to {after} yuan a month',
  },
  'benefit-fell': {
    zh: '{person}的{benefit}每月由{before}元降至{after}元',
    en: '{person}’s {benefit} fell from {before} to {after} yuan a month',
  },
  'income-began': {
    zh: '{person}自{from}起有{item}收入，每月约{monthly}元',
    en: '{person} has had income from {item} since {from}, about {monthly} yuan a month',
  },
  'deposits-rose': {
    zh: '{person}的存款由{from}元增至{to}元',
    en: '{person}’s deposits rose from {from} to {to} yuan',
  },
  'deposits-fell': {
    zh: '{person}的存款由{from}元减至{to}元',
    en: '{person}’s deposits fell from {from} to {to} yuan',
  },
  'securities-rose': {
    zh: '{person}的有价证券由{from}元增至{to}元',
    en: '{person}’s securities rose from {from} to {to} yuan',
  },
  'securities-fell': {
    zh: '{person}的有价证券由{from}元减至{to}元',
    en: '{person}’s securities fell from {from} to {to} yuan',
  },
  'policy-bought': {
    zh: '{person}在{insurer}投保了储蓄型保险，现金价值{worth}元',
    en: '{person} bought a savings policy from {insurer}, worth {worth} yuan',
  },
  'authorisation-ends': {
    zh: '{person}的查询授权将于{on}到期，请在此前办理新的授权，否则不能复核',
    en: '{person}’s authorisation ends on {on}: have it renewed before, or nothing can be rechecked',
  },
  'authorisation-lapsed': {
    zh: '{person}的查询授权已失效，无法复核，请办理新的授权',
    en: '{person}’s authorisation is no longer in force: nothing can be rechecked until there is a new one',
  },
  'housing-loan': { zh: '{person}新办了公积金贷款', en: '{person} has taken a housing loan' },
  'machine-registered': {
    zh: '{person}名下登记了一台农机：{model} {plate}',
    en: 'a farm machine was registered to {person}: {model} {plate}',
  },
};

/** Words of departments that stand in a sentence. */
export const CHANGE_WORDS: Readonly<Record<string, Said>> = {
  subsistence: { zh: '最低生活保障', en: 'the subsistence allowance' },
  'extreme-poverty': { zh: '特困人员供养', en: 'extreme-poverty support' },
  'low-income': { zh: '低保边缘救助', en: 'low-income assistance' },
  orphan: { zh: '孤儿基本生活保障', en: 'orphan support' },
  other: { zh: '其他社会救助', en: 'other assistance' },
  'employee-pension': { zh: '职工养老金', en: 'an employee pension' },
  'institution-pension': { zh: '机关事业单位养老金', en: 'an institution pension' },
  'resident-pension': { zh: '城乡居民养老金', en: 'a resident pension' },
  unemployment: { zh: '失业保险金', en: 'unemployment benefit' },
  survivor: { zh: '遗属待遇', en: 'a survivor’s benefit' },
  veteran: { zh: '优抚待遇', en: 'a veteran’s benefit' },
  'disability-subsidy': { zh: '残疾人补贴', en: 'a disability subsidy' },
  'old-age-allowance': { zh: '高龄津贴', en: 'an old-age allowance' },
  'agricultural-subsidy': { zh: '农业补贴', en: 'an agricultural subsidy' },
  'legal-representative': { zh: '法定代表人', en: 'legal representative' },
  shareholder: { zh: '股东', en: 'shareholder' },
  director: { zh: '董事、监事或高管', en: 'director' },
  'sole-trader': { zh: '个体工商户经营者', en: 'sole trader' },
  'cooperative-member': { zh: '合作社成员', en: 'member of the cooperative' },
  'sole-trade': { zh: '个体经营', en: 'a sole trade' },
  rent: { zh: '租金', en: 'rent' },
  interest: { zh: '利息', en: 'interest' },
  dividend: { zh: '股息', en: 'dividends' },
};

/** A figure that a department did not give. */
export const NOT_TOLD: Said = { zh: '（未注明）', en: '(not told)' };

export const CHANGE_GRADE_NAMES: Readonly<Record<ChangeGrade, Said>> = {
  urgent: { zh: '紧急', en: 'urgent' },
  weighty: { zh: '重要', en: 'weighty' },
  notice: { zh: '提示', en: 'notice' },
};

export const RECHECK_CAUSES: Readonly<Record<RecheckCause, Said>> = {
  class: { zh: '到期（分类复核）', en: 'due by class' },
  validity: { zh: '报告到期', en: 'report ends' },
  findings: { zh: '有待核实发现', en: 'open findings' },
  'change-heard': { zh: '部门登记有变动', en: 'a department recorded something' },
  random: { zh: '随机抽查', en: 'drawn at random' },
  unanswered: { zh: '部门未答复', en: 'left unanswered' },
  objection: { zh: '异议', en: 'objection' },
  correction: { zh: '部门更正记录', en: 'record corrected' },
  standards: { zh: '标准调整', en: 'a standard changed' },
};
