// A connector as the rest of the house gets it: asked only about persons with a permit, and the permit is looked at again at
// the moment of sending, since a question may have waited for hours behind a rate limit or a circuit breaker.

import type { DepartmentDeclaration } from '../config/departments.ts';
import { shanghaiDate } from '../domain/calendar.ts';
import type { UnansweredReason } from '../domain/lookup.ts';
import { Permit, type Withdrawn } from '../domain/permit.ts';
import type {
  AskedPerson,
  AskingContext,
  Connector,
  DepartmentAnswer,
  PersonAnswer,
  Question,
} from './connector.ts';
import { openConnectors } from './connector-list.ts';

export type PermittedPerson = AskedPerson & { readonly permit: Permit };

export type PermittedQuestion = Omit<Question, 'persons'> & {
  readonly persons: readonly PermittedPerson[];
};

export type PermittedConnector = Omit<Connector, 'ask'> & {
  ask(question: PermittedQuestion, context: AskingContext): Promise<DepartmentAnswer>;
};

export type Withdrawals = {
  /** Which of these authorisations were withdrawn by now. */
  among(authorisations: readonly AuthorisationKey[]): Promise<Withdrawn>;
};

export type AuthorisationKey = Pick<Permit, 'authorisationNo' | 'region'>;

/** While a long question is under way, withdrawals are looked for this often. */
const LOOK_EVERY_MS = 1_000;

/** The connectors of all declared departments. @throws HeduiError DEPARTMENTS_INVALID */
export function openPermittedConnectors(
  declarations: readonly DepartmentDeclaration[],
  withdrawals: Withdrawals,
  now: () => Date,
): PermittedConnector[] {
  return openConnectors(declarations, now).map((one) => onlyPermitted(one, withdrawals, now));
}

export function onlyPermitted(
  connector: Connector,
  withdrawals: Withdrawals,
  now: () => Date,
): PermittedConnector {
  return {
    ...connector,
    async ask(question, context) {
      const withdrawn = await withdrawals.among(authorisationsOf(question.persons));
      const whyNot = new Map<string, UnansweredReason>();
      const { department } = connector;
      const { scheme, purpose } = question;
      const sending = { department, scheme, purpose, on: shanghaiDate(now()) };
      const permitted = question.persons.filter((person) => {
        const why = whyNotNow(person, withdrawn);
        if (why !== null) whyNot.set(person.key, why);
        return why === null;
      });
      const refused: PersonAnswer[] = onlyOf(question.wanted, whyNot).flatMap(
        ({ resource, keys }) =>
          keys.map((key) => {
            const why = whyNot.get(key) ?? 'not-authorised';
            return { key, resource, outcome: 'unanswered', why, asOf: null, records: [] };
          }),
      );
      const sent: Question = {
        ...question,
        persons: permitted.map(({ key, name, idNumber, authorisationNo }) => ({
          key,
          name,
          idNumber,
          authorisationNo,
        })),
        wanted: onlyWithout(question.wanted, whyNot),
        answered: onlyWithout(question.answered ?? [], whyNot),
      };
      const isEmpty = sent.wanted.length === 0 && sent.answered?.length === 0;
      const said = isEmpty ? NOTHING : await askWatched(sent, authorisationsOf(permitted), context);
      return refused.length === 0 ? said : { ...said, answers: [...said.answers, ...refused] };

      function whyNotNow(
        { permit, authorisationNo }: PermittedPerson,
        gone: Withdrawn,
      ): UnansweredReason | null {
        // Types are gone at run time: whatever was made up, or is of another authorisation, is no permit.
        if (!(permit instanceof Permit) || permit.authorisationNo !== authorisationNo) {
          return 'not-authorised';
        }
        return permit.whyNot(sending, gone);
      }
    },
  };

  /** Breaks off when one of the persons withdraws meanwhile; what was not sent by then is planned anew. */
  async function askWatched(
    question: Question,
    authorisations: readonly AuthorisationKey[],
    context: AskingContext,
  ): Promise<DepartmentAnswer> {
    const breakOff = new AbortController();
    const { gate } = context;
    let lookedAt = now().getTime();
    const watched = {
      ...gate,
      admit: async (requests: number, signal: AbortSignal) => {
        await gate.admit(requests, signal);
        if (now().getTime() - lookedAt >= LOOK_EVERY_MS) {
          lookedAt = now().getTime();
          const gone = await withdrawals.among(authorisations);
          const isGone = (one: AuthorisationKey) => gone.has(one.authorisationNo, one.region);
          if (authorisations.some(isGone)) breakOff.abort();
        }
        breakOff.signal.throwIfAborted();
      },
    };
    const signal = AbortSignal.any([context.signal, breakOff.signal]);
    const said = await connector.ask(question, { gate: watched, signal });
    return breakOff.signal.aborted ? { ...said, againAfterMs: 0 } : said;
  }
}

function authorisationsOf(persons: readonly PermittedPerson[]): AuthorisationKey[] {
  return persons.flatMap(({ permit }) => (permit instanceof Permit ? [permit] : []));
}

function onlyWithout(
  wanted: Question['wanted'],
  refused: ReadonlyMap<string, UnansweredReason>,
): Question['wanted'] {
  return refused.size === 0 ? wanted : filtered(wanted, (key) => !refused.has(key));
}

function onlyOf(
  wanted: Question['wanted'],
  refused: ReadonlyMap<string, UnansweredReason>,
): Question['wanted'] {
  return refused.size === 0 ? [] : filtered(wanted, (key) => refused.has(key));
}

function filtered(
  wanted: Question['wanted'],
  isKept: (key: string) => boolean,
): Question['wanted'] {
  return wanted.flatMap(({ resource, keys }) => {
    const left = keys.filter(isKept);
    return left.length === 0 ? [] : [{ resource, keys: left }];
  });
}

const NOTHING: DepartmentAnswer = {
  answers: [],
  faults: [],
  rejected: [],
  records: 0,
  requests: 0,
  againAfterMs: null,
};
