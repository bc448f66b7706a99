// What would settle a doubt or an excess: the paper to look at, the office to ask. A kind that is not here needs nothing.

import type { Said } from '../../domain/errors.ts';

export const FINDING_CLEARINGS: Readonly<Record<string, Said>> = {
  'income-above-standard': {
    zh: '如有错计、应扣减或情况变化，请提供工资单、银行流水或停发证明。',
    en: 'Pay slips, bank statements or proof that a payment ended can show an error, a deduction or a change.',
  },
  'income-above-standard-unsure': {
    zh: '请向发放单位核实金额不一致或未返回的记录。',
    en: 'Ask the payer about the records that disagree or are missing.',
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
  'person-deceased': {
    zh: '请查看死亡证明或向家庭、村（居）核实。',
    en: 'See the death certificate, or ask the family or the village.',
  },
  'death-against-register': {
    zh: '请查看死亡证明或见到本人后注明。',
    en: 'See the death certificate, or note that the person was seen.',
  },
  'paid-after-death': { zh: '请发放单位核实。', en: 'The payer can check.' },
  'spouse-not-declared': {
    zh: '请提供离婚证、判决书或死亡证明，或补充配偶申报。',
    en: 'A divorce certificate, a judgment or a death certificate can clear it; or declare the spouse.',
  },
  'declared-spouse-divorced': {
    zh: '请核实是否复婚或仍共同生活。',
    en: 'Ask whether they married again or still live together.',
  },
  'assistance-twice': {
    zh: '请与原发放地核实是否已停发。',
    en: 'Ask the other place whether it has ended.',
  },
  'person-moved-out': { zh: '请核实居住情况。', en: 'Check where the person lives.' },
  'person-missing': {
    zh: '请与公安部门或家庭核实。',
    en: 'Check with public security or the family.',
  },
  'record-of-another-person': {
    zh: '如确为本人，请由部门更正号码。',
    en: 'If it is this person’s, the department can correct the number.',
  },
  'record-without-number': {
    zh: '请由部门按号码复查。',
    en: 'The department can look again by number.',
  },
  'record-number-misprint': {
    zh: '请由部门核实并更正号码。',
    en: 'The department can check and correct the number.',
  },
  'record-name-differs': {
    zh: '请查看户口簿（含曾用名）或由部门更正。',
    en: 'See the household book (former names too), or the department can correct it.',
  },
  'record-contradicts-number': {
    zh: '请由部门核实记录。',
    en: 'The department can check the record.',
  },
  'record-number-masked': {
    zh: '请由部门按完整号码复查。',
    en: 'The department can look again by the full number.',
  },
  'number-under-another-name': {
    zh: '请核对身份证和户口簿。',
    en: 'Compare with the ID card and the household book.',
  },
  'unknown-to-register': {
    zh: '请核对身份证号码和户籍所在地。',
    en: 'Check the ID number and the place of registration.',
  },
};
