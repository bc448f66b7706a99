// How everything that is printed names departments and what they provide: as config/departments.yaml does, and nowhere else.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Said } from '../domain/errors.ts';
import { inProject } from './places.ts';
import { readYaml } from './read-yaml.ts';

const said = z.object({ zh: z.string(), en: z.string() });
const named = z.object({
  departments: z.array(
    z.object({ id: z.string(), names: said, resources: z.record(z.string(), said) }),
  ),
});

const { departments } = named.parse(
  readYaml(readFileSync(inProject('config', 'departments.yaml'), 'utf8')),
);

export const DEPARTMENT_NAMES: Readonly<Record<string, Said>> = Object.fromEntries(
  departments.map(({ id, names }) => [id, names]),
);

export const RESOURCE_NAMES: Readonly<Record<string, Said>> = Object.fromEntries(
  departments.flatMap(({ id, resources }) =>
    Object.entries(resources).map(([name, names]) => [`${id}.${name}`, names]),
  ),
);
