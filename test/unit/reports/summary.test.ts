import { describe, expect, test } from '@jest/globals';
import { summaryText } from '../../../reports/summary.ts';
import { EXAMPLE_REPORTS } from '../../support/example-reports.ts';

describe('the summary', () => {
  test('says number, dates, conclusion and findings in Chinese', () => {
    const text = summaryText(EXAMPLE_REPORTS.exceeds, 'zh-CN');
    expect(text).toContain(`居民家庭经济状况核对报告 ${EXAMPLE_REPORTS.exceeds.number} · 第 1 版`);
    expect(text).toContain('申请人：周远山  户编号：JY-2026-0130');
    expect(text).toContain('核对结论：超出标准');
    expect(text).toContain(
      'F2 [超标] 阿依古丽·买买提：登记在该户名下且计入的机动车共1辆（鲁K·A0001）',
    );
    expect(text).toContain('可凭以消除：如已转让');
    expect(text).toContain('不是审核确认决定');
    expect(text).not.toContain('未返回');
  });

  test('names the departments that have not answered, in English', () => {
    const text = summaryText(EXAMPLE_REPORTS.incomplete, 'en');
    expect(text).toContain('Conclusion: Incomplete');
    expect(text).toContain('Lookups not answered: 3, at: Land and real estate registry.');
  });

  test('holds no ID number, not even masked', () => {
    for (const report of Object.values(EXAMPLE_REPORTS))
      expect(summaryText(report, 'zh-CN')).not.toMatch(/\*{6}|\d{17}/);
  });
});
