// The contract that every connector keeps, whatever its department does: one case a line of the table.

import type { PersonAnswer } from '../../connectors/connector.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { UnansweredReason } from '../../domain/lookup.ts';
import type { Transport } from '../../config/departments.ts';
import { STRANGER } from '../city/serve/distort.ts';
import type { FaultKind } from '../city/serve/faults.ts';
import {
  askHolders,
  asking,
  askOnce,
  askUntilSaid,
  questionAbout,
  type Subject,
} from './subject.ts';

export type ContractCase = {
  readonly name: string;
  /** Why it says nothing about a connector; null: it does. */
  notFor(subject: Subject): string | null;
  /** @returns what is wrong; null: nothing. */
  check(subject: Subject): Promise<string | null>;
};

const always = () => null;
const NOBODY = { name: '查无此人', idNumber: '371002194912310059' as CitizenId };

/** A case in which the department shows a fault, and what must come of it. */
function whenIt(
  fault: FaultKind,
  notFor: Partial<Record<Transport, string>>,
  check: (subject: Subject) => Promise<string | null>,
  name: string = fault,
  count?: number,
): ContractCase {
  return {
    name,
    notFor: ({ declaration, setFault, holders }) =>
      notFor[declaration.transport] ??
      (setFault === null ? 'a real department is not made to fail' : null) ??
      (holders.size === 0 ? 'nobody holds a record' : null),
    async check(subject) {
      await subject.setFault?.({ fault, share: 1, ...(count && { count }) });
      try {
        return await check(subject);
      } finally {
        await subject.setFault?.(null);
      }
    },
  };
}

/** Every answer is unanswered for one of these reasons. */
async function isUnanswered(
  subject: Subject,
  ...reasons: UnansweredReason[]
): Promise<string | null> {
  const { answers } = await askHolders(subject, QUICKLY(subject));
  return firstOf(
    answers,
    ({ outcome, why }) => outcome === 'unanswered' && reasons.includes(why ?? 'awaited'),
  );
}

const isFound = ({ outcome, records }: PersonAnswer) => outcome === 'found' && records.length > 0;

function firstOf(
  answers: readonly PersonAnswer[],
  isRight: (answer: PersonAnswer) => boolean,
): string | null {
  const wrong = answers.find((answer) => !isRight(answer));
  return wrong ? `${wrong.resource}: ${wrong.outcome}${wrong.why ? ` (${wrong.why})` : ''}` : null;
}

/** A failing department is waited for briefly. */
const QUICKLY = ({ declaration }: Subject) => ({
  limits: { ...declaration.limits, timeoutMs: 1_500 },
});

const FILES = 'a folder of files does not speak';
const DATABASE = 'a database does not speak HTTP';

export const CONTRACT: readonly ContractCase[] = [
  {
    name: 'empty',
    notFor: always,
    check: (subject) =>
      asking(subject, {}, async (connector) => {
        const { answers, requests } = await askOnce(connector, questionAbout(subject, [], []));
        return answers.length + requests === 0
          ? null
          : `${answers.length} answers, ${requests} requests`;
      }),
  },
  {
    name: 'unknown-person',
    notFor: always,
    check: (subject) =>
      asking(subject, {}, async (connector) => {
        const { answers } = await askUntilSaid(connector, questionAbout(subject, [NOBODY]));
        // A table cannot tell a person whom it does not know from one who holds nothing.
        const due = subject.declaration.transport === 'sql' ? 'none' : 'unknown-person';
        return firstOf(answers, ({ outcome }) => outcome === due);
      }),
  },
  {
    name: '1-person',
    notFor: ({ holders }) => (holders.size === 0 ? 'nobody holds a record' : null),
    check: async (subject) => firstOf((await askHolders(subject)).answers, isFound),
  },
  {
    name: '10000-persons',
    notFor: ({ people }) => (people.length < 10_000 ? 'fewer persons are known' : null),
    check: askTenThousand,
  },
  whenIt('wrong-type', {}, (subject) => isUnanswered(subject, 'failed')),
  whenIt('missing-field', {}, isUnansweredOrEnough),
  whenIt('extra-field', {}, async (subject) => {
    // Values beyond the catalogue's fields could be anybody's: a platform's records are then not read.
    if (subject.declaration.transport === 'exchange-platform')
      return isUnanswered(subject, 'failed');
    return firstOf((await askHolders(subject)).answers, isFound);
  }),
  whenIt('foreign-person', { sql: 'the query names the persons' }, async (subject) => {
    const { answers, faults } = await askHolders(subject);
    if (!faults.has('foreign-person')) return 'not counted as foreign-person';
    const isOwn = ({ records }: PersonAnswer) =>
      records.every(({ subject: about }) => about.idNumber !== STRANGER);
    return firstOf(answers, isOwn);
  }),
  whenIt('duplicate-records', {}, isTheSameAsWithout),
  whenIt('slow', {}, (subject) => isUnanswered(subject, 'timed-out', 'awaited')),
  whenIt('429', { sql: DATABASE, 'file-exchange': FILES }, isAskedAgain('refused')),
  whenIt('500', { sql: DATABASE, 'file-exchange': FILES }, isAskedAgain('failed')),
  whenIt('reset', { 'file-exchange': FILES }, async (subject) => {
    // A database's connections are cut once; the next query opens another.
    if (subject.declaration.transport === 'sql') {
      return firstOf((await askHolders(subject)).answers, isFound);
    }
    return isUnanswered(subject, 'failed');
  }),
  whenIt(
    'expired-token',
    { sql: 'it has no token', 'file-exchange': 'it has no token' },
    async (subject) => {
      if (subject.declaration.transport === 'exchange-platform') {
        return isUnanswered(subject, 'refused');
      }
      return firstOf((await askHolders(subject)).answers, isFound);
    },
    'expired-token',
    1,
  ),
  whenIt('maintenance', { sql: DATABASE, 'file-exchange': FILES }, async (subject) => {
    const { answers, againAfterMs } = await askHolders(subject);
    if (againAfterMs === null || againAfterMs < 60_000) return 'its end is not respected';
    return firstOf(answers, ({ outcome }) => outcome === 'unanswered');
  }),
  {
    name: 'closed-hours',
    notFor: ({ holders }) => (holders.size === 0 ? 'nobody holds a record' : null),
    check: isSilentOutsideHours,
  },
  whenIt('encoding', { sql: 'the server translates' }, (subject) =>
    isUnanswered(subject, 'failed'),
  ),
  whenIt('half-page', { sql: DATABASE }, async (subject) => {
    // The rest of a partial file follows; half a page is a failure.
    if (subject.declaration.transport === 'file-exchange') {
      return firstOf((await askHolders(subject)).answers, isFound);
    }
    return isUnanswered(subject, 'failed');
  }),
  whenIt('down', {}, (subject) => isUnanswered(subject, 'not-connected', 'refused', 'awaited')),
];

async function askTenThousand(subject: Subject): Promise<string | null> {
  return asking(subject, {}, async (connector) => {
    const persons = subject.people.slice(0, 10_000);
    const question = questionAbout(subject, persons);
    const { answers, requests } = await askUntilSaid(connector, question);
    const due = persons.length * question.wanted.length;
    const distinct = new Set(answers.map(({ key, resource }) => `${resource}/${key}`)).size;
    if (answers.length !== due || distinct !== due) return `${distinct} of ${due} answers`;
    const silent = answers.filter(({ outcome }) => outcome === 'unanswered').length;
    // Registers hold some records that cannot be read; a connector that loses a page loses a hundred persons.
    if (silent > due / 1000) return `${silent} of ${due} unanswered`;
    return requests <= due / 20 ? null : `${requests} requests for ${due} lookups`;
  });
}

/** A record with nothing but its ID number is enough only where the schema asks for nothing else. */
async function isUnansweredOrEnough(subject: Subject): Promise<string | null> {
  const { answers } = await askHolders(subject, QUICKLY(subject));
  return firstOf(answers, ({ outcome, resource: id }) => {
    if (outcome === 'unanswered') return true;
    const resource = subject.department.resources.find((one) => one.id === id);
    const bare = Object.fromEntries(resource?.idFields.map((field) => [field, STRANGER]) ?? []);
    return outcome === 'found' && resource?.record.safeParse(bare).success === true;
  });
}

async function isTheSameAsWithout(subject: Subject): Promise<string | null> {
  const doubled = await askHolders(subject);
  await subject.setFault?.(null);
  const single = await askHolders(subject);
  return firstOf(doubled.answers, (answer) => {
    const plain = single.answers.find(({ resource }) => resource === answer.resource);
    return contentsOf(plain) === contentsOf(answer);
  });
}

/** Records in an order of their own: the order of evidence means nothing. */
function contentsOf(answer: PersonAnswer | undefined): string {
  return (answer?.records ?? [])
    .map((record) => JSON.stringify(record))
    .sort()
    .join('\n');
}

function isAskedAgain(reason: UnansweredReason): (subject: Subject) => Promise<string | null> {
  return async (subject) => {
    const { answers, againAfterMs } = await askHolders(subject, QUICKLY(subject));
    if (againAfterMs === null) return 'it is not asked again';
    return firstOf(answers, ({ why }) => why === reason);
  };
}

/** Open for one minute on a day that is not today. */
async function isSilentOutsideHours(subject: Subject): Promise<string | null> {
  const weekday = new Date(Date.now() + 8 * 3_600_000).getUTCDay();
  const days = [((weekday + 2) % 7) + 1];
  return asking(subject, { hours: { from: '03:00', until: '03:01', days } }, async (connector) => {
    const [holder] = subject.holders.values();
    const answer = await askOnce(connector, questionAbout(subject, holder ? [holder] : []));
    if (answer.requests > 0) return `${answer.requests} requests`;
    if (answer.againAfterMs === null) return 'it does not say when it opens';
    return firstOf(answer.answers, ({ why }) => why === 'outside-hours');
  });
}
