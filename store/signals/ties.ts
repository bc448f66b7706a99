// What households may have in common, as keyed digests: read anew from each new report, gone with the household.

import { type CalendarDate, instant } from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import { copyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';
import { blindIndex, type IndexKey } from '../encryption/blind-index.ts';
import type { DataKeys } from '../encryption/data-keys.ts';
import { openJson, sealJson } from '../encryption/sealed-json.ts';
import { householdOwner, keysOfHouseholds } from '../household-keys.ts';

export const TIE_KINDS = ['payment-account', 'registered-address', 'stated-address'] as const;
export type TieKind = (typeof TIE_KINDS)[number];

/** In clear, on its way in. */
export type Tie = {
  readonly kind: TieKind;
  /** In the one form that makes two ways of writing equal. */
  readonly key: string;
  /** As it was written. */
  readonly text: string;
  readonly holderIdNumber: CitizenId | null;
  readonly isOfWards: boolean;
  readonly isKnownPlace: boolean;
};

/** A household whose newest report was not read yet. */
export type Unread = {
  readonly householdId: number;
  readonly verification: number;
  readonly version: number;
  readonly verifiedOn: CalendarDate;
};

export type Reading = Unread & { readonly ties: readonly Tie[] };

/** Something that enough applicants have in common; digests are hex. */
export type CommonTie = { readonly digest: string; readonly isKnownPlace: boolean };

export type TieOfHousehold = {
  readonly digest: string;
  readonly householdId: number;
  readonly applicant: string;
  readonly persons: readonly string[];
  readonly since: CalendarDate;
  readonly holder: string | null;
  readonly isOfWards: boolean;
};

/** Whose household it is; where there is no number of the applicant's, the household stands for itself. */
export const APPLICANT = `
  coalesce((select p.id_index from persons p where p.household_id = h.id and p.role = 'applicant' order by p.no limit 1),
           convert_to('household/' || h.id, 'UTF8'))`;

export type Ties = ReturnType<typeof tiesIn>;

export function tiesIn(database: Database, dataKeys: DataKeys, indexKey: IndexKey) {
  return {
    /**
     * Households behind `after` whose newest report was not read under these terms, or whose region has seen an
     * authorisation withdrawn since.
     */
    async unread(terms: Buffer, page: { after: number; limit: number }): Promise<Unread[]> {
      return database.rows<Unread>(
        `select r.household_id as "householdId", r.verification, r.version, v.verify_on as "verifiedOn"
         from reports r
         join households h on h.id = r.household_id and h.key_wrapped is not null
         join verifications v on v.household_id = r.household_id and v.verification = r.verification
         left join signal_readings s on s.household_id = r.household_id
         where r.is_current and r.household_id > $2
           and not exists (select from reports later
                           where later.household_id = r.household_id and later.verification > r.verification)
           and (s.household_id is null or s.terms <> $1 or s.verification <> r.verification or s.version <> r.version
                or exists (select from authorisation_withdrawals w
                           where w.withdrawn_at > s.read_at
                             and (starts_with(h.region, rtrim(w.region, '0')) or starts_with(w.region, h.region))))
         order by r.household_id limit $3`,
        [terms, page.after, page.limit],
      );
    },

    /** Puts what was read in place of what was known; households erased meanwhile are left out. */
    async keep(readings: readonly Reading[], terms: Buffer, at: Date): Promise<void> {
      const ids = readings.map(({ householdId }) => householdId);
      const keys = await keysOfHouseholds(database, dataKeys, ids);
      await database.transaction(async (client) => {
        // Whoever erases at the same time waits, and then erases what is written here too; or was first.
        const { rows } = await client.query<{ id: number; applicant: Buffer }>(
          `select h.id, ${APPLICANT} as applicant from households h
           where h.id = any($1) and h.key_wrapped is not null for no key update of h`,
          [ids],
        );
        const applicantOf = new Map(rows.map(({ id, applicant }) => [id, applicant]));
        const present = readings.filter(({ householdId }) => applicantOf.has(householdId));
        await client.query('delete from household_ties where household_id = any($1)', [ids]);
        await copyRows(
          client,
          'household_ties',
          {
            household_id: 'int8',
            kind: 'text',
            digest: 'bytea',
            applicant: 'bytea',
            since: 'date',
            holder: 'bytea',
            of_wards: 'bool',
            known_place: 'bool',
            sealed: 'bytea',
          },
          present.flatMap(({ householdId, verifiedOn, ties }) => {
            const key = keys.get(householdId);
            const applicant = applicantOf.get(householdId);
            if (!key || !applicant) return [];
            return ties.map((tie) => {
              const digest = blindIndex(indexKey, tie.kind, tie.key);
              return [
                householdId,
                tie.kind,
                digest,
                applicant,
                verifiedOn,
                tie.holderIdNumber && blindIndex(indexKey, 'citizen-id', tie.holderIdNumber),
                tie.isOfWards,
                tie.isKnownPlace,
                sealJson(tie.text, key, tiePlace(householdId, digest)),
              ];
            });
          }),
        );
        await client.query(
          `insert into signal_readings (household_id, verification, version, terms, read_at)
           select id, verification, version, $4, $5 from unnest($1::bigint[], $2::int[], $3::int[])
             as given (id, verification, version)
           on conflict (household_id) do update set verification = excluded.verification, version = excluded.version,
             terms = excluded.terms, read_at = excluded.read_at`,
          [
            present.map(({ householdId }) => householdId),
            present.map(({ verification }) => verification),
            present.map(({ version }) => version),
            terms,
            instant(at),
          ],
        );
      });
    },

    /** What at least so many applicants have in common, verified since a day. */
    async common(kind: TieKind, since: CalendarDate, applicants: number): Promise<CommonTie[]> {
      return database.rows<CommonTie>(
        `select encode(digest, 'hex') as digest, bool_or(known_place) as "isKnownPlace"
         from household_ties where kind = $1 and since >= $2
         group by digest having count(distinct applicant) >= $3 order by digest`,
        [kind, since, applicants],
      );
    },

    /** The households that share them. */
    async households(
      kind: TieKind,
      digests: readonly string[],
      since: CalendarDate,
    ): Promise<TieOfHousehold[]> {
      return database.rows<TieOfHousehold>(
        `select encode(t.digest, 'hex') as digest, t.household_id as "householdId",
                encode(t.applicant, 'hex') as applicant, t.since, encode(t.holder, 'hex') as holder,
                t.of_wards as "isOfWards",
                (select coalesce(array_agg(encode(p.id_index, 'hex') order by p.no), '{}') from persons p
                 where p.household_id = t.household_id and p.id_index is not null) as persons
         from household_ties t
         where t.kind = $1 and t.digest = any($2) and t.since >= $3 order by t.digest, t.household_id`,
        [kind, digests.map((hex) => Buffer.from(hex, 'hex')), since],
      );
    },

    /** How a household wrote what it shares; null when the household is not there, or not the viewer's to see. */
    async textOf(householdId: number, digest: string): Promise<string | null> {
      const bytes = Buffer.from(digest, 'hex');
      const row = await database.one<{ sealed: Buffer }>(
        'select sealed from household_ties where household_id = $1 and digest = $2',
        [householdId, bytes],
      );
      if (row === null) return null;
      const key = (await keysOfHouseholds(database, dataKeys, [householdId])).get(householdId);
      return key ? openJson<string>(row.sealed, key, tiePlace(householdId, bytes)) : null;
    },
  };
}

function tiePlace(householdId: number, digest: Buffer): string {
  return `${householdOwner(householdId)}/tie/${digest.toString('hex')}`;
}
