// A department whose answers are fuzzed: how it is declared, what it is asked, and what its answer must be.

import type { DepartmentDeclaration } from '../../config/departments.ts';
import { openConnectors } from '../../connectors/connector-list.ts';
import type { Question } from '../../connectors/connector.ts';
import { asCalendarDate, asMonth } from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';

export const PERSONS = [
  { key: 'p0', name: '张三', idNumber: '371002199001010015' as CitizenId, authorisationNo: 'A-1' },
  { key: 'p1', name: '李四', idNumber: '371081195506150029' as CitizenId, authorisationNo: 'A-2' },
];

export function questionFor(resources: readonly string[], id = 'B1-1-x-1'): Question {
  return {
    id,
    scheme: 'subsistence',
    purpose: 'application',
    asOf: asCalendarDate('2026-07-01'),
    window: { from: asMonth('2025-07'), until: asMonth('2026-06') },
    persons: PERSONS,
    wanted: resources.map((resource) => ({
      resource: resource as ResourceId,
      keys: PERSONS.map(({ key }) => key),
    })),
  };
}

/** Every lookup is answered or unanswered, whatever came, and nothing is told of nobody. */
export function isWhole(answers: readonly { key: string }[], question: Question): void {
  const due = question.wanted.reduce((sum, { keys }) => sum + keys.length, 0);
  if (answers.length !== due) throw new TypeError(`${answers.length} answers of ${due}`);
}

/** A department that is never waited for, and asked once. */
export function declarationOf(
  id: string,
  address: string,
  declared: Partial<DepartmentDeclaration>,
): DepartmentDeclaration {
  return {
    id: id as DepartmentId,
    names: { zh: id, en: id },
    address,
    credentials: {},
    limits: {
      requestsPerSecond: 1e5,
      burst: 1e5,
      concurrency: 4,
      personsPerRequest: 100,
      timeoutMs: 5_000,
      answerWithinMs: 5_000,
      askAgainMs: 1,
    },
    retries: { tries: 1, firstMs: 1, longestMs: 1 },
    circuit: { failures: 10, openMs: 1 },
    maintenance: [],
    quotaPerDay: {},
    validDays: {},
    protections: [],
    missing: [],
    ...declared,
  } as DepartmentDeclaration;
}

/** Asks it, and holds the answer to being whole. */
export function openAsked(declaration: DepartmentDeclaration, resources: readonly string[]) {
  const [connector] = openConnectors([declaration]);
  const question = questionFor(resources);
  return {
    async ask(): Promise<void> {
      const { signal } = new AbortController();
      const answer = await connector?.ask(question, { gate: { admit: async () => {} }, signal });
      isWhole(answer?.answers ?? [], question);
    },
    close: async () => connector?.close(),
  };
}
