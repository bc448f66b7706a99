// Every fixed sentence and label of the verification report. `{name}` marks a place for a value.

import type { Said } from '../../domain/errors.ts';
import type { Conclusion } from '../../domain/report.ts';

/** What a conclusion means, in one sentence. */
export const CONCLUSION_SENTENCES: Record<Conclusion, Said> = {
  exceeds: {
    zh: '部门的完整记录显示，该户至少有一项超出所列标准。',
    en: 'Complete records of the departments show at least one figure beyond a standard listed here.',
  },
  doubts: {
    zh: '核对发现需要人工核实的疑点，核实清楚之前不宜据此作出判断。',
    en: 'There are doubts that a person must settle before anything is concluded from this report.',
  },
  incomplete: {
    zh: '必须查询的部门尚未全部返回信息，目前无法得出结论；信息补齐后将自动重新核对，出具新版报告。',
    en: 'Departments that must be asked have not all answered, so nothing can be concluded yet. When they answer, the household is verified again and a new report replaces this one.',
  },
  'no-anomaly': {
    zh: '必须查询的部门已全部返回信息，未发现与申报不符或超出标准的情形。',
    en: 'Every department that must be asked has answered, and nothing contradicts what was declared or exceeds a standard.',
  },
};

/** What the missing answers mean for the conclusion. */
export const UNANSWERED_EFFECTS: Record<Conclusion, Said> = {
  exceeds: {
    zh: '“超出标准”的结论只依据已完整返回的信息，不因上述未返回信息而改变。',
    en: 'The conclusion “exceeds a standard” rests only on complete answers and stands whatever the missing ones turn out to be.',
  },
  doubts: {
    zh: '上述信息返回后，疑点可能增加，也可能消除。',
    en: 'When the missing answers arrive, doubts may be added or settled.',
  },
  incomplete: {
    zh: '因上述信息未返回，本报告结论为“信息不全”。',
    en: 'Because answers are missing, the conclusion of this report is “incomplete”.',
  },
  'no-anomaly': {
    zh: '上述信息不属于本核对事项必须查询的范围，不影响本报告结论。',
    en: 'This verification does not depend on the missing answers, so the conclusion stands.',
  },
};

export const HEADINGS = {
  title: { zh: '居民家庭经济状况核对报告', en: 'Household financial verification report' },
  conclusion: { zh: '核对结论', en: 'Conclusion' },
  household: { zh: '家庭成员', en: 'Household' },
  findings: { zh: '核对发现', en: 'Findings' },
  identity: { zh: '身份比对', en: 'How records write the people' },
  comparison: { zh: '申报与核对对照', en: 'Declared against found' },
  income: { zh: '收入', en: 'Income' },
  property: { zh: '财产', en: 'Property' },
  sources: { zh: '信息来源', en: 'Sources' },
  standards: { zh: '适用标准', en: 'Standards in force' },
  objection: { zh: '异议', en: 'How to object' },
  disclaimer: { zh: '说明', en: 'What this report is' },
  workedSums: { zh: '演算过程', en: 'Worked sums' },
  evidence: { zh: '佐证记录', en: 'Evidence' },
  receipt: { zh: '核对回执', en: 'Receipt' },
} as const satisfies Record<string, Said>;

export const LABELS = {
  wholeCountry: { zh: '全国', en: 'whole country' },
  number: { zh: '报告编号', en: 'Report number' },
  version: { zh: '版本', en: 'Version' },
  versionNo: { zh: '第 {version} 版', en: 'version {version}' },
  requestedBy: { zh: '委托单位', en: 'Requested by' },
  verifiedBy: { zh: '核对机构', en: 'Verified by' },
  scheme: { zh: '核对事项', en: 'Verified for' },
  purpose: { zh: '核对用途', en: 'Purpose' },
  applicant: { zh: '申请人', en: 'Applicant' },
  householdRef: { zh: '户编号', en: 'Household' },
  region: { zh: '行政区划', en: 'Region' },
  verifiedOn: { zh: '核对基准日', en: 'Verified as of' },
  incomeWindow: { zh: '收入核对期', en: 'Income months' },
  issuedOn: { zh: '出具日期', en: 'Issued' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  batch: { zh: '核对批次', en: 'Batch' },
  digest: { zh: '报告摘要', en: 'Digest' },

  name: { zh: '姓名', en: 'Name' },
  relation: { zh: '与申请人关系', en: 'Relation' },
  role: { zh: '身份', en: 'Role' },
  idNumber: { zh: '身份证号码', en: 'ID number' },
  age: { zh: '年龄', en: 'Age' },
  authorisation: { zh: '授权书编号', en: 'Authorisation' },
  identity: { zh: '身份核验', en: 'Identity check' },

  finding: { zh: '发现', en: 'Finding' },
  persons: { zh: '涉及人员', en: 'About' },
  wholeHousehold: { zh: '全户', en: 'the household' },
  figures: { zh: '数据', en: 'Figures' },
  evidence: { zh: '佐证', en: 'Evidence' },
  article: { zh: '依据', en: 'Basis' },
  clearing: { zh: '可凭以消除', en: 'What would clear it' },
  workedSum: { zh: '演算', en: 'Worked sum' },
  rule: { zh: '规则', en: 'Rule' },

  item: { zh: '项目', en: 'Item' },
  onForm: { zh: '申报', en: 'On the form' },
  onRecord: { zh: '部门记录', en: 'On record' },
  compared: { zh: '比对', en: 'Compared' },
  declared: { zh: '申报', en: 'Declared' },
  declaredItem: { zh: '申报{item}', en: '{item}, declared' },
  found: { zh: '核对', en: 'Found' },
  counted: { zh: '计入', en: 'Counted' },
  difference: { zh: '比对结果', en: 'Result' },
  incomeClass: { zh: '收入类别', en: 'Class' },
  monthsCovered: { zh: '记录覆盖月份', en: 'Months covered' },

  kind: { zh: '类别', en: 'Kind' },
  description: { zh: '内容', en: 'Description' },
  owners: { zh: '权利人', en: 'Owner' },
  quantity: { zh: '数量', en: 'Quantity' },
  countedOrNot: { zh: '是否计入', en: 'Counted?' },
  isCounted: { zh: '计入', en: 'Counted' },
  isNotCounted: { zh: '不计入', en: 'Not counted' },

  department: { zh: '部门', en: 'Department' },
  resource: { zh: '信息资源', en: 'Resource' },
  outcome: { zh: '返回结果', en: 'Answer' },
  asOf: { zh: '数据截至', en: 'As of' },
  asked: { zh: '查询时间', en: 'Asked' },
  answered: { zh: '答复时间', en: 'Answered' },
  outcomeOf: { zh: '{outcome}：{persons}', en: '{outcome}: {persons}' },
  outcomeBecause: { zh: '{outcome}（{why}）：{persons}', en: '{outcome} ({why}): {persons}' },
  recordCount: { zh: '{name} {records} 条', en: '{name} ({records})' },

  standard: { zh: '标准', en: 'Standard' },
  value: { zh: '数值', en: 'Value' },
  inForce: { zh: '有效期间', en: 'In force' },
  source: { zh: '文件依据', en: 'Set by' },
  since: { zh: '{from} 起', en: 'from {from}' },
  fromUntil: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  toBeConfirmed: { zh: '待确认', en: 'to be confirmed' },

  amount: { zh: '数值', en: 'Figure' },
  notCounted: { zh: '不计入：{why}', en: 'Not counted: {why}' },
  seeBelow: { zh: '另列', en: 'set out below' },
  holds: { zh: '成立', en: 'true' },
  holdsNot: { zh: '不成立', en: 'false' },

  record: { zh: '记录', en: 'Record' },
  cited: { zh: '引用数据', en: 'Figures cited' },

  ruleVersion: { zh: '规则版本', en: 'Rules' },
  engineVersion: { zh: '系统版本', en: 'Engine' },
  standardsDigest: { zh: '标准参数摘要', en: 'Digest of standards' },
  evidenceDigest: { zh: '佐证摘要', en: 'Digest of evidence' },
  protections: { zh: '防护措施', en: 'Protections on' },
  authorisations: { zh: '授权书', en: 'Authorisations' },
  signature: { zh: '电子签名', en: 'Signature' },
  signatureKey: { zh: '签名密钥', en: 'Signing key' },
  seal: { zh: '核对机构（盖章）', en: 'Seal of the verifying office' },

  contact: { zh: '受理单位', en: 'Office' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Telephone' },
  deadline: { zh: '提出期限', en: 'Deadline' },
} as const satisfies Record<string, Said>;

export const SENTENCES = {
  notADecision: {
    zh: '本报告供审核确认参考，不是审核确认决定；是否给予救助，由审核确认机关依法决定。',
    en: 'This report informs a decision and is not one. Whether help is granted is for the deciding authority.',
  },
  tally: {
    zh: '超标 {exceeds} 项，疑点 {doubt} 项，提示 {info} 项。',
    en: 'Beyond a standard: {exceeds}. Doubts: {doubt}. Notes: {info}.',
  },
  unansweredCount: {
    zh: '未返回 {lookups} 项查询，涉及：{departments}。',
    en: 'Lookups not answered: {lookups}, at: {departments}.',
  },
  unansweredIsNotNone: {
    zh: '“未返回”不等于“无记录”。',
    en: '“Not answered” is not “no record”.',
  },
  supersededBy: {
    zh: '本报告已由 {number} 号报告替代，不再作为依据。',
    en: 'This report has been replaced by report {number} and is no longer to be relied on.',
  },
  supersedes: {
    zh: '本报告替代 {number} 号报告。',
    en: 'This report replaces report {number}.',
  },
  altered: {
    zh: '本文件与签发内容不一致，可能已被改动，不得使用。',
    en: 'This document differs from what was signed. It may have been altered and must not be used.',
  },
  unknownKey: {
    zh: '无法确认本报告的签名密钥，请向核对机构核实。',
    en: 'The signing key of this report is not known here. Ask the verifying office.',
  },
  expired: {
    zh: '本报告已于 {date} 超过有效期。',
    en: 'The validity of this report ended on {date}.',
  },
  reportsOfBatch: { zh: '{batch} 批次核对报告', en: 'Reports of batch {batch}' },
  noFindings: {
    zh: '没有需要说明的发现。',
    en: 'There is nothing to report.',
  },
  noProperty: {
    zh: '已返回的信息中没有财产记录。',
    en: 'The answers hold no record of property.',
  },
  identityNote: {
    zh: '只列示部门记录与申报写法不同的情形。“一致”“基本一致”的记录计入；“存疑”“不一致”的记录不计入任何合计，由人工判断。',
    en: 'Only where records write a person differently from the form. Records of the same or probably the same person count; doubtful and different ones are in no sum, and a person decides.',
  },
  noIncome: {
    zh: '没有可列示的收入。',
    en: 'There is no income to list.',
  },
  noComparison: {
    zh: '没有可对照的申报项目。',
    en: 'Nothing was declared that could be compared.',
  },
  comparisonNote: {
    zh: '“仅有申报，部门无记录”可能是部门数据的缺口，不作为对申请人不利的依据。',
    en: '“Declared, no record” may be a gap in a department’s data and is never held against the household.',
  },
  incomeNote: {
    zh: '收入核对期为 {window}。记录未覆盖的月份视为未知，不按零计算，也不由其他月份推算。',
    en: 'Income is asked for {window}. Months without records are unknown: not zero, and not estimated from others.',
  },
  amountsInYuan: { zh: '金额单位为元。', en: 'Amounts are in yuan.' },
  notCovered: { zh: '无部门记录', en: 'no department covers it' },
  monthsOf: { zh: '（{covered}/{all} 个月）', en: '({covered} of {all})' },
  standardsNote: {
    zh: '标明“待确认”的标准，其文件依据尚未核实，使用前须由核对机构确认。',
    en: 'Where a standard is “to be confirmed”, its source has not been checked: the office confirms it before use.',
  },
  workedSumsNote: {
    zh: '缩进的各行按行首符号计算，得到其上一行。金额单位为元。',
    en: 'Indented lines, taken with their signs, make the line above them. Amounts are in yuan.',
  },
  objectionRoute: {
    zh: '申请人及家庭成员对任何一项核对发现有异议的，可以向受理单位提出并提交证明材料。受理单位应当组织复查，对有异议的部分重新核对，出具新版报告。',
    en: 'The applicant and the members may dispute any finding, with whatever proves their case, at the office named here. The office reviews it, has the disputed part verified afresh, and a new report is issued.',
  },
  objectionDays: {
    zh: '自收到本报告之日起 {days} 日内',
    en: 'within {days} days of receiving this report',
  },
  notStated: { zh: '由委托单位另行告知', en: 'as the requesting office tells you' },
  disclaimerSources: {
    zh: '本报告仅反映所列部门在所列日期返回的信息。',
    en: 'It reflects only what the departments listed returned, as of the dates listed.',
  },
  disclaimerPurpose: {
    zh: '本报告仅用于所列核对事项，依据家庭成员签署的授权书查询，不得用于其他目的，不得向无关人员提供或复制。',
    en: 'It was made under the signed authorisation of the persons concerned, for the purpose stated and no other, and may not be copied to others.',
  },
  disclaimerIdentity: {
    zh: '身份证号码已作遮盖处理；佐证记录保存于核对机构，可凭编号调阅。',
    en: 'ID numbers are masked. The records behind this report are kept by the verifying office and can be consulted by their number.',
  },
  pageOf: { zh: '第 {page} 页，共 {pages} 页', en: 'page {page} of {pages}' },
  qrNote: {
    zh: '扫描二维码可核验本报告。本 PDF 文件内附签发时的完整数据，可用 hedui 逐字节核验；打印件以二维码核验结果为准。',
    en: 'Scan the code to check this report. The data as it was sealed is attached to this PDF file and can be verified byte for byte; a print is checked by its code.',
  },
  receiptNote: {
    zh: '报告摘要为除摘要与签名外全部内容（RFC 8785 规范 JSON）的 SHA-256 值；任何改动都会使其不符。',
    en: 'The digest is the SHA-256 of everything but digest and signature, as canonical JSON (RFC 8785). Any change breaks it.',
  },
} as const satisfies Record<string, Said>;
