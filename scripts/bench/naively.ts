// The design that comes to mind first, for comparison: one job a person a department, a lookup about one person at a
// time, a transaction a household. It asks the same departments through the same connectors, and judges, encrypts and
// seals with the same functions; only the way of the work differs.

import { DelayedError, Queue, Worker } from 'bullmq';
import pg from 'pg';
import type { PersonAnswer } from '../../connectors/connector.ts';
import { instant } from '../../domain/calendar.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { DepartmentId, Lookup } from '../../domain/lookup.ts';
import { NONE_WITHDRAWN } from '../../domain/permit.ts';
import type { Engine } from '../../jobs/engine.ts';
import { resourcesByRole, windowOfChunk } from '../../jobs/lookup/asking-terms.ts';
import { planQuestion } from '../../jobs/lookup/plan-question.ts';
import { recordAnswers } from '../../jobs/lookup/record-answer.ts';
import { openQueueEngine } from '../../jobs/queue-engine.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import { buildReceipt, digestOfEvidence } from '../../reports/receipt.ts';
import { sealReportAsJson } from '../../reports/seal.ts';
import type { ReportNumber } from '../../reports/number.ts';
import type { Batch } from '../../store/batches.ts';
import { open, seal } from '../../store/encryption/envelope.ts';
import { SealingKey } from '../../store/encryption/sealing-key.ts';
import type { StoredHousehold } from '../../store/households.ts';
import { takeFileIn } from './batch.ts';
import type { Compared } from './directly.ts';
import { databaseUrlOf } from './own-server.ts';

/** What a newcomer sets: enough to keep the departments' connections busy. */
const JOBS_AT_ONCE = 8;
const KEY = new SealingKey(Buffer.alloc(32, 1), 'aes');

type NaiveJob = { readonly householdId: number; readonly personNo: number };
type Said = { readonly lookups: readonly Lookup[]; readonly evidence: readonly Evidence[] };

export async function runNaively(engine: Engine, file: string): Promise<Compared> {
  const databaseUrl = await databaseUrlOf(engine);
  const { batchId, chunks, departments } = await takeFileIn(engine, file);
  const batch = await engine.store.batches.get(batchId);
  const households = new Map<number, StoredHousehold>();
  for (const chunk of chunks) {
    for (const one of await engine.store.households.readChunk(chunk)) households.set(one.id, one);
  }
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(`
    create table naive_answers (household_id bigint, person_no int, department text, sealed bytea,
                                primary key (household_id, person_no, department));
    create table naive_households (id bigint primary key, missing int not null);
    create table naive_reports (household_id bigint primary key, sealed bytea)`);

  const queueEngine = await openQueueEngine(engine.settings.queueUrl ?? databaseUrl);
  const base = { connection: queueEngine.connection, prefix: `hedui-naive-${process.pid}` };
  const queueOf = (department: DepartmentId) =>
    new Queue(`naive-${department}`, base as never, queueEngine.backend as never);
  const queues = new Map(departments.map((department) => [department, queueOf(department)]));

  const before = process.cpuUsage();
  const startedAt = performance.now();
  let left = households.size;
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const workers = departments.map(
    (department) =>
      new Worker<NaiveJob>(
        `naive-${department}`,
        async (job, token) => {
          const one = households.get(job.data.householdId);
          if (!one) return;
          const said = await askOne(
            engine,
            batch,
            department,
            one,
            job.data.personNo,
            job.id ?? '',
          );
          if (said === 'awaited') {
            await job.moveToDelayed(Date.now() + 200, token);
            throw new DelayedError();
          }
          if (await store(pool, one.id, job.data.personNo, department, said)) {
            await judge(engine, batch, pool, one);
            left -= 1;
            if (left === 0) finish();
          }
        },
        { ...base, concurrency: JOBS_AT_ONCE } as never,
        queueEngine.backend as never,
      ),
  );
  for (const worker of workers) worker.on('error', () => undefined);
  for (const { id, household } of households.values()) {
    await pool.query('insert into naive_households values ($1, $2)', [
      id,
      household.persons.length * departments.length,
    ]);
    for (const person of household.persons) {
      for (const queue of queues.values()) {
        const job: NaiveJob = { householdId: id, personNo: person.no };
        await queue.add('lookup', job, { removeOnComplete: true, attempts: 10 });
      }
    }
  }
  await finished;
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  for (const worker of workers) await worker.close(true);
  for (const queue of queues.values()) {
    await queue.obliterate({ force: true });
    await queue.close();
  }
  await queueEngine.close();
  await pool.end();
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}

async function askOne(
  engine: Engine,
  batch: Batch,
  department: DepartmentId,
  { id, household }: StoredHousehold,
  personNo: number,
  jobId: string,
): Promise<Said | 'awaited'> {
  const { standards } = engine.lookupRoom;
  const alone = { ...household, persons: household.persons.filter(({ no }) => no === personNo) };
  const plan = planQuestion([{ id, household: alone }], new Map(), {
    resources: resourcesByRole(batch.scheme, department),
    on: batch.verifiedOn,
    department,
    scheme: batch.scheme,
    purpose: batch.purpose,
    withdrawn: NONE_WITHDRAWN,
    authorisationDays: () => 3_650,
  });
  let answers: readonly PersonAnswer[] = [];
  if (plan.wanted.length > 0) {
    const question = {
      id: `naive-${department}-${jobId}`,
      scheme: batch.scheme,
      purpose: batch.purpose,
      asOf: batch.verifiedOn,
      window: windowOfChunk(batch.scheme, batch.verifiedOn, [{ household }], standards),
      persons: plan.persons,
      wanted: plan.wanted,
    };
    const { signal } = new AbortController();
    const said = await engine.connectors
      .get(department)
      ?.ask(question, { gate: { admit: async () => {} }, signal });
    answers = said?.answers ?? [];
    if (said?.againAfterMs !== null && said?.againAfterMs !== undefined) return 'awaited';
  }
  const now = instant(new Date());
  const asked = { department, askedAt: now, answeredAt: now };
  const recorded = recordAnswers([{ id, household }], new Map(), plan, answers, asked);
  return recorded.get(id) ?? { lookups: [], evidence: [] };
}

/** @returns whether it was the household's last answer */
async function store(
  pool: pg.Pool,
  householdId: number,
  personNo: number,
  department: DepartmentId,
  said: Said,
): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rowCount } = await client.query(
      'insert into naive_answers values ($1, $2, $3, $4) on conflict do nothing',
      [householdId, personNo, department, seal(Buffer.from(JSON.stringify(said)), KEY, 'naive')],
    );
    const { rows } = await client.query<{ missing: number }>(
      'update naive_households set missing = missing - $2 where id = $1 returning missing',
      [householdId, rowCount],
    );
    await client.query('commit');
    return rowCount === 1 && rows[0]?.missing === 0;
  } finally {
    client.release();
  }
}

async function judge(
  engine: Engine,
  batch: Batch,
  pool: pg.Pool,
  { id, household }: StoredHousehold,
): Promise<void> {
  const { verifyRoom } = engine;
  const { rows } = await pool.query<{ sealed: Buffer }>(
    'select sealed from naive_answers where household_id = $1',
    [id],
  );
  const said = rows.map((row) => JSON.parse(open(row.sealed, KEY, 'naive').toString()) as Said);
  const lookups = said.flatMap((one) => one.lookups);
  const evidence = said.flatMap((one) => one.evidence);
  const { scheme, purpose, verifiedOn } = batch;
  const standards = verifyRoom.standards.inForce(household.region, verifiedOn);
  const { engineVersion, protections, signer } = verifyRoom;
  const judged = { household, lookups, evidence, standards };
  const evidenceDigest = digestOfEvidence(household, [JSON.stringify(said)]);
  const { json } = sealReportAsJson(
    {
      content: verifyHousehold({ ...judged, scheme, purpose, verifiedOn }),
      receipt: buildReceipt({
        standards,
        lookups,
        evidenceDigest,
        engineVersion,
        ruleVersion: '',
        protections,
      }),
      number: String(id) as ReportNumber,
      version: 1,
      supersedes: null,
      batch: batch.id,
      issuedAt: instant(new Date()),
      validUntil: verifiedOn,
    },
    signer,
  );
  await pool.query('insert into naive_reports values ($1, $2)', [id, seal(json, KEY, 'naive')]);
}
