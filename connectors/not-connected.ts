// A department that is declared and cannot be reached, since variables of its entry are not set.

import { AnswerSheet } from './answer-sheet.ts';
import type { Connector } from './connector.ts';
import type { Department } from './department.ts';

export function notConnected(department: Department, missing: readonly string[]): Connector {
  return {
    department: department.id,
    resources: department.resources.map((resource) => resource.id),
    ask: async (question) => new AnswerSheet().finish(question, 'not-connected'),
    probe: async () => ({ ok: false, said: `not set: ${missing.join(', ')}`, ms: 0 }),
    close: async () => {},
  };
}
