// Texts of the page on which an authorisation that a person takes back is recorded.

import type { Said } from '../../domain/errors.ts';

export const AUTHORISATION_PAGE = {
  open: { zh: '撤回授权', en: 'Withdraw an authorisation' },
  title: { zh: '户 {ref} 的查询授权', en: 'Authorisations of household {ref}' },
  effect: {
    zh: '登记撤回后立即生效：不再凭该授权向任何部门查询，排队中的查询随即停止；尚未用于报告的答复不再使用；此后的报告会写明“授权已撤回”，定期复核也不再查询此人。已出具的报告不变。撤回不能取消；本人同意继续核对的，须重新签署授权。',
    en: 'A withdrawal holds at once: no department is asked under the authorisation any more, queued lookups stop, answers that no report rests on yet are not used, and reports from then on say “authorisation withdrawn”, those of the nightly rechecks too. Reports that were issued stay as they are. It cannot be taken back: whoever agrees again signs a new authorisation.',
  },
  which: { zh: '撤回哪一份授权', en: 'Which authorisation' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  term: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  noEnd: { zh: '规定的期限', en: 'the term of the scheme' },
  on: { zh: '提出撤回的日期', en: 'Day on which it was withdrawn' },
  reason: { zh: '撤回的原因或方式', en: 'Reason, and how it was said' },
  reasonHint: {
    zh: '例如：本人到窗口书面撤回。加密保存。至少 4 个字。',
    en: 'For example: in writing, at the desk. Kept encrypted. At least 4 characters.',
  },
  submit: { zh: '登记撤回', en: 'Record the withdrawal' },
  noneLeft: {
    zh: '该户的授权均已撤回。',
    en: 'All authorisations of the household are withdrawn.',
  },
  choose: { zh: '请选择一份授权。', en: 'Choose an authorisation.' },
  future: {
    zh: '提出撤回的日期不能晚于今天。',
    en: 'The day of the withdrawal cannot lie in the future.',
  },
  shortReason: { zh: '请写明原因，至少 4 个字。', en: 'Give the reason, at least 4 characters.' },
  saved: {
    zh: '已登记撤回（{id}），并记入审计账。排队中的查询随即停止。',
    en: 'The withdrawal is recorded ({id}) and written into the ledger. Queued lookups stop now.',
  },
} as const satisfies Record<string, Said>;
