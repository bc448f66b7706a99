// The answer of one department while it comes in: one entry for every key of every wanted resource, whatever happens.

import type { CalendarDate } from '../domain/calendar.ts';
import type { LookupOutcome, ResourceId, UnansweredReason } from '../domain/lookup.ts';
import type { SortedRecords } from './asked-persons.ts';
import type {
  AskedPerson,
  DepartmentAnswer,
  DepartmentFault,
  EvidenceDraft,
  PersonAnswer,
  Question,
  RejectedRecord,
} from './connector.ts';
import type { Resource } from './department.ts';

/** What the department said of one person, before its records are looked at. */
export type Said = Exclude<LookupOutcome, 'unanswered'>;

export class AnswerSheet {
  readonly #entries = new Map<ResourceId, Map<string, PersonAnswer>>();
  readonly #faults = new Map<
    string,
    { resource: ResourceId | null; kind: string; count: number }
  >();
  readonly #askAgainMs: number;
  #againAfterMs: number | null = null;
  requests = 0;
  readonly #rejected: RejectedRecord[] = [];
  #records = 0;

  /** @param askAgainMs how long to leave the department alone after a fault that may pass */
  constructor(askAgainMs = 0) {
    this.#askAgainMs = askAgainMs;
  }

  fault(resource: ResourceId | null, kind: string, count = 1): void {
    if (count === 0) return;
    const name = `${resource}/${kind}`;
    const known = this.#faults.get(name);
    if (known) known.count += count;
    else this.#faults.set(name, { resource, kind, count });
  }

  unanswered(resource: ResourceId, keys: Iterable<string>, why: UnansweredReason): void {
    for (const key of keys) {
      this.#put({ key, resource, outcome: 'unanswered', why, asOf: null, records: [] });
    }
  }

  /** Asking again may bring more after this time; the soonest holds. */
  againAfter(ms = this.#askAgainMs): void {
    this.#againAfterMs = Math.min(ms, this.#againAfterMs ?? ms);
  }

  /** Takes down what is wrong with the records of one reply. */
  faultsOf(resource: ResourceId, sorted: SortedRecords): void {
    this.fault(resource, 'schema', sorted.rejected.length);
    this.fault(resource, 'foreign-person', sorted.foreignPersons);
    this.#rejected.push(...sorted.rejected);
    this.#records += sorted.records;
  }

  /**
   * Enters what the department said of a person and the records that came with it. A person whose records cannot all
   * be read, or do not agree with what was said, is unanswered: part of the truth would look like the whole.
   * @param count how many records the department says there are; null when its protocol does not say
   */
  answered(
    resource: Resource,
    person: AskedPerson,
    said: Said,
    count: number | null,
    sorted: SortedRecords,
    asOf: CalendarDate,
  ): void {
    const { key } = person;
    if (sorted.unreadable.has(key)) return this.unanswered(resource.id, [key], 'failed');
    const held = said === 'found' ? (sorted.readable.get(key) ?? []) : [];
    const agrees =
      said === 'found' ? held.length > 0 : !sorted.readable.has(key) || sorted.shared.has(key);
    if (!agrees || (count !== null && held.length !== count)) {
      this.fault(resource.id, 'records-missing');
      this.againAfter();
      return this.unanswered(resource.id, [key], 'failed');
    }
    const records = toldApart(resource.evidence(held, person.idNumber));
    this.#put({ key, resource: resource.id, outcome: said, why: null, asOf, records });
  }

  /** @param silence why those are unanswered of whom nothing was entered */
  finish(question: Question, silence: UnansweredReason): DepartmentAnswer {
    const answers: PersonAnswer[] = [];
    for (const { resource, keys } of question.wanted) {
      const entries = this.#entries.get(resource);
      for (const key of new Set(keys)) {
        answers.push(
          entries?.get(key) ?? {
            key,
            resource,
            outcome: 'unanswered',
            why: silence,
            asOf: null,
            records: [],
          },
        );
      }
    }
    for (const { resource, keys } of question.answered ?? []) {
      for (const key of keys) {
        const entry = this.#entries.get(resource)?.get(key);
        if (entry && entry.outcome !== 'unanswered') answers.push({ ...entry, corrected: true });
      }
    }
    const faults: DepartmentFault[] = [...this.#faults.values()];
    return {
      answers,
      faults,
      rejected: this.#rejected,
      records: this.#records,
      requests: this.requests,
      againAfterMs: this.#againAfterMs,
    };
  }

  #put(answer: PersonAnswer): void {
    let entries = this.#entries.get(answer.resource);
    if (!entries) this.#entries.set(answer.resource, (entries = new Map()));
    entries.set(answer.key, answer);
  }
}

/**
 * A record sent twice is one record; two different records under one source key (a month's pension and its back-pay)
 * are told apart by number, in the order of their contents so that the numbers do not change with the order sent.
 */
function toldApart(drafts: readonly EvidenceDraft[]): readonly EvidenceDraft[] {
  if (drafts.length < 2 || new Set(drafts.map((draft) => draft.sourceKey)).size === drafts.length)
    return drafts;
  const distinct = new Map(drafts.map((draft) => [JSON.stringify(draft), draft]));
  const seen = new Map<string, number>();
  return [...distinct].sort(byContent).map(([, draft]) => {
    const number = (seen.get(draft.sourceKey) ?? 0) + 1;
    seen.set(draft.sourceKey, number);
    return number === 1 ? draft : { ...draft, sourceKey: `${draft.sourceKey}#${number}` };
  });
}

function byContent([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
