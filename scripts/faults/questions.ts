// Which questions were put to departments, by the departments' own counters and by what the store has of them, and which of
// them may be put again.

import type { Counted } from '../city/serve/counters.ts';
import { STAND_IN_LIST, type StandIn } from '../city/serve/stand-in-list.ts';
import type { Ground } from './ground.ts';

/** What each department has counted since it began to serve. */
export type Tally = ReadonlyMap<string, Pick<Counted, 'told' | 'askedAfterAnswered'>>;

export async function tallyOf({ city }: Pick<Ground, 'city'>): Promise<Tally> {
  return new Map(
    await Promise.all(
      city.departments.map(async ({ id }) => [id, await city.counted(id)] as const),
    ),
  );
}

/** Persons asked about again, for a register that had been answered for them in full. */
export function repeatedQuestions(before: Tally, after: Tally): number {
  return [...after].reduce(
    (sum, [id, now]) => sum + now.askedAfterAnswered - (before.get(id)?.askedAfterAnswered ?? 0),
    0,
  );
}

export type Noted = { readonly department: StandIn; readonly answered: number };

/** Departments of which more answers were noted than they gave: what was asked twice may be noted twice. Pure. */
export function notedBeyond(noted: readonly Noted[], before: Tally, after: Tally): Noted[] {
  const given = (id: string) => (after.get(id)?.told ?? 0) - (before.get(id)?.told ?? 0);
  return noted.filter(({ department, answered }) => answered > given(department));
}

/** Batches are numbered in order: the round's own, its rechecks and fresh looks are those above the last one before it. */
const IN_ROUND = 'batch_id > $1';

export async function lastBatch({ sql }: Pick<Ground, 'sql'>): Promise<number> {
  const [row] = await sql<{ last: number }>(
    'select coalesce(max(id), 0)::int as last from batches',
  );
  return row?.last ?? 0;
}

/** Lookups whose answer came, if at all, when nobody waited for it any more. */
export async function answeredTooLate(
  { sql }: Pick<Ground, 'sql'>,
  since: number,
): Promise<number> {
  const [late] = await sql<{ lookups: number }>(
    `select coalesce(sum(answered + unanswered), 0)::int as lookups from exchanges
     where ${IN_ROUND} and exists (select from jsonb_to_recordset(faults) as f (kind text)
                                   where f.kind in ('timeout', 'unreachable'))`,
    [since],
  );
  return late?.lookups ?? 0;
}

/**
 * Lookups of rechecks and fresh looks that brought no answer: the department had answered them before, and each further try
 * counts as asked again.
 */
export async function triedAnew({ sql }: Pick<Ground, 'sql'>, since: number): Promise<number> {
  const [tried] = await sql<{ lookups: number }>(
    `select coalesce(sum(unanswered), 0)::int as lookups from exchanges
     where batch_id in (select id from batches where id > $1 and kind <> 'submitted')
       and not exists (select from jsonb_to_recordset(faults) as f (kind text)
                       where f.kind in ('timeout', 'unreachable'))`,
    [since],
  );
  return tried?.lookups ?? 0;
}

/** Lookups of a recheck or of a fresh look that were not carried over: the department has answered them before. */
export async function askedAnew(
  { sql, engine }: Pick<Ground, 'sql' | 'engine'>,
  since: number,
): Promise<number> {
  const rows = await sql<{ id: string; began: Date }>(
    `select c.household_id as id, b.submitted_at as began
     from rechecks c join batches b on b.id = c.batch_id where ${IN_ROUND}`,
    [since],
  );
  const began = new Map(rows.map((one) => [Number(one.id), one.began.getTime()]));
  const answers = await engine.store.answers.ofVerifications(
    [...began.keys()].map((householdId) => ({ householdId })),
  );
  const anew = answers.flatMap(({ householdId, lookups }) =>
    lookups.filter(({ askedAt }) => Date.parse(askedAt) >= (began.get(householdId) ?? 0)),
  );
  return anew.length;
}

/** Answers that the round's exchanges were noted with, but for a database's: it is read without its department's knowing. */
export async function readNoted({ sql }: Pick<Ground, 'sql'>, since: number): Promise<Noted[]> {
  const noted = await sql<Noted>(
    `select department, sum(answered)::int as answered from exchanges where ${IN_ROUND} group by 1`,
    [since],
  );
  return noted.filter(({ department }) => STAND_IN_LIST[department].transport !== 'sql');
}
