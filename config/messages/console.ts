// Texts that every page of the console shares. A page's own texts stand in a file of its own beside this one.

import type { Said } from '../../domain/errors.ts';
import type { StaffRole } from '../../domain/staff.ts';

export const STAFF_ROLE_NAMES: Record<StaffRole, Said> = {
  caseworker: { zh: '经办人', en: 'Caseworker' },
  supervisor: { zh: '审核人', en: 'Supervisor' },
  auditor: { zh: '审计员', en: 'Auditor' },
  operator: { zh: '运维员', en: 'Operator' },
};

export const FRAME = {
  product: { zh: '核对', en: 'Hedui' },
  subtitle: { zh: '居民家庭经济状况核对', en: 'Verification of household means' },
  skip: { zh: '跳到正文', en: 'Skip to the page' },
  navigation: { zh: '主导航', en: 'Main' },
  signOut: { zh: '退出', en: 'Sign out' },
  account: { zh: '我的账号', en: 'My account' },
  otherLanguage: { zh: 'English', en: '中文' },
  purpose: { zh: '查阅事由', en: 'Purpose' },
  problemNumber: { zh: '问题编号', en: 'Problem number' },
  back: { zh: '返回首页', en: 'Back to the first page' },
} satisfies Record<string, Said>;

export const SIGN_IN = {
  title: { zh: '登录', en: 'Sign in' },
  account: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  wrong: {
    zh: '账号或密码不正确，或者该账号已停用。',
    en: 'Account or password are not right, or the account is disabled.',
  },
  locked: {
    zh: '登录失败次数过多，请于 {time} 之后再试。',
    en: 'Too many failed attempts. Try again after {time}.',
  },
  signedOut: { zh: '您已退出。', en: 'You are signed out.' },
  kept: {
    zh: '登录已过期，刚才的内容尚未保存。重新登录后，您填写的内容仍在表单中。',
    en: 'Your session had ended and nothing was saved yet. Sign in again: what you typed is still in the form.',
  },
} satisfies Record<string, Said>;

export const SECOND_FACTOR_PAGE = {
  title: { zh: '二次验证', en: 'Second factor' },
  enrol: {
    zh: '您的角色须使用动态口令。请用手机上的动态口令应用（如国家政务服务平台、各类身份验证器）扫描二维码，再输入显示的 6 位口令。',
    en: 'Your role needs one-time codes. Scan this with an authenticator app on your telephone, then enter the six digits it shows.',
  },
  qrCode: { zh: '动态口令二维码', en: 'QR code for the authenticator app' },
  typeIt: { zh: '无法扫描时手工输入：', en: 'Or type it in:' },
  code: { zh: '6 位动态口令', en: 'Six digits' },
  codeOrRecovery: { zh: '6 位动态口令，或恢复码', en: 'Six digits, or a recovery code' },
  submit: { zh: '验证', en: 'Verify' },
  wrong: {
    zh: '口令不正确或已使用过。请等待下一个口令再试。',
    en: 'The code is not right, or was used before. Wait for the next one and try again.',
  },
  recoveryTitle: { zh: '恢复码', en: 'Recovery codes' },
  recoveryWhy: {
    zh: '手机丢失时，每个恢复码可代替动态口令使用一次。请打印或抄写并妥善保管，本页只显示这一次。',
    en: 'Each of these stands in once for a code when the telephone is lost. Print or write them down: they are shown this once.',
  },
  goOn: { zh: '继续', en: 'Go on' },
} satisfies Record<string, Said>;

export const ELSEWHERE = {
  use: { zh: '用{label}登录', en: 'Sign in with {label}' },
  refused: { zh: '未能登录', en: 'Not signed in' },
  again: { zh: '重新登录', en: 'Sign in again' },
  'not-genuine': {
    zh: '统一身份认证的返回无效或已过期。请重新登录。',
    en: 'What the identity sent back is not valid, or too old. Sign in again.',
  },
  'no-role': {
    zh: '统一身份认证未给出本系统认可的角色、账号或辖区。请联系管理员。',
    en: 'The identity names no role, account or region that is known here. Ask your administrator.',
  },
  taken: {
    zh: '该账号名已属于本系统的另一用户。请联系管理员。',
    en: 'The account’s name belongs to somebody else here. Ask your administrator.',
  },
  disabled: {
    zh: '该账号已停用。请联系管理员。',
    en: 'The account is disabled. Ask your administrator.',
  },
} satisfies Record<string, Said>;

export const ACCOUNT_PAGE = {
  title: { zh: '我的账号', en: 'My account' },
  office: { zh: '单位', en: 'Office' },
  region: { zh: '辖区', en: 'Region' },
  role: { zh: '角色', en: 'Role' },
  name: { zh: '姓名', en: 'Name' },
  changePassword: { zh: '修改密码', en: 'Change the password' },
  current: { zh: '当前密码', en: 'Current password' },
  wanted: { zh: '新密码', en: 'New password' },
  again: { zh: '再次输入新密码', en: 'New password again' },
  mustChange: {
    zh: '首次登录须修改密码。',
    en: 'The first password must be changed before anything else.',
  },
  differ: { zh: '两次输入的新密码不一致。', en: 'The two new passwords differ.' },
  changed: { zh: '密码已修改。', en: 'The password is changed.' },
} satisfies Record<string, Said>;

export const PURPOSE_PAGE = {
  title: { zh: '查阅事由', en: 'Purpose of looking' },
  why: {
    zh: '审计员查阅家庭信息须先写明事由，事由与每次查阅一并记入审计账。',
    en: 'An auditor says first what a look at households is for. It is written into the ledger with every look.',
  },
  field: { zh: '事由（如审计通知书编号）', en: 'Purpose, such as the number of the audit order' },
  submit: { zh: '开始查阅', en: 'Begin' },
} satisfies Record<string, Said>;

export const HOME_PAGE = {
  title: { zh: '首页', en: 'Home' },
  welcome: { zh: '{name}，您好。', en: 'Good day, {name}.' },
} satisfies Record<string, Said>;

export const FAULTS = {
  notFound: {
    title: { zh: '没有这个页面', en: 'There is no such page' },
    what: {
      zh: '地址有误，或者所查内容不在您的辖区。请检查地址。',
      en: 'The address is wrong, or what it names is not in your region. Check the address.',
    },
  },
  forbidden: {
    title: { zh: '无权访问', en: 'Not yours to see' },
    what: {
      zh: '您的角色不能使用此功能。如工作需要，请联系管理员。',
      en: 'Your role does not include this. If your work needs it, ask your administrator.',
    },
  },
  stale: {
    title: { zh: '页面已过期', en: 'The page is out of date' },
    what: {
      zh: '表单不是由当前会话打开的页面提交的。请刷新页面后重新提交。',
      en: 'The form did not come from a page of your present session. Open the page again and submit it anew.',
    },
  },
  unreadable: {
    title: { zh: '请求有误', en: 'The request cannot be read' },
    what: {
      zh: '提交的内容不符合要求。请返回检查后重试。',
      en: 'What was sent is not as expected. Go back, check it and try again.',
    },
  },
  tooLarge: {
    title: { zh: '提交的内容过大', en: 'Too large' },
    what: { zh: '提交的内容超过上限。', en: 'What was sent exceeds the limit.' },
  },
  tooMany: {
    title: { zh: '操作过于频繁', en: 'Too many requests' },
    what: { zh: '请稍候一分钟再试。', en: 'Wait a minute and try again.' },
  },
  broken: {
    title: { zh: '系统出错', en: 'Something went wrong' },
    what: {
      zh: '请稍后重试；如仍出错，请将下面的问题编号告知运维员。',
      en: 'Try again later. If it stays so, tell the operator the problem number below.',
    },
  },
  resting: {
    title: { zh: '系统暂时不可用', en: 'Not available at the moment' },
    what: {
      zh: '数据库或队列暂时无法连接。请几分钟后重试。',
      en: 'The database or the queue cannot be reached. Try again in some minutes.',
    },
  },
} satisfies Record<string, { title: Said; what: Said }>;
export type Fault = keyof typeof FAULTS;
