// What must have become of the findings that staff settled: every word that was acknowledged stands there once, none twice,
// each has its ledger entry, and whoever decided is not their own second pair of eyes.

import {
  findingState,
  isSettled,
  type Review,
  wantsReview,
  wantsSecond,
} from '../../domain/review.ts';
import { findingDigest } from '../../store/reviews.ts';
import type { Ground } from './ground.ts';
import type { Violation } from './invariants.ts';
import type { Word } from './settling.ts';

/** A report on which somebody settled something, as the store has it afterwards. */
export type Reviewed = {
  readonly number: string;
  readonly reviews: readonly Pick<
    Review,
    | 'reportNumber'
    | 'findingId'
    | 'findingDigest'
    | 'severity'
    | 'decision'
    | 'reason'
    | 'by'
    | 'second'
  >[];
  /** Digests of the findings that want a person's look. */
  readonly wanted: readonly string[];
  /** null: another report has taken its place, and nobody settles this one. */
  readonly isSettled: boolean | null;
  /** Entries of the ledger about decisions on it, and about second words. */
  readonly ledgered: { readonly review: number; readonly second: number };
};

export async function settlementViolations(
  ground: Pick<Ground, 'sql' | 'engine'>,
  words: readonly Word[],
): Promise<Violation[]> {
  const numbers = [...new Set(words.map(({ number }) => number))];
  return judgeSettlements(
    await Promise.all(numbers.map((one) => readReviewed(ground, one))),
    words,
  );
}

/** Pure. */
export function judgeSettlements(
  reports: readonly Reviewed[],
  words: readonly Word[],
): Violation[] {
  const violations: Violation[] = [];
  const hold = (invariant: string, wrong: readonly string[]) => {
    if (wrong.length > 0) violations.push({ invariant, said: wrong.slice(0, 5).join('; ') });
  };
  const timesOf = ({ number, reason, isSecond }: Word) =>
    (reports.find((one) => one.number === number)?.reviews ?? []).filter((review) =>
      isSecond ? review.second?.reason === reason : review.reason === reason,
    ).length;
  hold(
    'no settlement that was acknowledged is lost',
    words.filter((one) => one.isAcknowledged && timesOf(one) === 0).map(({ reason }) => reason),
  );
  hold(
    'no settlement is there twice',
    words.filter((one) => timesOf(one) > 1).map(({ reason }) => reason),
  );
  hold(
    'nobody is the second pair of eyes on their own decision',
    reports
      .filter(({ reviews }) => reviews.some(({ by, second }) => second?.by === by))
      .map(({ number }) => number),
  );
  hold(
    'a report is settled when all of its findings are, by two where two are wanted',
    reports
      .filter((one) => one.isSettled !== null && one.isSettled !== isAllSettled(one))
      .map(({ number }) => number),
  );
  hold(
    'every settlement is in the ledger once',
    reports
      .filter(({ number, reviews, ledgered }) => {
        const own = reviews.filter(({ reportNumber }) => reportNumber === number);
        const seconds = own.filter(({ second }) => second !== null);
        return ledgered.review !== own.length || ledgered.second !== seconds.length;
      })
      .map(({ number }) => number),
  );
  return violations;
}

function isAllSettled({ reviews, wanted }: Reviewed): boolean {
  return (
    wanted.length > 0 &&
    wanted.every((digest) => {
      const latest = reviews.findLast((review) => review.findingDigest === digest);
      if (latest === undefined || (wantsSecond(latest) && latest.second === null)) return false;
      return isSettled(findingState(latest as Review));
    })
  );
}

async function readReviewed(
  { engine, sql }: Pick<Ground, 'sql' | 'engine'>,
  number: string,
): Promise<Reviewed> {
  const { content } = await engine.store.reports.read(number);
  const [row] = await sql<{ settled: boolean | null; review: string; second: string }>(
    `select case when is_current then settled_at is not null end as settled,
            (select count(*) from ledger_entries where subject = $1 and kind = 'review') as review,
            (select count(*) from ledger_entries where subject = $1 and kind = 'review-seconded') as second
     from reports where number = $1`,
    [number],
  );
  return {
    number,
    reviews: await engine.store.reviews.ofReport(number),
    wanted: content.findings.filter(wantsReview).map((one) => findingDigest(one).toString('hex')),
    isSettled: row?.settled ?? null,
    ledgered: { review: Number(row?.review), second: Number(row?.second) },
  };
}
