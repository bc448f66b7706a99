// The file exchange against the stand-in of provincial civil affairs, over a real folder.

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connector, DepartmentAnswer, Question } from '../../../connectors/connector.ts';
import { type ServedCity, serveCity } from '../../../scripts/city/serve/serve-city.ts';
import { connectorOf, faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import { numbered, writeCity } from '../../support/small-city.ts';

const ALL = ['civil-affairs.marriage', 'civil-affairs.funeral', 'civil-affairs.assistance'];
const PEOPLE = Array.from({ length: 1000 }, (_, n) => numbered(n));
const [man, woman, dead] = PEOPLE as [(typeof PEOPLE)[0], (typeof PEOPLE)[0], (typeof PEOPLE)[0]];

let city: Awaited<ReturnType<typeof writeCity>>;
let served: ServedCity;
let connector: Connector;
let folder: string;

beforeAll(async () => {
  city = await writeCity({
    'public-security/household-register': PEOPLE.slice(0, 990).map(({ name, idNumber }) => ({
      gmsfhm: idNumber,
      xm: name,
    })),
    'civil-affairs/marriages': [
      {
        op_type: 'IA',
        op_date: '2015-10-01',
        name_man: man.name,
        cert_num_man: man.idNumber,
        name_woman: '𬭚阿依·古丽',
        cert_num_woman: woman.idNumber,
        cert_no: 'J371002-2015-1',
      },
    ],
    'civil-affairs/funerals': [
      {
        cert_num: dead.idNumber,
        name: dead.name,
        death_date: '2026-03-02',
        funeral_home: '威海市殡仪馆',
      },
    ],
  });
  served = await serveCity(city.dir, {
    answerDelayMs: 100,
    landServer: process.env['DATABASE_URL'] ?? null,
  });
  folder = served.departments.find(({ id }) => id === 'civil-affairs')?.address ?? '';
  connector = connectorOf(served.departmentsFile, 'civil-affairs', { askAgainMs: 50 });
});

afterEach(() => served.setFault('civil-affairs', null));

afterAll(async () => {
  await connector?.close();
  await served?.stop();
  await city?.remove();
});

/** Asks again for as long as the connector says that it may help. */
async function askUntilAnswered(asked: Question): Promise<DepartmentAnswer> {
  for (let round = 0; round < 200; round++) {
    const answer = await connector.ask(asked, openGate());
    if (answer.againAfterMs === null) return answer;
    await pause(answer.againAfterMs);
  }
  throw new Error('no answer file came');
}

const requestsOf = async (asked: Question) =>
  (await readdir(join(folder, 'requests'))).filter((name) => name.startsWith(asked.id));

describe('a question', () => {
  test('is written once, awaited, and answered from files', async () => {
    const asked = question([man, woman, dead, numbered(995)], ALL);
    await served.setFault('civil-affairs', { fault: 'down', share: 1 });
    const first = await connector.ask(asked, openGate());
    expect(new Set(first.answers.map(({ why }) => why))).toEqual(new Set(['awaited']));
    expect(first).toMatchObject({ requests: 1, againAfterMs: 50, faults: [] });
    const second = await connector.ask(asked, openGate());
    expect(second.requests).toBe(0);
    expect(await requestsOf(asked)).toEqual([`${asked.id}.csv`, `${asked.id}.json`]);

    await served.setFault('civil-affairs', null);
    const answer = await askUntilAnswered(asked);
    expect(outcomes(answer)).toEqual([
      'p0 marriage found',
      'p1 marriage found',
      'p2 marriage none',
      'p3 marriage unknown-person',
      'p0 funeral none',
      'p1 funeral none',
      'p2 funeral found',
      'p3 funeral unknown-person',
      'p0 assistance none',
      'p1 assistance none',
      'p2 assistance none',
      'p3 assistance unknown-person',
    ]);
    // GB18030 on the way, with a character of four bytes and the interpunct.
    expect(answer.answers[1]?.records).toEqual([
      {
        subject: { name: '𬭚阿依·古丽', idNumber: woman.idNumber, sex: 'female', birthDate: null },
        sourceKey: 'J371002-2015-1',
        facts: {
          kind: 'marriage-event',
          event: 'marriage',
          on: '2015-10-01',
          spouseName: man.name,
          spouseIdNumber: man.idNumber,
          certificateNo: 'J371002-2015-1',
        },
      },
    ]);
  });

  test('asked again for some of its persons finds them in the same answer', async () => {
    const asked = question([man, woman], ALL.slice(0, 1));
    await askUntilAnswered(asked);
    const rest = { ...asked, wanted: asked.wanted.map((one) => ({ ...one, keys: ['p1'] })) };
    const answer = await connector.ask(rest, openGate());
    expect(outcomes(answer)).toEqual(['p1 marriage found']);
    expect(answer.faults).toEqual([]);
  });

  test('of a thousand persons is one file', async () => {
    const answer = await askUntilAnswered(question(PEOPLE, ALL));
    expect(answer.answers).toHaveLength(3000);
    expect(answer.answers.filter(({ outcome }) => outcome === 'found')).toHaveLength(3);
    expect(answer.answers.filter(({ outcome }) => outcome === 'unknown-person')).toHaveLength(30);
  });
});

describe('faults of the department', () => {
  test('a partial answer counts, and the rest is awaited until it follows', async () => {
    await served.setFault('civil-affairs', { fault: 'half-page', share: 1 });
    const asked = question([man, dead], ALL.slice(1, 2));
    const seen = new Set<string>();
    for (;;) {
      const answer = await connector.ask(asked, openGate());
      seen.add(outcomes(answer).join());
      if (answer.againAfterMs === null) break;
      await pause(10);
    }
    expect(seen).toContain('p0 funeral none,p1 funeral unanswered:awaited');
    expect([...seen].at(-1)).toBe('p0 funeral none,p1 funeral found');
  });

  test('a file that does not agree with its digest is not read', async () => {
    const asked = question([dead], ALL.slice(1, 2));
    await askUntilAnswered(asked);
    const path = join(folder, 'answers', `${asked.id}.funeral.csv`);
    await writeFile(
      path,
      (await readFile(path, 'latin1')).replace('2026-03-02', '2026-03-03'),
      'latin1',
    );
    const answer = await connector.ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 funeral unanswered:failed']);
    expect(faultKinds(answer)).toEqual(['digest']);
  });

  test('a missing file is no answer, an empty one is', async () => {
    const asked = question([man], ALL.slice(1, 2));
    expect(outcomes(await askUntilAnswered(asked))).toEqual(['p0 funeral none']);
    await rm(join(folder, 'answers', `${asked.id}.funeral.csv`));
    const answer = await connector.ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 funeral unanswered:failed']);
    expect(faultKinds(answer)).toEqual(['file-missing']);
  });

  test('the record of a person who was not asked about is given to nobody', async () => {
    await served.setFault('civil-affairs', { fault: 'foreign-person', share: 1 });
    const answer = await askUntilAnswered(question([dead], ALL.slice(1, 2)));
    expect(outcomes(answer)).toEqual(['p0 funeral found']);
    expect(answer.faults).toEqual([
      { resource: 'civil-affairs.funeral', kind: 'foreign-person', count: 1 },
    ]);
  });

  test('a folder that is not mounted is not connected, and is not made', async () => {
    const gone = connectorOf(
      served.departmentsFile,
      'civil-affairs',
      {},
      join(city.dir, 'not-mounted'),
    );
    const answer = await gone.ask(question([dead], ALL.slice(1, 2)), openGate());
    expect(outcomes(answer)).toEqual(['p0 funeral unanswered:not-connected']);
    expect(faultKinds(answer)).toEqual(['folder-enoent']);
    expect((await gone.probe(AbortSignal.timeout(60_000))).ok).toBe(false);
  });
});
