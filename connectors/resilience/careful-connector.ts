// A connector asked with care: through the limits that all workers share, and through its department's circuit breaker.
//
//   closed ── so many requests in a row failed ──► open ── its pause is over ──► half-open
//     ▲                                             ▲                               │
//     └──────────── one person answered ────────────┼───────────────────────────────┤
//                                                   └──────── failed again ─────────┘
//
// While it is open nobody asks. Half-open, one worker asks about one person; the others still wait.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import { isMendedByTime, type UnansweredReason } from '../../domain/lookup.ts';
import { AnswerSheet } from '../answer-sheet.ts';
import type { DepartmentAnswer, Settled } from '../connector.ts';
import type {
  PermittedConnector as Connector,
  PermittedQuestion as Question,
} from '../permitted-connector.ts';
import { openPace } from './pace.ts';
import { openQuestionGate, type QuestionGate } from './question-gate.ts';
import type { SharedLimits } from './shared-limits.ts';

export type CarefulAnswer = DepartmentAnswer & {
  /** How each request went. A transport that does not say gives none. */
  readonly settledRequests: readonly Settled[];
};

export type CarefulConnector = {
  ask(
    question: Question,
    signal: AbortSignal,
    onSettled?: (request: Settled) => void,
  ): Promise<CarefulAnswer>;
};

/** What an open circuit leaves unanswered could not be reached; it is asked again by itself. */
const KEPT_AWAY: UnansweredReason = 'not-connected';

export function openCareful(
  connector: Connector,
  declaration: DepartmentDeclaration,
  shared: SharedLimits,
): CarefulConnector {
  const { id, circuit, limits } = declaration;
  const { circuits } = shared;
  const pace = openPace(declaration, shared.limits);
  /** Whether a success is worth telling: it ends a row of failures. */
  let isFailing = false;

  async function tell(isDown: boolean, trip: AbortController): Promise<void> {
    if (!isDown) {
      if (!isFailing) return;
      isFailing = false;
      return circuits.succeeded(id);
    }
    isFailing = true;
    if ((await circuits.failed(id, circuit)) === 'open') trip.abort();
  }

  /** A transport that reports no requests is judged by what its whole question brought. */
  async function askTold(
    question: Question,
    gate: QuestionGate,
    signal: AbortSignal,
    trip: AbortController,
  ): Promise<DepartmentAnswer> {
    const before = gate.settledRequests.length;
    const said = await connector.ask(question, {
      gate,
      signal: AbortSignal.any([signal, trip.signal]),
    });
    const isUntold = gate.settledRequests.length === before && said.answers.length > 0;
    if (isUntold && !signal.aborted) await tell(isDown(said), trip);
    return said;
  }

  return {
    async ask(question, signal, onSettled) {
      const entry = await circuits.enter(id, limits.timeoutMs * 2);
      if (entry.may === 'wait') return { ...keptAway(question, entry.forMs), settledRequests: [] };

      const trip = new AbortController();
      const gate = openQuestionGate(declaration, shared, pace, (request) => {
        onSettled?.(request);
        return tell(request.isDown, trip);
      });
      const [first, rest] =
        entry.may === 'try' && declaration.transport !== 'file-exchange'
          ? splitOff(question)
          : [question, null];
      if (entry.may === 'try') isFailing = true;
      try {
        const said = await askTold(first, gate, signal, trip);
        if (rest === null)
          return { ...relabelled(said, trip), settledRequests: gate.settledRequests };
        const after = isDown(said)
          ? keptAway(rest, circuit.openMs)
          : await askTold(rest, gate, signal, trip);
        return {
          ...joined(relabelled(said, trip), relabelled(after, trip)),
          settledRequests: gate.settledRequests,
        };
      } finally {
        await gate.end();
      }
    },
  };

  /** Requests that were cut off because the circuit opened meanwhile did not run out of time. */
  function relabelled(said: DepartmentAnswer, trip: AbortController): DepartmentAnswer {
    if (!trip.signal.aborted) return said;
    const answers = said.answers.map((answer) =>
      answer.why === 'timed-out' ? { ...answer, why: KEPT_AWAY } : answer,
    );
    return { ...said, answers, againAfterMs: Math.max(said.againAfterMs ?? 0, circuit.openMs) };
  }
}

function keptAway(question: Question, forMs: number): DepartmentAnswer {
  const sheet = new AnswerSheet();
  sheet.fault(null, 'circuit-open');
  sheet.againAfter(forMs);
  return sheet.finish(question, KEPT_AWAY);
}

/** Nothing came, for reasons of the department's. What is merely awaited or closed for the night is no failure. */
function isDown({ answers, isSpent }: DepartmentAnswer): boolean {
  if (isSpent) return false;
  return answers.every(
    ({ why }) => isMendedByTime(why) && why !== 'awaited' && why !== 'outside-hours',
  );
}

/** One person and one resource, and all others. */
function splitOff(question: Question): [Question, Question | null] {
  const [first] = question.wanted;
  const key = first?.keys[0];
  if (!first || key === undefined) return [question, null];
  const others = question.wanted.map((wanted) =>
    wanted === first ? { ...wanted, keys: wanted.keys.slice(1) } : wanted,
  );
  const rest = others.filter(({ keys }) => keys.length > 0);
  const trial = { ...question, wanted: [{ resource: first.resource, keys: [key] }] };
  return [trial, rest.length === 0 ? null : { ...question, wanted: rest }];
}

function joined(one: DepartmentAnswer, other: DepartmentAnswer): DepartmentAnswer {
  const pauses = [one.againAfterMs, other.againAfterMs].filter((ms) => ms !== null);
  return {
    answers: [...one.answers, ...other.answers],
    faults: [...one.faults, ...other.faults],
    rejected: [...one.rejected, ...other.rejected],
    records: one.records + other.records,
    requests: one.requests + other.requests,
    againAfterMs: pauses.length === 0 ? null : Math.min(...pauses),
  };
}
