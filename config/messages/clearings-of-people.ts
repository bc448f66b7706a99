// What would settle a doubt about who lives together, who is alive and who is who.

import type { Said } from '../../domain/errors.ts';

export const CLEARINGS_OF_PEOPLE: Readonly<Record<string, Said>> = {
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
  'spouse-perhaps-late': {
    zh: '请查看配偶的死亡证明，或补充配偶申报。',
    en: 'See the spouse’s death certificate, or declare the spouse.',
  },
  'spouse-left-out': {
    zh: '请更正婚姻状况，或补充配偶申报。',
    en: 'Correct the marital status, or declare the spouse.',
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
  'minor-has-number': {
    zh: '补填身份证号码后重新核对。',
    en: 'Fill in the ID number and verify again.',
  },
  'minor-not-on-register-page': {
    zh: '请提供出生医学证明，或办理户口登记后重新核对。',
    en: 'A birth certificate settles it; or verify again once the birth is registered.',
  },
  'unknown-to-register': {
    zh: '请核对身份证号码和户籍所在地。',
    en: 'Check the ID number and the place of registration.',
  },
  'labour-capacity-open': {
    zh: '请查看残疾证或劳动能力鉴定结论。',
    en: 'See a disability certificate or an assessment of labour capacity.',
  },
  'person-in-custody': {
    zh: '请与家庭或有关部门核实，并视情况调整家庭人口。',
    en: 'Check with the family or the authority; the household may have to be adjusted.',
  },
  'person-in-military-service': {
    zh: '请查看入伍通知书或退役证。',
    en: 'See the papers of enlistment or discharge.',
  },
  'member-married-elsewhere': {
    zh: '请核实居住情况，必要时补充其配偶申报。',
    en: 'Check where they live; their spouse may have to be declared.',
  },
  'provided-for-elsewhere': {
    zh: '请与原发放地核实是否已停发。',
    en: 'Ask the other place whether it has ended.',
  },
  'child-not-declared': {
    zh: '请核实其抚养和居住情况，补充申报。',
    en: 'Check who brings the child up and where they live; declare them if needed.',
  },
  'spouse-on-page-not-declared': {
    zh: '请核实婚姻和居住情况，补充申报。',
    en: 'Check the marriage and where they live; declare them if needed.',
  },
};
