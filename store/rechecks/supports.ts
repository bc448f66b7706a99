// The households that receive help, and when each is due next.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { DueBecause, SupportClass } from '../../domain/support.ts';
import type { Database } from '../database.ts';

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
  /** The last day on which all of its persons may be asked about; null: not looked at yet. */
  readonly authorisedUntil: CalendarDate | null;
};

/** As it is read, of the table under the name `s`. */
export const SUPPORT = `
  s.id, s.household_id as "householdId", s.scheme, s.region, s.class, s.since, s.ended_on as "endedOn",
  s.verified_on as "verifiedOn", s.due_on as "dueOn", s.due_because as "dueBecause", s.opened_on as "openedOn",
  s.persons, s.authorised_until as "authorisedUntil"`;

export type Supports = ReturnType<typeof supportsIn>;

export function supportsIn(database: Database) {
  return {
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

    /** Households that a scheme supports, a page at a time. */
    async ofScheme(
      scheme: SchemeId,
      page: { limit: number; afterId?: number },
    ): Promise<Support[]> {
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null and s.scheme = $1 and s.id > $2 order by s.id limit $3`,
        [scheme, page.afterId ?? 0, page.limit],
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
  };
}
