import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Month } from '../../../../domain/calendar.ts';
import type { RegionCode } from '../../../../domain/region.ts';
import {
  chanceOfAtLeast,
  chanceOfAtMost,
  chancesOf,
  type Urn,
} from '../../../../matchers/signals/chance.ts';
import { dismissalRates, type Tally } from '../../../../matchers/signals/dismissal-rate.ts';

describe('chance, exactly', () => {
  test('9 of her 10 dismissed, 1 of 10 of the others: 101 ways of 184,756', () => {
    // C(10,9)·C(10,1) = 100 and C(10,10)·C(10,0) = 1, of C(20,10) = 184,756.
    const chances = chancesOf([{ all: 20, dismissed: 10, own: 10 }]);
    expect(chanceOfAtLeast(chances, 9)).toBeCloseTo(101 / 184_756, 12);
    expect(chanceOfAtMost(chances, 1)).toBeCloseTo(101 / 184_756, 12);
  });

  test('two kinds: all of 1 of 2 and all of 1 of 3 by chance, 1/2 · 1/3 = 1/6', () => {
    const chances = chancesOf([
      { all: 2, dismissed: 1, own: 1 },
      { all: 3, dismissed: 1, own: 1 },
    ]);
    expect(chances.map((one) => Math.round(one * 6))).toEqual([2, 3, 1]);
  });

  test('chances add up to 1, and the mean is what is expected', () => {
    const urn = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map(
      ([all, dismissed, own]): Urn => ({
        all: all + 1,
        dismissed: Math.min(dismissed, all + 1),
        own: Math.min(own, all + 1),
      }),
    );
    fc.assert(
      fc.property(fc.array(urn, { maxLength: 4 }), (urns) => {
        const chances = chancesOf(urns);
        expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 8);
        const mean = chances.reduce((sum, one, count) => sum + one * count, 0);
        const expected = urns.reduce((sum, one) => sum + (one.own * one.dismissed) / one.all, 0);
        expect(mean).toBeCloseTo(expected, 6);
      }),
    );
  });
});

const TERMS = {
  months: 6,
  decisions: 30,
  colleagues: 3,
  colleaguesDecisions: 100,
  timesPermille: 1_500,
  falseOnceIn: 100,
};
const WINDOW = { from: '2026-01' as Month, until: '2026-06' as Month };
const TOWN = '371002001';

function tally(
  account: string,
  decided: number,
  dismissed: number,
  more: Partial<Tally> = {},
): Tally {
  return { account, region: TOWN as RegionCode, kind: 'vehicles', decided, dismissed, ...more };
}
/** Three colleagues, 100 decisions each, 20 dismissed. */
const COLLEAGUES = ['b', 'c', 'd'].map((account) => tally(account, 100, 20));
const all = (tallies: readonly Tally[]) =>
  dismissalRates(tallies, () => WINDOW.from, WINDOW.until, TERMS);
/** What is told of `a`. */
const of = (own: readonly Tally[], others: readonly Tally[] = COLLEAGUES) =>
  all([...own, ...others]).find(({ account }) => account === 'a') ?? null;

describe('beside colleagues who dismiss 20 of 100', () => {
  test('30 of 50 are far more than the 12.86 expected: 50 × 90 / 350', () => {
    const facts = of([tally('a', 50, 30)]);
    expect(facts).toMatchObject({
      account: 'a',
      direction: 'more',
      decided: 50,
      dismissed: 30,
      expectedMilli: 12_857,
      colleagues: 3,
      colleaguesDecided: 300,
      colleaguesDismissed: 60,
      circle: TOWN,
      ...WINDOW,
    });
    // 8 comparisons, false once in 100 rounds: chance must be below 1 in 800.
    expect(facts?.onceIn).toBeGreaterThan(800);
  });

  test.each([
    ['as many as the others: 10 of 50', 50, 10],
    ['more, but as chance brings about: 16 of 50', 50, 16],
    ['all of 29: too few decisions to say anything', 29, 29],
  ])('%s', (_, decided, dismissed) => {
    expect(of([tally('a', decided, dismissed)])).toBeNull();
  });

  test('none of 100 are far fewer than the 15 expected: 100 × 60 / 400', () => {
    expect(of([tally('a', 100, 0)])).toMatchObject({ direction: 'fewer', expectedMilli: 15_000 });
  });

  test('a small difference over very many decisions is no signal', () => {
    // 26 % against 20 %: hardly chance, but not half as many again.
    const many = ['b', 'c', 'd'].map((account) => tally(account, 10_000, 2_000));
    expect(of([tally('a', 10_000, 2_600)], many)).toBeNull();
  });
});

test('two who dismiss nearly everything do not make the others look unusual', () => {
  // Beside 60 of 70 twice, 20 of 100 are far fewer than the 40.9 expected of 180 in 440: but not beside one another.
  const told = all([tally('a', 70, 60), tally('e', 70, 60), ...COLLEAGUES]);
  expect(told.map(({ account, direction }) => `${account} ${direction}`)).toEqual([
    'a more',
    'e more',
  ]);
});

test('kinds are compared with their like: whoever decides what everybody dismisses is not unusual', () => {
  const others = ['b', 'c', 'd'].flatMap((account) => [
    tally(account, 90, 9),
    tally(account, 10, 9, { kind: 'address' }),
  ]);
  // 45 of 50, and 18 of 100 by colleagues in all; but of this kind they dismiss 27 of 30.
  expect(of([tally('a', 50, 45, { kind: 'address' })], others)).toBeNull();
});

describe('colleagues', () => {
  test('of the same county where the town has too few', () => {
    const own = tally('a', 50, 30);
    const others = COLLEAGUES.map((one, place) => ({
      ...one,
      region: `37100200${place + 2}` as RegionCode,
    }));
    expect(of([own], others)?.circle).toBe('371002');
  });

  test('too few, or with too few decisions: nothing is said', () => {
    expect(of([tally('a', 50, 50)], COLLEAGUES.slice(0, 2))).toBeNull();
    expect(
      of(
        [tally('a', 50, 50)],
        COLLEAGUES.map((one) => ({ ...one, decided: 33 })),
      ),
    ).toBeNull();
  });
});

test('where nobody is unusual, hardly a signal rises: at most 1 in 100 rounds is promised', () => {
  // Deterministic drawing: 400 rounds of 6 caseworkers, each dismissing 30 % of 60.
  let state = 42;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  let raised = 0;
  for (let round = 0; round < 400; round++) {
    const tallies = Array.from('abcdef').map((account) =>
      tally(account, 60, Array.from({ length: 60 }, draw).filter((one) => one < 0.3).length),
    );
    raised += all(tallies).length;
  }
  expect(raised).toBeLessThanOrEqual(4);
});
