// Texts of the caseworker's pages: the work list, batches, entering a household.

import type { Said } from '../../domain/errors.ts';

export const WORK = {
  title: { zh: '工作台', en: 'Work list' },
  navigation: { zh: '工作台', en: 'Work' },
  batches: { zh: '批次', en: 'Batches' },
  waiting: { zh: '待处理家庭', en: 'Households waiting' },
  waitingNote: {
    zh: '最早提交的排在最前。办结或被新报告取代后自动移出。',
    en: 'The longest waiting first. A household leaves the list when it is settled, or when a new report takes its place.',
  },
  all: { zh: '全部', en: 'All' },
  awaitingSecond: { zh: '待复核', en: 'To second' },
  nothing: { zh: '没有待处理的家庭。', en: 'No household is waiting.' },
  household: { zh: '家庭', en: 'Household' },
  findings: { zh: '待核实事项', en: 'To settle' },
  deadline: { zh: '办理期限', en: 'Deadline' },
  noDeadline: { zh: '未设期限', en: 'none set' },
  daysLeft: { zh: '剩 {days} 个工作日', en: '{days} working days left' },
  oneDayLeft: { zh: '剩 1 个工作日', en: '1 working day left' },
  dueToday: { zh: '今日到期', en: 'due today' },
  overdue: { zh: '已超期 {days} 个工作日', en: '{days} working days overdue' },
  oneDayOverdue: { zh: '已超期 1 个工作日', en: '1 working day overdue' },
  submitted: { zh: '提交', en: 'Submitted' },
  personsOf: { zh: '{persons} 人', en: '{persons} persons' },
  onePerson: { zh: '1 人', en: '1 person' },
  asked: { zh: '已发问，待回复', en: 'asked, answer awaited' },
  awaits: { zh: '待复核', en: 'to second' },
  next: { zh: '下一页', en: 'Next' },
  first: { zh: '回到第一页', en: 'Back to the first page' },
  more: { zh: '{count}+', en: '{count}+' },
  underWay: { zh: '正在核对的批次', en: 'Batches under way' },
  submitFile: { zh: '提交批次', en: 'Submit a batch' },
  enterHousehold: { zh: '录入单户', en: 'Enter a household' },
} as const satisfies Record<string, Said>;

export const BATCH = {
  title: { zh: '批次 {batch}', en: 'Batch {batch}' },
  none: { zh: '还没有批次。', en: 'There is no batch yet.' },
  batch: { zh: '批次', en: 'Batch' },
  submittedBy: { zh: '提交人', en: 'Submitted by' },
  submittedAt: { zh: '提交时间', en: 'Submitted at' },
  households: { zh: '户数', en: 'Households' },
  persons: { zh: '人数', en: 'Persons' },
  rows: { zh: '行数', en: 'Rows' },
  file: { zh: '文件', en: 'File' },
  rejected: { zh: '退回行', en: 'Rejected rows' },
  state: { zh: '进度', en: 'Progress' },
  done: { zh: '已完成', en: 'done' },
  progress: { zh: '核对进度', en: 'Progress' },
  reports: { zh: '核对报告', en: 'Reports' },
  ofHouseholds: { zh: '{done} / {all} 户', en: '{done} of {all} households' },
  silent: { zh: '{count} 户未返回', en: '{count} households not answered' },
  liveNote: {
    zh: '本页自动更新；部门返回后报告随即出具。',
    en: 'This page follows by itself; reports come as the departments answer.',
  },
  conclusions: { zh: '核对结论', en: 'Conclusions' },
  kinds: { zh: '需要核实的事项', en: 'What wants a look' },
  kindHouseholds: { zh: '{count} 户', en: '{count} households' },
  export: { zh: '导出', en: 'Export' },
  workbook: { zh: '下载 XLSX 汇总表', en: 'Download the workbook (XLSX)' },
  zip: { zh: '下载 PDF（ZIP）', en: 'Download PDFs (ZIP)' },
  allReports: { zh: '全部', en: 'all' },
  exportHint: {
    zh: '导出范围与上面的筛选一致：{which}，{count} 份。PDF 边生成边下载，每百份约十秒。',
    en: 'What is chosen above is what goes: {which}, {count} reports. PDFs are made while they are downloaded, a hundred in about ten seconds.',
  },
  noReports: { zh: '还没有报告。', en: 'There is no report yet.' },
  rejectedSome: {
    zh: '{rows} 行未受理，可在线改正或下载改正后重新提交。',
    en: '{rows} rows were not taken. Mend them here, or download them, mend them and submit them again.',
  },
  alreadySubmitted: {
    zh: '该文件已提交过，这就是当时的批次，没有重复核对。',
    en: 'This file was submitted before: this is its batch. Nothing was run twice.',
  },
  verified: { zh: '已受理，核对完成。', en: 'It was taken in and is verified.' },
  taken: {
    zh: '已受理，正在向各部门查询。',
    en: 'It is taken in, and the departments are being asked.',
  },
  toMend: { zh: '改正退回行', en: 'Mend rejected rows' },
} as const satisfies Record<string, Said>;

export const SUBMIT = {
  title: { zh: '提交批次', en: 'Submit a batch' },
  scheme: { zh: '核对事项', en: 'Verified for' },
  verifiedOn: { zh: '核对基准日', en: 'Verified as of' },
  file: {
    zh: '批次文件（CSV 或 XLSX，每人一行）',
    en: 'Batch file (CSV or XLSX, one row a person)',
  },
  drop: { zh: '把文件拖到这里，或点击选择', en: 'Drop the file here, or choose it' },
  again: { zh: '即使提交过也重新核对', en: 'Run it again even if it was submitted before' },
  submit: { zh: '提交', en: 'Submit' },
  noFile: { zh: '请选择文件。', en: 'Choose a file.' },
  sending: { zh: '正在上传', en: 'Uploading' },
  reading: { zh: '已上传，正在受理……', en: 'Uploaded; it is being taken in …' },
  connecting: {
    zh: '连接中断，已传到 {percent}%。正在重新连接，接通后从断处继续……',
    en: 'The connection broke at {percent} %. Connecting again; it goes on from there …',
  },
  keptAt: {
    zh: '此文件上次已传到 {percent}%，提交后从断处继续。',
    en: 'Of this file {percent} % have arrived before. Submitting goes on from there.',
  },
  brokenOffAt: {
    zh: '上传在 {percent}% 处中断，什么都没有受理。已传的部分加密保留一天；网络恢复后再按“提交”，从断处继续。',
    en: 'The upload broke off at {percent} % and nothing was taken in. What arrived is kept, encrypted, for a day: submit again when the network is back, and it goes on from there.',
  },
  sessionOver: {
    zh: '登录已失效，已传到 {percent}%。请在新窗口重新登录，再回到本页按“提交”，从断处继续。',
    en: 'Your session has ended at {percent} %. Sign in again in another window, come back and submit: it goes on from there.',
  },
  failed: {
    zh: '没有受理。请稍后再按“提交”；仍不行时请联系运维人员。',
    en: 'It was not taken in. Submit again in a while; if it still fails, tell your operator.',
  },
  tooLarge: {
    zh: '文件超过 256 MB，请拆成几个文件提交。',
    en: 'The file is larger than 256 MB. Split it and submit the parts.',
  },
  dateWrong: { zh: '核对基准日有误。', en: 'The date is wrong.' },
  template: { zh: '下载空白模板（CSV）', en: 'Download an empty form (CSV)' },
  columns: {
    zh: '必填列：户编号、角色、与申请人关系、姓名、身份证号码、行政区划代码、授权书编号、授权起始、签署人；其余列见模板。中文、英文表头均可，UTF-8、GB18030 均可。',
    en: 'Needed columns: household_ref, role, relation, name, id_number, region, authorisation_no, authorised_from, signer; the others stand in the form. Chinese or English headers, UTF-8 or GB18030.',
  },
} as const satisfies Record<string, Said>;

export const REJECTED = {
  title: { zh: '批次 {batch} 的退回行', en: 'Rejected rows of batch {batch}' },
  none: { zh: '没有退回行。', en: 'No row was rejected.' },
  row: { zh: '行', en: 'Row' },
  what: { zh: '原因和改法', en: 'What is wrong, and how to mend it' },
  note: {
    zh: '改正标出的单元格后重新提交；同户的其他行会一并提交。改动在提交前保存在本浏览器。',
    en: 'Mend the marked cells and submit; the other rows of the household go along. Until then what you type is kept in this browser.',
  },
  mend: { zh: '重新提交改正后的行', en: 'Submit the mended rows' },
  download: { zh: '下载退回行（CSV）', en: 'Download them (CSV)' },
  tooMany: {
    zh: '退回行较多，本页只列前 {shown} 行。请下载改正后重新提交。',
    en: 'There are many: the first {shown} are shown. Download them, mend them and submit the file.',
  },
  leaveOut: { zh: '删除这一行，不再提交', en: 'Leave this row out' },
  otherCells: { zh: '其余单元格', en: 'The other cells' },
  goAlong: {
    zh: '另有 {rows} 行本身无误，随同户退回，将随改正的行一并提交。',
    en: '{rows} more rows are good, wait for their households and go along.',
  },
} as const satisfies Record<string, Said>;

export const ENTER = {
  title: { zh: '录入单户核对', en: 'Enter one household' },
  why: {
    zh: '用于急难情形：提交后立即向已接通的部门查询，通常几秒内出具报告。',
    en: 'For urgent cases: departments that are connected are asked at once, and the report comes within seconds as a rule.',
  },
  household: { zh: '家庭', en: 'Household' },
  person: { zh: '第 {no} 人', en: 'Person {no}' },
  applicant: { zh: '申请人', en: 'Applicant' },
  declared: {
    zh: '申报收入和财产（空白表示未申报，0 表示申报为无）',
    en: 'Declared (empty: not declared; 0: declared none)',
  },
  circumstances: { zh: '其他情况', en: 'Circumstances' },
  submit: { zh: '提交核对', en: 'Submit' },
  fix: {
    zh: '有 {count} 处需要改正，什么都没有提交：',
    en: '{count} entries must be mended. Nothing was submitted:',
  },
  accountWrong: {
    zh: '发放账号应为 8 至 30 位数字或字母；16 位以上末尾全为 0 的，多半已被电子表格改坏，请对照存折或卡填写。',
    en: 'An account has 8 to 30 digits or letters; one of zeros after the fifteenth was probably rounded by a spreadsheet. Copy it from the card or passbook.',
  },
  faultAt: { zh: '第 {person} 人：{said}', en: 'Person {person}: {said}' },
} as const satisfies Record<string, Said>;

export const DRAFT = {
  restored: {
    zh: '已恢复您上次未提交的内容。',
    en: 'What you had typed and not submitted is here again.',
  },
  forget: { zh: '放弃恢复的内容', en: 'Discard it' },
} as const satisfies Record<string, Said>;
