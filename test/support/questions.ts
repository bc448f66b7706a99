// Questions to departments, and the context in which they are asked.

import { loadDepartments } from '../../config/departments.ts';
import type {
  AskingContext,
  Connector,
  DepartmentAnswer,
  Question,
} from '../../connectors/connector.ts';
import { openConnectors } from '../../connectors/connector-list.ts';
import { asCalendarDate, asMonth } from '../../domain/calendar.ts';
import type { CitizenId } from '../../domain/citizen-id.ts';
import type { DepartmentId, ResourceId } from '../../domain/lookup.ts';

let asked = 0;

/** A question about all persons for all the resources; keys are `p0`, `p1` … in the order of the persons. */
export function question(
  persons: readonly { name: string; idNumber: CitizenId }[],
  resources: readonly string[],
  more: Partial<Question> = {},
): Question {
  const keyed = persons.map(({ name, idNumber }, at) => ({
    key: `p${at}`,
    name,
    idNumber,
    authorisationNo: `SQ${at}`,
  }));
  return {
    id: `question-${process.pid}-${++asked}`,
    scheme: 'subsistence',
    purpose: 'application',
    asOf: asCalendarDate('2026-07-01'),
    window: { from: asMonth('2025-07'), until: asMonth('2026-06') },
    persons: keyed,
    wanted: resources.map((resource) => ({
      resource: resource as ResourceId,
      keys: keyed.map(({ key }) => key),
    })),
    ...more,
  };
}

export function openGate(signal: AbortSignal = AbortSignal.timeout(60_000)): AskingContext & {
  readonly admitted: () => number;
} {
  let admitted = 0;
  return {
    signal,
    gate: {
      admit: async (requests) => {
        signal.throwIfAborted();
        admitted += requests;
      },
    },
    admitted: () => admitted,
  };
}

/** The connector of one department of a served city, with limits changed where a test wants. */
export function connectorOf(
  departmentsFile: string,
  id: string,
  limits: Partial<ReturnType<typeof loadDepartments>[number]['limits']> = {},
  address?: string,
): Connector {
  const declarations = loadDepartments(departmentsFile, {});
  const [connector] = openConnectors(
    declarations
      .filter((one) => one.id === (id as DepartmentId))
      .map((one) => ({
        ...one,
        address: address ?? one.address,
        limits: { ...one.limits, ...limits },
      })),
  );
  if (!connector) throw new Error(`no department ${id}`);
  return connector;
}

/** `p0 vehicle found`, `p1 vehicle unanswered:failed` … */
export function outcomes(answer: DepartmentAnswer): string[] {
  return answer.answers.map(
    ({ key, resource, outcome, why }) =>
      `${key} ${resource.slice(resource.indexOf('.') + 1)} ${outcome}${why ? `:${why}` : ''}`,
  );
}

export function faultKinds(answer: DepartmentAnswer): string[] {
  return answer.faults.map(({ kind }) => kind).sort();
}
