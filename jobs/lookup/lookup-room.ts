// What looking up needs, and what it brings.

import type { Logger } from 'pino';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { StandardsBook } from '../../config/standards.ts';
import type { PermittedConnector } from '../../connectors/permitted-connector.ts';
import type {
  CarefulAnswer,
  CarefulConnector,
} from '../../connectors/resilience/careful-connector.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Answer } from '../../store/answers.ts';
import type { Store } from '../../store/store.ts';
import type { Queues } from '../queues.ts';
import type { Watch } from '../watch.ts';

export type LookupRoom = {
  readonly store: Store;
  readonly queues: Queues;
  readonly log: Logger;
  readonly now: () => Date;
  /** Departments that can be asked; one that is missing is not connected. */
  readonly connectors: ReadonlyMap<DepartmentId, PermittedConnector>;
  /** The same, asked through the limits and circuit breakers that all workers share. */
  readonly careful: ReadonlyMap<DepartmentId, CarefulConnector>;
  readonly declarations: ReadonlyMap<DepartmentId, DepartmentDeclaration>;
  readonly standards: StandardsBook;
  readonly watch: Watch;
};

/** What asking brought, before it is stored. */
export type AskedAboutChunk = {
  readonly said: CarefulAnswer;
  readonly persons: number;
  /** null when nothing was sent. */
  readonly questionId: string | null;
  /** Of the households about which something has changed, given what is known of them. */
  readonly answersOn: (known: readonly Answer[]) => readonly Answer[];
  readonly askedAt: Date;
  readonly answeredAt: Date;
  /** The department's time is over. */
  readonly isOver: boolean;
};
