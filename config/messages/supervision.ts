// Electronic supervision: its page, its table and its digest.

import type { Said } from '../../domain/errors.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import type { CardLevel, ClockKind } from '../../domain/supervision.ts';
import { regionText } from '../region-names.ts';
import { type Language, nameIn } from './language.ts';
import { DEPARTMENT_NAMES } from './terms.ts';

export const CLOCK_KIND_NAMES: Readonly<Record<ClockKind, Said>> = {
  report: { zh: '出具报告', en: 'reports' },
  department: { zh: '部门答复', en: 'department’s answer' },
  objection: { zh: '异议处理', en: 'objection' },
  correction: { zh: '更正答复', en: 'correction' },
};

export const CARD_NAMES: Readonly<Record<CardLevel, Said>> = {
  yellow: { zh: '黄牌', en: 'yellow card' },
  red: { zh: '红牌', en: 'red card' },
};

export const SUPERVISION = {
  navigation: { zh: '电子监察', en: 'Supervision' },
  title: { zh: '电子监察', en: 'Supervision of deadlines' },
  month: { zh: '月份', en: 'Month' },
  show: { zh: '查看', en: 'Show' },
  download: { zh: '下载 XLSX', en: 'Download XLSX' },
  openCards: { zh: '未办结的黄牌和红牌', en: 'Cards that are open' },
  noCards: { zh: '没有超期或即将超期的事项。', en: 'Nothing is overdue or about to be.' },
  byDepartment: { zh: '按部门', en: 'By department' },
  byOffice: { zh: '按地区', en: 'By region' },
  card: { zh: '牌', en: 'Card' },
  subject: { zh: '事项', en: 'Case' },
  step: { zh: '环节', en: 'Step' },
  of: { zh: '部门或地区', en: 'Department or region' },
  started: { zh: '起始', en: 'Began' },
  due: { zh: '期限', en: 'Due' },
  begun: { zh: '本月开始', en: 'Begun' },
  inTime: { zh: '按期办结', en: 'In time' },
  late: { zh: '超期办结', en: 'Late' },
  running: { zh: '在办', en: 'Running' },
  overdue: { zh: '在办已超期', en: 'Overdue' },
  nothing: { zh: '该月没有开始的事项。', en: 'Nothing began in this month.' },
  digestSubject: {
    zh: '核对电子监察：{red} 张红牌、{yellow} 张黄牌（{date}）',
    en: 'Verification deadlines: {red} red, {yellow} yellow ({date})',
  },
  digestOpening: {
    zh: '以下事项超期或即将超期。详情请登录系统“电子监察”查看；本邮件不含个人信息。',
    en: 'These cases are overdue or about to be. See the supervision page for more; this mail holds no personal data.',
  },
} satisfies Record<string, Said>;

/** Whose step it is: a department by its name, an office by its region. */
export function whoseStep(of: DepartmentId | RegionCode, language: Language): string {
  const region = parseRegionCode(of);
  return region === null ? nameIn(DEPARTMENT_NAMES, of, language) : regionText(region, language);
}
