// How everything that is printed names regions: as config/regions.yaml does, with the code beside it.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Said } from '../domain/errors.ts';
import { type RegionCode, regionAndAbove } from '../domain/region.ts';
import { type Language, say } from './messages/language.ts';
import { inProject } from './places.ts';
import { readYaml } from './read-yaml.ts';

const named = z.strictObject({
  regions: z.record(z.string(), z.strictObject({ zh: z.string(), en: z.string() })),
});

const { regions } = named.parse(
  readYaml(readFileSync(inProject('config', 'regions.yaml'), 'utf8')),
);
const NAMES: ReadonlyMap<string, Said> = new Map(Object.entries(regions));

/** 环翠区（371002）. A town is named after its county, and a region that nobody has named by its code alone. */
export function regionText(region: RegionCode, language: Language): string {
  const nearest = regionAndAbove(region).find((code) => NAMES.has(code));
  const name = nearest === undefined ? undefined : NAMES.get(nearest);
  if (name === undefined) return region;
  return say({ zh: `${name.zh}（${region}）`, en: `${name.en} (${region})` }, language);
}
