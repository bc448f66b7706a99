import { describe, expect, test } from '@jest/globals';
import type { CalendarDate, Month } from '../../../../domain/calendar.ts';
import type { Fen } from '../../../../domain/money.ts';
import { risingIncome, type VerifiedIncome } from '../../../../matchers/signals/rising-income.ts';

const TERMS = { verifications: 3, daysBetween: 60, risePermille: 100, riseFen: 120_000 };
const date = (text: string) => text as CalendarDate;

type Line = VerifiedIncome['lines'][number];
const wage = (yuan: number | null, months = 12, person = 'li'): Line => ({
  person,
  incomeClass: 'wage',
  foundFen: yuan === null ? null : ((yuan * 100) as Fen),
  months,
});

function verified(on: string, ...lines: Line[]): VerifiedIncome {
  return {
    reportNumber: `R-${on}`,
    verifiedOn: date(on),
    from: '2025-01' as Month,
    until: '2025-12' as Month,
    lines,
  };
}
const series = (...yuan: number[]) =>
  yuan.map((one, place) => verified(`2026-0${1 + place * 3}-01`, wage(one)));
const isRaised = (history: readonly VerifiedIncome[]) =>
  risingIncome(history, null, TERMS) !== null;

describe('three verifications, each 10 % and 1,200 yuan above the one before', () => {
  test('12,000 → 14,400 (+2,400, 20 %) → 17,280 (+2,880, 20 %)', () => {
    const facts = risingIncome(series(12_000, 14_400, 17_280), null, TERMS);
    expect(facts?.steps.map(({ verifiedOn, foundFen }) => [verifiedOn, foundFen])).toEqual([
      ['2026-01-01', 1_200_000],
      ['2026-04-01', 1_440_000],
      ['2026-07-01', 1_728_000],
    ]);
    expect(facts).toMatchObject({ lines: 1, linesLeftOut: 0 });
  });

  test.each([
    ['exactly 10 % and 1,200 yuan: 12,000 → 13,200 → 14,520', [12_000, 13_200, 14_520], true],
    ['a fen less than 10 %: 12,000 → 13,199.99', [12_000, 13_199.99, 15_000], false],
    ['20 % but only 600 yuan: 3,000 → 3,600', [3_000, 3_600, 6_000], false],
    ['1,200 yuan but only 4 %: 30,000 → 31,200', [30_000, 31_200, 40_000], false],
    ['a fall between: 12,000 → 10,000 → 20,000', [12_000, 10_000, 20_000], false],
    ['from nothing found: 0 → 1,200 → 2,400', [0, 1_200, 2_400], true],
    ['only two of them', [12_000, 20_000], false],
  ])('%s', (_, yuan, expected) => {
    expect(isRaised(series(...yuan))).toBe(expected);
  });

  test('the last three count, whatever was before, in whichever order they come', () => {
    expect(
      isRaised(
        series(50_000, 12_000, 14_400)
          .concat(verified('2026-12-01', wage(17_280)))
          .toReversed(),
      ),
    ).toBe(true);
  });
});

describe('only what can be compared is', () => {
  test('a line known for other months in one of them is left out, and counted', () => {
    const history = [
      verified('2026-01-01', wage(12_000), wage(1_000, 3, 'zhang')),
      verified('2026-04-01', wage(14_400), wage(4_000, 6, 'zhang')),
      verified('2026-07-01', wage(17_280), wage(8_000, 9, 'zhang')),
    ];
    expect(risingIncome(history, null, TERMS)).toMatchObject({ lines: 1, linesLeftOut: 1 });
  });

  test('a line that appears is unknown before, not zero: no rise', () => {
    expect(
      isRaised([
        verified('2026-01-01'),
        verified('2026-04-01', wage(6_000)),
        verified('2026-07-01', wage(12_000)),
      ]),
    ).toBe(false);
    expect(
      isRaised([
        verified('2026-01-01', wage(null, 0)),
        verified('2026-04-01', wage(6_000)),
        verified('2026-07-01', wage(12_000)),
      ]),
    ).toBe(false);
  });

  test('lines of two persons are added: 6,000 + 6,000, 9,000 + 6,000, 12,000 + 6,000', () => {
    const both = (on: string, li: number) =>
      verified(on, wage(li, 12, 'li'), wage(6_000, 12, 'zhang'));
    const facts = risingIncome(
      [both('2026-01-01', 6_000), both('2026-04-01', 9_000), both('2026-07-01', 12_000)],
      null,
      TERMS,
    );
    expect(facts?.steps.map(({ foundFen }) => foundFen)).toEqual([1_200_000, 1_500_000, 1_800_000]);
  });

  test('a report mended after a week is no verification of its own', () => {
    expect(
      isRaised([
        verified('2026-01-01', wage(12_000)),
        verified('2026-06-24', wage(14_400)),
        verified('2026-07-01', wage(17_280)),
      ]),
    ).toBe(false);
  });
});

test('it rises anew only by what has risen since: the next two verifications', () => {
  const history = series(12_000, 14_400, 17_280);
  const upTo = date('2026-07-01');
  expect(risingIncome(history, upTo, TERMS)).toBeNull();
  const later = [...history, verified('2026-10-01', wage(20_000))];
  expect(risingIncome(later, upTo, TERMS)).toBeNull();
  const latest = [...later, verified('2027-01-01', wage(24_000))];
  expect(risingIncome(latest, upTo, TERMS)?.steps.map(({ verifiedOn }) => verifiedOn)).toEqual([
    '2026-07-01',
    '2026-10-01',
    '2027-01-01',
  ]);
});
