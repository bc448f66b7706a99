// The short name of each kind of finding, for lists and counts.

import type { Said } from '../../domain/errors.ts';

export const FINDING_NAMES: Readonly<Record<string, Said>> = {
  'income-above-standard': { zh: '收入不低于标准', en: 'Income not below the standard' },
  'income-above-standard-unsure': {
    zh: '收入可能不低于标准',
    en: 'Income perhaps not below the standard',
  },
  'income-above-standard-unless-family': {
    zh: '收入不低于标准（人口待核）',
    en: 'Income not below the standard, family to be settled',
  },
  'income-above-standard-unless-outlays': {
    zh: '收入不低于标准（支出待核）',
    en: 'Income not below the standard, outlays to be shown',
  },
  'income-with-declared-above-standard': {
    zh: '含申报收入不低于标准',
    en: 'Income with what is declared not below the standard',
  },
  'income-below-standard': {
    zh: '有记录的收入低于标准',
    en: 'Income on record below the standard',
  },
  'homes-above-limit': { zh: '住房套数超过标准', en: 'Homes above the limit' },
  'homes-partly-owned': { zh: '部分份额住房待核实', en: 'Homes owned in part' },
  'homes-area-unknown': { zh: '住房面积待核实', en: 'Area of a home unknown' },
  'second-home-within-area': {
    zh: '多套住房符合人均面积规定',
    en: 'Further home within the area rule',
  },
  'premises-above-limit': { zh: '非居住用房超过标准', en: 'Premises above the limit' },
  'premises-partly-owned': { zh: '部分份额非居住用房待核实', en: 'Premises owned in part' },
  'vehicles-above-limit': { zh: '机动车超过标准', en: 'Vehicles above the limit' },
  'financial-assets-above-limit-unless-family': {
    zh: '金融资产超过限额（人口待核）',
    en: 'Financial assets above the limit, family to be settled',
  },
  'declared-deposits-above-limit': {
    zh: '申报存款超过限额',
    en: 'Declared deposits above the limit',
  },
  'wage-undeclared': { zh: '工资未申报', en: 'Wage not declared' },
  'wage-under-declared': { zh: '工资申报较少', en: 'Wage declared lower than found' },
  'wage-differs-by-months': { zh: '工资所指月份待说明', en: 'Wage of which months' },
  'wage-over-declared': { zh: '工资申报多于记录', en: 'Wage declared higher than found' },
  'wage-declared-only': { zh: '工资仅有申报', en: 'Wage declared only' },
  'benefit-undeclared': { zh: '养老金或待遇未申报', en: 'Benefit not declared' },
  'benefit-under-declared': { zh: '养老金或待遇申报较少', en: 'Benefit declared lower than found' },
  'benefit-differs-by-months': { zh: '待遇所指月份待说明', en: 'Benefit of which months' },
  'benefit-over-declared': {
    zh: '养老金或待遇申报多于记录',
    en: 'Benefit declared higher than found',
  },
  'benefit-declared-only': { zh: '转移性收入仅有申报', en: 'Transfers declared only' },
  'exempt-benefit-undeclared': {
    zh: '不计入的基础养老金未申报',
    en: 'Exempt basic pension not declared',
  },
  'exempt-part-not-counted': { zh: '待遇中不计入部分', en: 'Benefits that do not count' },
  'employment-undeclared': { zh: '就业未申报', en: 'Employment not declared' },
  'wage-known-by-base-only': { zh: '仅有缴费基数', en: 'Contribution base only' },
  'homes-under-declared': { zh: '住房申报较少', en: 'Homes declared fewer than found' },
  'homes-not-stated': { zh: '住房未填写', en: 'Homes not stated' },
  'vehicles-under-declared': { zh: '机动车申报较少', en: 'Vehicles declared fewer than found' },
  'vehicles-not-stated': { zh: '机动车未填写', en: 'Vehicles not stated' },
  'person-deceased': { zh: '有死亡记录', en: 'Death on record' },
  'death-against-register': { zh: '死亡记录与户籍不一致', en: 'Death against the register' },
  'supporter-deceased': { zh: '义务人有死亡记录', en: 'Supporter’s death on record' },
  'paid-after-death': { zh: '死亡后仍有发放', en: 'Paid after a death' },
  'spouse-not-declared': { zh: '配偶未申报', en: 'Spouse not declared' },
  'spouse-perhaps-late': { zh: '配偶可能已故', en: 'Spouse perhaps late' },
  'declared-spouse-divorced': { zh: '申报配偶已离婚', en: 'Declared spouse divorced' },
  'assistance-twice': { zh: '重复享受救助', en: 'Assistance twice' },
  'other-assistance': { zh: '享受其他救助', en: 'Other assistance' },
  'supporter-may-be-able': { zh: '义务人可能有能力', en: 'Supporter may be able' },
  'supporter-works': { zh: '义务人有就业记录', en: 'Supporter works' },
  'person-moved-out': { zh: '户籍已迁出', en: 'Moved out' },
  'person-missing': { zh: '户籍登记失踪', en: 'Registered as missing' },
  'minor-has-number': { zh: '未成年人已有号码', en: 'Minor has a number' },
  'minor-known-through-guardian': {
    zh: '经监护人认定的未成年人',
    en: 'Minor known through the guardian',
  },
  'minor-not-on-register-page': { zh: '未成年人未见户籍', en: 'Minor not on the register page' },
  'registered-elsewhere': { zh: '户籍在外地', en: 'Registered elsewhere' },
  'hukou-type-differs': { zh: '户别不一致', en: 'Hukou type differs' },
  'record-of-another-person': { zh: '他人记录', en: 'Record of another person' },
  'record-without-number': { zh: '记录无身份证号码', en: 'Record without ID number' },
  'record-number-misprint': { zh: '记录号码疑似有误', en: 'Number perhaps mistyped' },
  'record-name-differs': { zh: '号码相同姓名不同', en: 'Same number, different name' },
  'record-contradicts-number': { zh: '性别或出生日期不符', en: 'Sex or birth date contradicts' },
  'record-number-masked': { zh: '记录号码不完整', en: 'Number partly hidden' },
  'number-under-another-name': { zh: '号码登记为他人姓名', en: 'Number under another name' },
  'unknown-to-register': { zh: '户籍查无此人', en: 'Unknown to the register' },
  'name-written-differently': { zh: '姓名写法不同', en: 'Name written differently' },
  'income-above-multiple': {
    zh: '收入不低于规定倍数',
    en: 'Income not below the multiple',
  },
  'income-above-multiple-unsure': {
    zh: '收入可能不低于规定倍数',
    en: 'Income perhaps not below the multiple',
  },
  'income-above-multiple-unless-family': {
    zh: '收入不低于规定倍数（人口待核）',
    en: 'Income not below the multiple, family to be settled',
  },
  'income-above-multiple-unless-outlays': {
    zh: '收入不低于规定倍数（支出待核）',
    en: 'Income not below the multiple, outlays to be shown',
  },
  'income-with-declared-above-multiple': {
    zh: '含申报收入不低于规定倍数',
    en: 'Income with what is declared not below the multiple',
  },
  'income-within-multiple': {
    zh: '有记录的收入在规定倍数以内',
    en: 'Income on record within the multiple',
  },
  'income-below-allowance': {
    zh: '收入低于低保标准',
    en: 'Income below the subsistence allowance',
  },
  'income-above-sum': {
    zh: '收入超过规定限额',
    en: 'Income above the sum',
  },
  'income-above-sum-unsure': {
    zh: '收入可能超过规定限额',
    en: 'Income perhaps above the sum',
  },
  'income-above-sum-unless-family': {
    zh: '收入超过规定限额（人口待核）',
    en: 'Income above the sum, family to be settled',
  },
  'income-above-sum-unless-outlays': {
    zh: '收入超过规定限额（支出待核）',
    en: 'Income above the sum, outlays to be shown',
  },
  'income-with-declared-above-sum': {
    zh: '含申报收入超过规定限额',
    en: 'Income with what is declared above the sum',
  },
  'income-within-sum': {
    zh: '有记录的收入在限额以内',
    en: 'Income on record within the sum',
  },
  'outlay-reaches-share': {
    zh: '刚性支出达到比例',
    en: 'Outlays reach the share',
  },
  'outlay-below-share': {
    zh: '刚性支出未达到比例',
    en: 'Outlays on record below the share',
  },
  'declared-outlay-reaches-share': {
    zh: '申报刚性支出达到比例',
    en: 'Declared outlays reach the share',
  },
  'medical-outlay-deducted': {
    zh: '自付医疗费已扣减',
    en: 'Medical costs taken off',
  },
  'medical-outlay-on-record': {
    zh: '有自付医疗费记录',
    en: 'Medical costs on record',
  },
  'disability-outlay-deducted': {
    zh: '重度残疾支出已扣减',
    en: 'Outlays for disability taken off',
  },
  'outlays-claimed': { zh: '申报的刚性支出', en: 'Outlays claimed' },
  'no-labour-by-age': {
    zh: '按年龄无劳动能力',
    en: 'No labour capacity by age',
  },
  'no-labour-by-disability': {
    zh: '因残疾无劳动能力',
    en: 'No labour capacity by disability',
  },
  'labour-capacity-open': {
    zh: '劳动能力待核实',
    en: 'Labour capacity to be checked',
  },
  'may-apply-alone': {
    zh: '可单独提出申请',
    en: 'May apply alone',
  },
  'may-apply-alone-as-declared': {
    zh: '按申报可单独提出申请',
    en: 'May apply alone, as declared',
  },
  'companies-above-limit': {
    zh: '市场主体多于标准',
    en: 'Businesses above the limit',
  },
  'machines-above-limit': {
    zh: '大型农机多于标准',
    en: 'Large farm machines above the limit',
  },
  'housing-fund-paid': {
    zh: '公积金缴存显示就业',
    en: 'Housing fund shows work',
  },
  'housing-loan-without-home': {
    zh: '有公积金贷款无住房记录',
    en: 'Housing loan, no home on record',
  },
  'home-area-above-need': {
    zh: '人均住房面积超过规定',
    en: 'Home area above the limit',
  },
  'home-area-above-need-unsure': {
    zh: '人均住房面积待核实',
    en: 'Home area to be checked',
  },
  'home-area-not-recorded': {
    zh: '住房面积未记载',
    en: 'Home area not recorded',
  },
  'person-in-custody': {
    zh: '在服刑或强制戒毒',
    en: 'In custody',
  },
  'supporter-in-custody': {
    zh: '义务人在服刑或强制戒毒',
    en: 'Supporter in custody',
  },
  'person-in-military-service': {
    zh: '现役军人',
    en: 'In military service',
  },
  'supporter-in-service': {
    zh: '义务人为现役军人',
    en: 'Supporter in military service',
  },
  'member-married-elsewhere': {
    zh: '成员另有婚姻家庭',
    en: 'Member married outside the household',
  },
  'provided-for-elsewhere': {
    zh: '已由其他救助供养',
    en: 'Provided for by other support',
  },
  'wage-sources-disagree': {
    zh: '工资数额来源不一致',
    en: 'Sources of a wage disagree',
  },
  'child-not-declared': {
    zh: '同户未成年子女未申报',
    en: 'Child on the register not declared',
  },
  'spouse-on-page-not-declared': {
    zh: '同户配偶未申报',
    en: 'Spouse on the register not declared',
  },
  'grown-child-not-declared': {
    zh: '同户成年子女未申报',
    en: 'Grown child on the register not declared',
  },
  'business-undeclared': {
    zh: '经营收入未申报',
    en: 'Business income not declared',
  },
  'business-under-declared': {
    zh: '经营收入申报较少',
    en: 'Business income declared lower than found',
  },
  'property-income-undeclared': {
    zh: '财产收入未申报',
    en: 'Property income not declared',
  },
  'property-income-under-declared': {
    zh: '财产收入申报较少',
    en: 'Property income declared lower than found',
  },
  'financial-assets-above-limit': {
    zh: '金融资产超过限额',
    en: 'Financial assets above the limit',
  },
  'deposits-under-declared': {
    zh: '存款申报较少',
    en: 'Deposits declared lower than found',
  },
  'deposits-not-stated': {
    zh: '存款未填写',
    en: 'Deposits not stated',
  },
  'securities-under-declared': {
    zh: '有价证券申报较少',
    en: 'Securities declared lower than found',
  },
  'securities-not-stated': {
    zh: '有价证券未填写',
    en: 'Securities not stated',
  },
  'companies-under-declared': {
    zh: '市场主体申报较少',
    en: 'Businesses declared fewer than found',
  },
  'companies-not-stated': {
    zh: '市场主体未填写',
    en: 'Businesses not stated',
  },
};
