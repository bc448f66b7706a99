// A department that a scheme needs nothing of is not asked, and gets no jobs.

import { expect, test } from '@jest/globals';
import { DEPARTMENTS } from '../../../connectors/connector-list.ts';
import type { DepartmentId } from '../../../domain/lookup.ts';
import { SCHEMES } from '../../../domain/scheme.ts';
import { departmentsAsked } from '../../../jobs/departments-asked.ts';
import { resourcesOf } from '../../../matchers/schemes/scheme-list.ts';

const DECLARED = DEPARTMENTS.map(({ id }) => id);
const WEATHER = 'weather' as DepartmentId;

test.each(SCHEMES)(
  '%s: exactly the departments of its resources, in the order declared',
  (scheme) => {
    const asked = departmentsAsked(scheme, [WEATHER, ...DECLARED]);
    const needed = new Set(resourcesOf(scheme).map(({ resource }) => resource.split('.')[0]));
    expect(new Set(asked)).toEqual(needed);
    expect(asked).toEqual(DECLARED.filter((id) => needed.has(id)));
  },
);

test('every resource that a scheme asks for is one that a department provides', () => {
  const provided = new Set(DEPARTMENTS.flatMap(({ resources }) => resources.map(({ id }) => id)));
  for (const scheme of SCHEMES) {
    for (const { resource } of resourcesOf(scheme)) expect(provided).toContain(resource);
  }
});
