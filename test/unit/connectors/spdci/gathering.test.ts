// Answers to a search that come in pages, in any order, more than once.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Gathering } from '../../../../connectors/spdci/gathering.ts';
import { type SearchAnswer, searchResponse } from '../../../../connectors/spdci/messages.ts';
import { personRecord } from '../../../../connectors/spdci/person-records.ts';

const NUMBER = '371002197001010019';

function page(reference: string, number: number, size: number, total: number): SearchAnswer {
  const from = (number - 1) * size;
  const records = Array.from({ length: total }, (_, at) => at).slice(from, from + size);
  return {
    reference_id: reference,
    status: 'succ',
    data: { reg_records: records },
    pagination: { page_size: size, page_number: number, total_count: total },
  };
}

function take(gathering: Gathering, ...answers: SearchAnswer[]): void {
  gathering.take({ transaction_id: 't', search_response: answers });
}

describe('gathering', () => {
  test('pages give the same in whatever order and however often they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.nat()),
        (total, size, choices) => {
          const count = Math.max(1, Math.ceil(total / size));
          const gathering = new Gathering(['a']);
          const left = Array.from({ length: count }, (_, at) => at + 1);
          for (const choice of choices) {
            const [number = 1] = left.splice(choice % left.length, 1);
            take(gathering, page('a', number, size, total), page('a', number, size, total));
            expect(gathering.isComplete).toBe(left.length === 0);
            if (left.length === 0) break;
          }
          const records = Array.from({ length: total }, (_, at) => at);
          expect(gathering.of('a')).toEqual({ kind: 'records', records });
        },
      ),
    );
  });

  test('an open reference wants the first page that is missing', () => {
    const gathering = new Gathering(['a']);
    expect(gathering.of('a')).toEqual({ kind: 'open', nextPage: 1 });
    take(gathering, page('a', 1, 2, 6), page('a', 3, 2, 6));
    expect(gathering.of('a')).toEqual({ kind: 'open', nextPage: 2 });
  });

  test.each([
    ['another total on its second page', [page('a', 1, 2, 4), page('a', 2, 2, 3)]],
    ['a page beyond the last', [page('a', 3, 2, 4)]],
    ['fewer records than promised', [{ ...page('a', 1, 9, 4), data: { reg_records: [1] } }]],
    ['no records at all, though there are some', [{ ...page('a', 1, 9, 4), data: null }]],
  ])('is broken by %s', (_, answers) => {
    const gathering = new Gathering(['a']);
    take(gathering, ...answers);
    expect(gathering.of('a')).toEqual({ kind: 'broken' });
  });

  test('received and pending settle nothing; what is settled stays', () => {
    const gathering = new Gathering(['a', 'b']);
    take(gathering, { reference_id: 'a', status: 'pdng' }, { reference_id: 'b', status: 'rcvd' });
    expect(gathering.of('a')).toMatchObject({ kind: 'open' });
    take(gathering, {
      reference_id: 'a',
      status: 'rjct',
      status_reason_code: 'rjct.filter.invalid',
    });
    take(gathering, page('a', 1, 9, 1), page('b', 1, 9, 0), page('c', 1, 9, 1));
    expect(gathering.of('a')).toEqual({ kind: 'rejected', reason: 'rjct.filter.invalid' });
    expect(gathering.of('b')).toEqual({ kind: 'records', records: [] });
    expect(gathering.strangers).toBe(1);
  });

  test('any message is read or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = searchResponse.safeParse(value);
        if (read.success) new Gathering(['a']).take(read.data);
      }),
    );
  });
});

describe('a record about a person', () => {
  const identifier = { identifier_type: 'UIN', identifier_value: NUMBER };
  test.each([
    ['a Person', { identifier: [identifier] }],
    ['a Person with one identifier', { identifier }],
    ['a Member with plain text', { member_identifier: NUMBER }],
    ['a Member by its demographic info', { demographic_info: { identifier: [identifier] } }],
    ['an IBR beneficiary', { member: { demographic_info: { person: identifier } } }],
  ])('%s', (_, record) => {
    expect(personRecord(record, NUMBER)).toMatchObject({ id_number: NUMBER, group: record });
  });

  test('in a Group is the member who was asked about, not the head', () => {
    const head = { member_identifier: [{ identifier_value: 'X1' }], name: 'head' };
    const member = { member_identifier: [{ identifier_value: NUMBER }], name: 'member' };
    const group = { group_head_info: head, member_list: [head, member] };
    expect(personRecord(group, NUMBER)).toEqual({ id_number: NUMBER, member, group });
  });

  test('of somebody else keeps the number it holds', () => {
    expect(personRecord({ identifier: [{ identifier_value: 'X1' }] }, NUMBER)).toMatchObject({
      id_number: 'X1',
      member: null,
    });
  });

  test('is found in anything without a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(personRecord(value, NUMBER).group).toBe(value);
      }),
    );
  });
});
