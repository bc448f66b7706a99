import { describe, expect, test } from '@jest/globals';
import type { EvidenceId } from '../../../domain/evidence.ts';
import type { Trace } from '../../../domain/trace.ts';
import { explainAsText, explainTrace } from '../../../reports/explain.ts';

const wage = (number: number, value: number): Trace => ({
  op: 'record',
  evidence: `human-resources.contribution/1/${number}` as EvidenceId,
  field: 'amountFen',
  value,
  unit: 'fen',
});

/** 2,000.00 + 1,500.50 = 3,500.50, a third wage reported again; against 900.00 × 12 × 3 = 32,400.00. */
const TRACE: Trace = {
  op: 'compare',
  label: 'income-against-standard',
  left: {
    op: 'sum',
    label: 'wages',
    value: 350_050,
    unit: 'fen',
    of: [
      wage(1, 200_000),
      { op: 'not-counted', why: 'same-wage-reported-again', of: [wage(3, 200_000)] },
      wage(2, 150_050),
    ],
  },
  comparator: '<',
  right: {
    op: 'product',
    label: 'limit-for-window',
    value: 3_240_000,
    unit: 'fen',
    of: [
      { op: 'standard', key: 'subsistence.allowance.urban', value: 90_000, unit: 'fen/month' },
      { op: 'fact', label: 'window-months', value: 12, unit: 'months' },
      { op: 'fact', label: 'living-together', value: 3, unit: 'persons' },
    ],
  },
  holds: true,
};

const words = { personName: () => '周远山' };

describe('a worked sum', () => {
  test('prints each step with its sign, its figure and its record', () => {
    expect(explainAsText(TRACE, { ...words, language: 'zh-CN' }).split('\n')).toEqual([
      '收入与限额比较: 成立',
      '    工资: 3,500.50元',
      '      金额: 2,000.00元 [human-resources.contribution/1/1]',
      '      不计入：同一工资的重复申报',
      '        金额: 2,000.00元 [human-resources.contribution/1/3]',
      '    + 金额: 1,500.50元 [human-resources.contribution/1/2]',
      '  < 核对期间限额: 32,400.00元',
      '      城市最低生活保障标准（每人）: 900.00元/月',
      '    × 核对期间月数: 12个月',
      '    × 共同生活人数: 3人',
    ]);
  });

  test('prints in English', () => {
    const text = explainAsText(TRACE, { ...words, language: 'en' });
    expect(text).toContain('income against the limit: true');
    expect(text).toContain('+ amount: 1,500.50 yuan [human-resources.contribution/1/2]');
  });

  test('marks what is not counted', () => {
    const lines = explainTrace(TRACE, { ...words, language: 'en' });
    const uncounted = lines.filter((line) => !line.counted);
    expect(uncounted.map((line) => line.evidence)).toEqual(['human-resources.contribution/1/3']);
  });

  test('the first less the others, with a declared figure named by its person', () => {
    const trace: Trace = {
      op: 'difference',
      label: 'benefits-counted',
      value: 40_000,
      unit: 'fen',
      of: [
        { op: 'declared', personNo: 1, field: 'transfer', value: 50_000, unit: 'fen/month' },
        wage(1, 10_000),
      ],
    };
    expect(explainAsText(trace, { ...words, language: 'en' }).split('\n')).toEqual([
      'pensions and benefits that count: 400.00 yuan',
      '    周远山 · Net transfers, declared: 500.00 yuan a month',
      '  − amount: 100.00 yuan [human-resources.contribution/1/1]',
    ]);
  });
});
