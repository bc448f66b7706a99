// Searching reports, counting them and drawing samples: on reports that a test can count by hand, as viewers of two regions.

import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CalendarDate, instant } from '../../../domain/calendar.ts';
import type { LedgerKind } from '../../../domain/ledger.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { Conclusion, SealedReport } from '../../../domain/report.ts';
import type { Viewer } from '../../../domain/staff.ts';
import { countAll } from '../../../jobs/keep-figures.ts';
import type { Records } from '../../../store/store.ts';
import { inventedId, inventedReport } from '../../support/households.ts';
import { runningBatch, useStore } from '../../support/store.ts';

const held = useStore();

const REGION = '371000' as RegionCode;
const auditor: Viewer = { account: 'auditor', role: 'auditor', region: REGION, purpose: '抽查' };
let records: Records;
let batchId: string;
/** Numbers of the twelve reports, the newest first. */
let numbers: string[];

/** Twelve households from number 9000 on: every third doubtful, every fourth beyond a limit. */
function conclusionOf(place: number): { conclusion: Conclusion; kinds: string[] } {
  if (place % 4 === 3) return { conclusion: 'exceeds', kinds: ['vehicles-above-limit'] };
  if (place % 3 === 2)
    return { conclusion: 'doubts', kinds: ['wage-undeclared', 'benefit-undeclared'] };
  return { conclusion: 'no-anomaly', kinds: [] };
}

beforeAll(async () => {
  const { store } = held;
  const running = await runningBatch(store, 12, 9_000);
  batchId = running.batchId;
  const chunk = running.chunks[0]?.id ?? '';
  const households = await store.households.readChunk(chunk);
  const sealed = households.map(({ id, household }, place) => {
    const report = inventedReport(household, {
      number: `371002-2026-DB-${String(place + 1).padStart(7, '0')}-X`,
    });
    const { conclusion, kinds } = conclusionOf(place);
    return {
      householdId: id,
      verification: 1,
      report: {
        ...report,
        issuedAt: instant(new Date(Date.UTC(2026, 6, 1, 0, 0, place))),
        content: {
          ...report.content,
          conclusion,
          findings: kinds.map((kind) => ({ kind, severity: 'doubt' })),
        },
      } as unknown as SealedReport,
    };
  });
  await store.reports.seal(chunk, sealed);
  numbers = sealed.map(({ report }) => report.number).toReversed();
  await countAll(store.figures);
  records = store.as(auditor);
});

describe('searching reports', () => {
  const found = async (query: Parameters<Records['reportSearch']['find']>[0]) =>
    (await records.reportSearch.find(query, { limit: 50 })).reports.map(({ number }) => number);

  test('goes through all of them page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await records.reportSearch.find({}, { limit: 5, after });
      expect(page.reports.length).toBeLessThanOrEqual(5);
      seen.push(...page.reports.map(({ number }) => number));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(numbers);
  });

  test('finds by conclusion, kind of finding, caseworker, day, batch and number, and by several at once', async () => {
    expect(await found({ conclusion: 'exceeds' })).toHaveLength(3);
    expect(await found({ kinds: ['wage-undeclared'] })).toHaveLength(3);
    expect(await found({ kinds: ['wage-undeclared', 'vehicles-above-limit'] })).toHaveLength(6);
    expect(await found({ kinds: ['wage-undeclared'], conclusion: 'exceeds' })).toEqual([]);
    expect(await found({ caseworker: 'clerk', batch: batchId })).toHaveLength(12);
    expect(await found({ caseworker: 'another' })).toEqual([]);
    const day = '2026-07-01' as CalendarDate;
    expect(await found({ from: day, until: day })).toHaveLength(12);
    expect(await found({ until: '2026-06-30' as CalendarDate })).toEqual([]);
    expect(await found({ number: numbers[3] ?? '' })).toEqual([numbers[3]]);
    expect(await found({ region: '371002' as RegionCode })).toHaveLength(12);
    expect(await found({ region: '371003' as RegionCode })).toEqual([]);
  });

  test('finds the households of a person by the exact ID number, and by no other', async () => {
    const { store } = held;
    const first = await store.households.findByReport(numbers[11] ?? '');
    const idNumber = first?.household.persons[0]?.idNumber ?? inventedId(0);
    expect(await found({ idNumber })).toEqual([numbers[11]]);
    expect(await found({ idNumber: inventedId(1_234_567) })).toEqual([]);
  });

  test('shows another region, or an auditor who has stated no purpose, nothing', async () => {
    for (const viewer of [
      { ...auditor, region: '371082' as RegionCode },
      { ...auditor, purpose: null },
      { ...auditor, role: 'operator' as const },
    ]) {
      const page = await held.store.as(viewer).reportSearch.find({}, { limit: 50 });
      expect(page).toEqual({ reports: [], next: null });
    }
  });

  test('finds those of a town, for a city and for the town itself, newest first and page by page', async () => {
    const town = '371002001' as RegionCode;
    const handledIn = (region: string) =>
      held.sql.query('update reports set handled_in = $1 where number = any($2)', [
        region,
        numbers.slice(2, 6),
      ]);
    await handledIn(town);
    expect(await found({ region: town })).toEqual(numbers.slice(2, 6));
    const there = held.store.as({ ...auditor, region: town }).reportSearch;
    const first = await there.find({}, { limit: 3 });
    const second = await there.find({}, { limit: 3, after: first.next ?? '' });
    expect([...first.reports, ...second.reports].map(({ number }) => number)).toEqual(
      numbers.slice(2, 6),
    );
    expect(second.next).toBeNull();
    await handledIn('371002');
  });

  test('begins anew on a cursor that it did not make', async () => {
    const page = await records.reportSearch.find({}, { limit: 2, after: 'eyJhIjoxfQ' });
    expect(page.reports.map(({ number }) => number)).toEqual(numbers.slice(0, 2));
  });
});

describe('figures', () => {
  const MONTHS = { from: '2026-07-01' as CalendarDate, until: '2026-07-01' as CalendarDate };

  test('count current reports by conclusion and kind, and count again what is superseded', async () => {
    expect(await records.figures.months(MONTHS)).toEqual([
      { month: '2026-07-01', conclusion: 'doubts', reports: 3 },
      { month: '2026-07-01', conclusion: 'exceeds', reports: 3 },
      { month: '2026-07-01', conclusion: 'no-anomaly', reports: 6 },
    ]);
    expect(await records.figures.kinds(MONTHS)).toEqual([
      { kind: 'benefit-undeclared', reports: 3 },
      { kind: 'vehicles-above-limit', reports: 3 },
      { kind: 'wage-undeclared', reports: 3 },
    ]);
    const { store } = held;
    const chunk = `${batchId}-1`;
    const [household] = await store.households.readChunk(chunk);
    const before = await store.reports.read(numbers[11] ?? '');
    const report = {
      ...before,
      number: '371002-2026-DB-0000099-X',
      version: 2,
      supersedes: before.number,
      issuedAt: instant(new Date('2026-07-05T00:00:00Z')),
      content: { ...before.content, conclusion: 'incomplete' },
    } as unknown as SealedReport;
    await store.reports.seal(chunk, [{ householdId: household?.id ?? 0, verification: 1, report }]);
    await countAll(store.figures);
    const months = await records.figures.months(MONTHS);
    expect(months.find(({ conclusion }) => conclusion === 'no-anomaly')?.reports).toBe(5);
    expect(months.find(({ conclusion }) => conclusion === 'incomplete')?.reports).toBe(1);
    expect(await held.store.figures.countChanged()).toBe(0);
  });

  test('count what people confirm and dismiss, by finding and by office', async () => {
    const decide = (number: string, decision: string) =>
      held.sql.query(
        `insert into reviews (household_id, verification, report_number, finding_id, finding_digest, seq, rule, kind,
                              severity, decision, by_account, at, sealed)
         select household_id, verification, number, 'F1', sha256(convert_to(number, 'UTF8')), 1, 'declared-income',
                'wage-undeclared', 'doubt', $2, 'clerk', '2026-07-03T00:00:00Z', ''
         from reports where number = $1`,
        [number, decision],
      );
    await decide(numbers[9] ?? '', 'dismiss');
    await decide(numbers[6] ?? '', 'dismiss');
    await decide(numbers[3] ?? '', 'confirm');
    await decide(numbers[0] ?? '', 'ask-household');
    expect(await records.figures.reviews('kind', MONTHS)).toEqual([
      { of: 'wage-undeclared', confirmed: 1, dismissed: 2 },
    ]);
    expect(await records.figures.reviews('region', MONTHS)).toEqual([
      { of: '371002', confirmed: 1, dismissed: 2 },
    ]);
    const elsewhere = held.store.as({ ...auditor, region: '371082' as RegionCode });
    expect(await elsewhere.figures.reviews('kind', MONTHS)).toEqual([]);
  });

  test('tell how long households waited, and show a county its own', async () => {
    const [month] = await records.figures.waiting({
      from: '2020-01-01' as CalendarDate,
      until: '2099-01-01' as CalendarDate,
    });
    expect(month).toMatchObject({ batches: 1, households: 12, reported: 12 });
    expect(month?.medianSeconds).toBeGreaterThanOrEqual(0);
    const elsewhere = held.store.as({ ...auditor, region: '371082' as RegionCode });
    expect(await elsewhere.figures.months(MONTHS)).toEqual([]);
  });

  test('are those of where the asked region and the viewer’s meet, and stay the sums of all chunks', async () => {
    const city = held.store.as({ ...auditor, region: '371000' as RegionCode });
    const reports = async (of: Records, region?: string) =>
      (await of.figures.months({ ...MONTHS, region: region as RegionCode | undefined })).reduce(
        (sum, one) => sum + one.reports,
        0,
      );
    for (const region of [undefined, '370000', '371000', '371002']) {
      expect(await reports(city, region)).toBe(12);
    }
    for (const region of ['371082', '371002001', '110000', '372000']) {
      expect(await reports(city, region)).toBe(0);
    }
    expect(await reports(held.store)).toBe(12);
    expect(await reports(held.store, '370000')).toBe(12);
    const { rows } = await held.sql.query(
      `select p, sum(reports)::int as reports from chunk_tallies, region_prefixes(region) p group by 1
       except select prefix, sum(reports)::int from region_tallies group by 1`,
    );
    expect(rows).toEqual([]);
  });
});

describe('a spot check', () => {
  const draw = {
    query: { until: '2026-07-01' as CalendarDate },
    method: 'random',
    seed: '2026-07',
    size: 5,
    at: instant(new Date('2026-07-02T00:00:00Z')),
  } as const;

  test('draws the same from the same seed, also after one of them was superseded', async () => {
    const { population, reports } = await records.spotChecks.draw(draw);
    // One of the twelve was superseded on the fifth: on the second it still stood.
    expect(population).toBe(12);
    expect(new Set(reports.map(({ number }) => number)).size).toBe(5);
    expect(await records.spotChecks.draw(draw)).toEqual({ population, reports });
    const other = await records.spotChecks.draw({ ...draw, seed: '2026-08' });
    expect(other.reports).not.toEqual(reports);
    const later = await records.spotChecks.draw({
      ...draw,
      at: instant(new Date('2026-07-06T00:00:00Z')),
    });
    expect(later.population).toBe(11);
  });

  test('by risk draws what exceeds and what is doubted more often', async () => {
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 60; seed++) {
      const { reports } = await records.spotChecks.draw({
        ...draw,
        method: 'risk',
        seed: `${seed}`,
        size: 4,
      });
      for (const { number } of reports) drawn.set(number, (drawn.get(number) ?? 0) + 1);
    }
    const times = (place: number) => drawn.get(numbers[11 - place] ?? '') ?? 0;
    // Places 3, 7, 11 exceed (weight 5), 2, 5, 8 are doubtful (weight 6), the others weigh 1.
    const mean = (places: number[]) =>
      places.reduce((sum, one) => sum + times(one), 0) / places.length;
    expect(mean([3, 7, 11, 2, 5, 8])).toBeGreaterThan(2 * mean([0, 1, 4, 6, 9, 10]));
  });

  test('is kept as it was drawn', async () => {
    const drawn = await records.spotChecks.draw(draw);
    const kept = { ...draw, region: REGION, drawnBy: 'auditor', purpose: '年度抽查' };
    const id = await held.store.spotChecks.keep(kept, drawn);
    expect(await records.spotChecks.get(id)).toEqual({ id, ...kept, ...drawn });
    expect((await records.spotChecks.list(10)).map((one) => one.id)).toEqual([id]);
    const county = held.store.as({ ...auditor, region: '371082' as RegionCode });
    expect(await county.spotChecks.get(id)).toBeNull();
  });
});

describe('who looked at whom', () => {
  test('is found by who, what and whom, and leaves out what workers do', async () => {
    const subject = numbers[5] ?? '';
    const look = (actor: string, kind: LedgerKind, about: string) => ({
      at: instant(new Date()),
      actor,
      kind,
      subject: about,
      purpose: '审计',
      content: about,
    });
    await held.store.ledger.note([
      look('clerk-a', 'look', subject),
      look('clerk-b', 'export', subject),
      look('clerk-a', 'look', numbers[6] ?? ''),
    ]);
    await held.store.ledger.sequence();
    const find = async (query: Parameters<Records['looks']['find']>[0]) =>
      (await records.looks.find(query, { limit: 10 })).looks.map(
        ({ actor, kind }) => `${actor} ${kind}`,
      );
    expect(await find({})).toEqual(['clerk-a look', 'clerk-b export', 'clerk-a look']);
    expect(await find({ subject })).toEqual(['clerk-b export', 'clerk-a look']);
    expect(await find({ actor: 'clerk-a' })).toEqual(['clerk-a look', 'clerk-a look']);
    expect(await find({ kind: 'export' })).toEqual(['clerk-b export']);
    const person = await held.store.households.findByReport(subject);
    const idNumber = person?.household.persons[0]?.idNumber ?? inventedId(0);
    expect(await find({ idNumber })).toEqual(['clerk-b export', 'clerk-a look']);
    const [first] = (await records.looks.find({}, { limit: 1 })).looks;
    expect(first?.leaf).toEqual(expect.any(Number));
    const next = (await records.looks.find({}, { limit: 2 })).next ?? '';
    expect((await records.looks.find({}, { limit: 2, after: next })).looks).toHaveLength(1);
    const operator = held.store.as({ ...auditor, role: 'operator' });
    expect((await operator.looks.find({}, { limit: 10 })).looks).toEqual([]);
  });
});
