// The public page behind the code on a report: whether it counts, and nothing about anybody.

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RegionCode } from '../../../domain/region.ts';
import { reportNumber } from '../../../reports/number.ts';
import { useConsole, Visitor } from '../../support/console.ts';
import { inventedReport } from '../../support/households.ts';
import { runningBatch } from '../../support/store.ts';

const opened = useConsole();
const visitor = () => new Visitor(opened.address);
const numberOf = (serial: number) =>
  reportNumber({ region: '371002' as RegionCode, year: 2026, scheme: 'subsistence', serial });
const first = numberOf(1);
const second = numberOf(2);
let digest: string;
let names: string[];

beforeAll(async () => {
  const { batchId, chunks } = await runningBatch(opened.store, 1, 70_000);
  const chunk = chunks[0]?.id ?? '';
  const [stored] = await opened.store.households.readChunk(chunk);
  if (!stored) throw new Error('the batch has one household');
  names = stored.household.persons.flatMap(({ name, idNumber }) => [name, idNumber ?? name]);
  for (const [place, number] of [first, second].entries()) {
    const report = inventedReport(stored.household, { number, version: place + 1, batch: batchId });
    digest = report.digest;
    const about = { householdId: stored.id, verification: 1 };
    await opened.store.reports.seal(chunk, [{ ...about, report }]);
  }
});

describe('anyone who has a report', () => {
  test('sees who issued it, from when to when, and that it counts', async () => {
    const { status, text } = await visitor().get(`/check?number=${second}&digest=${digest}`);
    expect(status).toBe(200);
    expect(text).toContain(second);
    expect(text).toContain('摘要与存档一致');
    expect(text).toContain('核对机构');
  });

  test('sees that it was replaced, however the number is typed', async () => {
    const typed = first.toLowerCase().replaceAll('-', '');
    const { text } = await visitor().get(`/check?number=${typed}`);
    expect(text).toContain(first);
    expect(text).toContain('已被新的报告替代');
  });

  test('sees that its code is another’s', async () => {
    const { text } = await visitor().get(`/check?number=${second}&digest=${'00'.repeat(32)}`);
    expect(text).toContain('可能是伪造的');
  });

  test('sees nothing about a person, a scheme or what was found', async () => {
    const { text } = await visitor().get(`/check?number=${second}&digest=${digest}`);
    for (const word of [...names, '最低生活保障', '未发现异常', 'no-anomaly']) {
      expect(text).not.toContain(word);
    }
  });

  test.each([numberOf(3), 'nonsense', '<script>', '371002-2026-DB-0000001-0'])(
    'who asks about %s is told that there is none',
    async (asked) => {
      const { status, text } = await visitor().get(`/check?number=${encodeURIComponent(asked)}`);
      expect(status).toBe(200);
      expect(text).toContain('没有此编号的报告');
      expect(text).not.toContain('<script>');
    },
  );
});
