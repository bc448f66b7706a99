// Batches of invented households for a seeded store, and how departments served them.

import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { FINDING_NAMES } from '../../config/messages/finding-names.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { Conclusion } from '../../domain/report.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { Store } from '../../store/store.ts';
import type { Random } from '../city/grow/random.ts';

export const HOUSEHOLDS_A_BATCH = 500;
export const PERSONS_A_HOUSEHOLD = 2.6;
const MONTHS = 24;
const MONTH_MS = 30.4 * 86_400_000;

/** Towns and streets of Weihai's counties; the last three digits are invented. */
export const TOWNS: readonly RegionCode[] = ['371002', '371003', '371082', '371083'].flatMap(
  (county) =>
    Array.from(
      { length: 12 },
      (_, n) => `${county}${String(n + 1).padStart(3, '0')}` as RegionCode,
    ),
);
export const CASEWORKERS: readonly string[] = TOWNS.flatMap((town) => [
  `clerk-${town}-a`,
  `clerk-${town}-b`,
]);
const SCHEMES: readonly (readonly [SchemeId, number])[] = [
  ['subsistence', 0.62],
  ['low-income', 0.16],
  ['temporary-aid', 0.1],
  ['public-rental-housing', 0.07],
  ['extreme-poverty', 0.05],
];
export const CONCLUSION_SHARES: readonly (readonly [Conclusion, number])[] = [
  ['no-anomaly', 0.68],
  ['doubts', 0.19],
  ['incomplete', 0.08],
  ['exceeds', 0.05],
];
export const KINDS = Object.keys(FINDING_NAMES).slice(0, 40);

export type SeededBatch = {
  readonly id: number;
  readonly region: RegionCode;
  readonly scheme: SchemeId;
  readonly submittedBy: string;
  readonly day: string;
  readonly submittedAt: string;
  readonly sealedAt: string;
  readonly validUntil: string;
};

/** Through the store, since a list of batches opens the file name of each. */
export async function openBatches(
  store: Store,
  client: pg.Client,
  random: Random,
  count: number,
  now: number,
): Promise<SeededBatch[]> {
  const batches: SeededBatch[] = [];
  for (let n = 0; n < count; n++) {
    const town = Math.floor(random.next() * TOWNS.length);
    const region = TOWNS[town] ?? ('371002001' as RegionCode);
    const scheme = chosen(random, SCHEMES);
    const at = now - Math.floor(((count - n) / count) * MONTHS * MONTH_MS) - 3_600_000;
    // Most within minutes, some when a slow department has answered days later.
    const waited =
      random.next() < 0.9 ? 60_000 + random.next() * 1_200_000 : random.next() * 4 * 86_400_000;
    const sealedAt = Math.min(now - 60_000, at + waited);
    const day = shanghaiDate(new Date(at));
    const submittedBy = CASEWORKERS[town * 2 + (n % 2)] ?? 'clerk';
    const batchId = await store.batches.open({
      scheme,
      purpose: n % 7 === 0 ? 'recheck' : 'application',
      region,
      fileName: `${day} ${region}.csv`,
      fileDigest: randomBytes(32).toString('hex'),
      submittedBy,
      verifiedOn: day,
    });
    batches.push({
      id: Number(batchId.slice(1)),
      region,
      scheme,
      submittedBy,
      day,
      submittedAt: new Date(at).toISOString(),
      sealedAt: new Date(sealedAt).toISOString(),
      validUntil: shanghaiDate(new Date(sealedAt + 180 * 86_400_000)),
    });
  }
  await client.query(
    `update batches b set state = 'running', submitted_at = t.at, received_at = t.at, queued_at = t.at,
            rows = $3, households = $4, persons = $3, next_seq = $4 + 1
     from unnest($1::bigint[], $2::timestamptz[]) as t (id, at) where b.id = t.id`,
    [
      batches.map((one) => one.id),
      batches.map((one) => one.submittedAt),
      Math.round(HOUSEHOLDS_A_BATCH * PERSONS_A_HOUSEHOLD),
      HOUSEHOLDS_A_BATCH,
    ],
  );
  return batches;
}

const DEPARTMENTS = ['public-security', 'human-resources', 'land', 'tax', 'banks', 'civil-affairs'];

export async function seedExchanges(
  client: pg.Client,
  random: Random,
  batches: readonly SeededBatch[],
): Promise<void> {
  const exchanges = batches.flatMap((batch) =>
    DEPARTMENTS.map((department) => {
      const fails = random.chance(0.04);
      return {
        department,
        batch_id: batch.id,
        failed_requests: fails ? 2 : 0,
        unanswered: fails ? 200 : 0,
        faults: fails ? [{ kind: 'timeout', count: 2 }] : [],
        ms: random.between(200, 1_100),
        at: batch.sealedAt,
        as_of: batch.day,
      };
    }),
  );
  await client.query(
    `insert into exchanges (department, batch_id, chunk_seq, requests, failed_requests, persons, answered, unanswered,
                            records, faults, response_ms, as_of, ms, at)
     select department, batch_id, 1, 13, failed_requests, 1300, 2600 - unanswered, unanswered, 900, faults,
            array[ms / 3, ms / 4, ms / 2, ms / 5], as_of, ms, at
     from jsonb_to_recordset($1) as t (department text, batch_id bigint, failed_requests int, unanswered int,
                                       faults jsonb, ms int, at timestamptz, as_of date)`,
    [JSON.stringify(exchanges)],
  );
}

/** Few kinds are frequent and many are rare. */
export function kindsOf(random: Random, conclusion: Conclusion): string[] {
  if (conclusion === 'no-anomaly' || conclusion === 'incomplete') return [];
  const count = 1 + Math.floor(random.next() ** 2 * 3);
  const kinds = Array.from(
    { length: count },
    () => KINDS[Math.floor(random.next() ** 3 * KINDS.length)] ?? '',
  );
  return [...new Set(kinds)];
}

export function chosen<T>(random: Random, shares: readonly (readonly [T, number])[]): T {
  let left = random.next();
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  const [first] = shares;
  if (first === undefined) throw new TypeError('nothing to choose from');
  return first[0];
}
