// Numbers given out in blocks, so that a batch of rows asks once.

import type { Database } from './database.ts';

/** @returns the first of `count` numbers that are now the caller's; a scope starts at 1. */
export async function takeSerials(
  database: Database,
  scope: string,
  count: number,
): Promise<number> {
  const taken = await database.one<{ first: number }>(
    `insert into serials as s (scope, next) values ($1, 1 + $2::bigint)
     on conflict (scope) do update set next = s.next + $2::bigint
     returning next - $2::bigint as first`,
    [scope, count],
  );
  return taken?.first ?? 1;
}
