// What `hedui schedule` and `hedui alerts` say.

import type { Said } from '../../domain/errors.ts';

export const SCHEDULE_NAMES_SAID: Readonly<Record<string, Said>> = {
  recheck: { zh: '夜间复核', en: 'nightly recheck' },
  retention: { zh: '保存期满销毁', en: 'end of retention' },
  supervision: { zh: '电子监察', en: 'supervision' },
  signals: { zh: '风险信号', en: 'risk signals' },
};

export const SCHEDULE_WORDS = {
  schedule: { zh: '计划', en: 'schedule' },
  state: { zh: '状态', en: 'state' },
  running: { zh: '启用', en: 'on' },
  paused: { zh: '已暂停', en: 'paused' },
  last: { zh: '上次运行', en: 'last run' },
  next: { zh: '下次运行', en: 'next run' },
  night: { zh: '日期', en: 'night' },
  households: { zh: '户', en: 'households' },
  persons: { zh: '人', en: 'persons' },
  load: { zh: '各部门最多查询', en: 'lookups at most, by department' },
  blackout: { zh: '停止运行日', en: 'blackout' },
  tooMuch: { zh: '超出部门可承受量', en: 'more than the department can answer' },
  noAlerts: { zh: '没有待看的变动提醒。', en: 'No change waits to be looked at.' },
} satisfies Record<string, Said>;
