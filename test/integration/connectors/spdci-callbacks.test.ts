// The SPDCI transport where a registry calls back: early, twice, page by page, or not at all.

import { describe, expect, test } from '@jest/globals';
import { faultKinds, openGate, outcomes, question } from '../../support/questions.ts';
import {
  ASSISTANCE,
  enrolment,
  freePort,
  PEOPLE,
  said,
  SIGNED,
  useSocialRegistry,
} from '../../support/social-registry.ts';
import { until } from '../../support/until.ts';

const social = useSocialRegistry();
const ID = PEOPLE[0]?.idNumber ?? '';

describe('asking for a callback', () => {
  test('page after page is called back, from the stand-in, signed', async () => {
    const port = await freePort();
    const callback = { address: `http://127.0.0.1:${port}`, port };
    const signature = { dialect: 'cavage-openspp', ...SIGNED } as const;
    const address = await social.serve(signature, [callback.address], 1);
    const connector = social.open(address, { mode: 'async', callback, signature });
    const answer = await connector.ask(question(PEOPLE.slice(0, 3), ASSISTANCE), openGate());
    expect(outcomes(answer)).toEqual([
      'p0 assistance found',
      'p1 assistance found',
      'p2 assistance none',
    ]);
    expect(answer.answers[0]?.records).toHaveLength(3);
    expect(answer.requests).toBe(1);
  });

  test('a callback before its acknowledgement, and the same again, count once', async () => {
    const port = await freePort();
    const taken: number[] = [];
    const { address } = await social.script(async (_, { message }) => {
      const callback = said('on-search', {
        transaction_id: message.transaction_id,
        search_response: [
          { reference_id: 'r1', status: 'succ', data: { reg_records: [enrolment(ID)] } },
        ],
      });
      for (let time = 0; time < 2; time++) {
        const reply = await fetch(`http://127.0.0.1:${port}/registry/on-search`, {
          method: 'POST',
          headers: { authorization: 'Bearer callback-token' },
          body: JSON.stringify(callback),
        });
        taken.push(reply.status);
      }
      return { body: { message: { ack_status: 'ACK', correlation_id: 'c' } } };
    });
    const callback = { address: `http://127.0.0.1:${port}`, port, token: 'callback-token' };
    const connector = social.open(address, { mode: 'async', callback });
    const answer = await connector.ask(question(PEOPLE.slice(0, 1), ASSISTANCE), openGate());
    expect(taken).toEqual([200, 200]);
    expect(outcomes(answer)).toEqual(['p0 assistance found']);
    expect(answer.answers[0]?.records).toHaveLength(1);
  });

  test('on silence the state is asked, and asked again until it is there; nothing is sent twice', async () => {
    let looks = 0;
    const { address, sent } = await social.script((path, { message }) => {
      if (path === 'search') {
        return { body: { message: { ack_status: 'ACK', correlation_id: 'c' } } };
      }
      const { transaction_id } = message;
      const answer =
        ++looks < 2
          ? { reference_id: 'r1', status: 'pdng' }
          : { reference_id: 'r1', status: 'succ', data: { reg_records: [enrolment(ID)] } };
      const state = { transaction_id, search_response: [answer] };
      const status = { txn_type: 'search', txn_status: state };
      return { body: said('txn-on-status', { transaction_id, txnstatus_response: status }) };
    });
    const connector = social.open(address, { mode: 'async', callbackWithinMs: 30 });
    const asked = question(PEOPLE.slice(0, 1), ASSISTANCE);
    const first = await connector.ask(asked, openGate());
    expect(outcomes(first)).toEqual(['p0 assistance unanswered:awaited']);
    expect(first.againAfterMs).toBe(50);
    const second = await connector.ask(asked, openGate());
    expect(outcomes(second)).toEqual(['p0 assistance found']);
    expect(sent.map(({ path }) => path)).toEqual(['search', 'sync/txn/status', 'sync/txn/status']);
  });

  test('an ERR in place of the acknowledgement is a refusal, named by its code', async () => {
    const error = { code: 'err.sender_uri.invalid', message: '' };
    const { address } = await social.script(() => ({
      body: { message: { ack_status: 'ERR', error } },
    }));
    const connector = social.open(address, { mode: 'async', callbackWithinMs: 30 });
    const answer = await connector.ask(question(PEOPLE.slice(0, 1), ASSISTANCE), openGate());
    expect(outcomes(answer)).toEqual(['p0 assistance unanswered:refused']);
    expect(faultKinds(answer)).toEqual(['err.sender_uri.invalid']);
  });

  test('a callback without the token that was agreed is not let in', async () => {
    const port = await freePort();
    const { address } = await social.script(() => ({ body: { message: { ack_status: 'ACK' } } }));
    const callback = { address: `http://127.0.0.1:${port}`, port, token: 'callback-token' };
    const connector = social.open(address, { mode: 'async', callback, callbackWithinMs: 500 });
    const asking = connector.ask(question(PEOPLE.slice(0, 1), ASSISTANCE), openGate());
    const url = `http://127.0.0.1:${port}/registry/on-search`;
    const statuses: number[] = [];
    await until('listening', () =>
      fetch(url, { method: 'POST', body: '{}' }).then(
        ({ status }) => statuses.push(status) > 0,
        () => false,
      ),
    );
    expect(statuses).toEqual([401]);
    await asking;
  });
});
