// Which of the declared departments a scheme asks anything of: the others cost a batch nothing.

import type { DepartmentId } from '../domain/lookup.ts';
import type { SchemeId } from '../domain/scheme.ts';
import { resourcesOf } from '../matchers/schemes/scheme-list.ts';

export function departmentsAsked(
  scheme: SchemeId,
  declared: readonly DepartmentId[],
): DepartmentId[] {
  const resources = resourcesOf(scheme).map((need) => need.resource);
  return declared.filter((department) =>
    resources.some((resource) => resource.startsWith(`${department}.`)),
  );
}
