// Texts of the auditor's pages: search, statistics, spot checks, the ledger, who looked at whom.

import type { Said } from '../../domain/errors.ts';

export const SEARCH = {
  navigation: { zh: '检索', en: 'Search' },
  title: { zh: '检索核对报告', en: 'Search reports' },
  number: { zh: '报告编号', en: 'Report number' },
  region: { zh: '行政区划代码', en: 'Region code' },
  regionHint: {
    zh: '6 位县、9 位乡镇，含下辖',
    en: 'Six digits a county, nine a town, with all in it',
  },
  from: { zh: '出具日期自', en: 'Issued from' },
  until: { zh: '至', en: 'until' },
  conclusion: { zh: '核对结论', en: 'Conclusion' },
  kind: { zh: '核对发现', en: 'Finding' },
  scheme: { zh: '核对事项', en: 'Scheme' },
  caseworker: { zh: '提交人账号', en: 'Submitted by' },
  superseded: { zh: '含已被取代的报告', en: 'Superseded reports too' },
  any: { zh: '不限', en: 'Any' },
  submit: { zh: '检索', en: 'Search' },
  clear: { zh: '清除条件', en: 'Clear' },
  none: { zh: '没有符合条件的报告。请放宽条件。', en: 'No report is like that. Ask for less.' },
  notANumber: {
    zh: '报告编号的格式或校验字符不正确，请核对后重新输入。',
    en: 'This is no report number, or its check character is wrong. Compare it and type it again.',
  },
  notARegion: {
    zh: '行政区划代码应为 6、9 或 12 位数字。',
    en: 'A region code has 6, 9 or 12 digits.',
  },
  notADate: {
    zh: '日期应写成 2026-07-01，且起始不晚于截止。',
    en: 'Dates are written 2026-07-01, and the first is not after the last.',
  },
  issued: { zh: '出具时间', en: 'Issued' },
  findings: { zh: '待处理发现', en: 'Findings to look at' },
  batch: { zh: '批次', en: 'Batch' },
  next: { zh: '下一页', en: 'Next page' },
  first: { zh: '回到第一页', en: 'First page' },
  shown: { zh: '本页 {n} 份，按出具时间从新到旧', en: '{n} on this page, the newest first' },
  supersededTag: { zh: '已被取代', en: 'superseded' },
} satisfies Record<string, Said>;

export const PERSON_SEARCH = {
  title: { zh: '按身份证号码检索', en: 'Search by ID number' },
  why: {
    zh: '须写明事由。号码只用于精确匹配，不写入日志和地址；本次检索及事由记入审计账。',
    en: 'Say what for. The number is matched exactly and stands in no log and no address; the search and its purpose go into the ledger.',
  },
  idNumber: { zh: '身份证号码', en: 'ID number' },
  purpose: { zh: '检索事由', en: 'Purpose' },
  submit: { zh: '检索此人', en: 'Search for this person' },
  wrong: {
    zh: '身份证号码不正确：应为 18 位（末位可为 X）或旧 15 位，且校验位相符。',
    en: 'This is no ID number: it has 18 digits (X may be the last) or 15 of the old kind, with a right check digit.',
  },
  noPurpose: { zh: '请写明检索事由（至少 2 个字）。', en: 'Say what the search is for.' },
  none: {
    zh: '您的辖区内没有包含此人的核对报告。',
    en: 'No report of your region is about a household of this person.',
  },
  found: { zh: '此人所在家庭的核对报告', en: 'Reports about households of this person' },
  looks: { zh: '谁查看过这些报告', en: 'Who looked at these reports' },
} satisfies Record<string, Said>;

export const STATISTICS = {
  navigation: { zh: '统计', en: 'Statistics' },
  title: { zh: '统计', en: 'Statistics' },
  from: { zh: '月份自', en: 'Months from' },
  until: { zh: '至', en: 'until' },
  show: { zh: '统计', en: 'Show' },
  month: { zh: '月份', en: 'Month' },
  total: { zh: '合计', en: 'All' },
  reports: { zh: '各月出具的核对报告', en: 'Reports issued, by month' },
  reportsHint: { zh: '点击数字查看对应报告', en: 'A figure leads to its reports' },
  waiting: { zh: '从提交到报告的时间', en: 'From submission to report' },
  waitingHint: {
    zh: '按户计。人工核对时代一般为 15 个工作日，信息化后为 5 个工作日；虚线为 5 天。',
    en: 'Counted by households. By hand it took 15 working days, with earlier systems 5; the dotted line is 5 days.',
  },
  batches: { zh: '批次', en: 'Batches' },
  households: { zh: '户数', en: 'Households' },
  reported: { zh: '已出报告', en: 'Reported' },
  median: { zh: '中位数', en: 'Median' },
  p95: { zh: '95% 的户不超过', en: '95 % within' },
  days: { zh: '{n} 天', en: '{n} days' },
  hours: { zh: '{n} 小时', en: '{n} h' },
  minutes: { zh: '{n} 分钟', en: '{n} min' },
  seconds: { zh: '{n} 秒', en: '{n} s' },
  kinds: { zh: '各类核对发现', en: 'Findings by kind' },
  kind: { zh: '核对发现', en: 'Finding' },
  share: { zh: '占报告', en: 'Of reports' },
  reviews: { zh: '人工复核：排除率', en: 'Reviews: how often findings are dismissed' },
  reviewsHint: {
    zh: '多数被排除的规则，多半是规则有问题。排除率按已确认或已排除的复核计算。',
    en: 'A rule that people mostly dismiss is a bad rule. Counted over what was confirmed or dismissed.',
  },
  confirmed: { zh: '确认', en: 'Confirmed' },
  dismissed: { zh: '排除', en: 'Dismissed' },
  dismissalRate: { zh: '排除率', en: 'Dismissed, share' },
  office: { zh: '单位辖区', en: 'Region of the office' },
  byOffice: { zh: '按单位', en: 'By office' },
  noReviews: { zh: '这段时间没有人工复核。', en: 'Nobody reviewed anything in this time.' },
  none: { zh: '这段时间没有报告。', en: 'No reports in this time.' },
  csv: { zh: '下载数据（CSV）', en: 'Figures (CSV)' },
  svg: { zh: '下载图（SVG）', en: 'Chart (SVG)' },
  counting: {
    zh: '数字在报告出具后几秒内更新。',
    en: 'Figures follow within seconds after reports are sealed.',
  },
} satisfies Record<string, Said>;

export const SPOT_CHECK = {
  navigation: { zh: '抽查', en: 'Spot checks' },
  title: { zh: '抽查', en: 'Spot checks' },
  draw: { zh: '抽取样本', en: 'Draw a sample' },
  method: { zh: '方式', en: 'Method' },
  random: { zh: '随机（机会均等）', en: 'Random, all alike' },
  risk: { zh: '按风险加权', en: 'Weighted by risk' },
  riskHint: {
    zh: '权重：超出标准、存在疑点各 4，信息不全 2，未发现异常 1；每类待处理发现另加 1（至多 4）；有发现被排除的再加 4。',
    en: 'Weights: exceeds and doubts 4, incomplete 2, no anomaly 1; one more for each kind of finding, up to 4; four more where somebody dismissed a finding.',
  },
  seed: { zh: '种子', en: 'Seed' },
  seedHint: {
    zh: '任何文字均可，如当日开奖号码。同一种子总是抽出同一样本。',
    en: 'Any text, such as a public drawing of the day. The same seed always draws the same sample.',
  },
  size: { zh: '数量', en: 'How many' },
  submit: { zh: '抽取', en: 'Draw' },
  drawnAt: { zh: '抽取时间', en: 'Drawn' },
  drawnBy: { zh: '抽取人', en: 'By' },
  population: { zh: '可抽报告', en: 'Could be drawn' },
  purpose: { zh: '事由', en: 'Purpose' },
  period: { zh: '出具日期', en: 'Issued' },
  earlier: { zh: '已抽取的样本', en: 'Samples drawn' },
  none: { zh: '尚未抽取样本。', en: 'No sample was drawn yet.' },
  one: { zh: '抽查样本', en: 'A sample' },
  place: { zh: '序号', en: 'No' },
  weight: { zh: '权重', en: 'Weight' },
  again: { zh: '用同一种子重新抽取并比对', en: 'Draw again from the seed and compare' },
  same: {
    zh: '一致：同一种子抽出了同样的 {n} 份报告。',
    en: 'The same: the seed drew these {n} reports again.',
  },
  differs: {
    zh: '不一致：重新抽取的样本与记录不同。可能有家庭的数据密钥已到期销毁，否则记录被改动过。',
    en: 'It differs from what is on record. Either a household was erased since, or the record was changed.',
  },
  csv: { zh: '下载样本（CSV）', en: 'The sample (CSV)' },
  empty: { zh: '没有符合条件的报告可抽。', en: 'There is no such report to draw.' },
  how: {
    zh: '抽法：对每份报告计算 SHA-256（种子:报告编号）的前 6 个字节，得到 0 到 1 之间的数 u，按 −ln(u)÷权重 从小到大取。可自行验算。',
    en: 'How: the first six bytes of SHA-256("seed:report number") make a number u between 0 and 1; reports are taken by −ln(u) ÷ weight, the smallest first. Anyone can check it.',
  },
} satisfies Record<string, Said>;

export const LEDGER = {
  navigation: { zh: '审计账', en: 'Ledger' },
  title: { zh: '审计账', en: 'The ledger' },
  what: {
    zh: '出具、查询、查看、复核均在此留痕，只增不改。检查点是对全账的签名，另存一份即可证明账目未被改动。',
    en: 'Whatever was sealed, asked, looked at or decided stands here and can only be added to. A checkpoint signs the whole; a copy kept elsewhere proves that nothing was changed.',
  },
  verify: { zh: '验证全账', en: 'Verify the whole ledger' },
  verifyHint: {
    zh: '逐条重新计算，百万条约需十几秒。',
    en: 'Every entry is computed anew; a million take some seconds.',
  },
  sound: {
    zh: '账目完好：{size} 条记录、{checkpoints} 个检查点全部相符。',
    en: 'Sound: {size} entries and {checkpoints} checkpoints agree.',
  },
  broken: { zh: '账目有 {n} 处不符：', en: '{n} things do not agree:' },
  checkpoints: { zh: '检查点', en: 'Checkpoints' },
  size: { zh: '记录数', en: 'Entries' },
  at: { zh: '时间', en: 'When' },
  root: { zh: '根值', en: 'Root' },
  key: { zh: '签名密钥', en: 'Signed by' },
  noCheckpoint: { zh: '尚无检查点。', en: 'There is no checkpoint yet.' },
  entries: { zh: '最近的记录', en: 'The latest entries' },
  json: { zh: '下载检查点（JSON）', en: 'Checkpoint (JSON)' },
};

export const LOOKS = {
  navigation: { zh: '查阅记录', en: 'Who looked' },
  title: { zh: '谁查看过谁', en: 'Who looked at whom' },
  actor: { zh: '人员账号', en: 'Account' },
  kind: { zh: '行为', en: 'What' },
  subject: { zh: '对象（如报告编号）', en: 'About, such as a report' },
  about: { zh: '对象', en: 'About' },
  submit: { zh: '查询', en: 'Show' },
  leaf: { zh: '账目序号', en: 'Entry' },
  waiting: { zh: '待入账', en: 'waiting' },
  none: { zh: '没有这样的记录。', en: 'There is no such entry.' },
  byPerson: { zh: '谁查看过此人', en: 'Who looked at this person' },
  personTitle: { zh: '按身份证号码查询', en: 'By ID number' },
  personWhy: {
    zh: '查询谁查看过某人所在家庭的报告。须写明事由，本次查询记入审计账。',
    en: 'Who looked at reports about households of a person. Say what for; this too goes into the ledger.',
  },
} satisfies Record<string, Said>;
