// One connector under the contract: how it is asked, and how its department is made to fail.

import { setTimeout as pause } from 'node:timers/promises';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { openConnectors } from '../../connectors/connector-list.ts';
import type {
  Connector,
  DepartmentAnswer,
  PersonAnswer,
  Question,
} from '../../connectors/connector.ts';
import type { Department } from '../../connectors/department.ts';
import { asCalendarDate, asMonth } from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import type { Fault } from '../city/serve/faults.ts';

export type Person = { readonly name: string; readonly idNumber: CitizenId };

export type Subject = {
  readonly department: Department;
  readonly declaration: DepartmentDeclaration;
  /** People whom the department may know, 10,000 of a stand-in's. */
  readonly people: readonly Person[];
  /** A person with records of the resource; null when there is none. */
  readonly holders: ReadonlyMap<ResourceId, Person>;
  /** null: a real department, which nobody makes fail. */
  readonly setFault: ((fault: Fault | null) => Promise<void>) | null;
};

/** Files are awaited for so long; everything else answers or fails within its own timeout. */
const PATIENCE_MS = 20_000;

/** Opens a connector with its declaration changed, asks with it and closes it again. */
export async function asking<T>(
  subject: Subject,
  change: Partial<DepartmentDeclaration>,
  work: (connector: Connector) => Promise<T>,
): Promise<T> {
  const [connector] = openConnectors([{ ...subject.declaration, ...change }]);
  if (!connector) throw new TypeError('a declaration opens a connector');
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

let questions = 0;

export function questionAbout(
  { department }: Subject,
  persons: readonly Person[],
  resources: readonly ResourceId[] = department.resources.map(({ id }) => id),
): Question {
  const keyed = persons.map(({ name, idNumber }, at) => ({
    key: `p${at}`,
    name,
    idNumber,
    authorisationNo: `SQ${at}`,
  }));
  return {
    id: `conformance-${process.pid}-${Date.now()}-${++questions}`,
    scheme: 'subsistence',
    purpose: 'application',
    asOf: asCalendarDate('2026-07-01'),
    window: { from: asMonth('2025-07'), until: asMonth('2026-06') },
    persons: keyed,
    wanted: resources.map((resource) => ({ resource, keys: keyed.map(({ key }) => key) })),
  };
}

export async function askOnce(connector: Connector, question: Question): Promise<DepartmentAnswer> {
  return connector.ask(question, {
    gate: { admit: async () => {} },
    signal: AbortSignal.timeout(120_000),
  });
}

/** Asks again for as long as an answer is awaited: files come when they come. */
export async function askUntilSaid(
  connector: Connector,
  question: Question,
): Promise<DepartmentAnswer> {
  const until = Date.now() + PATIENCE_MS;
  let requests = 0;
  for (;;) {
    const answer = await askOnce(connector, question);
    requests += answer.requests;
    const isAwaited = answer.answers.some(({ why }) => why === 'awaited');
    if (!isAwaited || Date.now() > until) return { ...answer, requests };
    await pause(Math.min(answer.againAfterMs ?? 100, 200));
  }
}

/** The answer about one holder of each resource that has one. */
export async function askHolders(
  subject: Subject,
  change: Partial<DepartmentDeclaration> = {},
  ask: typeof askOnce = askUntilSaid,
): Promise<{ answers: PersonAnswer[]; faults: Set<string>; againAfterMs: number | null }> {
  return asking(subject, change, async (connector) => {
    const answers: PersonAnswer[] = [];
    const faults = new Set<string>();
    let againAfterMs: number | null = null;
    for (const [resource, holder] of subject.holders) {
      const answer = await ask(connector, questionAbout(subject, [holder], [resource]));
      answers.push(...answer.answers);
      for (const { kind } of answer.faults) faults.add(kind);
      againAfterMs = answer.againAfterMs ?? againAfterMs;
    }
    return { answers, faults, againAfterMs };
  });
}
