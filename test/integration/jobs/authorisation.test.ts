// Nobody is asked about without a valid authorisation: not by a plan, not by a question that waited, and not by going around
// the plan. The departments themselves count what they were asked.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  onlyPermitted,
  openPermittedConnectors,
  type PermittedQuestion,
} from '../../../connectors/permitted-connector.ts';
import { loadDepartments } from '../../../config/departments.ts';
import { asCalendarDate } from '../../../domain/calendar.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { NONE_WITHDRAWN, Permit } from '../../../domain/permit.ts';
import type { RegionCode } from '../../../domain/region.ts';
import type { SealedReport } from '../../../domain/report.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { lookupChunk } from '../../../jobs/lookup/lookup-chunk.ts';
import { verifyChunk } from '../../../jobs/verify/verify-chunk.ts';
import { until } from '../../support/until.ts';
import { connectorOf, openGate, question } from '../../support/questions.ts';
import { openVillage, submitVillage, type Village } from '../../support/village.ts';
import { ZHAO } from '../../support/villagers.ts';

const POLICE = 'public-security' as DepartmentId & 'public-security';
const PEOPLE = 'human-resources' as DepartmentId & 'human-resources';
const COUNTY = '371002' as RegionCode;
/** HC-002, the applicant: has two cars. Lives in the first chunk with HC-001. */
const WITHDRAWN = 'SQ-0310';
const { signal } = new AbortController();

let village: Village;
let engine: Engine;
let sql: pg.Client;
beforeAll(async () => {
  // What the police answered lately may be used again.
  const validDays = { 'public-security.household-register': 30, 'public-security.vehicle': 30 };
  village = await openVillage({}, {}, { [POLICE]: { validDays } });
  engine = await village.open();
  sql = new pg.Client({ connectionString: village.settings.databaseUrl ?? '' });
  await sql.connect();
});
afterEach(() => sql.query('delete from authorisation_withdrawals'));
afterAll(async () => {
  await sql.end();
  await village.close();
});

const submit = () => submitVillage(village, engine, { again: true });
const asked = async (department: typeof POLICE | typeof PEOPLE) =>
  (await village.city.counted(department)).asked;

/** As a worker does it: again for as long as an answer file is awaited. */
async function lookup(chunk: string, department: DepartmentId): Promise<void> {
  const job = { kind: 'lookup', chunk, department, since: Date.now(), late: false } as const;
  await until(`${department} has answered about ${chunk}`, async () => {
    const done = await lookupChunk(job, engine.lookupRoom, signal);
    return !done.again;
  });
}

function withdraw(authorisationNo = WITHDRAWN, region = COUNTY) {
  return engine.store.withdrawals.add({
    authorisationNo,
    region,
    by: 'li.na',
    reason: '本人撤回',
    on: null,
  });
}

/** A person who is still in an open batch is not taken into another. */
async function finish(batchId: string): Promise<void> {
  for (const chunk of [`${batchId}-1`, `${batchId}-2`]) {
    await Promise.all(engine.departments.map((department) => lookup(chunk, department)));
    await verifyChunk({ kind: 'verify', chunk }, engine.verifyRoom);
  }
}

async function reportOf(batchId: string, ref: string): Promise<SealedReport> {
  const current = await engine.store.reports.currentOf(batchId, ref);
  return engine.store.reports.read(current?.number ?? '');
}

describe('an authorisation that is withdrawn', () => {
  test('stops what is queued, leaves unused what was answered already, and is said in the report', async () => {
    const { batchId } = await submit();
    const chunk = `${batchId}-1`;
    await lookup(chunk, POLICE);
    const before = await engine.store.answers.read(chunk, POLICE);
    expect(JSON.stringify(before)).toContain('vehicle');

    await withdraw();
    const askedBefore = await asked(PEOPLE);
    for (const department of engine.departments) {
      if (department !== POLICE) await lookup(chunk, department);
    }
    // Three of the chunk's four persons.
    const resources = engine.connectors.get(PEOPLE)?.resources.length ?? 0;
    expect((await asked(PEOPLE)) - askedBefore).toBe(3 * resources);
    await verifyChunk({ kind: 'verify', chunk }, engine.verifyRoom);

    const { content, receipt } = await reportOf(batchId, 'HC-002');
    const connected = new Set(engine.departments);
    const own = content.sources.filter(
      ({ personNo, department }) => personNo === 1 && connected.has(department),
    );
    expect(own.length).toBeGreaterThan(5);
    expect(own.map(({ why }) => why)).toEqual(own.map(() => 'authorisation-withdrawn'));
    expect(
      content.sources.some(({ personNo, outcome }) => personNo === 2 && outcome !== 'unanswered'),
    ).toBe(true);
    expect(content.conclusion).toBe('incomplete');
    expect(JSON.stringify(content)).not.toContain('"vehicle"');
    // It was asked under it before, and the receipt says so; not afterwards.
    const nosOf = (id: DepartmentId) =>
      receipt.departments.find(({ department }) => department === id)?.authorisationNos;
    expect(nosOf(POLICE)).toContain(WITHDRAWN);
    expect(nosOf(PEOPLE)).not.toContain(WITHDRAWN);

    const other = await reportOf(batchId, 'HC-001');
    expect(other.content.conclusion).toBe('no-anomaly');
    await finish(batchId);
  });

  test('leaves a report as it is that was made before', async () => {
    const { batchId } = await submit();
    const chunk = `${batchId}-1`;
    await finish(batchId);
    const { number } = await reportOf(batchId, 'HC-002');
    await withdraw();
    await verifyChunk({ kind: 'verify', chunk }, engine.verifyRoom);
    expect((await reportOf(batchId, 'HC-002')).number).toBe(number);
  });

  test('stops a later batch too, also what could have been used again without asking', async () => {
    const first = await submit();
    await finish(first.batchId);
    await withdraw();
    const second = await submit();
    const before = await asked(POLICE);
    await lookup(`${second.batchId}-1`, POLICE);
    expect(await asked(POLICE)).toBe(before);
    const answers = await engine.store.answers.read(`${second.batchId}-1`, POLICE);
    const reasons = answers.flatMap(({ lookups }) => lookups.map(({ why }) => why));
    expect(reasons.filter((why) => why === 'authorisation-withdrawn')).toHaveLength(2);
    await finish(second.batchId);
  });

  test('counts in its own region only, and once however often it is told', async () => {
    const id = await withdraw();
    expect(await withdraw()).toBe(id);
    const key = (region: string) => ({ authorisationNo: WITHDRAWN, region: region as RegionCode });
    const gone = await engine.store.withdrawals.among([key('371002'), key('371082')]);
    expect(gone.has(WITHDRAWN, COUNTY)).toBe(true);
    expect(gone.has(WITHDRAWN, '371002003' as RegionCode)).toBe(true);
    expect(gone.has(WITHDRAWN, '371082' as RegionCode)).toBe(false);
    expect(gone.has('SQ-0137', COUNTY)).toBe(false);
  });
});

describe('a connector', () => {
  const terms = {
    department: POLICE,
    scheme: 'subsistence',
    purpose: 'application',
    on: asCalendarDate('2026-07-01'),
    openEndedDays: 365,
    region: COUNTY,
    withdrawn: NONE_WITHDRAWN,
  } as const;
  const person = { name: '赵明', idNumber: ZHAO };
  const authorisation = (until: string) => ({
    no: 'SQ0',
    signer: 'self' as const,
    from: asCalendarDate('2026-06-20'),
    until: asCalendarDate(until),
  });
  const permitUntil = (until: string) =>
    Permit.seek(
      { birthDate: asCalendarDate('1985-05-06'), authorisation: authorisation(until) },
      terms,
    );
  const today = new Date('2026-07-01T02:00:00.000Z');

  function questionWith(permit: unknown): PermittedQuestion {
    const plain = question([person], ['public-security.vehicle']);
    return {
      ...plain,
      persons: plain.persons.map((one) => ({ ...one, permit: permit as Permit })),
    };
  }

  /** What the connector says, and how many times the department was asked about anyone. */
  async function ask(permit: unknown, now: Date, withdrawn: string[] = []) {
    const before = await asked(POLICE);
    const raw = connectorOf(village.city.departmentsFile, POLICE);
    try {
      const among = async () => ({ has: (no: string) => withdrawn.includes(no) });
      const connector = onlyPermitted(raw, { among }, () => now);
      const { answers, requests } = await connector.ask(questionWith(permit), openGate());
      return {
        answers: answers.map(({ outcome, why }) => why ?? outcome),
        requests,
        asked: (await asked(POLICE)) - before,
      };
    } finally {
      await raw.close();
    }
  }

  test('asks about a person with a permit', async () => {
    expect(await ask(permitUntil('2026-07-01'), today)).toMatchObject({
      answers: ['found'],
      asked: 1,
    });
  });

  test.each([
    [
      'whose authorisation ended while the question waited',
      '2026-07-01',
      '2026-07-01T16:00:00.000Z',
      [],
      'authorisation-expired',
    ],
    [
      'who has withdrawn while it waited',
      '2026-12-31',
      '2026-07-01T02:00:00.000Z',
      ['SQ0'],
      'authorisation-withdrawn',
    ],
  ])('sends nothing about a person %s', async (_, until, at, withdrawn, why) => {
    expect(await ask(permitUntil(until), new Date(at), withdrawn)).toEqual({
      answers: [why],
      requests: 0,
      asked: 0,
    });
  });

  test.each([
    ['none', undefined],
    ['one that was made up', { authorisationNo: 'SQ0', region: COUNTY, whyNot: () => null }],
    ['another person’s', 'of another'],
    ['one for another department', 'for the tax office'],
  ])('sends nothing under a permit that is none: %s', async (_, forged) => {
    const own = authorisation('2026-12-31');
    const birthDate = asCalendarDate('1985-05-06');
    const permit =
      forged === 'of another'
        ? Permit.seek({ birthDate, authorisation: { ...own, no: 'SQ9' } }, terms)
        : forged === 'for the tax office'
          ? Permit.seek(
              { birthDate, authorisation: own },
              { ...terms, department: 'tax' as DepartmentId },
            )
          : forged;
    expect(await ask(permit, today)).toEqual({
      answers: ['not-authorised'],
      requests: 0,
      asked: 0,
    });
  });

  test('cannot be had by the engine in any other form, and takes no person without a permit', () => {
    const opened = openPermittedConnectors(
      loadDepartments(village.city.departmentsFile, {}),
      engine.store.withdrawals,
      () => today,
    );
    expect(opened.map(({ department }) => department)).toEqual(engine.departments);
    const plain = question([person], ['public-security.vehicle']);
    // @ts-expect-error: a person without a permit is no person to ask about
    const refused: PermittedQuestion = plain;
    // @ts-expect-error: only the gate makes permits
    const made = () => new Permit(authorisation('2026-12-31'), asCalendarDate('2026-12-31'), terms);
    expect([refused, made]).toHaveLength(2);
  });
});
