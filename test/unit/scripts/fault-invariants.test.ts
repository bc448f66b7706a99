// The invariants of the fault campaign see what they are there to see: each is shown a violation.

import { expect, test } from '@jest/globals';
import { asCalendarDate } from '../../../domain/calendar.ts';
import { type Found, judgeObjections } from '../../../scripts/faults/objecting.ts';
import { notedBeyond, repeatedQuestions } from '../../../scripts/faults/questions.ts';
import { judgeNight, type Rechecked } from '../../../scripts/faults/rechecked.ts';
import { judgeSettlements, type Reviewed } from '../../../scripts/faults/settled.ts';
import type { Word } from '../../../scripts/faults/settling.ts';

const night = asCalendarDate('2026-11-27');
const renewed: Rechecked = {
  seq: 1,
  rechecks: 1,
  outcome: 'renewed',
  night,
  isOpen: false,
  verifiedOn: night,
  dueOn: asCalendarDate('2027-02-10'),
  reported: 1,
  current: 1,
  renewals: 1,
  ledgered: 1,
  holdsLonger: true,
  alerts: 0,
  changes: 0,
};
const changed: Rechecked = {
  ...renewed,
  seq: 2,
  outcome: 'changed',
  reported: 2,
  renewals: 0,
  ledgered: 0,
  alerts: 2,
  changes: 2,
};

test('a night in which one report was renewed and one superseded is as it must be', () => {
  expect(judgeNight([renewed, changed], 2)).toEqual([]);
});

test.each<[violated: string, what: string, Partial<Rechecked>]>([
  ['whoever is due is rechecked once', 'twice', { rechecks: 2 }],
  ['whoever is due is rechecked once', 'not at all', { rechecks: 0 }],
  [
    'every recheck has come to its end',
    'still open',
    { outcome: 'open', renewals: 0, ledgered: 0, reported: 2 },
  ],
  ['every recheck has come to its end', 'said to be under way', { isOpen: true }],
  ['a rechecked household has one current report', 'two', { current: 2 }],
  ['a rechecked household has one current report', 'none', { current: 0 }],
  ['a recheck renews the report or supersedes it', 'both', { reported: 2 }],
  ['a recheck renews the report or supersedes it', 'neither', { renewals: 0, ledgered: 0 }],
  ['a recheck renews the report or supersedes it', 'for shorter', { holdsLonger: false }],
  ['the ledger knows each renewal once', 'not in the ledger', { ledgered: 0 }],
  ['the ledger knows each renewal once', 'twice in the ledger', { ledgered: 2 }],
  ['the next recheck is due once more', 'still tonight', { dueOn: night }],
  ['the next recheck is due once more', 'too late', { dueOn: asCalendarDate('2027-05-01') }],
  ['the next recheck is due once more', 'as before', { verifiedOn: asCalendarDate('2026-08-01') }],
  ['no change is told twice', 'the same alert again', { alerts: 2, changes: 1 }],
])('violates “%s”: %s', (violated, _what, otherwise) => {
  const found = judgeNight([{ ...renewed, ...otherwise }, changed], 2);
  expect(found.map(({ invariant }) => invariant)).toEqual([violated]);
});

test('violates “whoever was taken in receives help” when one is missing', () => {
  expect(judgeNight([renewed], 2)).toEqual([
    { invariant: 'whoever was taken in receives help', said: '1 of 2' },
  ]);
});

const NUMBER = 'HD-1';
const first: Word = {
  number: NUMBER,
  finding: 'F1',
  reason: 'round 2, 1 confirm',
  isSecond: false,
  isAcknowledged: true,
};
const second: Word = { ...first, reason: 'round 2, 2 second', isSecond: true };
const review: Reviewed['reviews'][number] = {
  reportNumber: NUMBER,
  findingId: 'F1',
  findingDigest: 'aa',
  severity: 'exceeds',
  decision: 'confirm',
  reason: first.reason,
  by: 'desk-one',
  second: {
    verdict: 'agree',
    reason: second.reason,
    by: 'desk-two',
    at: '2026-11-27T01:00:00.000Z',
  },
} as Reviewed['reviews'][number];
const report: Reviewed = {
  number: NUMBER,
  reviews: [review],
  wanted: ['aa'],
  isSettled: true,
  ledgered: { review: 1, second: 1 },
};

test('a finding that two have settled is as it must be', () => {
  expect(judgeSettlements([report], [first, second])).toEqual([]);
});

const unseconded = { ...review, second: null };
test.each<[violated: string, what: string, Partial<Reviewed>]>([
  [
    'no settlement that was acknowledged is lost',
    'the decision is not there',
    { reviews: [{ ...review, reason: 'another' }] },
  ],
  [
    'no settlement that was acknowledged is lost',
    'the second word is not there',
    { reviews: [unseconded], isSettled: false, ledgered: { review: 1, second: 0 } },
  ],
  [
    'no settlement is there twice',
    'the form was taken twice',
    { reviews: [unseconded, review], ledgered: { review: 2, second: 1 } },
  ],
  [
    'nobody is the second pair of eyes on their own decision',
    'the same person',
    { reviews: [{ ...review, by: 'desk-two' }] },
  ],
  [
    'a report is settled when all of its findings are, by two where two are wanted',
    'another finding is open',
    { wanted: ['aa', 'bb'] },
  ],
  [
    'a report is settled when all of its findings are, by two where two are wanted',
    'left open',
    { isSettled: false },
  ],
  [
    'every settlement is in the ledger once',
    'one entry too few',
    { ledgered: { review: 0, second: 1 } },
  ],
  [
    'every settlement is in the ledger once',
    'one entry too many',
    { ledgered: { review: 1, second: 2 } },
  ],
])('violates “%s”: %s', (violated, _what, otherwise) => {
  const found = judgeSettlements([{ ...report, ...otherwise }], [first, second]);
  expect(found.map(({ invariant }) => invariant)).toEqual([violated]);
});

test('a settlement that nobody acknowledged may be there once, or not at all', () => {
  const unanswered = { ...first, isAcknowledged: false };
  expect(judgeSettlements([report], [unanswered])).toEqual([]);
  const without = { ...report, reviews: [], isSettled: false, ledgered: { review: 0, second: 0 } };
  expect(judgeSettlements([without], [unanswered])).toEqual([]);
});

test('violates the two-person rule when a report is settled that still wants its second word', () => {
  const alone = { ...report, reviews: [unseconded], ledgered: { review: 1, second: 0 } };
  expect(judgeSettlements([alone], [first]).map(({ invariant }) => invariant)).toEqual([
    'a report is settled when all of its findings are, by two where two are wanted',
  ]);
});

const before = new Map([['tax', { told: 40, askedAfterAnswered: 3 }]]);
const after = new Map([['tax', { told: 50, askedAfterAnswered: 5 }]]);

test('questions that were put again are counted from the round’s beginning', () => {
  expect(repeatedQuestions(before, after)).toBe(2);
});

test('violates “no more answers are noted than departments gave” with one too many', () => {
  expect(notedBeyond([{ department: 'tax', answered: 10 }], before, after)).toEqual([]);
  const noted = { department: 'tax', answered: 11 } as const;
  expect(notedBeyond([noted], before, after)).toEqual([noted]);
});

const objected = { number: NUMBER, isAcknowledged: true };
const objection: Found = { number: NUMBER, state: 'verified', ledgered: 1, current: 1 };

test('an objection that was looked at afresh is as it must be', () => {
  expect(judgeObjections([objection], [objected])).toEqual([]);
  expect(judgeObjections([], [{ ...objected, isAcknowledged: false }])).toEqual([]);
});

test.each<[violated: string, found: readonly Found[]]>([
  ['no objection that was acknowledged is lost', []],
  ['no objection is there twice', [1, 2].map(() => ({ ...objection, ledgered: 2 }))],
  ['what is disputed is looked at afresh to the end', [{ ...objection, state: 'received' }]],
  ['every objection is in the ledger once', [{ ...objection, ledgered: 2 }]],
  ['a disputed household has one current report', [{ ...objection, current: 2 }]],
])('violates “%s”', (violated, found) => {
  expect(judgeObjections(found, [objected]).map(({ invariant }) => invariant)).toEqual([violated]);
});
