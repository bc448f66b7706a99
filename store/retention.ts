// The end of keeping: data keys are erased, and with them everything sealed under them, in every copy that has not the
// key elsewhere. The reports' rows stay, empty, so that the ledger can still be verified against them.

import type { CalendarDate, Instant } from '../domain/calendar.ts';
import { SUITE_PARTS } from '../domain/crypto-suite.ts';
import type { Conclusion } from '../domain/report.ts';
import type { SchemeId } from '../domain/scheme.ts';
import type { Database } from './database.ts';
import type { DataKeys } from './encryption/data-keys.ts';
import { householdOwner } from './household-keys.ts';
import { addEntries, entryOf } from './ledger/entries.ts';

/** A household that is kept, and what its term depends on. */
export type Kept = {
  readonly householdId: number;
  readonly scheme: SchemeId;
  /** Of the newest report; null: there is none. */
  readonly conclusion: Conclusion | null;
  /** When the newest report was issued, or the batch submitted; in Asia/Shanghai. */
  readonly lastOn: CalendarDate;
  readonly isHeld: boolean;
  readonly numbers: readonly string[];
};

/** As a certificate lists it: our own ids only. */
export type Erased = {
  readonly household: number;
  readonly at: Instant;
  readonly rule: string;
  readonly reports: readonly string[];
};

export type Certificate = {
  readonly number: string;
  readonly at: Instant;
  readonly households: number;
  readonly digest: string;
  readonly document: string;
};

const HOUSEHOLDS_AT_ONCE = 500;
/** Rows about a household that say something even without its key. */
const HELD_APART = [
  'answers',
  'answer_history',
  'quarantined_records',
  'household_ties',
  'signal_readings',
  'signal_households',
];

export type Retention = ReturnType<typeof retentionIn>;

export function retentionIn(database: Database, dataKeys: DataKeys) {
  const digest = () => SUITE_PARTS[dataKeys.suite].digest;
  return {
    /** Households that are kept, behind `after`, whose batch is not under way. */
    async kept(after: number): Promise<Kept[]> {
      return database.rows<Kept>(
        `select h.id as "householdId", b.scheme, l.conclusion,
                ((coalesce(l.issued_at, b.submitted_at) at time zone 'Asia/Shanghai')::date)::text as "lastOn",
                exists (select from legal_holds g where g.household_id = h.id and g.lifted_at is null) as "isHeld",
                coalesce(l.numbers, '{}') as numbers
         from households h join batches b on b.id = h.batch_id
         left join lateral (
           select max(r.issued_at) as issued_at, array_agg(r.number order by r.number) as numbers,
                  (array_agg(r.conclusion order by r.issued_at desc, r.version desc))[1] as conclusion
           from reports r where r.household_id = h.id having count(*) > 0) l on true
         where h.id > $1 and h.key_wrapped is not null
         order by h.id limit ${HOUSEHOLDS_AT_ONCE}`,
        [after],
      );
    },

    /**
     * Erases households that are not held, each with an entry in the ledger.
     * @param basis what the erasure rests on, for the entry
     * @returns which were erased: one that was held meanwhile is not
     */
    async erase(
      households: readonly Kept[],
      terms: { at: Instant; actor: string; basis: string },
    ): Promise<number[]> {
      const ids = households.map(({ householdId }) => householdId);
      const erased = await database.transaction(async (client) => {
        const { rows } = await client.query<{ id: number }>(
          `update households h set key_wrapped = null, sealed = '', ref_index = '', erased_at = $2, erased_under = $3
           where h.id = any($1) and h.key_wrapped is not null
             and not exists (select from legal_holds g where g.household_id = h.id and g.lifted_at is null)
           returning h.id`,
          [ids, terms.at, terms.basis],
        );
        const gone = rows.map(({ id }) => id);
        await client.query('update persons set id_index = null where household_id = any($1)', [
          gone,
        ]);
        // Its figures are those of the household's reports.
        await client.query(
          `delete from signals s where s.kind = 'rising-income' and exists (
             select from signal_households h where h.signal_id = s.id and h.household_id = any($1))`,
          [gone],
        );
        for (const table of HELD_APART) {
          await client.query(`delete from ${table} where household_id = any($1)`, [gone]);
        }
        // What nobody is left in says nothing any more.
        await client.query(
          `delete from signals s where s.account is null
             and not exists (select from signal_households h where h.signal_id = s.id)`,
        );
        await client.query(`update reports set sealed = '' where household_id = any($1)`, [gone]);
        const isGone = new Set(gone);
        await addEntries(
          client,
          households
            .filter(({ householdId }) => isGone.has(householdId))
            .map(({ householdId, numbers }) =>
              entryOf(
                {
                  at: terms.at,
                  actor: terms.actor,
                  kind: 'erase',
                  subject: householdOwner(householdId),
                  purpose: null,
                  content: { numbers, basis: terms.basis },
                },
                digest(),
              ),
            ),
        );
        return gone;
      });
      for (const id of erased) dataKeys.forget(householdOwner(id));
      return erased;
    },

    /** Erases what batches hold besides their households, once all of these are erased: file names, rejected rows. */
    async eraseEmptyBatches(at: Instant): Promise<number> {
      return database.transaction(async (client) => {
        const { rows } = await client.query<{ id: number }>(
          `update batches b set key_wrapped = null, file_name_sealed = '', header_sealed = null, erased_at = $1
           where b.key_wrapped is not null and b.state <> 'receiving'
             and exists (select from households h where h.batch_id = b.id)
             and not exists (select from households h where h.batch_id = b.id and h.key_wrapped is not null)
           returning b.id`,
          [at],
        );
        const ids = rows.map(({ id }) => id);
        await client.query('delete from rejected_rows where batch_id = any($1)', [ids]);
        for (const id of ids) dataKeys.forget(`batch/${id}`);
        return ids.length;
      });
    },

    /** Households that were erased and stand in no certificate yet: of this run, and of one that was killed. */
    async uncertified(): Promise<Erased[]> {
      return database.rows<Erased>(
        `select h.id as household, h.erased_at as at, h.erased_under as rule,
                (select coalesce(array_agg(r.number order by r.number), '{}') from reports r
                 where r.household_id = h.id) as reports
         from households h where h.erased_at is not null and h.certified_in is null order by h.id`,
      );
    },

    /** @param erased the households that it lists */
    async keepCertificate(
      certificate: Certificate,
      erased: readonly Erased[],
      actor: string,
    ): Promise<void> {
      const { number, at, households, document } = certificate;
      await database.transaction(async (client) => {
        await client.query(
          `insert into erasure_certificates (number, at, households, digest, document)
           values ($1, $2, $3, $4, $5)`,
          [number, at, households, Buffer.from(certificate.digest, 'hex'), document],
        );
        await client.query('update households set certified_in = $1 where id = any($2)', [
          number,
          erased.map(({ household }) => household),
        ]);
        await addEntries(client, [
          {
            at,
            actor,
            kind: 'erasure-certified',
            subject: number,
            purpose: null,
            digestAlgorithm: digest(),
            contentDigest: Buffer.from(certificate.digest, 'hex'),
          },
        ]);
      });
    },

    /** The newest first. */
    async certificates(limit: number): Promise<Certificate[]> {
      return database.rows<Certificate>(
        `select number, at, households, encode(digest, 'hex') as digest, document from erasure_certificates
         order by at desc, number desc limit $1`,
        [limit],
      );
    },
  };
}
