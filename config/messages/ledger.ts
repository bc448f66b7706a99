// The kinds of entries in the audit ledger, in words.

import type { Said } from '../../domain/errors.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import { PURPOSE_NAMES } from './terms.ts';

export const LEDGER_KIND_NAMES: Readonly<Record<LedgerKind, Said>> = {
  seal: { zh: '出具报告', en: 'report sealed' },
  supersede: { zh: '报告被取代', en: 'report superseded' },
  look: { zh: '查看', en: 'looked at' },
  export: { zh: '导出', en: 'exported' },
  review: { zh: '人工复核', en: 'finding reviewed' },
  'review-seconded': { zh: '复核人工处理', en: 'Seconded a review' },
  objection: { zh: '提出异议', en: 'objection raised' },
  'objection-answered': { zh: '答复异议', en: 'objection answered' },
  'correction-asked': { zh: '请求部门更正', en: 'department asked to correct' },
  'correction-answered': { zh: '部门答复更正请求', en: 'correction answered' },
  lookup: { zh: '向部门查询', en: 'department asked' },
  search: { zh: '检索人员或户', en: 'person or household searched for' },
  submit: { zh: '提交批次', en: 'batch submitted' },
  recheck: { zh: '定期复核无变化', en: 'recheck without change' },
  alert: { zh: '变动提醒', en: 'change reported' },
  'signal-raised': { zh: '提出风险信号', en: 'risk signal raised' },
  'signal-harmless': { zh: '风险信号标为无害', en: 'risk signal marked harmless' },
  'signal-reopened': { zh: '风险信号重新打开', en: 'risk signal opened again' },
  disclose: { zh: '向其他机关提供', en: 'disclosed to another authority' },
  'disclose-refused': { zh: '拒绝提供', en: 'disclosure refused' },
  support: { zh: '纳入定期复核', en: 'rechecked from now on' },
  'support-ended': { zh: '停止定期复核', en: 'rechecked no longer' },
  'authorisation-withdrawn': { zh: '撤回授权', en: 'authorisation withdrawn' },
  'sign-in': { zh: '登录', en: 'signed in' },
  'sign-in-failed': { zh: '登录失败', en: 'sign-in failed' },
  'sign-out': { zh: '退出登录', en: 'signed out' },
  'locked-out': { zh: '账户锁定', en: 'account locked' },
  'password-changed': { zh: '更改密码', en: 'password changed' },
  'second-factor-enrolled': { zh: '启用动态口令', en: 'one-time codes enrolled' },
  'purpose-stated': { zh: '说明用途', en: 'purpose stated' },
  'account-changed': { zh: '账户变更', en: 'account changed' },
  'access-refused': { zh: '拒绝访问', en: 'access refused' },
  'key-made': { zh: '生成密钥', en: 'key made' },
  'key-rewrapped': { zh: '更换密钥加密', en: 'data keys rewrapped' },
  'key-retired': { zh: '停用密钥', en: 'key retired' },
  erase: { zh: '销毁数据密钥', en: 'data key erased' },
  'erasure-certified': { zh: '出具销毁证明', en: 'erasure certified' },
  hold: { zh: '设定法律保留', en: 'legal hold set' },
  'hold-lifted': { zh: '解除法律保留', en: 'legal hold lifted' },
  configured: { zh: '变更设置', en: 'configuration changed' },
  published: { zh: '公布检查点', en: 'checkpoint published' },
};

/** What an entry says it was for where nobody stated it in words of their own. */
export const LEDGER_PURPOSE_NAMES: Readonly<Record<string, Said>> = {
  ...PURPOSE_NAMES,
  objection: { zh: '办理异议', en: 'Objection' },
  authorisation: { zh: '查看授权', en: 'Authorisation' },
  signal: { zh: '核实风险信号', en: 'Risk signal' },
};
