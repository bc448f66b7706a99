// Which of the households that receive help a night has to do with. Each is found without looking through the others.

import { type CalendarDate, instant } from '../../domain/calendar.ts';
import type { Database } from '../database.ts';
import { blindIndex, type IndexKey } from '../encryption/blind-index.ts';
import { type Support, SUPPORT } from './supports.ts';

export function supportsTonightIn(database: Database, indexKey: IndexKey) {
  return {
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
        `select ${SUPPORT} from supports s join (
           select support_id, max(heard_at) as heard_at from heard_changes where settled_at is null group by 1) c
           on c.support_id = s.id
         where s.ended_on is null and (s.opened_on is null or s.opened_on < $1 or c.heard_at >= $2)
         order by s.id`,
        [stale, instant(heardFrom)],
      );
    },

    /**
     * One in so many, from a beginning that only this installation can compute: each is as likely as any other, and nobody
     * can foresee a night.
     */
    async drawnAtRandom(night: CalendarDate, permille: number): Promise<Support[]> {
      if (permille === 0) return [];
      const last = await database.one<{ id: number }>('select max(id) as id from supports');
      const apart = 1_000 / permille;
      const first = blindIndex(indexKey, 'random-recheck', night).readUInt32BE() * 2 ** -32 * apart;
      const drawn = Array.from(
        { length: Math.max(0, Math.ceil(((last?.id ?? 0) - first) / apart)) },
        (_, place) => Math.floor(first + place * apart) + 1,
      );
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.id = any($1) and s.ended_on is null and s.opened_on is null order by s.id`,
        [drawn],
      );
    },

    /** Of which an authorisation ends by `until`, or none was looked at yet, and the office was not told. */
    async withEndingAuthorisation(
      until: CalendarDate,
      afterId: number,
      limit: number,
    ): Promise<Support[]> {
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null and s.id > $2 and (s.authorisation_to_tell <= $1 or s.authorised_until is null)
         order by s.id limit $3`,
        [until, afterId, limit],
      );
    },

    async noteAuthorisations(
      noted: readonly {
        readonly supportId: number;
        readonly authorisedUntil: CalendarDate;
        /** The next that ends, of which the office is not told yet. */
        readonly toTell: CalendarDate | null;
      }[],
    ): Promise<void> {
      if (noted.length === 0) return;
      await database.rows(
        `update supports s set authorised_until = given.until, authorisation_to_tell = given.to_tell
         from unnest($1::bigint[], $2::date[], $3::date[]) as given (id, until, to_tell)
         where s.id = given.id`,
        [
          noted.map((one) => one.supportId),
          noted.map((one) => one.authorisedUntil),
          noted.map((one) => one.toTell),
        ],
      );
    },

    /** Whom the change feeds do not know yet. @param among everybody, or those that came since they were last told */
    async toWatch(
      among: 'everybody' | 'newcomers',
      afterId: number,
      limit: number,
    ): Promise<Support[]> {
      return database.rows<Support>(
        `select ${SUPPORT} from supports s
         where s.ended_on is null ${among === 'newcomers' ? 'and not s.is_watched' : ''} and s.id > $1
         order by s.id limit $2`,
        [afterId, limit],
      );
    },

    async noteWatched(supportIds: readonly number[]): Promise<void> {
      await database.rows('update supports set is_watched = true where id = any($1)', [supportIds]);
    },
  };
}
