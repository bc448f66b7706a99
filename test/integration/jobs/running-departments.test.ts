// Departments run well by two engines on one database: what is valid is reused, quotas hold, a slow department holds
// nobody up, records that break their schema are kept for it, corrections supersede, and no log names a person.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { pino } from 'pino';
import { type DepartmentId, isAnswered, type Lookup } from '../../../domain/lookup.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { maskedRecord } from '../../../jobs/masked-record.ts';
import { openMetrics } from '../../../jobs/metrics.ts';
import { scorecard } from '../../../jobs/scorecard.ts';
import { startWorking } from '../../../jobs/worker.ts';
import { openVillage, submitVillage, untilDone, type Village } from '../../support/village.ts';
import { until } from '../../support/until.ts';

const POLICE = 'public-security' as DepartmentId & 'public-security';
const PEOPLE = 'human-resources' as DepartmentId & 'human-resources';

let village: Village;
let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
  await village.close();
});

/** An engine at work. `lines` is all that it logs. */
async function atWork(lines: string[] = []): Promise<Engine> {
  const engine = await village.open();
  const sink = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  const log = pino({ level: 'trace' }, sink);
  const logging = { ...engine, log, lookupRoom: { ...engine.lookupRoom, log } };
  const metrics = openMetrics(engine);
  const working = await startWorking(logging, metrics.watch);
  stops.push(() => working.stop());
  return engine;
}

async function lookupsOf(engine: Engine, chunks: string[], id: DepartmentId): Promise<Lookup[]> {
  const answers = await Promise.all(chunks.map((chunk) => engine.store.answers.read(chunk, id)));
  return answers.flat().flatMap((answer) => answer.lookups);
}

describe('an answer that is still valid', () => {
  test('is reused with the time it was fetched, unless everything is to be fresh; no log names a person', async () => {
    const validDays = { 'public-security.household-register': 30, 'public-security.vehicle': 30 };
    village = await openVillage({}, {}, { [POLICE]: { validDays } });
    const lines: string[] = [];
    const engine = await atWork(lines);
    await atWork(lines);
    const first = await submitVillage(village, engine);
    await untilDone(engine, first.batchId);
    const asked = (await village.city.counted(POLICE)).asked;
    expect(asked).toBeGreaterThan(0);

    const second = await submitVillage(village, engine, { again: true });
    await untilDone(engine, second.batchId);
    expect((await village.city.counted(POLICE)).asked).toBe(asked);
    const chunksOf = (batch: string) => [`${batch}-1`, `${batch}-2`];
    const earlier = await lookupsOf(engine, chunksOf(first.batchId), POLICE);
    const reused = await lookupsOf(engine, chunksOf(second.batchId), POLICE);
    const said = ({ personNo, resource, outcome, asOf, askedAt, answeredAt }: Lookup) =>
      JSON.stringify([personNo, resource, outcome, asOf, askedAt, answeredAt]);
    expect(reused.map(said).sort()).toEqual(earlier.map(said).sort());
    expect(reused.every(isAnswered)).toBe(true);
    // What has no validity is asked again.
    const { asked: peopleAsked } = await village.city.counted(PEOPLE);

    const third = await submitVillage(village, engine, { again: true, fresh: true });
    await untilDone(engine, third.batchId);
    expect((await village.city.counted(POLICE)).asked).toBe(asked * 2);
    expect((await village.city.counted(PEOPLE)).asked).toBe(peopleAsked * 1.5);

    const other = await submitVillage(village, engine, { again: true, purpose: 'recheck' });
    await untilDone(engine, other.batchId);
    expect((await village.city.counted(POLICE)).asked).toBe(asked * 3);

    const file = await readFile(village.batchFile, 'utf8');
    const numbers = file.match(/\d{17}[\dX]/g) ?? [];
    const names = numbers.flatMap((number) => {
      const line = file.split('\n').find((row) => row.includes(number));
      return line?.match(/[\u4e00-\u9fff]{2,4}(?=,\d{17})/g) ?? [];
    });
    expect(numbers.length).toBeGreaterThan(4);
    const all = lines.join('');
    for (const planted of [...numbers, ...names]) expect(all).not.toContain(planted);
    // From batch to request, each line names the way.
    const request = lines.map((line) => JSON.parse(line)).find((line) => line.requestId);
    expect(request).toMatchObject({ msg: 'request', batch: expect.stringMatching(/^B\d+$/) });
    expect(request.chunk.startsWith(`${request.batch}-`)).toBe(true);
    expect(request.question.startsWith(`${request.chunk}-${request.department}-`)).toBe(true);
    expect(request.requestId.startsWith(`${request.question}.`)).toBe(true);
  });
});

describe('a quota of the day and a slow department', () => {
  test('leave the rest for tomorrow, and hold no other department up', async () => {
    village = await openVillage(
      {},
      {},
      {
        [POLICE]: { limits: { answerWithinMs: 4_000, timeoutMs: 3_000 } },
        [PEOPLE]: { quotaPerDay: { 'human-resources.pension': 3 } },
      },
    );
    await village.city.setFault(POLICE, { fault: 'slow', share: 1 });
    const engine = await atWork();
    await atWork();
    const { batchId } = await submitVillage(village, engine);
    await until('the registers of land are answered while the police are silent', async () => {
      const { departments } = await engine.store.batches.progress(batchId);
      const complete = (id: string) => departments.find((one) => one.department === id)?.complete;
      return complete('land') === 4 && (complete(POLICE) ?? 0) === 0;
    });
    await untilDone(engine, batchId);
    const pensions = (await lookupsOf(engine, [`${batchId}-1`, `${batchId}-2`], PEOPLE)).filter(
      ({ resource }) => resource === 'human-resources.pension',
    );
    const beyond = pensions.filter(({ why }) => why === 'outside-hours');
    expect(pensions.filter(isAnswered)).toHaveLength(3);
    expect(beyond).toHaveLength(pensions.length - 3);
    expect(beyond.every(({ authorisationNo }) => authorisationNo === null)).toBe(true);
  });
});

describe('a record that breaks its schema', () => {
  test('is kept for its department, masked; the scorecard and the metrics tell of it', async () => {
    const limits = { answerWithinMs: 1_000, askAgainMs: 60_000 };
    village = await openVillage({}, {}, { [POLICE]: { limits } });
    const engine = await atWork();
    const metrics = openMetrics(engine);
    await village.city.setFault(POLICE, { fault: 'wrong-type', share: 1 });
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    const held = await engine.store.quarantine.of(POLICE, 100);
    expect(held.length).toBeGreaterThan(0);
    const masked = JSON.stringify(held.map(({ record }) => maskedRecord(record)));
    expect(masked).not.toMatch(/[0-8]{2}/);

    const scores = await scorecard(engine, new Date());
    const police = scores.find((one) => one.department === POLICE);
    expect(police?.quarantined).toBe(held.length);
    expect(police?.structuredShare).toBeLessThan(1);
    expect(police?.errors['schema']).toBeGreaterThan(0);
    const people = scores.find((one) => one.department === PEOPLE);
    expect(people).toMatchObject({
      availability: 1,
      answeredShare: 1,
      structuredShare: 1,
      circuit: { state: 'closed' },
    });
    expect(people?.responseMs.median).toBeLessThanOrEqual(people?.responseMs.p95 ?? 0);
    const schema = JSON.parse(await readFile('docs/schemas/departments.schema.json', 'utf8'));
    const isScorecard = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    const document = {
      format: 'hedui-departments/1',
      at: new Date().toISOString(),
      days: 30,
      departments: scores,
    };
    expect(isScorecard(document) || isScorecard.errors).toBe(true);

    const { text } = await metrics.page();
    expect(text).toContain('hedui_department_circuit{department="public-security"} 0');
    expect(text).toMatch(/hedui_department_backlog\{department="land"\} \d/);
    expect(text).toMatch(/process_resident_memory_bytes \d{8}/);
  });
});

describe('an answer file that its department corrects', () => {
  test('replaces what was known and supersedes the report by itself', async () => {
    village = await openVillage({}, { askAgainMs: 100 });
    const engine = await atWork();
    const { batchId } = await submitVillage(village, engine);
    await untilDone(engine, batchId);
    const before = await engine.store.reports.ofBatch(batchId, { limit: 10 });
    expect(before.map(({ version }) => version)).toEqual([1, 1, 1, 1]);

    await correctFirstAnswer(village);
    await until('a report is superseded', async () => {
      const now = await engine.store.reports.ofBatch(batchId, { limit: 10 });
      return now.some(({ version }) => version === 2);
    });
    const scores = await scorecard(engine, new Date());
    expect(scores.find((one) => one.department === 'civil-affairs')?.corrected).toBe(1);
  });
});

/** One person of whom the department had said that there was nothing is now unknown to it. */
async function correctFirstAnswer({ city }: Village): Promise<void> {
  const address = city.departments.find(({ id }) => id === 'civil-affairs')?.address ?? '';
  const answers = join(address, 'answers');
  const { readdir } = await import('node:fs/promises');
  const { createHash } = await import('node:crypto');
  const name = (await readdir(answers)).find((file) => file.endsWith('.json')) ?? '';
  const manifest = JSON.parse(await readFile(join(answers, name), 'utf8'));
  const persons = await readFile(join(answers, manifest.persons.file), 'latin1');
  const corrected = persons.replace(/,marriage,none,0/, ',marriage,unknown,0');
  expect(corrected).not.toBe(persons);
  const file = manifest.persons.file.replace('.csv', '.2.csv');
  await writeFile(join(answers, file), corrected, 'latin1');
  const sha256 = createHash('sha256').update(Buffer.from(corrected, 'latin1')).digest('hex');
  const newer = { ...manifest, sequence: 2, persons: { ...manifest.persons, file, sha256 } };
  await writeFile(join(answers, name.replace('.json', '.2.json')), JSON.stringify(newer));
}
