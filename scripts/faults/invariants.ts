// What must hold after every round, looked at from outside: with SQL, with the departments' own counters, with the queue's.

import { replayBatch } from '../../jobs/replay/replay-all.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { QueueCounts } from '../../jobs/queues.ts';
import type { Ground } from './ground.ts';
import {
  answeredTooLate,
  askedAnew,
  notedBeyond,
  readNoted,
  repeatedQuestions,
  triedAnew,
  type Tally,
  tallyOf,
} from './questions.ts';

export type Violation = { readonly invariant: string; readonly said: string };

export type Expected = {
  readonly batchId: string;
  /** Households that the submitter was told were taken in. */
  readonly households: number;
  /** The departments' counters before the round. */
  readonly before: Tally;
  /** False where no process that holds answers was struck: then nothing may be asked twice. */
  readonly mayRepeat: boolean;
  /** The last batch before the round, by its number. */
  readonly since: number;
};

export async function violations(ground: Ground, expected: Expected): Promise<Violation[]> {
  const found: Violation[] = [];
  const hold = (invariant: string, isSo: boolean, said: string) => {
    if (!isSo) found.push({ invariant, said });
  };
  const { batchId, households } = expected;
  const batch = Number(batchId.slice(1));
  const { engine } = ground;

  const [accepted] = await ground.sql<{ n: string }>(
    'select count(*) as n from households where batch_id = $1',
    [batch],
  );
  hold(
    'no household is lost or added',
    Number(accepted?.n) === households,
    `${accepted?.n} of ${households}`,
  );

  const wrong = await ground.sql<{ seq: number; current: string }>(
    `select h.seq, count(r.number) filter (where r.is_current and r.verification = h.verification) as current
     from households h left join reports r on r.household_id = h.id
     where h.batch_id = $1 group by h.seq
     having count(r.number) filter (where r.is_current and r.verification = h.verification) <> 1`,
    [batch],
  );
  hold(
    'every household has exactly one current report',
    wrong.length === 0,
    JSON.stringify(wrong.slice(0, 5)),
  );

  const silent = await ground.sql<{ department: string; n: string }>(
    `select a.department, count(*) as n from answers a join households h on h.id = a.household_id
     where h.batch_id = $1 and not a.complete group by 1`,
    [batch],
  );
  hold('every department has answered in the end', silent.length === 0, JSON.stringify(silent));

  const [orphans] = await ground.sql<{ answers: string; unsealed: string; current: string }>(
    `select (select count(*) from answers a where not exists
               (select from households h where h.id = a.household_id and h.verification >= a.verification)) as answers,
            (select count(*) from reports r where not exists
               (select from ledger_entries e where e.kind = 'seal' and e.subject = r.number)) as unsealed,
            (select count(*) from ledger_entries e where e.kind = 'seal' and not exists
               (select from reports r where r.number = e.subject)) as current`,
  );
  hold('no answer belongs to nothing', orphans?.answers === '0', `${orphans?.answers}`);
  hold('every report is in the ledger', orphans?.unsealed === '0', `${orphans?.unsealed} are not`);
  hold(
    'the ledger names no report that is not there',
    orphans?.current === '0',
    `${orphans?.current}`,
  );

  await engine.store.ledger.sequence();
  const { faults } = await engine.store.ledger.verify();
  hold('the ledger verifies', faults.length === 0, JSON.stringify(faults.slice(0, 3)));

  const differing: string[] = [];
  const room = { store: engine.store, standards: engine.verifyRoom.standards };
  for await (const one of replayBatch(batchId, room)) {
    if (one.outcome === 'different') differing.push(one.number);
  }
  hold('reports replay to the same bytes', differing.length === 0, `${differing.length} differ`);

  const left = (await jobsLeft(engine)).filter(
    ({ waiting, active, delayed, failed }) => waiting + active + delayed + failed > 0,
  );
  hold('no job is left on a queue', left.length === 0, JSON.stringify(left));

  const crashes = [...ground.workers, ground.console].flatMap((one) => one.crashes());
  hold('no process ends by a bug', crashes.length === 0, crashes.join('\n'));

  const { since } = expected;
  const after = await tallyOf(ground);
  const repeated = repeatedQuestions(expected.before, after);
  const forgiven =
    (await askedAnew(ground, since)) +
    (await triedAnew(ground, since)) +
    (await answeredTooLate(ground, since));
  hold(
    'nothing that was answered is asked again',
    expected.mayRepeat || repeated <= forgiven,
    `${repeated} were, ${forgiven} for a recheck or after an answer that came too late, and no process was struck`,
  );

  const beyond = notedBeyond(await readNoted(ground, since), expected.before, after);
  hold(
    'no more answers are noted than departments gave',
    beyond.length === 0,
    JSON.stringify(beyond.slice(0, 3)),
  );
  return found;
}

/** Of every queue but that of the schedules, which always holds the next nights. */
export async function jobsLeft({ queues, departments }: Engine): Promise<QueueCounts[]> {
  const counts = await queues.counts(departments);
  return counts.filter(({ queue }) => queue !== 'schedule');
}
