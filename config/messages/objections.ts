// Objections: their states, and the letter that tells a household its outcome.

import type { ObjectionState } from '../../domain/objection.ts';
import type { Said } from '../../domain/errors.ts';

export const OBJECTION_STATE_NAMES: Readonly<Record<ObjectionState, Said>> = {
  received: { zh: '已受理', en: 'received' },
  verifying: { zh: '核实中', en: 'being verified' },
  verified: { zh: '待处理', en: 'to be decided' },
  upheld: { zh: '维持', en: 'upheld' },
  corrected: { zh: '更正', en: 'corrected' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
};

export const LETTER = {
  title: {
    zh: '核对报告异议处理结果告知书',
    en: 'Outcome of your objection to a verification report',
  },
  number: { zh: '异议编号', en: 'Objection' },
  to: { zh: '申请人', en: 'Applicant' },
  report: { zh: '原核对报告', en: 'Disputed report' },
  received: { zh: '受理日期', en: 'Received on' },
  decided: { zh: '处理日期', en: 'Decided on' },
  opening: {
    zh: '你户对上述核对报告中下列核对发现提出的异议，我们已向有关部门重新核实，现将处理结果告知如下。',
    en: 'You disputed the findings below. We have asked the departments concerned again; this is the outcome.',
  },
  disputed: { zh: '异议所涉核对发现', en: 'What you disputed' },
  grounds: { zh: '你户陈述的理由', en: 'Your grounds' },
  asked: { zh: '重新核实的部门', en: 'Departments asked again' },
  outcome: { zh: '处理结果', en: 'Outcome' },
  reason: { zh: '理由', en: 'Reasons' },
  upheld: {
    zh: '维持原核对报告。重新核实的结果与原报告一致。',
    en: 'The report stands: the departments have confirmed what it says.',
  },
  corrected: {
    zh: '原核对报告已更正，由新的核对报告 {number} 取代。',
    en: 'The report was wrong and has been replaced by report {number}.',
  },
  withdrawn: {
    zh: '你户已撤回异议，原核对报告不变。',
    en: 'You have withdrawn your objection; the report is unchanged.',
  },
  corrections: { zh: '已请有关部门更正其记录', en: 'Corrections asked of departments' },
  pending: { zh: '尚待部门答复，最迟 {date}', en: 'to be answered by {date}' },
  answeredCorrected: { zh: '部门已于 {date} 更正', en: 'corrected by the department on {date}' },
  answeredRefused: {
    zh: '部门于 {date} 答复：记录无误',
    en: 'the department answered on {date}: its record is right',
  },
  closing: {
    zh: '本告知书只说明核对结果，不是审核确认决定。对审核确认决定不服的，可以依法申请行政复议或者提起行政诉讼。',
    en: 'This letter is about the verification and not the decision on assistance. Against that decision you may apply for administrative reconsideration or bring an administrative action.',
  },
} satisfies Record<string, Said>;
