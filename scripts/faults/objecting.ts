// Households dispute findings while the console is struck, and departments are asked afresh about what is disputed. Each
// objection is recorded once, however often its form had to be sent, and is looked at to the end.

import type { Random } from '../city/grow/random.ts';
import type { Desk } from './desk.ts';
import type { Ground } from './ground.ts';
import type { Violation } from './invariants.ts';
import { untilItWorks, untilKnown } from './patience.ts';

export type Objected = {
  readonly number: string;
  /** Whether the console said that it is recorded. */
  readonly isAcknowledged: boolean;
};

/** An objection as the store has it afterwards. */
export type Found = {
  readonly number: string;
  readonly state: string;
  /** Entries of the ledger about objections against the report. */
  readonly ledgered: number;
  /** Current reports of the household's newest verification that led to one. */
  readonly current: number;
};

const MOST = 2;

/** @param batchId one whose households nothing else is done with in this round */
export async function raiseObjections(
  ground: Ground,
  desk: Desk,
  batchId: string,
  random: Random,
): Promise<Objected[]> {
  const open = await disputable(ground, batchId);
  const raised: Objected[] = [];
  while (raised.filter((one) => one.isAcknowledged).length < MOST && open.length > 0) {
    const [one] = open.splice(random.below(open.length), 1);
    if (one) raised.push({ number: one.number, isAcknowledged: await untilTaken(desk, one) });
  }
  return raised;
}

function disputable(
  { engine }: Ground,
  batchId: string,
): Promise<{ number: string; finding: string }[]> {
  return untilItWorks(async () => {
    const found: { number: string; finding: string }[] = [];
    for (const { number } of await engine.store.reports.ofBatch(batchId, { limit: 100 })) {
      const { content } = await engine.store.reports.read(number);
      const [finding] = content.findings;
      if (finding) found.push({ number, finding: finding.id });
    }
    return found;
  });
}

/** @returns whether it is known to be recorded; false also when another report took its place: that one is disputed then */
function untilTaken(
  desk: Desk,
  { number, finding }: { readonly number: string; readonly finding: string },
): Promise<boolean> {
  return untilKnown(async () => {
    const page = await desk.read(`/reports/${number}`);
    if (/href="\/objections\/\d+"/.test(page.text)) return true;
    if (page.status !== 200) return null;
    const fields = { grounds: '与实际不符', [`finding-${finding}`]: '1' };
    const form = await desk.read(`/reports/${number}/objection`);
    const reply = await desk.sendFiles(form, `/reports/${number}/objection`, fields);
    if (reply.to?.startsWith('/objections/')) return true;
    return reply.status === 422 ? false : null;
  });
}

/** Pure. */
export function judgeObjections(found: readonly Found[], raised: readonly Objected[]): Violation[] {
  const violations: Violation[] = [];
  const hold = (invariant: string, wrong: readonly { readonly number: string }[]) => {
    const said = wrong.map(({ number }) => number).join(', ');
    if (wrong.length > 0) violations.push({ invariant, said });
  };
  const times = (number: string) => found.filter((one) => one.number === number).length;
  hold(
    'no objection that was acknowledged is lost',
    raised.filter((one) => one.isAcknowledged && times(one.number) === 0),
  );
  hold(
    'no objection is there twice',
    raised.filter(({ number }) => times(number) > 1),
  );
  hold(
    'what is disputed is looked at afresh to the end',
    found.filter(({ state }) => state !== 'verified'),
  );
  hold(
    'every objection is in the ledger once',
    found.filter(({ number, ledgered }) => ledgered !== times(number)),
  );
  hold(
    'a disputed household has one current report',
    found.filter(({ current }) => current !== 1),
  );
  return violations;
}

export async function readObjections(
  { sql }: Pick<Ground, 'sql'>,
  raised: readonly Objected[],
): Promise<Found[]> {
  return sql<Found>(
    `select o.report_number as number, o.state,
            (select count(*)::int from ledger_entries
             where kind = 'objection' and subject = o.report_number) as ledgered,
            (select count(*)::int from reports r where r.household_id = o.household_id and r.is_current
               and r.verification = (select max(verification) from reports where household_id = o.household_id)) as current
     from objections o where o.report_number = any($1)`,
    [raised.map(({ number }) => number)],
  );
}
