// What is wrong with the ledger, as a person understands it. `{at}` names the place.

import type { Said } from '../../domain/errors.ts';
import type { LedgerFaultKind } from '../../domain/ledger.ts';

export const LEDGER_FAULT_SENTENCES: Readonly<Record<LedgerFaultKind, Said>> = {
  'entry-altered': {
    zh: '第 {at} 条记录被改动：其内容与登记时的摘要不符。',
    en: 'Entry {at} was changed: its content does not have the digest it was recorded with.',
  },
  'leaf-missing': {
    zh: '从第 {at} 条起有记录被删除：检查点签署过的记录已不在数据库中。',
    en: 'From entry {at} on entries were deleted: a signed checkpoint covers more than the database holds.',
  },
  'entry-unplaced': {
    zh: '记录（内部编号 {at}）不是由本系统写入的：它既不在审计账中，也不在等待登记之列。',
    en: 'The entry with the id {at} was not written by this program: it is neither in the tree nor waiting for its place.',
  },
  'root-differs': {
    zh: '前 {at} 条记录与当时签署的检查点不符：其中有记录被改动、插入或调换了次序。',
    en: 'The first {at} entries are not those that the checkpoint was signed over: entries were changed, inserted or put in another order.',
  },
  'tile-differs': {
    zh: '为加快出具证明而存的第 {at} 段摘要与记录不符：它被改动过（记录本身不受影响；删除该行后会自动重建）。',
    en: 'Digest {at} of those that are kept to make proofs fast is not that of its entries: it was changed (the entries were not; delete its row and it is made anew).',
  },
  'checkpoint-missing': {
    zh: '有 {at} 条记录，却缺少为其签署的检查点：检查点被删除，或记录是从外部加入的。',
    en: 'There are {at} entries and no checkpoint that covers them: a checkpoint was deleted, or entries were put in from outside.',
  },
  'signature-wrong': {
    zh: '覆盖前 {at} 条记录的检查点，其签名无效：检查点被改动或替换。',
    en: 'The checkpoint over the first {at} entries has a wrong signature: it was altered or replaced.',
  },
  'key-unknown': {
    zh: '覆盖前 {at} 条记录的检查点，由本单位没有的密钥签署：可能是用他人的密钥重新签署的。',
    en: 'The checkpoint over the first {at} entries was signed by a key that this office does not have: perhaps somebody signed it anew with a key of his own.',
  },
  'rolled-back': {
    zh: '外部保存的检查点覆盖 {at} 条记录，数据库中却没有这么多：数据库被退回到较早的状态。',
    en: 'A checkpoint that was kept outside covers {at} entries, and the database has fewer: it was put back to an earlier state.',
  },
  'published-differs': {
    zh: '前 {at} 条记录与外部保存的检查点不符：历史记录在公布之后被改写。',
    en: 'The first {at} entries are not those of the checkpoint that was kept outside: the past was rewritten after it was published.',
  },
  'another-ledger': {
    zh: '外部保存的检查点（{at} 条记录）属于另一个数据库。',
    en: 'The checkpoint over {at} entries that was kept outside belongs to another database.',
  },
  'report-differs': {
    zh: '报告 {at} 与出具时登记的摘要不符：报告被替换。',
    en: 'Report {at} has another digest than when it was sealed: it was replaced.',
  },
  'report-missing': {
    zh: '报告 {at} 曾经出具，数据库中却已没有：报告被删除。',
    en: 'Report {at} was sealed and is no longer in the database: it was deleted.',
  },
  'report-unsealed': {
    zh: '报告 {at} 在审计账中没有出具记录：它是从外部加入的。',
    en: 'Report {at} has no entry of having been sealed: it was put in from outside.',
  },
  'lookups-differ': {
    zh: '查询 {at} 的人员清单与登记时的摘要不符：清单被改动。',
    en: 'The list of who was looked up in {at} does not have the digest that was recorded: it was changed.',
  },
  'lookups-missing': {
    zh: '查询 {at} 已登记，其人员清单却已没有：清单被删除。',
    en: 'Lookups {at} were recorded, and the list of who was looked up is gone: it was deleted.',
  },
  'lookups-unrecorded': {
    zh: '查询 {at} 的人员清单在审计账中没有记录：它是从外部加入的。',
    en: 'The list of who was looked up in {at} has no entry: it was put in from outside.',
  },
  'answer-differs': {
    zh: '{at} 的查询答复不是登记过的那一份：答复被替换。',
    en: 'The answer {at} is not the one that was recorded: it was replaced.',
  },
  'answer-missing': {
    zh: '{at} 的查询已登记，其答复却已没有：答复被删除。',
    en: 'The answer {at} was recorded and is gone: it was deleted.',
  },
};
