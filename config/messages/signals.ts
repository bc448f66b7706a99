// Risk signals: what was seen, in words that accuse nobody, and what it often is.

import type { Said } from '../../domain/errors.ts';
import type { SharedFacts, SignalKind, SignalMark, SignalState } from '../../domain/signal.ts';

export const SIGNAL_KIND_NAMES: Readonly<Record<SignalKind, Said>> = {
  'shared-account': { zh: '多户共用发放账户', en: 'One account, several families' },
  'crowded-register': { zh: '多户同一户籍地址', en: 'One registered home, many families' },
  'repeated-address': { zh: '多户申报同一住址', en: 'One stated home, several families' },
  'rising-income': { zh: '收入持续上升', en: 'Rising income' },
  'dismissal-rate': { zh: '疑点处理与同事差别大', en: 'Decisions unlike colleagues’' },
};

export const SIGNAL_STATE_NAMES: Readonly<Record<SignalState, Said>> = {
  open: { zh: '待看', en: 'to be looked at' },
  harmless: { zh: '无害', en: 'harmless' },
  overtaken: { zh: '已有后续信号', en: 'a later one took its place' },
};

export const SIGNAL_MARK_NAMES: Readonly<Record<SignalMark['mark'], Said>> = {
  harmless: { zh: '标为无害', en: 'said to be harmless' },
  reopened: { zh: '重新打开', en: 'opened again' },
};

/** What was seen. Places: the figures of the signal. */
export const SIGNAL_SENTENCES = {
  'shared-account': {
    zh: '{families}个互无共同成员的家庭（{households}户）填报同一发放账户；核对日期{first}至{last}。',
    en: '{families} families without a common person ({households} households) state one account to be paid to; verified from {first} to {last}.',
  },
  'crowded-register': {
    zh: '{families}个互无共同成员的家庭（{households}户）有人户籍登记在同一住处；核对日期{first}至{last}。',
    en: '{families} families without a common person ({households} households) have somebody registered at one home; verified from {first} to {last}.',
  },
  'repeated-address': {
    zh: '{families}个互无共同成员的家庭（{households}户）先后或同时申报住在同一住处；核对日期{first}至{last}。',
    en: '{families} families without a common person ({households} households) state the same home, at once or in turn; verified from {first} to {last}.',
  },
  'rising-income': {
    zh: '连续{count}次核对中，部门记录到的收入一次比一次多：{series}。',
    en: 'In {count} verifications in a row departments knew of more income each time: {series}.',
  },
  more: {
    zh: '{account}在{period}间对{decided}项疑点作了认定，消除{dismissed}项（{share}）；如果由谁处理都一样，同类疑点约应消除{expected}项。',
    en: '{account} decided {decided} findings in {period} and dismissed {dismissed} ({share}); if it did not matter who decides, about {expected} of the same kinds would be.',
  },
  fewer: {
    zh: '{account}在{period}间对{decided}项疑点作了认定，只消除{dismissed}项（{share}）；如果由谁处理都一样，同类疑点约应消除{expected}项。',
    en: '{account} decided {decided} findings in {period} and dismissed only {dismissed} ({share}); if it did not matter who decides, about {expected} of the same kinds would be.',
  },
} satisfies Record<string, Said>;

/** How it was compared, and how sure it is. */
export const SIGNAL_BASIS = {
  grown: {
    zh: '比上一次信号多{newFamilies}个家庭，表中标明。',
    en: '{newFamilies} families more than when it was raised before; the table marks them.',
  },
  rising: {
    zh: '金额为各次核对期内有记录部分之和，不按月折算；只比较每次都有同样月数记录的{lines}项收入，另有{left}项不可比，未计入。核对相隔不足一年时，期间有重叠。',
    en: 'Sums of what records state for each period, not divided by months. Lines compared, which each of them knows for equally many months: {lines}; left out, since they cannot be compared: {left}. Periods less than a year apart overlap.',
  },
  dismissals: {
    zh: '比较对象：{circle}的{colleagues}名同事，同期认定{colleaguesDecided}项、消除{colleaguesDismissed}项；按疑点种类逐类比较。仅凭偶然，约{onceIn}次比较才会出现一次这样大的差别。',
    en: 'Compared with {colleagues} colleagues in {circle}, who decided {colleaguesDecided} and dismissed {colleaguesDismissed}, kind by kind. Chance alone brings such a difference about once in {onceIn} comparisons.',
  },
} satisfies Record<string, Said>;

export const SIGNAL_HOLDERS: Readonly<Record<NonNullable<SharedFacts['holder']>, Said>> = {
  'among-them': {
    zh: '填报的账户持有人在这些家庭之中。',
    en: 'The account is said to be of somebody in one of these households.',
  },
  'somebody-else': {
    zh: '填报的账户持有人不都在这些家庭之中。',
    en: 'The account is said to be of somebody who stands in none of these households.',
  },
  'not-stated': { zh: '均未填报账户持有人。', en: 'Nobody states whose account it is.' },
};

/** What it often is, so that nobody thinks the worst first. */
export const SIGNAL_OFTEN: Readonly<Record<SignalKind, Said>> = {
  'shared-account': {
    zh: '常见的正常情形：监护人代领、供养机构或村集体代发、亲属代管。宜核实的情形：他人持卡代领、冒领。',
    en: 'Often: a guardian, a home or a village that is paid for those it looks after. Worth finding out: whether somebody keeps other people’s cards.',
  },
  'crowded-register': {
    zh: '常见的正常情形：大院、安置房、婚后未分户、挂靠户籍。宜核实的情形：户籍在此而无人居住。',
    en: 'Often: a shared yard, a resettlement house, registers never parted after weddings. Worth finding out: whether anybody lives there.',
  },
  'repeated-address': {
    zh: '常见的正常情形：出租房先后租给不同家庭、合租。宜核实的情形：借用地址申请。',
    en: 'Often: a room let to one family after the other, or shared. Worth finding out: whether an address is lent for applications.',
  },
  'rising-income': {
    zh: '常见的正常情形：家庭已能自立，或待遇类别需要调整；也可能是季节性用工。是否调整由人决定。',
    en: 'Often: the household earns its own living by now, or wants another class; or the work ends with the season. People decide.',
  },
  'dismissal-rate': {
    zh: '常见的正常情形：分管的户情况不同，或更熟悉辖区。这不是对工作的评价，宜当面了解。',
    en: 'Often: other households, or better knowledge of them. It says nothing about anybody’s work; talk with the colleague.',
  },
};

export const SIGNALS_PAGE = {
  navigation: { zh: '风险信号', en: 'Signals' },
  title: { zh: '风险信号', en: 'Risk signals' },
  one: { zh: '风险信号 {id}', en: 'Risk signal {id}' },
  purpose: {
    zh: '信号只提请人看一看，不改变任何报告、认定或待遇。',
    en: 'A signal asks for a look. It changes no report, no decision and no help.',
  },
  none: { zh: '没有这样的信号。', en: 'There is no such signal.' },
  kind: { zh: '种类', en: 'Kind' },
  state: { zh: '状态', en: 'State' },
  allKinds: { zh: '全部种类', en: 'All kinds' },
  allStates: { zh: '全部状态', en: 'All states' },
  show: { zh: '查看', en: 'Show' },
  more: { zh: '更早的信号', en: 'Earlier ones' },
  number: { zh: '信号', en: 'Signal' },
  raised: { zh: '提出日期', en: 'Raised on' },
  seen: { zh: '看到的情况', en: 'What was seen' },
  compared: { zh: '怎样比较', en: 'How it was compared' },
  often: { zh: '可能的原因', en: 'What it may be' },
  region: { zh: '地区', en: 'Region' },
  follows: { zh: '接续信号', en: 'Follows' },
  what: { zh: '共同之处', en: 'What they share' },
  households: { zh: '涉及的户', en: 'Households' },
  report: { zh: '最新报告', en: 'Newest report' },
  reportThen: { zh: '当时的报告', en: 'Report' },
  verified: { zh: '核对日期', en: 'Verified on' },
  isNew: { zh: '新增', en: 'new' },
  elsewhere: {
    zh: '另有{count}户在其他地区，或保存期已满。',
    en: '{count} more lie in other regions, or their retention has ended.',
  },
  step: { zh: '核对', en: 'Verification' },
  period: { zh: '收入期间', en: 'Months of the income' },
  found: { zh: '记录到的收入（元）', en: 'Income found (yuan)' },
  marks: { zh: '处理记录', en: 'What was said of it' },
  mark: { zh: '标为无害', en: 'Say that it is harmless' },
  markHint: {
    zh: '写明核实的情况，至少 4 个字。同样这些家庭不再提出；新增家庭达到设定数时才再次提出。',
    en: 'What was found out, at least 4 characters. It does not rise again for the same families; only when enough others join.',
  },
  markStaffHint: {
    zh: '写明了解的情况，至少 4 个字。同一期间不再提出。',
    en: 'What was found out, at least 4 characters. It does not rise again for the same months.',
  },
  reopen: { zh: '重新打开', en: 'Open it again' },
  reason: { zh: '理由', en: 'Reason' },
  save: { zh: '保存', en: 'Save' },
  notWhole: {
    zh: '涉及的户超出您的辖区，由{region}的审核人处理。',
    en: 'Some of it lies outside your region: a supervisor of {region} may say what it is.',
  },
  changed: {
    zh: '该信号已由他人处理，或已有后续信号，您的内容未保存。',
    en: 'Somebody else has dealt with it, or a later signal took its place; nothing was saved.',
  },
} satisfies Record<string, Said>;
