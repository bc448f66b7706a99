// The change feed of a department with an exchange database: a table beside the others that it adds lines to.

import { z } from 'zod';
import { parseCalendarDate } from '../../domain/calendar.ts';
import { changeLine, changesIn } from '../change-feed.ts';
import type { ReadChanges } from '../connector.ts';
import type { Department } from '../department.ts';
import { errorCode } from '../error-code.ts';
import type { ExchangeDatabase } from './exchange-database.ts';
import { sqlState } from './mysql-settings.ts';

const PAGE = 10_000;

const row = z
  .object({ zymc: z.string(), rybs: z.string(), djrq: z.string() })
  .transform(({ zymc, rybs, djrq }) =>
    changeLine.parse({ resource: zymc, person: rybs, recordedOn: djrq }),
  );

/** 变更登记: xh serial, zymc resource, rybs pseudonym, djrq day of recording. */
export function sqlChanges(database: ExchangeDatabase, department: Department): ReadChanges {
  return async ({ cursor, until }, { gate, signal }) => {
    try {
      await gate.admit(1, signal);
      const rows = await database.rows(
        `select * from ?? where cast(?? as decimal(18)) > cast(? as decimal(18)) and ?? <= ?
         order by cast(?? as decimal(18)) limit ${PAGE}`,
        ['bgdj', 'xh', cursor ?? '0', 'djrq', until, 'xh'],
      );
      const [refresh] = await database.rows('select max(??) as as_of from ?? where ?? = ?', [
        'jzrq',
        'qzk_gxjl',
        'bm',
        'bgdj',
      ]);
      const refreshedOn = parseCalendarDate(refresh?.['as_of'] ?? '');
      if (refreshedOn === null) return { ok: false, fault: 'schema' };
      const read = rows.map((one) => row.parse(one));
      return {
        ok: true,
        changes: changesIn(read, department),
        cursor: rows.at(-1)?.['xh'] ?? cursor,
        asOf: refreshedOn < until ? refreshedOn : until,
        isMore: rows.length === PAGE,
      };
    } catch (error) {
      if (error instanceof z.ZodError) return { ok: false, fault: 'schema' };
      return { ok: false, fault: `database-${sqlState(error) ?? errorCode(error)}`.toLowerCase() };
    }
  };
}
