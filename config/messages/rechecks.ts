// The pages about rechecks: what has changed, and what the coming nights hold.

import type { Said } from '../../domain/errors.ts';

export const CHANGES = {
  navigation: { zh: '变动提醒', en: 'Changes' },
  title: { zh: '在保户变动提醒', en: 'Changes of those who receive help' },
  open: { zh: '待看', en: 'To be looked at' },
  all: { zh: '全部', en: 'All' },
  none: { zh: '没有待看的变动。', en: 'No change waits to be looked at.' },
  grade: { zh: '级别', en: 'Grade' },
  raised: { zh: '提醒日期', en: 'Raised on' },
  what: { zh: '变动', en: 'What changed' },
  report: { zh: '报告', en: 'Report' },
  seen: { zh: '已看', en: 'Seen' },
  markSeen: { zh: '标为已看', en: 'Mark as seen' },
  person: { zh: '户内第{no}人', en: 'person {no} of the household' },
  since: { zh: '与上一份报告（{number}）相比', en: 'Compared with the report before ({number})' },
  conclusion: { zh: '核对结论：{before} → {after}', en: 'Conclusion: {before} → {after}' },
  noRecord: { zh: '部门记录没有变化。', en: 'No department’s record has changed.' },
  newFindings: { zh: '新增的核对发现：{findings}', en: 'New findings: {findings}' },
  goneFindings: { zh: '不再有的核对发现：{findings}', en: 'Findings that are gone: {findings}' },
  notSealed: {
    zh: '本栏由定期复核生成，附于报告之外，不属于已签章的报告内容。',
    en: 'Written by the recheck, beside the report: it is no part of what was sealed.',
  },
  unchanged: { zh: '核对结论不变：{after}', en: 'The conclusion is unchanged: {after}' },
} satisfies Record<string, Said>;

export const SCHEDULES_PAGE = {
  navigation: { zh: '复核计划', en: 'Rechecks' },
  title: { zh: '定期复核：最近与未来各夜', en: 'Rechecks: recent and coming nights' },
  nights: { zh: '最近各夜', en: 'Recent nights' },
  plan: { zh: '未来30夜', en: 'The coming 30 nights' },
  othersFree: {
    zh: '未列出的夜晚没有到期的户。',
    en: 'On nights that are not listed nobody is due.',
  },
  supported: {
    zh: '在保 {households} 户、{persons} 人。',
    en: '{households} households with {persons} persons are rechecked.',
  },
  tooMuch: {
    zh: '有夜晚超出部门可承受量，见标记。',
    en: 'On the marked nights a department could not answer everything.',
  },
  rechecked: { zh: '复核户数', en: 'Rechecked' },
  asked: { zh: '查询', en: 'Asked' },
  carried: { zh: '沿用', en: 'Carried over' },
  renewed: { zh: '无变化', en: 'Unchanged' },
  changed: { zh: '有变化', en: 'Changed' },
  waiting: { zh: '等待部门', en: 'Waiting' },
} satisfies Record<string, Said>;
