// What `hedui departments` says.

import type { Said } from '../../domain/errors.ts';

export const DEPARTMENT_COLUMNS = {
  department: { zh: '部门', en: 'department' },
  circuit: { zh: '熔断', en: 'circuit' },
  availability: { zh: '可用率', en: 'available' },
  median: { zh: '中位响应', en: 'median' },
  p95: { zh: 'P95 响应', en: 'p95' },
  records: { zh: '记录总数', en: 'records' },
  today: { zh: '今日记录', en: 'today' },
  answered: { zh: '数据提供率', en: 'answered' },
  structured: { zh: '数据结构化率', en: 'structured' },
  age: { zh: '数据时效', en: 'data age' },
  quarantined: { zh: '隔离', en: 'quarantined' },
  errors: { zh: '错误', en: 'errors' },
} satisfies Record<string, Said>;

export const CIRCUIT_STATES = {
  closed: { zh: '正常', en: 'closed' },
  open: { zh: '断开', en: 'open' },
  'half-open': { zh: '试探', en: 'half-open' },
  'not-connected': { zh: '未接入', en: 'not connected' },
} satisfies Record<string, Said>;

export const DEPARTMENT_WORDS = {
  days: { zh: '天', en: ' d' },
  never: { zh: '–', en: '–' },
  noneQuarantined: { zh: '没有被隔离的记录。', en: 'No record is quarantined.' },
  seen: { zh: '收到次数', en: 'times seen' },
  lastSeen: { zh: '最近', en: 'last seen' },
} satisfies Record<string, Said>;
