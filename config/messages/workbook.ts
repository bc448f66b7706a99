// Headings of the workbook of a batch that a single report does not have.

import type { Said } from '../../domain/errors.ts';

export const WORKBOOK_LABELS = {
  households: { zh: '家庭', en: 'Households' },
  persons: { zh: '人数', en: 'Persons' },
  unanswered: { zh: '未返回部门', en: 'Not answered' },
  incomeDeclared: { zh: '申报收入（元）', en: 'Income declared (yuan)' },
  incomeCounted: { zh: '计入收入（元）', en: 'Income counted (yuan)' },
  deposits: { zh: '计入存款（元）', en: 'Deposits counted (yuan)' },
  homes: { zh: '住房', en: 'Homes' },
  vehicles: { zh: '车辆', en: 'Vehicles' },
  companies: { zh: '工商登记', en: 'Businesses' },
  severity: { zh: '程度', en: 'Severity' },
  sentence: { zh: '内容', en: 'What was found' },
} as const satisfies Record<string, Said>;
