import { describe, expect, test } from '@jest/globals';
import { regionText } from '../../../config/region-names.ts';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { SealedReport } from '../../../domain/report.ts';
import { renderReportHtml, type ReportPageOptions } from '../../../reports/html/report-page.ts';
import { EXAMPLE_OFFICE, EXAMPLE_REPORTS } from '../../support/example-reports.ts';

const { noAnomaly, doubts, exceeds, incomplete, superseding } = EXAMPLE_REPORTS;

function page(report: SealedReport, more: Partial<ReportPageOptions> = {}): string {
  return renderReportHtml(report, { language: 'zh-CN', office: EXAMPLE_OFFICE, ...more });
}

/** The text of one section, tags taken out and spaces joined. */
function sectionText(markup: string, id: string): string {
  const from = markup.indexOf(`<section id="${id}"`);
  expect(from).toBeGreaterThan(0);
  return textOf(markup.slice(from, markup.indexOf('</section>', from)));
}

function textOf(markup: string): string {
  return markup
    .replace(/<style>[^]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the head of a report', () => {
  const text = textOf(page(exceeds));

  test('names the city, the number, the parties and the dates', () => {
    for (const words of [
      '威海市 居民家庭经济状况核对报告',
      `报告编号 ${exceeds.number} 第 1 版`,
      '申请人 周远山',
      '户编号 JY-2026-0130',
      '核对事项 最低生活保障',
      '委托单位 环翠区鲸园街道办事处',
      `${regionText(exceeds.content.region, 'zh-CN')} 核对基准日 2026年7月1日`,
      '出具日期 2026年7月2日',
      // 30 days from 2 July: 1 August.
      '有效期至 2026年8月1日',
    ])
      expect(text).toContain(words);
  });

  test('says the conclusion, what it means, and that it is no decision', () => {
    const conclusion = sectionText(page(exceeds), 'conclusion');
    expect(conclusion).toContain('超出标准');
    expect(conclusion).toContain('超标 2 项，疑点 0 项，提示 0 项');
    expect(conclusion).toContain('不是审核确认决定');
    expect(sectionText(page(noAnomaly), 'conclusion')).toContain('未发现异常');
    expect(sectionText(page(doubts), 'conclusion')).toContain('存在疑点');
    expect(sectionText(page(incomplete), 'conclusion')).toContain('信息不全');
  });

  test('never calls a household eligible or refused', () => {
    for (const report of Object.values(EXAMPLE_REPORTS)) {
      expect(textOf(page(report))).not.toMatch(/符合条件|不予|拒绝救助/);
      expect(textOf(page(report, { language: 'en' }))).not.toMatch(/eligible|fraud/i);
    }
  });

  test('tells which report replaces which', () => {
    expect(textOf(page(superseding))).toContain(`本报告替代 ${incomplete.number} 号报告`);
    expect(textOf(page(superseding))).toContain('第 2 版');
    const replaced = textOf(page(incomplete, { supersededBy: superseding.number }));
    expect(replaced).toContain(`本报告已由 ${superseding.number} 号报告替代`);
    expect(textOf(page(incomplete))).not.toContain('替代');
  });

  test('warns of an altered, an unknown and an expired report', () => {
    expect(textOf(page(exceeds, { check: 'altered' }))).toContain('可能已被改动');
    expect(textOf(page(exceeds, { check: 'unknown-key' }))).toContain('无法确认本报告的签名密钥');
    expect(page(exceeds, { check: 'genuine' })).not.toContain('class="notice"');
    const readOn = (date: string) => page(exceeds, { readOn: asCalendarDate(date) });
    expect(readOn('2026-08-01')).not.toContain('class="notice"');
    expect(textOf(readOn('2026-08-02'))).toContain('已于 2026年8月1日 超过有效期');
  });
});

describe('the household', () => {
  test('shows each person with relation, role, authorisation and identity, the ID number masked', () => {
    const text = sectionText(page(doubts), 'household');
    expect(text).toContain('周远山 本人 申请人 3710************1X 46 371002-2026-00001 一致');
    expect(text).toContain(
      '阿依古丽·买买提 配偶 共同生活成员 3710************29 43 371002-2026-00002 存疑',
    );
    expect(text).toContain('周鹏 长子 法定义务人');
  });

  test('no full ID number stands anywhere', () => {
    for (const report of Object.values(EXAMPLE_REPORTS))
      expect(textOf(page(report))).not.toMatch(/(?<![0-9a-f])\d{17}[\dXx](?![0-9a-f])/);
  });
});

describe('findings', () => {
  const text = sectionText(page(exceeds), 'findings');

  test('stand with sentence, figures, article and what would clear them', () => {
    // 12 × 3,600.00 = 43,200.00; limit 1,000.00 × 12 × 3 = 36,000.00; a head and month 43,200.00 / 36 = 1,200.00.
    expect(text).toContain(
      'F1 超标 12个月内有记录的收入计入43,200.00元，已不低于该户同期限额36,000.00元',
    );
    expect(text).toContain('计入收入 43,200.00元');
    expect(text).toContain('限额 36,000.00元');
    expect(text).toContain('折合人均每月 1,200.00元/月');
    expect(text).toContain('最低生活保障审核确认办法（民发〔2021〕57号） 家庭收入 待确认');
    expect(text).toContain(
      'F2 超标 登记在该户名下且计入的机动车共1辆（鲁K·A0001），标准为不超过0辆',
    );
    expect(text).toContain('可凭以消除 如已转让、报废');
  });

  test('lead to their evidence and their worked sum', () => {
    const markup = page(exceeds);
    expect(text).toContain('E1 – E12');
    for (const place of ['E1', 'E12', 'E13', 'F1-sum', 'income-1-wage']) {
      expect(markup).toContain(`href="#${place}"`);
      expect(markup).toContain(` id="${place}"`);
    }
    const vehicle = sectionText(markup, 'evidence');
    expect(vehicle).toContain(
      'E13 阿依古丽·买买提 机动车登记 2026-07-01 – public-security.vehicle/2/1',
    );
  });

  test('every link within the page has its target', () => {
    for (const report of Object.values(EXAMPLE_REPORTS)) {
      const markup = page(report);
      for (const [, target] of markup.matchAll(/href="#([^"]+)"/g))
        expect(markup).toContain(` id="${target}"`);
    }
  });
});

describe('means', () => {
  test('declared stands against found', () => {
    const text = sectionText(page(exceeds), 'comparison');
    expect(text).toContain('工资性收入 周远山 21,600.00元 43,200.00元 申报少于核对');
    expect(text).toContain('机动车 全户 0辆 1辆 未申报');
  });

  test('months that no record covers are named by the gap', () => {
    const text = sectionText(page(incomplete), 'income');
    // 9 months × 1,800.00 = 16,200.00; declared for 12: 21,600.00.
    expect(text).toContain(
      '21,600.00 16,200.00 16,200.00 2025-07 至 2025-12、2026-04 至 2026-06 （9/12 个月）',
    );
  });

  test('property says whether it counts, and why not', () => {
    const text = sectionText(page(exceeds), 'property');
    expect(text).toContain('鲁K·D0002 残疾人代步车 周远山 – 不计入 · 残疾人代步车 E14');
    expect(sectionText(page(doubts), 'property')).toContain('86.50平方米 计入 E1');
  });
});

describe('sources', () => {
  test('what was not answered stands in bold, with the effect on the conclusion', () => {
    const markup = page(incomplete);
    expect(markup).toContain(
      '<strong class="whole-words">未返回（超过时限未答复）：周远山、阿依古丽·买买提、周小禾</strong>',
    );
    const text = sectionText(markup, 'sources');
    expect(text).toContain('自然资源和不动产登记部门');
    expect(text).toContain('本报告结论为“信息不全”');
    expect(sectionText(markup, 'conclusion')).toContain(
      '未返回 3 项查询，涉及：自然资源和不动产登记部门',
    );
    expect(sectionText(page(noAnomaly), 'sources')).not.toContain('未返回');
  });

  test('tell records, as-of date and when the department was asked and answered', () => {
    // Asked at 01:02 UTC and answered at 02:10 UTC: 09:02 and 10:10 in Shanghai.
    expect(sectionText(page(exceeds), 'sources')).toContain(
      '社会保险缴费 人力资源和社会保障部门 有记录：周远山 12 条 无记录：阿依古丽·买买提、周小禾 2026-07-01 2026-07-01 09:02 2026-07-01 10:10',
    );
  });
});

describe('what proves it', () => {
  test('the worked sum of income can be followed, and is set out once', () => {
    const text = sectionText(page(exceeds), 'worked-sums');
    expect(text).toContain('收入与限额比较 不成立');
    expect(text).toContain('周远山 · 工资性收入 43,200.00元 另列');
    expect(text).toContain('&lt; 核对期间限额 36,000.00元');
    expect(text).toContain('× 核对期间月数 12个月');
    expect(text.split('3,600.00元')).toHaveLength(12 + 1);
  });

  test('standards name their document and what is to be confirmed', () => {
    const text = sectionText(page(exceeds), 'standards');
    expect(text).toContain(
      '城市最低生活保障标准（每人） &lt; 1,000.00元/月 威海市（371000） 2026-01-01 起',
    );
    expect(text).toContain('待确认：示例数字');
    expect(text).toContain(
      '机动车限额 ≤ 0 威海市（371000） 2026-01-01 至 2026-12-31 示例文件 威示〔2025〕0号 第三条',
    );
  });

  test('the receipt shows digests, signature and protections', () => {
    const text = sectionText(page(exceeds), 'receipt');
    for (const proof of [
      exceeds.digest,
      exceeds.receipt.evidenceDigest,
      exceeds.signature.value,
      exceeds.signature.keyId,
      '存储加密、查询限速',
    ])
      expect(text).toContain(proof);
  });
});

describe('objections', () => {
  test('route, deadline and telephone come from the office', () => {
    const text = sectionText(page(exceeds), 'objection');
    expect(text).toContain('自收到本报告之日起 10 日内');
    expect(text).toContain('0631-0000000');
  });

  test('what the office has not stated is told by the requesting office', () => {
    const objection = { office: null, address: null, phone: null, days: null };
    const office = { ...EXAMPLE_OFFICE, requestedBy: null, objection };
    expect(sectionText(page(exceeds, { office }), 'objection')).toContain(
      '电话 由委托单位另行告知',
    );
  });
});

describe('the page', () => {
  test('is in the language asked for', () => {
    const markup = page(incomplete, { language: 'en' });
    expect(markup).toContain('<html lang="en">');
    const text = textOf(markup);
    expect(text).toContain('Not answered (no answer in time): 周远山, 阿依古丽·买买提, 周小禾');
    expect(text).toContain(
      'Because answers are missing, the conclusion of this report is “incomplete”.',
    );
    expect(text).toContain('Income on record for the 12 months counts 16,200.00 yuan');
  });

  test('has no words left in the other language', () => {
    for (const report of Object.values(EXAMPLE_REPORTS)) {
      const english = textOf(page(report, { language: 'en' }));
      for (const label of ['核对', '申报', '未返回', '不计入', '部门', '万元', '个月'])
        expect(english.replace(/最低生活保障审核确认办法/g, '')).not.toContain(label);
    }
  });

  test('loads nothing and runs nothing', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const markup = page(doubts, { language });
      expect(markup).not.toMatch(/<script|<link|<img|<iframe|javascript:|@import|url\(|https?:/i);
      expect(markup).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    }
  });

  test('has one h1, and every table cell its heading', () => {
    const markup = page(doubts);
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(markup).not.toMatch(/<td(?![^>]*data-label="[^"]+")/);
    for (const [, row] of markup.matchAll(/<tbody[^>]*>\s*<tr[^>]*>([^]*?)<\/tr>/g))
      expect(row).toMatch(/^<th scope="row"/);
    expect(markup).not.toMatch(/<th(?! scope="(row|col)")[ >]/);
  });
});

describe('how records write people', () => {
  const { content } = exceeds;
  const evidence = content.findings.flatMap((finding) => finding.evidence).slice(0, 1);
  const written: SealedReport = {
    ...exceeds,
    content: {
      ...content,
      identity: [
        {
          personNo: 1,
          grade: 'doubtful',
          fields: [
            { field: 'name', ours: '周远山', theirs: '周远〓', verdict: 'name-placeholder' },
            { field: 'idNumber', ours: '3710****10', theirs: null, verdict: 'number-absent' },
            { field: 'sex', ours: 'male', theirs: 'female', verdict: 'sex-contradicts' },
          ],
          evidence,
        },
      ],
    },
  };

  test('is a table: what the form says, what the record says, and how they compare', () => {
    const text = sectionText(page(written), 'identity');
    expect(text).toContain('周远山 姓名 周远山 周远〓 生僻字以符号代替 存疑');
    expect(text).toContain('身份证号码 3710****10 – 记录无号码');
    expect(text).toContain('性别 男 女 与号码不符');
  });

  test('is left out where records write everybody as the form does', () => {
    expect(page(exceeds)).not.toContain('<section id="identity"');
  });
});
