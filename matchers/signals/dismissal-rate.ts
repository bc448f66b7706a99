// Somebody dismisses findings much more often, or more seldom, than colleagues dismiss findings of the same kinds. She may
// have the harder households, or know her village; or finds nothing where something is. It says nothing about anybody's work
// and is for her supervisor to talk about with her.
//
// Law: none; supervision of the office's own work. Since: 2026. Fewer decisions than `decisions`, or too few colleagues to
// compare with: nothing is said. Colleagues are those of the smallest region around hers that has enough of them.
//
// Example: of one kind she dismissed 9 of 10, colleagues 1 of 10. Together 10 of 20 were dismissed, so 5 of hers would be
// expected. Chance brings 9 or more about in (C(10,9)·C(10,1) + C(10,10)·C(10,0)) / C(20,10) = 101 / 184,756, once in 1,829.

import type { Month } from '../../domain/calendar.ts';
import { liesIn, regionAndAbove, type RegionCode } from '../../domain/region.ts';
import type { DismissalFacts } from '../../domain/signal.ts';
import { chanceOfAtLeast, chanceOfAtMost, chancesOf } from './chance.ts';

/** What one person decided on one kind of finding. */
export type Tally = {
  readonly account: string;
  readonly region: RegionCode;
  readonly kind: string;
  readonly decided: number;
  readonly dismissed: number;
};

export type DismissalTerms = {
  readonly months: number;
  /** Decided by her, at least. */
  readonly decisions: number;
  readonly colleagues: number;
  /** Decided by the colleagues together, at least. */
  readonly colleaguesDecisions: number;
  /** Dismissed at least so many times what is expected; for fewer, at most one part of so many. Thousandths. */
  readonly timesPermille: number;
  /** One false signal in so many rounds of comparing everybody. */
  readonly falseOnceIn: number;
};

type Judged = { readonly facts: DismissalFacts; readonly chance: number };

/**
 * Everybody against the others. Whoever is furthest off is told of first and then left out of the comparison with the
 * rest: two who dismiss nearly everything would make those who do as usual look unusual.
 * @param tallies of the window alone; a person has one region
 * @param from the first month of each person's tallies
 */
export function dismissalRates(
  tallies: readonly Tally[],
  from: (account: string) => Month,
  until: Month,
  terms: DismissalTerms,
): DismissalFacts[] {
  const accounts = [...new Set(tallies.map(({ account }) => account))];
  const told: DismissalFacts[] = [];
  for (let usual = tallies; ; ) {
    const furthest = accounts
      .filter((account) => told.every((one) => one.account !== account))
      .map((account) => {
        const window = { from: from(account), until };
        return judged(account, usual, window, accounts.length, terms);
      })
      .filter((one) => one !== null)
      .toSorted((one, other) => one.chance - other.chance)[0];
    if (furthest === undefined) return told;
    told.push(furthest.facts);
    usual = usual.filter(({ account }) => account !== furthest.facts.account);
  }
}

function judged(
  account: string,
  tallies: readonly Tally[],
  window: { readonly from: Month; readonly until: Month },
  /** How many are compared. */
  accounts: number,
  terms: DismissalTerms,
): Judged | null {
  const own = tallies.filter((one) => one.account === account);
  const region = own[0]?.region;
  const decided = sumOf(own, 'decided');
  if (region === undefined || decided < terms.decisions) return null;
  const circle = regionAndAbove(region).find((code) => hasEnough(colleaguesIn(code), terms));
  if (circle === undefined) return null;
  const others = colleaguesIn(circle);
  const urns = own.map(({ kind, decided: ownDecided, dismissed }) => {
    const alike = others.filter((one) => one.kind === kind);
    return {
      own: ownDecided,
      all: ownDecided + sumOf(alike, 'decided'),
      dismissed: dismissed + sumOf(alike, 'dismissed'),
    };
  });
  const dismissed = sumOf(own, 'dismissed');
  const expected = urns.reduce((sum, urn) => sum + (urn.own * urn.dismissed) / urn.all, 0);
  const chances = chancesOf(urns);
  const isMore = dismissed > expected;
  const chance = isMore ? chanceOfAtLeast(chances, dismissed) : chanceOfAtMost(chances, dismissed);
  // Everybody is compared, and in both directions: of so many comparisons some come out far off by chance.
  if (chance * 2 * accounts * terms.falseOnceIn > 1) return null;
  const times = terms.timesPermille / 1_000;
  if (isMore ? dismissed < expected * times : dismissed * times > expected) return null;
  const facts: DismissalFacts = {
    kind: 'dismissal-rate',
    account,
    direction: isMore ? 'more' : 'fewer',
    ...window,
    decided,
    dismissed,
    expectedMilli: Math.round(expected * 1_000),
    colleagues: new Set(others.map((one) => one.account)).size,
    colleaguesDecided: sumOf(others, 'decided'),
    colleaguesDismissed: sumOf(others, 'dismissed'),
    circle: circle as RegionCode,
    onceIn: Math.floor(1 / Math.max(chance, SMALLEST_TOLD)),
  };
  return { facts, chance };

  function colleaguesIn(code: string): Tally[] {
    const isIn = (one: Tally) => code === 'CN' || liesIn(one.region, code as RegionCode);
    return tallies.filter((one) => one.account !== account && isIn(one));
  }
}

/** Beyond it a figure only looks exact. */
const SMALLEST_TOLD = 1e-9;

function hasEnough(others: readonly Tally[], terms: DismissalTerms): boolean {
  return (
    new Set(others.map(({ account }) => account)).size >= terms.colleagues &&
    sumOf(others, 'decided') >= terms.colleaguesDecisions
  );
}

function sumOf(tallies: readonly Tally[], of: 'decided' | 'dismissed'): number {
  return tallies.reduce((sum, tally) => sum + tally[of], 0);
}
