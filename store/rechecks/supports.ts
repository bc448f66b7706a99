// The households that receive help: who is due when.

import { type CalendarDate, instant } from '../../domain/calendar.ts';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { DueBecause, SupportClass } from '../../domain/support.ts';
import { type BatchId, batchNumber } from '../batch-ids.ts';
import { copyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';
import { blindIndex, type IndexKey } from '../encryption/blind-index.ts';
import { addEntries, type Deed, entryOf } from '../ledger/entries.ts';

export type Support = {
  readonly id: number;
  readonly householdId: number;
  readonly scheme: SchemeId;
  readonly region: RegionCode;
  readonly class: SupportClass;
  readonly since: CalendarDate;
  readonly endedOn: CalendarDate | null;
  /** The last verification that every department answered. */
  readonly verifiedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly dueBecause: DueBecause;
  /** The night of the recheck under way; null: none is. */
  readonly openedOn: CalendarDate | null;
  readonly persons: number;
};

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

const SUPPORT = `
  s.id, s.household_id as "householdId", s.scheme, s.region, s.class, s.since, s.ended_on as "endedOn",
  s.verified_on as "verifiedOn", s.due_on as "dueOn", s.due_because as "dueBecause", s.opened_on as "openedOn",
  s.persons`;

export type Supports = ReturnType<typeof supportsIn>;

export function supportsIn(database: Database, indexKey: IndexKey, digest: DigestAlgorithm) {
  return {
    /** The newest household with a report in which each applicant of the scheme stands, by ID number. */
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
         order by p.id_index, r.issued_at desc`,
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

    /** Takes households in; one that is supported already gets its new terms. @returns how many are new */
    async takeIn(supports: readonly NewSupport[], by: string): Promise<number> {
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
          ]),
        );
        const { rows } = await client.query<{ id: number; isNew: boolean }>(
          `insert into supports as s (household_id, scheme, region, class, since, verified_on, due_on, due_because, persons)
           select household_id, scheme, region, class, since, verified_on, due_on, due_because, persons from taken
           on conflict (household_id) do update set class = excluded.class, since = excluded.since, ended_on = null,
             due_on = least(s.due_on, excluded.due_on)
           returning id, xmax = 0 as "isNew"`,
        );
        await addEntries(client, [
          entryOf(deedOf('support', `${rows.length} households`, by, supports), digest),
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

    async get(supportId: number): Promise<Support | null> {
      return database.one<Support>(`select ${SUPPORT} from supports s where id = $1`, [supportId]);
    },

    async ofHouseholds(householdIds: readonly number[]): Promise<Map<number, Support>> {
      const rows = await database.rows<Support>(
        `select ${SUPPORT} from supports s where s.household_id = any($1)`,
        [householdIds],
      );
      return new Map(rows.map((support) => [support.householdId, support]));
    },

    async count(): Promise<{ households: number; persons: number }> {
      const row = await database.one<{ households: number; persons: number }>(
        'select count(*) as households, coalesce(sum(persons), 0) as persons from supports where ended_on is null',
      );
      return row ?? { households: 0, persons: 0 };
    },

    /** Due by `night`, with no recheck under way that began after `stale`. */
    async due(night: CalendarDate, stale: CalendarDate): Promise<Support[]> {
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null and s.due_on <= $1 and (s.opened_on is null or s.opened_on < $2)
         order by s.id`,
        [night, stale],
      );
    },

    /** Of whom a department has recorded a change that nobody looks at yet. A recheck under way knows what was heard before. */
    async withHeardChanges(stale: CalendarDate, heardFrom: Date): Promise<Support[]> {
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null and exists (
           select from heard_changes c where c.support_id = s.id and c.settled_at is null
             and (s.opened_on is null or s.opened_on < $1 or c.heard_at >= $2))
         order by s.id`,
        [stale, instant(heardFrom)],
      );
    },

    /** Drawn by a number that only this installation can compute, so that nobody can foresee a night. */
    async drawnAtRandom(night: CalendarDate, permille: number): Promise<Support[]> {
      if (permille === 0) return [];
      const seed = blindIndex(indexKey, 'random-recheck', night).readInt32BE();
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null and s.opened_on is null and hashint8extended(s.id, $1) & 1048575 < $2
         order by s.id`,
        [seed, Math.round((permille / 1000) * 1_048_576)],
      );
    },

    /** Households in a region (and below it) that a scheme supports, a page at a time. */
    async ofScheme(
      scheme: SchemeId,
      region: string,
      page: { limit: number; afterId?: number },
    ): Promise<Support[]> {
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null and s.scheme = $1 and s.region like $2 and s.id > $3 order by s.id limit $4`,
        [scheme, region === 'CN' ? '%' : `${stem(region)}%`, page.afterId ?? 0, page.limit],
      );
    },

    /** Persons due on each night of a period, by scheme. */
    async load(
      from: CalendarDate,
      until: CalendarDate,
    ): Promise<{ night: CalendarDate; scheme: SchemeId; households: number; persons: number }[]> {
      return database.rows(
        `select greatest(due_on, $1::date) as night, scheme, count(*) as households, sum(persons) as persons
         from supports where ended_on is null and due_on <= $2 group by 1, 2 order by 1, 2`,
        [from, until],
      );
    },

    /** A recheck is over: when the next is due. */
    async reschedule(
      rescheduled: readonly {
        readonly supportId: number;
        readonly verifiedOn: CalendarDate;
        readonly dueOn: CalendarDate;
        readonly dueBecause: DueBecause;
      }[],
    ): Promise<void> {
      await database.rows(
        `update supports s set verified_on = given.verified_on, due_on = given.due_on,
                               due_because = given.because, opened_on = null
         from unnest($1::bigint[], $2::date[], $3::date[], $4::text[]) as given (id, verified_on, due_on, because)
         where s.id = given.id`,
        [
          rescheduled.map((one) => one.supportId),
          rescheduled.map((one) => one.verifiedOn),
          rescheduled.map((one) => one.dueOn),
          rescheduled.map((one) => one.dueBecause),
        ],
      );
    },

    /** Persons whom a department's feed should tell of and who are not watched there yet. */
    async unwatched(
      department: DepartmentId,
      limit: number,
    ): Promise<{ supportId: number; householdId: number; verifiedOn: CalendarDate }[]> {
      return database.rows(
        `select s.id as "supportId", s.household_id as "householdId", s.verified_on as "verifiedOn"
         from supports s
         where s.ended_on is null and not exists (
           select from watched_persons w where w.support_id = s.id and w.department = $1)
         order by s.id limit $2`,
        [department, limit],
      );
    },
  };
}

const CANDIDATE = `
  h.id as "householdId", b.scheme, h.region, b.verified_on as "verifiedOn", r.valid_until as "validUntil",
  (select count(*) from persons every where every.household_id = h.id) as persons`;
const CANDIDATE_JOINS = `
  join households h on h.id = p.household_id join batches b on b.id = h.batch_id
  join reports r on r.household_id = h.id and r.is_current and r.verification = 1`;

/** `371000` and what lies in it: trailing pairs of zeros name the level above. */
function stem(region: string): string {
  return region.length === 6 ? region.replace(/(00){1,2}$/, '') : region;
}

function deedOf(
  kind: 'support' | 'support-ended',
  subject: string,
  actor: string,
  content: unknown,
): Deed {
  return { at: instant(new Date()), actor, kind, subject, purpose: 'recheck', content };
}
