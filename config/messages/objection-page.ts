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
    zh: '证明材料（PDF、JPEG 或 PNG，不超过 10 MB，可不附）',
    en: 'Proof (PDF, JPEG or PNG, up to 10 MB; may be left out)',
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
