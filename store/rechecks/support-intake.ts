// Households that begin and cease to receive help.

import { type CalendarDate, instant } from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { type BatchId, batchNumber } from '../batch-ids.ts';
import { copyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';
import { blindIndex, type IndexKey } from '../encryption/blind-index.ts';
import { addEntries, type Deed, entryOf } from '../ledger/entries.ts';
import type { Support } from './supports.ts';

/** A household that had its first report and might be supported. */
export type Candidate = {
  readonly householdId: number;
  readonly scheme: SchemeId;
  readonly region: RegionCode;
  readonly verifiedOn: CalendarDate;
  readonly validUntil: CalendarDate;
  readonly persons: number;
};

export type NewSupport = Omit<Support, 'id' | 'endedOn' | 'openedOn'>;

export type SupportIntake = ReturnType<typeof supportIntakeIn>;

export function supportIntakeIn(database: Database, indexKey: IndexKey, digest: DigestAlgorithm) {
  return {
    /**
     * The newest submission with a report in which each applicant of the scheme stands, by ID number. Newest by when it
     * was submitted: a late answer can give an older one the newer report.
     */
    async candidatesByApplicant(
      scheme: SchemeId,
      idNumbers: readonly CitizenId[],
    ): Promise<Map<CitizenId, Candidate>> {
      const byIndex = new Map(
        idNumbers.map((id) => [blindIndex(indexKey, 'citizen-id', id).toString('hex'), id]),
      );
      const rows = await database.rows<Candidate & { id_index: Buffer }>(
        `select distinct on (p.id_index) p.id_index, ${CANDIDATE}
         from persons p ${CANDIDATE_JOINS}
         where p.id_index = any($2) and p.role = 'applicant' and b.scheme = $1 and h.key_wrapped is not null
         order by p.id_index, p.household_id desc`,
        [scheme, [...byIndex.keys()].map((hex) => Buffer.from(hex, 'hex'))],
      );
      return new Map(
        rows.flatMap(({ id_index, ...candidate }) => {
          const id = byIndex.get(id_index.toString('hex'));
          return id === undefined ? [] : [[id, candidate] as const];
        }),
      );
    },

    /** Every household of a batch that has a report. */
    async candidatesOfBatch(batchId: BatchId): Promise<Candidate[]> {
      return database.rows<Candidate>(
        `select ${CANDIDATE} from persons p ${CANDIDATE_JOINS}
         where h.batch_id = $1 and p.role = 'applicant' and h.key_wrapped is not null order by h.seq`,
        [batchNumber(batchId)],
      );
    },

    /**
     * Takes households in; one that is supported already gets its new terms, and one that was submitted anew takes the
     * place of what its applicant had before.
     * @returns how many are new
     */
    async takeIn(supports: readonly NewSupport[], by: string, on: CalendarDate): Promise<number> {
      if (supports.length === 0) return 0;
      return database.transaction(async (client) => {
        await client.query(
          'create temporary table taken (like supports including defaults) on commit drop',
        );
        await client.query('alter table taken drop column id');
        await copyRows(
          client,
          'taken',
          {
            household_id: 'int8',
            scheme: 'text',
            region: 'text',
            class: 'text',
            since: 'date',
            verified_on: 'date',
            due_on: 'date',
            due_because: 'text',
            persons: 'int2',
            authorised_until: 'date',
          },
          supports.map((one) => [
            one.householdId,
            one.scheme,
            one.region,
            one.class,
            one.since,
            one.verifiedOn,
            one.dueOn,
            one.dueBecause,
            one.persons,
            one.authorisedUntil,
          ]),
        );
        const { rows } = await client.query<{ id: number; isNew: boolean }>(
          `insert into supports as s (household_id, scheme, region, class, since, verified_on, due_on, due_because,
                                      persons, authorised_until, authorisation_to_tell)
           select household_id, scheme, region, class, since, verified_on, due_on, due_because, persons,
                  authorised_until, authorised_until from taken
           on conflict (household_id) do update set class = excluded.class, since = excluded.since, ended_on = null,
             due_on = least(s.due_on, excluded.due_on)
           returning id, xmax = 0 as "isNew"`,
        );
        const { rows: replaced } = await client.query<{ id: number }>(
          `update supports s set ended_on = $1
           from taken t
           join persons new on new.household_id = t.household_id and new.role = 'applicant'
           join persons old on old.id_index = new.id_index and old.role = 'applicant'
           where s.household_id = old.household_id and s.household_id < t.household_id and s.scheme = t.scheme
             and s.ended_on is null returning s.id`,
          [on],
        );
        await client.query('delete from watched_persons where support_id = any($1)', [
          replaced.map(({ id }) => id),
        ]);
        await addEntries(client, [
          entryOf(deedOf('support', `${rows.length} households`, by, supports), digest),
          ...replaced.map(({ id }) =>
            entryOf(deedOf('support-ended', `S${id}`, by, { on, why: 'submitted-anew' }), digest),
          ),
        ]);
        return rows.filter(({ isNew }) => isNew).length;
      });
    },

    /** Help has ended: nobody is asked about the household any more. */
    async end(supportId: number, on: CalendarDate, by: string): Promise<boolean> {
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          'update supports set ended_on = $2 where id = $1 and ended_on is null',
          [supportId, on],
        );
        await client.query('delete from watched_persons where support_id = $1', [supportId]);
        if (rowCount === 1)
          await addEntries(client, [
            entryOf(deedOf('support-ended', `S${supportId}`, by, { on }), digest),
          ]);
        return rowCount === 1;
      });
    },
  };
}

const CANDIDATE = `
  h.id as "householdId", b.scheme, h.region, b.verified_on as "verifiedOn", r.valid_until as "validUntil",
  (select count(*) from persons every where every.household_id = h.id) as persons`;
const CANDIDATE_JOINS = `
  join households h on h.id = p.household_id join batches b on b.id = h.batch_id
  join reports r on r.household_id = h.id and r.is_current and r.verification = 1`;

function deedOf(
  kind: 'support' | 'support-ended',
  subject: string,
  actor: string,
  content: unknown,
): Deed {
  return { at: instant(new Date()), actor, kind, subject, purpose: 'recheck', content };
}
