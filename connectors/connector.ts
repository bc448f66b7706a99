// What every connector is: one department, asked about many persons at once, for some of its resources.
// A connector fetches and normalises. It never judges whether a record is about the person.

import type { CalendarDate, Month } from '../domain/calendar.ts';
import type { CitizenId } from '../domain/citizen-id.ts';
import type { EvidenceFacts, RecordSubject } from '../domain/evidence.ts';
import type {
  DepartmentId,
  LookupOutcome,
  ResourceId,
  UnansweredReason,
} from '../domain/lookup.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';

/** One distinct person in a question. A person of several households of the chunk is asked about once. */
export type AskedPerson = {
  /** Our key within the question; answers come back under it. Holds no personal data. */
  readonly key: string;
  readonly name: string;
  readonly idNumber: CitizenId;
  readonly authorisationNo: string;
};

/** A question to one department. The caller has already checked authorisation and purpose. */
export type Question = {
  /** The same for every attempt at the same question, so that a department can recognise a repeat. */
  readonly id: string;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  /** Records are asked as of this date. */
  readonly asOf: CalendarDate;
  /** The months for which monthly records are wanted, both ends included. */
  readonly window: { readonly from: Month; readonly until: Month };
  readonly persons: readonly AskedPerson[];
  /** Which resources for which persons: only what is still unanswered. */
  readonly wanted: readonly { readonly resource: ResourceId; readonly keys: readonly string[] }[];
  /**
   * Whom the department answered in an earlier attempt, among `persons` too. A transport that reads the same answer
   * again enters theirs as corrected; what says the same as before changes nothing. Nobody is asked about them.
   */
  readonly answered?: readonly {
    readonly resource: ResourceId;
    readonly keys: readonly string[];
  }[];
};

/** A record as the connector hands it on; the caller adds who was asked, when, and its id. */
export type EvidenceDraft = {
  readonly subject: RecordSubject;
  readonly sourceKey: string;
  readonly facts: EvidenceFacts;
};

/** What the department said about one person for one resource. */
export type PersonAnswer = {
  readonly key: string;
  readonly resource: ResourceId;
  readonly outcome: LookupOutcome;
  /** Given exactly when the outcome is `unanswered`. */
  readonly why: UnansweredReason | null;
  readonly asOf: CalendarDate | null;
  readonly records: readonly EvidenceDraft[];
  /** True when it takes the place of what the department had said before: it corrected itself. */
  readonly corrected?: boolean;
};

/** A fault met on the way, for the log and the scorecard. Holds no personal data. */
export type DepartmentFault = {
  readonly resource: ResourceId | null;
  /** `http-500`, `timeout`, `not-json`, `schema`, `foreign-person`, `incomplete-page` … */
  readonly kind: string;
  readonly count: number;
};

/** A record that broke its schema. It is evidence of nothing, and kept for the department to see. */
export type RejectedRecord = {
  /** One of the persons it is about. */
  readonly key: string;
  readonly resource: ResourceId;
  /** Which fields could not be read, and what they should have held. Holds none of their values. */
  readonly faults: readonly { readonly field: string; readonly expected: string }[];
  /** As it came. */
  readonly record: unknown;
};

/** An answer holds exactly one entry for every key of every wanted resource, and then those it corrects. */
export type DepartmentAnswer = {
  readonly answers: readonly PersonAnswer[];
  readonly faults: readonly DepartmentFault[];
  readonly rejected: readonly RejectedRecord[];
  /** Records about persons who were asked about, the rejected ones included. */
  readonly records: number;
  /** Requests or files sent. */
  readonly requests: number;
  /**
   * Whether asking again may bring more, and when: milliseconds from now. null: nothing more is to be had by
   * asking again soon. File exchange gives it while its answer file is awaited.
   */
  readonly againAfterMs: number | null;
  /**
   * True when this question has been answered as far as it ever will be, so that those still unanswered must be asked
   * about by a new one. Only transports that answer a question under its id, later, need to say so.
   */
  readonly isSpent?: boolean;
};

/** How one request went. */
export type Settled = {
  readonly ms: number;
  /** What went wrong, as a fault's kind; null: nothing. */
  readonly fault: string | null;
  /** The department could not be reached, or not be understood: its circuit breaker counts these. */
  readonly isDown: boolean;
  /** The department wants to be left alone for so long. */
  readonly retryAfterMs: number | null;
  /** Under which the department's own log knows the request; null when it has no id. */
  readonly requestId: string | null;
};

/** The department's limits, shared by all workers. */
export type Gate = {
  /** Resolves when that many more requests may be sent. @throws when `signal` aborts first. */
  admit(requests: number, signal: AbortSignal): Promise<void>;
  /** One of the admitted requests is over. Those of which nothing is said are over with their question. */
  settled?(request: Settled): void;
};

export type AskingContext = {
  readonly gate: Gate;
  /** Aborts when the time for this question is over or the worker stops. */
  readonly signal: AbortSignal;
};

/** A question whose answer the department has replaced since: asked again, it gives the newer answer. */
export type Correction = {
  readonly question: string;
  /** Of the newest answer; the first has 1. The caller remembers which it has seen. */
  readonly sequence: number;
};

export type ChangesWanted = {
  /** Where the last reading ended, as the department called it; null: from the beginning. */
  readonly cursor: string | null;
  /** The last day whose changes are wanted. */
  readonly until: CalendarDate;
};

export type RecordedChange = {
  readonly resource: ResourceId;
  /** HMAC-SHA-256 of the ID number under the feed's key. */
  readonly pseudonym: Buffer;
  readonly recordedOn: CalendarDate;
};

export type ChangesRead =
  | {
      readonly ok: true;
      readonly changes: readonly RecordedChange[];
      readonly cursor: string | null;
      /** Every change recorded up to this day is among those read by now; null: not even the first day is whole. */
      readonly asOf: CalendarDate | null;
      readonly isMore: boolean;
    }
  | { readonly ok: false; readonly fault: string };

export type ReadChanges = (wanted: ChangesWanted, context: AskingContext) => Promise<ChangesRead>;

export type Connector = {
  readonly department: DepartmentId;
  readonly resources: readonly ResourceId[];
  /** Faults of the department come back as data; only bugs throw. */
  ask(question: Question, context: AskingContext): Promise<DepartmentAnswer>;
  /** All answers that were corrected so far; only transports that can tell have it. */
  corrections?(): Promise<readonly Correction[]>;
  /** What has been recorded since; only departments that keep such a list have it. */
  readonly changes?: ReadChanges;
  /** Whether the department can be reached and accepts our credentials. */
  probe(signal: AbortSignal): Promise<{ ok: boolean; said: string; ms: number }>;
  close(): Promise<void>;
};
