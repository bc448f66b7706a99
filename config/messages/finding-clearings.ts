// What would settle a doubt or an excess: the paper to look at, the office to ask. A kind that is not here needs nothing.

import type { Said } from '../../domain/errors.ts';
import { CLEARINGS_OF_PEOPLE } from './clearings-of-people.ts';

export const FINDING_CLEARINGS: Readonly<Record<string, Said>> = {
  ...CLEARINGS_OF_PEOPLE,
  'income-above-standard': {
    zh: '如有错计、应扣减或情况变化，请提供工资单、银行流水或停发证明。',
    en: 'Pay slips, bank statements or proof that a payment ended can show an error, a deduction or a change.',
  },
  'income-above-standard-unsure': {
    zh: '请向发放单位核实金额不一致或未返回的记录。',
    en: 'Ask the payer about the records that disagree or are missing.',
  },
  'financial-assets-above-limit-unless-family': {
    zh: '请先核实家庭成员：是否共同生活、离婚或丧偶。',
    en: 'Settle first who belongs to the household: living together, divorced or widowed.',
  },
  'income-above-standard-unless-family': {
    zh: '请先核实家庭成员：是否共同生活、离婚或丧偶。',
    en: 'Settle first who belongs to the household: living together, divorced or widowed.',
  },
  'income-above-standard-unless-outlays': {
    zh: '请查看医疗票据、残疾人证或在校证明。',
    en: 'Medical receipts, a disability certificate or proof of school settle it.',
  },
  'income-with-declared-above-standard': {
    zh: '请核实申报金额及其所属月份。',
    en: 'Check the declared amounts and the months they are for.',
  },
  'homes-above-limit': {
    zh: '如已出售、拆迁或登记有误，请提供合同、证明或更正登记。',
    en: 'Contracts, demolition papers or a corrected registration can show a sale, a demolition or an error.',
  },
  'homes-partly-owned': {
    zh: '请核实共有人、份额来源和实际居住情况。',
    en: 'Check the co-owners, where the share comes from and who lives there.',
  },
  'homes-area-unknown': {
    zh: '请补充产权证或测绘面积。',
    en: 'A title deed or survey can give the area.',
  },
  'premises-above-limit': {
    zh: '如已出售或登记有误，请提供合同或更正登记。',
    en: 'A contract or a corrected registration can show a sale or an error.',
  },
  'premises-partly-owned': {
    zh: '请核实共有人和份额来源。',
    en: 'Check the co-owners and where the share comes from.',
  },
  'vehicles-above-limit': {
    zh: '如已转让、报废、被借名登记或属残疾人代步车，请提供材料。',
    en: 'Papers can show a sale, a scrapping, a borrowed name, or a mobility vehicle.',
  },
  'declared-deposits-above-limit': {
    zh: '如含赔偿款、拆迁款、医疗筹款等，请提供来源材料。',
    en: 'Papers can show compensation, demolition money or medical fundraising.',
  },
  'wage-undeclared': {
    zh: '请核实是否本人就业及起止时间。',
    en: 'Check whether the person works there, and from when until when.',
  },
  'wage-differs-by-months': {
    zh: '请本人说明申报的月工资指哪些月份。',
    en: 'The household can say of which months the wage was declared.',
  },
  'benefit-differs-by-months': {
    zh: '请本人说明申报的月转移收入指哪些月份。',
    en: 'The household can say of which months the figure was declared.',
  },
  'wage-under-declared': { zh: '请核对工资单。', en: 'Compare with pay slips.' },
  'benefit-undeclared': {
    zh: '请核对待遇发放存折或银行卡。',
    en: 'Compare with the bank book into which benefits are paid.',
  },
  'benefit-under-declared': {
    zh: '请核对待遇发放存折或银行卡；补发金额请注明所属月份。',
    en: 'Compare with the bank book; note for which months back payments are.',
  },
  'employment-undeclared': {
    zh: '请核实是否就业、工资金额，或是否仅为挂靠缴费。',
    en: 'Ask whether they work, what they earn, or whether contributions are paid without a job.',
  },
  'homes-under-declared': { zh: '请核对产权登记。', en: 'Compare with the title register.' },
  'vehicles-under-declared': {
    zh: '请核对机动车登记证书。',
    en: 'Compare with the vehicle papers.',
  },
  'income-above-multiple': {
    zh: '如有错计、应扣减或情况变化，请提供工资单、银行流水或停发证明。',
    en: 'Pay slips, bank statements or proof that a payment ended can show an error, a deduction or a change.',
  },
  'income-above-multiple-unsure': {
    zh: '请向发放单位核实金额不一致或未返回的记录。',
    en: 'Ask the payer about the records that disagree or are missing.',
  },
  'income-above-multiple-unless-family': {
    zh: '请先核实家庭成员：是否共同生活、离婚或丧偶。',
    en: 'Settle first who belongs to the household: living together, divorced or widowed.',
  },
  'income-above-multiple-unless-outlays': {
    zh: '请查看医疗票据、残疾人证或在校证明。',
    en: 'Medical receipts, a disability certificate or proof of school settle it.',
  },
  'income-with-declared-above-multiple': {
    zh: '请核实申报金额及其所属月份。',
    en: 'Check the declared amounts and the months they are for.',
  },
  'income-above-sum': {
    zh: '如有错计、应扣减或情况变化，请提供工资单、银行流水或停发证明。',
    en: 'Pay slips, bank statements or proof that a payment ended can show an error, a deduction or a change.',
  },
  'income-above-sum-unsure': {
    zh: '请向发放单位核实金额不一致或未返回的记录。',
    en: 'Ask the payer about the records that disagree or are missing.',
  },
  'income-above-sum-unless-family': {
    zh: '请先核实家庭成员：是否共同生活、离婚或丧偶。',
    en: 'Settle first who belongs to the household: living together, divorced or widowed.',
  },
  'income-above-sum-unless-outlays': {
    zh: '请查看医疗票据、残疾人证或在校证明。',
    en: 'Medical receipts, a disability certificate or proof of school settle it.',
  },
  'income-with-declared-above-sum': {
    zh: '请核实申报金额及其所属月份。',
    en: 'Check the declared amounts and the months they are for.',
  },
  'outlays-claimed': {
    zh: '请查看医疗票据、残疾人证或在校证明。',
    en: 'Medical receipts, a disability certificate or proof of school settle it.',
  },
  'outlay-below-share': {
    zh: '请提供医疗票据，以及其他刚性支出的凭证。',
    en: 'Receipts for medical costs and other unavoidable outlays can show more.',
  },
  'declared-outlay-reaches-share': {
    zh: '请查看医疗票据。',
    en: 'See the medical receipts.',
  },
  'companies-above-limit': {
    zh: '请核实是否实际经营、有无雇员、是否被借名，或提供注销材料。',
    en: 'Check whether business is done, by whom, whether the name was lent; papers can show that it was closed.',
  },
  'machines-above-limit': {
    zh: '请核实使用情况，或提供转让、报废材料。',
    en: 'Check how they are used; papers can show a sale or a scrapping.',
  },
  'housing-fund-paid': {
    zh: '请核实就业单位和工资。',
    en: 'Ask who the employer is and what is paid.',
  },
  'housing-loan-without-home': {
    zh: '请查看购房合同或贷款合同。',
    en: 'See the contract of purchase or of the loan.',
  },
  'home-area-above-need': {
    zh: '如已出售、拆迁或登记有误，请提供合同、证明或更正登记。',
    en: 'Contracts, demolition papers or a corrected registration can show a sale, a demolition or an error.',
  },
  'home-area-above-need-unsure': {
    zh: '请核实共有人、份额来源和实际居住情况。',
    en: 'Check the co-owners, where the share comes from and who lives there.',
  },
  'home-area-not-recorded': {
    zh: '请补充产权证或测绘面积。',
    en: 'A title deed or survey can give the area.',
  },
  'wage-sources-disagree': {
    zh: '请查看工资单或向单位核实。',
    en: 'See pay slips or ask the employer.',
  },
  'business-undeclared': {
    zh: '请核实经营情况和成本。',
    en: 'Ask about the business and its costs.',
  },
  'business-under-declared': {
    zh: '请核对账目和成本。',
    en: 'Compare with the accounts and the costs.',
  },
  'property-income-undeclared': {
    zh: '请核对租赁合同或利息、分红凭证。',
    en: 'Compare with the lease or with slips of interest and dividends.',
  },
  'property-income-under-declared': {
    zh: '请核对租赁合同或利息、分红凭证。',
    en: 'Compare with the lease or with slips of interest and dividends.',
  },
  'financial-assets-above-limit': {
    zh: '如含赔偿款、拆迁款、医疗筹款、代他人保管等，请提供来源材料。',
    en: 'Papers can show compensation, demolition money, medical fundraising or money held for others.',
  },
  'deposits-under-declared': {
    zh: '请核对存款余额及款项来源。',
    en: 'Compare with the balances, and ask where the money is from.',
  },
  'securities-under-declared': {
    zh: '请核对证券账户。',
    en: 'Compare with the securities account.',
  },
  'companies-under-declared': {
    zh: '请核实登记情况，或提供注销材料。',
    en: 'Check the registration; papers can show that it was closed.',
  },
};
