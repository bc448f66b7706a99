// The SPDCI transport where a registry answers at once: the stand-in over real sockets, in each dialect.

import { describe, expect, test } from '@jest/globals';
import type { ReceivedMessage } from '../../../connectors/spdci/received.ts';
import { faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import {
  ASSISTANCE,
  enrolment,
  MEMBERSHIP,
  PEOPLE,
  said,
  SIGNED,
  useSocialRegistry,
} from '../../support/social-registry.ts';

const social = useSocialRegistry();
const ID = PEOPLE[0]?.idNumber ?? '';

describe('asking at once', () => {
  test.each([
    ['none', 'object'],
    ['cavage-openspp', 'object'],
    ['jws-detached', 'jws'],
  ] as const)('in the dialect %s: found, none, page by page', async (dialect, consent) => {
    const signature = dialect === 'none' ? { dialect } : { dialect, ...SIGNED };
    const address = await social.serve(signature, [], 2);
    const received: ReceivedMessage[] = [];
    const asking = { ...openGate(), keep: (one: ReceivedMessage) => received.push(one) };
    const connector = social.open(address, { signature, consent });
    const answer = await connector.ask(question(PEOPLE.slice(0, 3), ASSISTANCE), asking);
    expect(outcomes(answer)).toEqual([
      'p0 assistance found',
      'p1 assistance found',
      'p2 assistance none',
    ]);
    expect(answer.faults).toEqual([]);
    expect(answer.answers[0]?.records.map(({ sourceKey }) => sourceKey)).toEqual([
      'subsistence/C0',
      'subsistence/C1',
      'subsistence/C2',
    ]);
    expect(answer.answers[1]?.records[0]).toEqual({
      subject: { name: '居民1', idNumber: PEOPLE[1]?.idNumber, sex: null, birthDate: null },
      sourceKey: 'subsistence/C3',
      facts: {
        kind: 'assistance-received',
        programme: 'subsistence',
        caseNo: 'C3',
        region: '371002',
        from: '2023-01-01',
        until: null,
        monthlyFen: 65_050,
        headcount: 2,
      },
    });
    // Three records at two a page: a second message, for the one person who has more.
    expect(answer.requests).toBe(2);
    expect(received.map(({ check }) => check)).toEqual(
      Array(2).fill(dialect === 'none' ? 'not-wanted' : 'good'),
    );
    expect(JSON.parse(String(received[0]?.bytes)).signature).toBe(received[0]?.signature);
  });

  test('250 persons go in three messages of at most 100', async () => {
    const address = await social.serve({ dialect: 'none' });
    const answer = await social.open(address, {}).ask(question(PEOPLE, MEMBERSHIP), openGate());
    expect(answer.requests).toBe(3);
    const found = answer.answers.filter(({ outcome }) => outcome === 'found');
    expect(found).toHaveLength(240);
    expect(found[7]?.records[0]).toMatchObject({
      subject: {
        name: '居民7',
        idNumber: PEOPLE[7]?.idNumber,
        sex: 'male',
        birthDate: '1970-01-01',
      },
      sourceKey: 'group/7',
      facts: { kind: 'register-entry', registerNo: '7', region: '371002', address: '某街道1号' },
    });
  });

  test('a partner of whom it does not know the key, or the token, is refused', async () => {
    const signature = { dialect: 'jws-detached', ...SIGNED } as const;
    const address = await social.serve(signature);
    const asked = question(PEOPLE.slice(0, 1), MEMBERSHIP);
    const unsigned = await social.open(address, {}).ask(asked, openGate());
    expect(outcomes(unsigned)).toEqual(['p0 membership unanswered:refused']);
    expect(faultKinds(unsigned)).toEqual(['http-401']);
    expect(await social.open(address, {}).probe(AbortSignal.timeout(60_000))).toMatchObject({
      ok: false,
    });
    const good = social.open(address, { signature });
    expect(await good.probe(AbortSignal.timeout(60_000))).toMatchObject({
      ok: true,
      said: 'ready',
    });
  });

  test('an answer that is not signed as agreed is not read', async () => {
    const address = await social.serve({ dialect: 'none' });
    const connector = social.open(address, { signature: { dialect: 'jws-detached', ...SIGNED } });
    const answer = await connector.ask(question(PEOPLE.slice(0, 1), MEMBERSHIP), openGate());
    expect(outcomes(answer)).toEqual(['p0 membership unanswered:refused']);
  });
});

describe('repeats', () => {
  test('carry a new message id, and the same transaction and references', async () => {
    let tries = 0;
    const { address, sent } = await social.script((_, { message }) =>
      ++tries < 3
        ? { status: 503, body: {} }
        : {
            body: said('on-search', {
              transaction_id: message.transaction_id,
              search_response: [{ reference_id: 'r1', status: 'succ', data: { reg_records: [] } }],
            }),
          },
    );
    const asked = question(PEOPLE.slice(0, 1), ASSISTANCE);
    const answer = await social.open(address, {}).ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 assistance none']);
    expect(new Set(sent.map(({ body }) => body.header.message_id)).size).toBe(3);
    expect(new Set(sent.map(({ body }) => body.message.transaction_id)).size).toBe(1);
    expect(sent.map(({ body }) => body.message.search_request[0].reference_id)).toEqual([
      'r1',
      'r1',
      'r1',
    ]);
    expect(JSON.stringify(sent.map(({ body }) => body.message.transaction_id))).not.toContain(ID);
  });

  test.each([
    ['another transaction', { transaction_id: 'x', search_response: [] }, 'reply-shape'],
    ['nothing of what was asked', { search_response: [] }, 'incomplete-page'],
    ['no search response', { anything: 1 }, 'reply-shape'],
  ])('an answer with %s leaves the person unanswered', async (_, message, fault) => {
    const { address } = await social.script((__, { message: { transaction_id } }) => ({
      body: said('on-search', { transaction_id, ...message }),
    }));
    const asked = question(PEOPLE.slice(0, 1), ASSISTANCE);
    const answer = await social.open(address, {}).ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 assistance unanswered:failed']);
    expect(faultKinds(answer)).toContain(fault);
  });

  test('a record about somebody else is given to nobody', async () => {
    const { address } = await social.script((_, { message: { transaction_id } }) => ({
      body: said('on-search', {
        transaction_id,
        search_response: [
          {
            reference_id: 'r1',
            status: 'succ',
            data: { reg_records: [enrolment(PEOPLE[1]?.idNumber ?? '')] },
          },
        ],
      }),
    }));
    const asked = question(PEOPLE.slice(0, 1), ASSISTANCE);
    const answer = await social.open(address, {}).ask(asked, openGate());
    expect(outcomes(answer)).toEqual(['p0 assistance unanswered:failed']);
    expect(faultKinds(answer)).toContain('foreign-person');
  });
});
