// Who wants to know how lookups go while they go: the metrics of a worker.

import type { PersonAnswer, Settled } from '../connectors/connector.ts';
import type { DepartmentId } from '../domain/lookup.ts';

export type Watch = {
  /** A request to a department is over. */
  request(department: DepartmentId, request: Settled): void;
  /** What a question brought. */
  lookups(department: DepartmentId, answers: readonly PersonAnswer[]): void;
};

export const NOBODY_WATCHES: Watch = { request: () => {}, lookups: () => {} };
