// Everything that reads what comes from outside.

import { ANSWER_FILE_TARGETS } from './of-answer-files.ts';
import { CALLER_TARGETS } from './of-callers.ts';
import { DEPARTMENT_TARGETS } from './of-departments.ts';
import { FILE_TARGETS } from './of-files.ts';
import { MYSQL_TARGETS } from './of-mysql.ts';
import { WIRE_TARGETS } from './of-wires.ts';
import type { Target } from './target.ts';

export const TARGETS: readonly Target[] = [
  ...FILE_TARGETS,
  ...DEPARTMENT_TARGETS,
  ...ANSWER_FILE_TARGETS,
  ...CALLER_TARGETS,
  ...WIRE_TARGETS,
  ...MYSQL_TARGETS,
];
