// The end of keeping (保存期满): whatever is past its term and not held is erased, and a signed certificate says what was.
// Nothing depends on one run being whole: what one leaves, the next finds.

import { createHash, randomBytes } from 'node:crypto';
import { keptUntil, type Outcome, type RetentionRule, ruleFor } from '../config/retention.ts';
import { type CalendarDate, instant, shanghaiDate } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { OPENSSL_DIGESTS, SUITE_PARTS } from '../domain/crypto-suite.ts';
import { groupedBy } from '../domain/grouped-by.ts';
import type { KeyProvider } from '../store/encryption/key-provider.ts';
import type { Certificate, Kept } from '../store/retention.ts';
import type { Store } from '../store/store.ts';

export type RetentionRoom = {
  readonly store: Pick<Store, 'retention' | 'ledger' | 'uploads' | 'months'>;
  readonly keys: KeyProvider;
  readonly rules: readonly RetentionRule[];
  readonly actor: string;
  readonly now: () => Date;
};

export type RetentionRun = {
  /** By the place of the rule in the list; what would be erased, when nothing is. */
  readonly erased: Readonly<Record<number, number>>;
  /** Past their term, and held. */
  readonly held: number;
  /** Past their term by a rule that nobody has confirmed: kept, since what is erased does not come back. */
  readonly unconfirmed: number;
  readonly batches: number;
  /** Parts of evidence that were dropped, since all in them had been erased. */
  readonly months: readonly string[];
  /** null when there was nothing to erase. */
  readonly certificate: Certificate | null;
};

export type RetentionOptions = {
  /** Counts, and erases nothing. */
  readonly isRehearsal?: boolean;
  /** Also by rules whose source is to be confirmed: for a person who knows what he does. */
  readonly withUnconfirmed?: boolean;
  readonly signal?: AbortSignal;
};

export async function runRetention(
  { store, keys, rules, actor, now }: RetentionRoom,
  options: RetentionOptions = {},
): Promise<RetentionRun> {
  const at = instant(now());
  const today = shanghaiDate(now());
  const erased: Record<number, number> = {};
  let held = 0;
  let unconfirmed = 0;
  let after = 0;
  while (!options.signal?.aborted) {
    const page = await store.retention.kept(after);
    if (page.length === 0) break;
    after = page.at(-1)?.householdId ?? after;
    const past = page.flatMap((one) => {
      const rule = ruleFor(rules, one.scheme, outcomeOf(one));
      return isPast(one.lastOn, rules[rule], today) ? [{ one, rule }] : [];
    });
    held += past.filter(({ one }) => one.isHeld).length;
    const free = past.filter(({ one }) => !one.isHeld);
    for (const [rule, own] of groupedBy(free, (each) => each.rule)) {
      const households = own.map(({ one }) => one);
      if (!options.withUnconfirmed && !rules[rule]?.confirmed) {
        unconfirmed += households.length;
        continue;
      }
      const basis = rules[rule]?.source.zh ?? '';
      const ids = options.isRehearsal
        ? households.map(({ householdId }) => householdId)
        : await store.retention.erase(households, { at, actor, basis });
      erased[rule] = (erased[rule] ?? 0) + ids.length;
    }
  }
  const counted = { erased, held, unconfirmed };
  if (options.isRehearsal) return { ...counted, batches: 0, months: [], certificate: null };
  const batches = await store.retention.eraseEmptyBatches(at);
  const months = await store.months.dropErased(today);
  const listed = await store.retention.uncertified();
  if (listed.length === 0) return { ...counted, batches, months, certificate: null };
  const checkpoint = await store.ledger.sequence();
  const certificate = certify(keys, {
    number: `XH-${today}-${randomBytes(4).toString('hex')}`,
    at,
    actor,
    households: listed,
    batches,
    checkpoint,
  });
  await store.retention.keepCertificate(certificate, listed, actor);
  return { ...counted, batches, months, certificate };
}

/** At night: only by confirmed rules. @returns what is kept as the schedule's last run */
export async function endRetention(room: RetentionRoom, signal: AbortSignal) {
  // Files that arrived in part and were never submitted have a day.
  const uploads = await room.store.uploads.sweep();
  const { certificate, ...run } = await runRetention(room, { signal });
  return { ...run, uploads, certificate: certificate?.number ?? null };
}

function outcomeOf({ conclusion }: Kept): Outcome {
  return conclusion ?? 'none';
}

function isPast(lastOn: CalendarDate, rule: RetentionRule | undefined, today: CalendarDate) {
  return rule !== undefined && keptUntil(lastOn, rule.years) < today;
}

/** 销毁证明: what was erased, by whom, under which rules, after which state of the ledger; signed. */
function certify(
  keys: KeyProvider,
  statement: { number: string; at: Certificate['at']; households: readonly unknown[] } & Record<
    string,
    unknown
  >,
): Certificate {
  const { suite, signing } = keys;
  const digestAlgorithm = SUITE_PARTS[suite].digest;
  const stated = { ...statement, format: 'hedui-erasure/1', digestAlgorithm };
  const hash = createHash(OPENSSL_DIGESTS[digestAlgorithm]).update(canonicalJson(stated)).digest();
  const digest = hash.toString('hex');
  const value = signing.sign(hash).toString('base64');
  const signature = { algorithm: signing.algorithm, keyId: signing.keyId, value };
  return {
    number: statement.number,
    at: statement.at,
    households: statement.households.length,
    digest,
    document: canonicalJson({ ...stated, digest, signature }),
  };
}
