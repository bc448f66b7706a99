// What must have become of a night: each household that was due was rechecked once, and its report, its validity, its next
// due date, its alerts and the ledger agree about how it ended.

import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { Ground } from './ground.ts';
import type { Violation } from './invariants.ts';

/** A household that was due, as an outsider with SQL finds it afterwards. */
export type Rechecked = {
  readonly seq: number;
  readonly rechecks: number;
  readonly outcome: string;
  readonly night: CalendarDate;
  /** Whether a recheck is said to be under way. */
  readonly isOpen: boolean;
  readonly verifiedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The verification of the newest report, and how many reports of it are current. */
  readonly reported: number;
  readonly current: number;
  /** Times that the recheck made the first report hold for longer, in its own table and in the ledger. */
  readonly renewals: number;
  readonly ledgered: number;
  /** Whether what was renewed does not end sooner than it did. */
  readonly holdsLonger: boolean;
  /** Alerts, and how many different changes they tell. */
  readonly alerts: number;
  readonly changes: number;
};

/** Of class C (config/recheck.yaml); nothing is due later. */
const LONGEST_DAYS = 91;

/** Pure. @param households taken in, as the command said that took them */
export function judgeNight(found: readonly Rechecked[], households: number): Violation[] {
  const violations: Violation[] = [];
  const hold = (invariant: string, isSo: (one: Rechecked) => boolean) => {
    const wrong = found.filter((one) => !isSo(one));
    if (wrong.length > 0)
      violations.push({ invariant, said: `${wrong.length}: ${JSON.stringify(wrong.slice(0, 2))}` });
  };
  if (found.length !== households) {
    violations.push({
      invariant: 'whoever was taken in receives help',
      said: `${found.length} of ${households}`,
    });
  }
  hold('whoever is due is rechecked once', ({ rechecks }) => rechecks === 1);
  hold(
    'every recheck has come to its end',
    ({ outcome, isOpen }) => !isOpen && (outcome === 'renewed' || outcome === 'changed'),
  );
  hold('a rechecked household has one current report', ({ current }) => current === 1);
  hold(
    'a recheck renews the report or supersedes it',
    ({ outcome, reported, renewals, holdsLonger }) =>
      outcome === 'renewed'
        ? reported === 1 && renewals === 1 && holdsLonger
        : reported === 2 && renewals === 0,
  );
  hold('the ledger knows each renewal once', ({ renewals, ledgered }) => renewals === ledgered);
  hold(
    'the next recheck is due once more',
    ({ night, verifiedOn, dueOn }) =>
      verifiedOn === night && dueOn > night && dueOn <= addDays(night, LONGEST_DAYS),
  );
  hold('no change is told twice', ({ alerts, changes }) => alerts === changes);
  return violations;
}

/** The households of a batch whose night is over. */
export async function readNight(
  { sql, engine }: Pick<Ground, 'sql' | 'engine'>,
  batchId: string,
): Promise<Rechecked[]> {
  const rows = await sql<Omit<Rechecked, 'alerts' | 'changes'> & { id: string }>(
    `select h.id, h.seq, s.opened_on is not null as "isOpen", s.verified_on::text as "verifiedOn",
            s.due_on::text as "dueOn", c.rechecks::int, c.outcome, c.night::text as night,
            r.reported, r.current::int, n.renewals::int, n.holds as "holdsLonger", l.ledgered::int
     from households h
     join supports s on s.household_id = h.id
     cross join lateral (select count(*) as rechecks, coalesce(max(outcome), 'none') as outcome, max(night) as night
                         from rechecks where household_id = h.id) c
     cross join lateral (select max(verification) as reported,
                                count(*) filter (where is_current and verification =
                                  (select max(verification) from reports where household_id = h.id)) as current
                         from reports where household_id = h.id) r
     cross join lateral (select count(*) as renewals, coalesce(bool_and(w.valid_until >= p.valid_until), true) as holds
                         from report_renewals w join reports p on p.number = w.number where p.household_id = h.id) n
     cross join lateral (select count(*) as ledgered
                         from ledger_entries e join reports p on p.number = e.subject
                         where e.kind = 'recheck' and e.purpose = 'recheck' and p.household_id = h.id) l
     where h.batch_id = $1 order by h.seq`,
    [Number(batchId.slice(1))],
  );
  const told = new Map<number, string[]>();
  for (const { householdId, change } of await engine.store.alerts.list({
    limit: 100_000,
    seenToo: true,
  })) {
    const { personNo, identity } = change;
    told.set(householdId, [...(told.get(householdId) ?? []), `${personNo} ${identity}`]);
  }
  return rows.map(({ id, ...row }) => {
    const own = told.get(Number(id)) ?? [];
    return { ...row, alerts: own.length, changes: new Set(own).size };
  });
}
