// Texts of the pages about objections: recording one, and following it to its outcome.

import type { ObjectionOutcome } from '../../domain/objection.ts';
import type { Said } from '../../domain/errors.ts';

export const OBJECTION_PAGE = {
  navigation: { zh: '异议', en: 'Objections' },
  list: { zh: '异议处理', en: 'Objections' },
  none: { zh: '没有待处理的异议。', en: 'There is no open objection.' },
  record: { zh: '登记异议', en: 'Record an objection' },
  why: {
    zh: '登记后，系统只就有异议的部分重新向有关部门查询，并计算答复期限；处理结果由人决定。',
    en: 'What is disputed, and only that, is asked of the departments again, within its own time limit. A person decides the outcome.',
  },
  which: { zh: '有异议的核对发现', en: 'Findings that are disputed' },
  grounds: { zh: '家庭陈述的理由', en: 'What the household says' },
  file: {
    zh: '证明材料（PDF、JPEG 或 PNG，可选多个，最多 10 个，每个不超过 10 MB、合计不超过 20 MB；可不附）',
    en: 'Proofs (PDF, JPEG or PNG; several may be chosen: up to 10, each up to 10 MB, 20 MB together; may be left out)',
  },
  submit: { zh: '登记', en: 'Record' },
  chooseOne: { zh: '请至少选一项核对发现。', en: 'Choose at least one finding.' },
  objection: { zh: '异议 {id}', en: 'Objection {id}' },
  report: { zh: '原报告', en: 'Disputed report' },
  newReport: { zh: '新报告', en: 'New report' },
  state: { zh: '状态', en: 'State' },
  received: { zh: '受理', en: 'Received' },
  due: { zh: '答复期限', en: 'Answer due' },
  disputed: { zh: '异议所涉', en: 'Disputed' },
  attachments: { zh: '证明材料', en: 'Proofs' },
  noAttachments: { zh: '未附', en: 'none' },
  attachment: { zh: '附件 {no}（{kb} KB）', en: 'File {no} ({kb} KB)' },
  reason: { zh: '处理理由', en: 'Reason' },
  decide: { zh: '处理决定', en: 'Decision' },
  decideSave: { zh: '作出决定', en: 'Decide' },
  waiting: {
    zh: '有关部门尚未全部答复；答复后可作出决定，期间家庭可以撤回。',
    en: 'The departments concerned have not all answered yet. It can be decided then; the household may take it back before.',
  },
  letter: { zh: '下载告知书（PDF）', en: 'Download the letter (PDF)' },
  decidedBy: { zh: '{who} 于 {at} 决定', en: 'decided by {who}, {at}' },
} as const satisfies Record<string, Said>;

export const OUTCOME_CHOICES: Record<ObjectionOutcome, Said> = {
  upheld: { zh: '维持原报告', en: 'The report stands' },
  corrected: { zh: '更正（以新报告取代）', en: 'Corrected by the new report' },
  withdrawn: { zh: '家庭撤回', en: 'Taken back by the household' },
};

export const CORRECTIONS = {
  title: { zh: '更正请求', en: 'Corrections asked of departments' },
  why: {
    zh: '部门的记录有误时，请其更正，并跟踪到答复为止。更正后，系统为该人所在的每一户重新查询这条记录。',
    en: 'Where a department’s record is wrong it is asked to put it right, and followed until it answers. What it corrected is looked up again for every household in which the person stands.',
  },
  none: { zh: '没有向部门提出更正请求。', en: 'No department was asked for a correction.' },
  request: { zh: '编号', en: 'Request' },
  record: { zh: '记录', en: 'Record' },
  wrong: { zh: '需要更正的内容', en: 'What is wrong' },
  answer: { zh: '部门答复', en: 'The department’s answer' },
  open: { zh: '请部门更正', en: 'Ask a department for a correction' },
  which: { zh: '有误的记录', en: 'The record that is wrong' },
  wrongForm: {
    zh: '需要更正的内容（部门可见，请勿写其他人的情况）',
    en: 'What is wrong (the department sees it: write of nobody else)',
  },
  ask: { zh: '提出更正请求', en: 'Ask' },
  note: { zh: '登记 {id} 的答复', en: 'Note the answer to {id}' },
  outcome: { zh: '答复结果', en: 'What came of it' },
  corrected: { zh: '已更正（将重新查询）', en: 'Corrected (it is looked up again)' },
  refused: { zh: '部门认为记录无误', en: 'The department says its record is right' },
  said: { zh: '部门答复的内容', en: 'What the department said' },
  save: { zh: '登记答复', en: 'Note the answer' },
} as const satisfies Record<string, Said>;
