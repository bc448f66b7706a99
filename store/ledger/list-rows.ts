// Lists of lookups as they are stored.

import type { Instant } from '../../domain/calendar.ts';
import type { DigestAlgorithm } from '../../domain/crypto-suite.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Rows } from '../database.ts';

/** A list of 500 households is 22 KB. */
const LISTS_AT_ONCE = 500;

export type ListRow = {
  readonly id: number;
  /** Of its entry: `B12-3/tax`. */
  readonly subject: string;
  readonly department: DepartmentId;
  readonly at: Instant;
  readonly digest_algorithm: DigestAlgorithm;
  readonly digest: Buffer;
  readonly list: Buffer;
};

export const LIST_ROWS = `
  select l.id, 'B' || l.batch_id || '-' || l.chunk_seq || '/' || l.department as subject, l.department, l.at,
         l.digest_algorithm, l.digest, l.list
  from lookup_lists l`;

/** All of them, the oldest first, many at once. */
export async function* allLists(rows: Rows): AsyncGenerator<readonly ListRow[]> {
  for (let after = 0; ; ) {
    const lists = await rows.rows<ListRow>(`${LIST_ROWS} where l.id > $1 order by l.id limit $2`, [
      after,
      LISTS_AT_ONCE,
    ]);
    yield lists;
    const last = lists.at(-1);
    if (last === undefined || lists.length < LISTS_AT_ONCE) return;
    after = last.id;
  }
}
