// Reviews of findings: written with their ledger entry, never changed but for the supervisor's word.

import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type CryptoSuite, SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Finding } from '../domain/finding.ts';
import {
  findingState,
  isSettled,
  type Review,
  type ReviewDecision,
  type SecondVerdict,
  wantsReview,
} from '../domain/review.ts';
import type { SealedReport } from '../domain/report.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import type { SealingKey } from './encryption/sealing-key.ts';
import { sealJson } from './encryption/sealed-json.ts';
import { keysOfHouseholds } from './household-keys.ts';
import { addEntries, entryOf } from './ledger/entries.ts';
import { reportUnknown } from './reports.ts';
import {
  reasonPlace,
  REVIEW_COLUMNS,
  type ReviewRow,
  secondPlace,
  toReview,
} from './review-rows.ts';

export type NewReview = {
  readonly report: SealedReport;
  readonly finding: Finding;
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** How many reviews of the finding the person had seen. */
  readonly seen: number;
};

export type NewSecondLook = {
  readonly report: SealedReport;
  readonly reviewId: number;
  readonly verdict: SecondVerdict;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
};

/** `overtaken`: somebody else has decided in the meantime, and nothing was written. */
export type ReviewWritten = 'written' | 'overtaken';

/** SHA-256 of the finding without its mark, which may differ from report to report. */
export function findingDigest(finding: Finding): Buffer {
  return createHash('sha256')
    .update(canonicalJson({ ...finding, id: '' }))
    .digest();
}

export type Reviews = ReturnType<typeof reviewsIn>;

export function reviewsIn(database: Database, dataKeys: DataKeys, suite: CryptoSuite) {
  const { digest: ledgerDigest } = SUITE_PARTS[suite];
  return {
    /** Of the household's verification that the report belongs to, the oldest first. */
    async ofReport(number: string): Promise<Review[]> {
      const rows = await database.rows<ReviewRow>(
        `select ${REVIEW_COLUMNS} from reviews
         where (household_id, verification) = (select household_id, verification from reports where number = $1)
         order by id`,
        [number],
      );
      return opened(rows);
    },

    /**
     * What was settled in earlier rounds of the household's verification: the last word on each finding of each round,
     * the oldest first. A finding that comes back is for a person to settle again, with this in view.
     */
    async settledBefore(number: string): Promise<Review[]> {
      const rows = await database.rows<ReviewRow>(
        `select * from (
           select distinct on (v.verification, v.finding_digest) ${REVIEW_COLUMNS} from reviews v
           where v.household_id = (select household_id from reports where number = $1)
             and v.verification < (select verification from reports where number = $1)
           order by v.verification, v.finding_digest, v.seq desc) l
         order by id`,
        [number],
      );
      return (await opened(rows)).filter((review) => isSettled(findingState(review)));
    },

    /** @throws HeduiError REPORT_UNKNOWN, also when the household's key was erased. */
    async add(review: NewReview): Promise<ReviewWritten> {
      const { report, finding, decision, by, at } = review;
      const place = await placeOf(report.number);
      const digest = findingDigest(finding);
      return database.transaction(async (client) => {
        await hold(client, place.household_id);
        const { rows: added } = await client.query(
          `insert into reviews (household_id, verification, report_number, finding_id, finding_digest, seq, rule,
                                kind, severity, decision, by_account, at, sealed)
           select $1, $2, $3, $4, $5, $6::int, $7, $8, $9, $10, $11, $12, $13
           where $6::int = 1 + (select count(*) from reviews
                           where household_id = $1 and verification = $2 and finding_digest = $5)
           returning id`,
          [
            place.household_id,
            place.verification,
            report.number,
            finding.id,
            digest,
            review.seen + 1,
            finding.rule,
            finding.kind,
            finding.severity,
            decision,
            by,
            at,
            sealJson(
              review.reason,
              place.key,
              reasonPlace(place.household_id, digest, review.seen + 1),
            ),
          ],
        );
        if (added.length === 0) return 'overtaken';
        await addEntries(client, [
          entryOf(
            {
              at,
              actor: by,
              kind: 'review',
              subject: report.number,
              purpose: report.content.purpose,
              content: {
                finding: finding.id,
                findingDigest: digest.toString('hex'),
                decision,
                reason: review.reason,
              },
            },
            ledgerDigest,
          ),
        ]);
        await closeIfSettled(client, report, place, at);
        return 'written';
      });
    },

    /** The supervisor's word on a decision, once. */
    async addSecond(second: NewSecondLook): Promise<ReviewWritten> {
      const { report, reviewId, verdict, by, at } = second;
      const place = await placeOf(report.number);
      return database.transaction(async (client) => {
        await hold(client, place.household_id);
        const { rows } = await client.query<{ finding_digest: Buffer; seq: number }>(
          `select finding_digest, seq from reviews r
           where id = $1 and household_id = $2 and second_verdict is null and by_account <> $3
             and seq = (select max(seq) from reviews l
                        where l.household_id = $2 and l.verification = r.verification
                          and l.finding_digest = r.finding_digest)`,
          [reviewId, place.household_id, by],
        );
        const [review] = rows;
        if (review === undefined) return 'overtaken';
        await client.query(
          `update reviews set second_verdict = $2, second_account = $3, second_at = $4, second_sealed = $5
           where id = $1`,
          [
            reviewId,
            verdict,
            by,
            at,
            sealJson(
              second.reason,
              place.key,
              secondPlace(place.household_id, review.finding_digest, review.seq),
            ),
          ],
        );
        await addEntries(client, [
          entryOf(
            {
              at,
              actor: by,
              kind: 'review-seconded',
              subject: report.number,
              purpose: report.content.purpose,
              content: { review: reviewId, verdict, reason: second.reason },
            },
            ledgerDigest,
          ),
        ]);
        await closeIfSettled(client, report, place, at);
        return 'written';
      });
    },

    /** A later report may hold nothing but findings that were settled on an earlier one. */
    async settleIfDone(report: SealedReport, at: Instant): Promise<void> {
      const place = await placeOf(report.number);
      await database.transaction((client) => closeIfSettled(client, report, place, at));
    },
  };

  /** Without those whose household's key was erased. */
  async function opened(rows: readonly ReviewRow[]): Promise<Review[]> {
    const ids = [...new Set(rows.map((row) => row.household_id))];
    const keys = await keysOfHouseholds(database, dataKeys, ids);
    return rows.flatMap((row) => {
      const key = keys.get(row.household_id);
      return key === undefined ? [] : [toReview(row, key)];
    });
  }

  async function placeOf(number: string): Promise<Place> {
    const row = await database.one<Omit<Place, 'key'>>(
      'select household_id, verification from reports where number = $1',
      [number],
    );
    const keys = row && (await keysOfHouseholds(database, dataKeys, [row.household_id]));
    const key = row && keys?.get(row.household_id);
    if (!row || !key) throw reportUnknown();
    return { ...row, key };
  }

  async function closeIfSettled(
    client: PoolClient,
    report: SealedReport,
    place: Place,
    at: Instant,
  ): Promise<void> {
    const wanted = report.content.findings.filter(wantsReview);
    if (wanted.length === 0) return;
    const { rows } = await client.query<ReviewRow>(
      `select distinct on (finding_digest) ${REVIEW_COLUMNS} from reviews
       where household_id = $1 and verification = $2 order by finding_digest, seq desc`,
      [place.household_id, place.verification],
    );
    const latest = new Map(
      rows.map((row) => [row.finding_digest.toString('hex'), toReview(row, place.key)]),
    );
    const isDone = wanted.every((finding) =>
      isSettled(findingState(latest.get(findingDigest(finding).toString('hex')) ?? null)),
    );
    await client.query(
      `update reports set settled_at = case when $2 then coalesce(settled_at, $3::timestamptz) end
       where number = $1 and (settled_at is null) = $2`,
      [report.number, isDone, at],
    );
  }
}

/** Whoever settles another finding of the household at the same time waits: the last one closes the report. */
async function hold(client: PoolClient, householdId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `reviews/${householdId}`,
  ]);
}

type Place = {
  readonly household_id: number;
  readonly verification: number;
  readonly key: SealingKey;
};
