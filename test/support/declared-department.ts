// A department's declaration as config/departments.yaml would give it, defaults and checks included.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type DepartmentDeclaration, loadDepartments } from '../../config/departments.ts';

const LIMITS = {
  requestsPerSecond: 1_000,
  timeoutMs: 30_000,
  answerWithinMs: 60_000,
  askAgainMs: 50,
};

export function declaredDepartment(
  id: string,
  entry: Record<string, unknown> & { limits?: object },
): DepartmentDeclaration {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-declared-'));
  try {
    const path = join(folder, 'departments.yaml');
    const names = { zh: '部门', en: 'Department' };
    const whole = { id, names, ...entry, limits: { ...LIMITS, ...entry.limits } };
    writeFileSync(path, stringify({ departments: [whole] }));
    return loadDepartments(path, {})[0] as DepartmentDeclaration;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
