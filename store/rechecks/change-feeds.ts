// Departments' change feeds: whom they should tell of, how far they were read, and of whom they told.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Role } from '../../domain/household.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { instant } from '../../domain/calendar.ts';
import { copyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';

export type FeedState = {
  readonly department: DepartmentId;
  readonly cursor: string | null;
  /** Every change recorded up to this day has been read; null: nothing has. */
  readonly asOf: CalendarDate | null;
};

export type Watched = {
  readonly supportId: number;
  readonly personNo: number;
  readonly pseudonym: Buffer;
};

/** Something changed about somebody; what, the department must be asked. */
export type HeardChange = {
  readonly pseudonym: Buffer;
  readonly resource: ResourceId;
  readonly recordedOn: CalendarDate;
};

/** That of persons in this role, under this scheme, the resource is asked about. */
export type AskedAbout = {
  readonly scheme: SchemeId;
  readonly role: Role;
  readonly resource: ResourceId;
};

/** Which changes are still to be looked at, and since when a person's are heard. */
export type Hearing = {
  readonly unsettled: readonly { readonly personNo: number; readonly resource: ResourceId }[];
  /** Department → the day from which changes about all of the household's persons are heard. */
  readonly since: ReadonlyMap<DepartmentId, CalendarDate>;
};

export type ChangeFeeds = ReturnType<typeof changeFeedsIn>;

export function changeFeedsIn(database: Database) {
  return {
    async states(): Promise<Map<DepartmentId, FeedState>> {
      const rows = await database.rows<FeedState>(
        'select department, cursor, as_of as "asOf" from change_feeds',
      );
      return new Map(rows.map((state) => [state.department, state]));
    },

    /** Everybody is known to these feeds, and none of them was read yet. */
    async begin(departments: readonly DepartmentId[]): Promise<void> {
      await database.rows(
        'insert into change_feeds (department) select unnest($1::text[]) on conflict do nothing',
        [departments],
      );
    },

    async watch(
      department: DepartmentId,
      persons: readonly Watched[],
      since: CalendarDate,
    ): Promise<void> {
      if (persons.length === 0) return;
      await database.transaction(async (client) => {
        await client.query('create temporary table watching (like watched_persons) on commit drop');
        await copyRows(
          client,
          'watching',
          {
            department: 'text',
            pseudonym: 'bytea',
            support_id: 'int8',
            person_no: 'int2',
            since: 'date',
          },
          persons.map((one) => [department, one.pseudonym, one.supportId, one.personNo, since]),
        );
        await client.query(
          'insert into watched_persons select * from watching on conflict do nothing',
        );
      });
    },

    /**
     * Keeps what concerns somebody watched and is asked about them, forgets the rest, and notes how far was read.
     * @returns how many are new
     */
    async hear(
      state: FeedState,
      changes: readonly HeardChange[],
      asked: readonly AskedAbout[],
      at: Date,
    ): Promise<{ heard: number }> {
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          `insert into heard_changes (support_id, person_no, resource, recorded_on, heard_at)
           select w.support_id, w.person_no, given.resource, given.recorded_on, $5
           from unnest($2::bytea[], $3::text[], $4::date[]) as given (pseudonym, resource, recorded_on)
           join watched_persons w on w.department = $1 and w.pseudonym = given.pseudonym and w.since <= given.recorded_on
           join supports s on s.id = w.support_id
           join persons p on p.household_id = s.household_id and p.no = w.person_no
           join unnest($6::text[], $7::text[], $8::text[]) as asked (scheme, role, resource)
             on asked.scheme = s.scheme and asked.role = p.role and asked.resource = given.resource
           on conflict do nothing`,
          [
            state.department,
            changes.map((one) => one.pseudonym),
            changes.map((one) => one.resource),
            changes.map((one) => one.recordedOn),
            instant(at),
            asked.map((one) => one.scheme),
            asked.map((one) => one.role),
            asked.map((one) => one.resource),
          ],
        );
        await client.query(
          `insert into change_feeds (department, cursor, as_of, read_at) values ($1, $2, $3, $4)
           on conflict (department) do update set cursor = excluded.cursor, as_of = excluded.as_of,
             read_at = excluded.read_at`,
          [state.department, state.cursor, state.asOf, instant(at)],
        );
        return { heard: rowCount ?? 0 };
      });
    },

    async hearings(supportIds: readonly number[]): Promise<Map<number, Hearing>> {
      const [changes, watched] = await Promise.all([
        database.rows<{ support_id: number; personNo: number; resource: ResourceId }>(
          `select support_id, person_no as "personNo", resource from heard_changes
           where support_id = any($1) and settled_at is null`,
          [supportIds],
        ),
        database.rows<{ support_id: number; department: DepartmentId; since: CalendarDate }>(
          `select support_id, department, max(since) as since from watched_persons
           where support_id = any($1) group by 1, 2`,
          [supportIds],
        ),
      ]);
      const hearings = new Map<
        number,
        { unsettled: Hearing['unsettled'][number][]; since: Map<DepartmentId, CalendarDate> }
      >(supportIds.map((id) => [id, { unsettled: [], since: new Map() }]));
      for (const { support_id, personNo, resource } of changes) {
        hearings.get(support_id)?.unsettled.push({ personNo, resource });
      }
      for (const { support_id, department, since } of watched) {
        hearings.get(support_id)?.since.set(department, since);
      }
      return hearings;
    },

    /** Changes heard before `at` about persons and resources that have been asked about since are looked at. */
    async settle(
      asked: readonly {
        readonly supportId: number;
        readonly personNo: number;
        readonly resource: ResourceId;
        readonly askedAt: string;
      }[],
      at: Date,
    ): Promise<void> {
      if (asked.length === 0) return;
      await database.rows(
        `update heard_changes c set settled_at = $5
         from unnest($1::bigint[], $2::smallint[], $3::text[], $4::timestamptz[])
           as given (support_id, person_no, resource, asked_at)
         where c.support_id = given.support_id and c.person_no = given.person_no and c.resource = given.resource
           and c.heard_at <= given.asked_at and c.settled_at is null`,
        [
          asked.map((one) => one.supportId),
          asked.map((one) => one.personNo),
          asked.map((one) => one.resource),
          asked.map((one) => one.askedAt),
          instant(at),
        ],
      );
    },
  };
}
