// Texts of the page of one household: its report, what people decided, what happened when.

import type { Said } from '../../domain/errors.ts';
import type { FindingState, ReviewDecision, SecondVerdict } from '../../domain/review.ts';

export const HOUSEHOLD_PAGE = {
  title: { zh: '户 {ref} 的核对', en: 'Household {ref}' },
  toSettle: { zh: '需要核实', en: 'To settle' },
  notes: { zh: '提示', en: 'Notes' },
  nothingToSettle: { zh: '没有需要人工核实的事项。', en: 'Nothing wants a person’s decision.' },
  settled: { zh: '需要核实的事项均已办结。', en: 'Everything that wanted a decision is settled.' },
  settle: { zh: '处理', en: 'Settle' },
  settleAgain: { zh: '改变决定', en: 'Decide anew' },
  decision: { zh: '处理方式', en: 'Decision' },
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: {
    zh: '写明依据：看了什么材料、问了谁。至少 4 个字。',
    en: 'What was seen, who was asked. At least 4 characters.',
  },
  save: { zh: '保存处理', en: 'Save' },
  saved: { zh: '已保存，并记入审计账。', en: 'Saved, and written into the ledger.' },
  twoPersons: {
    zh: '超标事项的确认或消除须由另一名审核人复核后生效。',
    en: 'What exceeds a standard is closed only when a second person, a supervisor, agrees.',
  },
  overtaken: {
    zh: '在您填写期间，{who} 已处理了该事项（见下）。您的内容未保存，仍在表单中，请看过后再决定。',
    en: 'While you were writing, {who} decided about this finding (see below). Yours is not saved and still in the form: read theirs first.',
  },
  notThere: {
    zh: '该报告已被新报告取代或事项已变化，您的处理未保存。请查看最新报告。',
    en: 'The report was replaced or the finding has changed; nothing was saved. Look at the newest report.',
  },
  secondTitle: { zh: '复核', en: 'Second look' },
  secondSave: { zh: '提交复核意见', en: 'Give your word' },
  secondOther: {
    zh: '等待另一名审核人复核。',
    en: 'A supervisor other than who decided has yet to second this.',
  },
  history: { zh: '处理记录', en: 'Decisions' },
  onVersion: { zh: '针对报告 {number}', en: 'on report {number}' },
  changedSince: {
    zh: '早前报告上的处理（数据已变化，需重新核实）',
    en: 'Decided on an earlier report; the figures have changed since',
  },
  settledBefore: {
    zh: '同一发现在上次核对时已处理',
    en: 'The same finding was settled when the household was last verified',
  },
  settledBeforeNote: {
    zh: '人员、数字和佐证均与当时相同。未自动结案，请按现在的情况处理。',
    en: 'Persons, figures and records are the same as then. It is not settled by that: decide as things stand now.',
  },
  settledLikeIt: {
    zh: '以前核对中对同类发现的处理（数字或佐证不同）',
    en: 'How others of its kind were settled before, with other figures or records',
  },
  settledBeforeIn: {
    zh: '上次核对：{decision}（{who}，{at}，报告 {number}）',
    en: 'last time: {decision} ({who}, {at}, report {number})',
  },
  timeline: { zh: '经过', en: 'What happened' },
  identity: { zh: '身份比对', en: 'Identity' },
  identityNote: {
    zh: '记录中写法与申报不同的人员。请判断是否同一人。',
    en: 'Records that write a person differently from what was asked for. Is it the same person?',
  },
  ours: { zh: '申报', en: 'Asked for' },
  theirs: { zh: '记录', en: 'On record' },
  compared: { zh: '比对', en: 'Comparison' },
  report: { zh: '报告', en: 'Report' },
  openReport: { zh: '打开完整报告', en: 'Open the whole report' },
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
  print: { zh: '打印 PDF', en: 'PDF to print' },
  object: { zh: '登记异议', en: 'Record an objection' },
  superseded: {
    zh: '本报告已被 {number} 取代。',
    en: 'This report was replaced by {number}.',
  },
  expired: { zh: '本报告已过有效期。', en: 'This report is no longer valid.' },
  deadline: { zh: '办理期限', en: 'Deadline' },
  batch: { zh: '批次', en: 'Batch' },
  previous: { zh: '以往版本', en: 'Earlier versions' },
  clearing: { zh: '可凭以消除', en: 'What would clear it' },
  annexes: { zh: '演算过程和佐证记录', en: 'Worked sums and evidence' },
} as const satisfies Record<string, Said>;

export const DECISION_NAMES: Record<ReviewDecision, Said> = {
  confirm: { zh: '确认属实', en: 'Confirm' },
  dismiss: { zh: '消除（不成立）', en: 'Dismiss' },
  'ask-household': { zh: '请家庭补充说明', en: 'Ask the household' },
  'ask-department': { zh: '请部门核实', en: 'Ask the department' },
};

export const DECISION_HINTS: Record<ReviewDecision, Said> = {
  confirm: { zh: '情况与发现一致', en: 'it is as found' },
  dismiss: { zh: '有材料说明不成立', en: 'something proves it wrong' },
  'ask-household': { zh: '保持待处理', en: 'stays open' },
  'ask-department': { zh: '保持待处理', en: 'stays open' },
};

export const VERDICT_NAMES: Record<SecondVerdict, Said> = {
  agree: { zh: '同意', en: 'Agree' },
  return: { zh: '退回重新处理', en: 'Return' },
};

export const STATE_NAMES: Record<FindingState, Said> = {
  open: { zh: '待处理', en: 'Open' },
  'asked-household': { zh: '已请家庭说明', en: 'Household asked' },
  'asked-department': { zh: '已请部门核实', en: 'Department asked' },
  'awaits-second': { zh: '待复核', en: 'To second' },
  returned: { zh: '复核退回', en: 'Returned' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  dismissed: { zh: '已消除', en: 'Dismissed' },
};

/** How a verification began, by the kind of its batch. */
export const BEGINNINGS = {
  submitted: { zh: '{who} 提交', en: 'submitted by {who}' },
  recheck: { zh: '定期复核开始', en: 'recheck begun' },
  objection: { zh: '{who} 登记异议，重新查询', en: 'objection recorded by {who}, asked afresh' },
  standards: { zh: '标准变化，按新标准重新核对', en: 'verified again under changed standards' },
} as const satisfies Record<string, Said>;

export const TIMELINE = {
  asked: { zh: '向 {count} 个部门查询', en: '{count} departments asked' },
  answered: { zh: '{department}答复', en: '{department} answered' },
  sealed: {
    zh: '出具报告 {number}（第 {version} 版）：{conclusion}',
    en: 'report {number}, version {version}: {conclusion}',
  },
  reviewed: { zh: '{who} 处理 {finding}：{decision}', en: '{who} on {finding}: {decision}' },
  seconded: { zh: '{who} 复核 {finding}：{verdict}', en: '{who} seconded {finding}: {verdict}' },
} as const satisfies Record<string, Said>;

export const FIELD_NAMES_OF_IDENTITY = {
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '身份证号码', en: 'ID number' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Birth date' },
} as const satisfies Record<string, Said>;

export const SEX_NAMES: Readonly<Record<string, Said>> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
};

/** Why two writings are or are not taken for the same (matchers/identity). */
export const IDENTITY_VERDICTS: Readonly<Record<string, Said>> = {
  exact: { zh: '一致', en: 'the same' },
  'name-spelling': {
    zh: '写法不同（全半角、空格、间隔号）',
    en: 'spelt differently (width, spaces, interpunct)',
  },
  'name-variant': { zh: '异体字或繁简不同', en: 'a variant of the same character' },
  'name-order': { zh: '姓名次序相反', en: 'parts the other way round' },
  'name-placeholder': {
    zh: '生僻字以占位符代替',
    en: 'a rare character replaced by a placeholder',
  },
  'name-masked': { zh: '记录遮盖，已显示部分相符', en: 'partly hidden; what shows agrees' },
  'name-former': { zh: '曾用名', en: 'a former name' },
  'name-absent': { zh: '记录无姓名', en: 'no name on record' },
  'name-different': { zh: '不一致', en: 'different' },
  'number-spelling': { zh: '写法不同（全半角、空格）', en: 'written differently (width, spaces)' },
  'number-fifteen-digits': { zh: '同一号码的15位形式', en: 'the 15-digit form of the same number' },
  'number-masked': { zh: '记录遮盖，已显示部分相符', en: 'partly hidden; what shows agrees' },
  'number-misprint': { zh: '差一位，疑似误录', en: 'one slip away: probably mistyped' },
  'number-absent': { zh: '记录无号码', en: 'no number on record' },
  'number-not-asked': { zh: '该人员无号码可比', en: 'no number to compare with' },
  'number-different': { zh: '不一致', en: 'different' },
  'sex-contradicts': { zh: '不一致', en: 'contradicts' },
  'birth-date-contradicts': { zh: '不一致', en: 'contradicts' },
};
