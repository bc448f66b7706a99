// The standards (标准参数) in config/standards: one YAML file a region, each number dated and cited. Reading them
// refuses what would make a report untrustworthy: overlaps, gaps, unknown keys or units, a number without a source.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { addDays, asCalendarDate, type CalendarDate } from '../domain/calendar.ts';
import { HeduiError, type Said } from '../domain/errors.ts';
import { regionAndAbove, type RegionCode } from '../domain/region.ts';
import {
  COMPARATORS,
  type Standard,
  STANDARD_UNITS,
  type StandardsInForce,
} from '../domain/standard.ts';
import { readYaml } from './read-yaml.ts';
import { inProject } from './places.ts';

const DATE = z.iso.date().transform((text) => asCalendarDate(text));

const TEXT = z.string().trim().min(1);

/** A document is called the same in both languages; what is to be confirmed is said in each. */
const SOURCE = z.union([
  TEXT.transform((text) => ({ zh: text, en: text })),
  z.strictObject({ zh: TEXT, en: TEXT }),
]);

const PERIOD = z
  .strictObject({
    /** In the key's unit; amounts in fen. */
    value: z.int(),
    from: DATE,
    /** The last day in force; left out while nobody has set an end. */
    until: DATE.optional(),
    source: SOURCE,
    confirmed: z.boolean(),
  })
  .refine(({ source, confirmed }) => confirmed || saysToBeConfirmed(source), {
    path: ['source'],
    error: 'a source that is not confirmed begins with 待确认 and with to be confirmed',
  });

/** So that a reader is told wherever the source is printed. */
function saysToBeConfirmed({ zh, en }: Said): boolean {
  return zh.startsWith('待确认') && en.startsWith('to be confirmed');
}

const KEY = z.strictObject({
  unit: z.enum(STANDARD_UNITS),
  comparator: z.enum(COMPARATORS).optional(),
  periods: z.array(PERIOD).min(1),
});

const REGION_FILE = z.strictObject({
  region: z
    .string()
    .regex(/^(CN|\d{6}|\d{9}|\d{12})$/)
    .transform((text) => text as Standard['region']),
  name: z.string().min(1),
  standards: z.record(z.string().regex(/^[a-z-]+(\.[a-z0-9-]+)+$/), KEY),
});

/** What one region has set: key → its numbers, oldest first. */
type RegionStandards = ReadonlyMap<string, readonly Standard[]>;

export type StandardsBook = {
  /**
   * The standards in force in a region on a day, each from the nearest region that has one: town, county, city,
   * province, country. The same region and day give the same object.
   */
  inForce(region: RegionCode, on: CalendarDate): StandardsInForce;
  /** Every number of every region and time. */
  readonly all: readonly Standard[];
};

/** @param own folder of the office; null: ours. @throws HeduiError STANDARD_INVALID that names the file, the key and what is wrong. */
export function loadStandards(own: string | null = null): StandardsBook {
  const folder = own ?? inProject('config', 'standards');
  const regions = new Map<string, RegionStandards>();
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  if (files.length === 0) throw standardsInvalid(folder, 'the folder holds no .yaml file');
  for (const file of files.toSorted()) {
    const { region, standards } = readRegion(file, readFileSync(join(folder, file), 'utf8'));
    if (regions.has(region)) throw standardsInvalid(file, `region ${region} has a file already`);
    regions.set(region, standards);
  }
  return bookOf(regions);
}

/** Reads the text of one region's file. @throws HeduiError STANDARD_INVALID. */
export function readRegion(
  file: string,
  text: string,
): { region: Standard['region']; standards: RegionStandards } {
  let content: unknown;
  try {
    content = readYaml(text);
  } catch (cause) {
    throw standardsInvalid(file, 'it is not YAML', cause);
  }
  const checked = REGION_FILE.safeParse(content);
  if (!checked.success) throw standardsInvalid(file, z.prettifyError(checked.error));
  const { region, standards } = checked.data;
  if (file !== `${region}.yaml`)
    throw standardsInvalid(file, `a file of region ${region} is ${region}.yaml`);
  const byKey = new Map<string, readonly Standard[]>();
  for (const [key, { unit, comparator, periods }] of Object.entries(standards)) {
    const dated = periods
      .map(
        ({ value, from, until, source, confirmed }): Standard => ({
          key,
          value,
          unit,
          comparator: comparator ?? null,
          region,
          from,
          until: until ?? null,
          source,
          confirmed,
        }),
      )
      .toSorted((one, other) => (one.from < other.from ? -1 : 1));
    checkNumbers(file, key, dated);
    checkPeriods(file, key, dated);
    byKey.set(key, dated);
  }
  return { region, standards: byKey };
}

function checkNumbers(file: string, key: string, dated: readonly Standard[]): void {
  for (const { value, unit, from } of dated) {
    if (value < 0) throw standardsInvalid(file, `${key} from ${from}: a standard is not negative`);
    if (unit === 'flag' && value > 1)
      throw standardsInvalid(file, `${key} from ${from}: a flag is 0 or 1`);
  }
}

/** Each period begins the day after the one before it ends; only the last may be open. */
function checkPeriods(file: string, key: string, dated: readonly Standard[]): void {
  for (let i = 0; i < dated.length; i++) {
    const { from, until } = dated[i] as Standard;
    const next = dated[i + 1];
    if (until !== null && until < from)
      throw standardsInvalid(file, `${key}: ${until} is before ${from}`);
    if (next === undefined) continue;
    if (until === null || next.from <= until) {
      throw standardsInvalid(
        file,
        `${key}: the periods from ${from} and from ${next.from} overlap`,
      );
    }
    if (next.from !== addDays(until, 1)) {
      throw standardsInvalid(file, `${key}: a gap between ${until} and ${next.from}`);
    }
  }
}

/** Days, and places, kept of the resolved standards; a worker rarely sees more than two days. */
const RESOLVED_KEPT = 1_000;

function bookOf(regions: ReadonlyMap<string, RegionStandards>): StandardsBook {
  const byPlace = new Map<string, StandardsInForce>();
  const resolved = new Map<string, StandardsInForce>();
  return {
    all: [...regions.values()].flatMap((byKey) => [...byKey.values()].flat()),
    inForce(region, on) {
      const place = `${region} ${on}`;
      let there = byPlace.get(place);
      if (there !== undefined) return there;
      there = resolvedFor(region, on);
      if (byPlace.size >= RESOLVED_KEPT) byPlace.clear();
      byPlace.set(place, there);
      return there;
    },
  };

  /** Places that have no numbers of their own share those of the region above them, the very same object. */
  function resolvedFor(region: RegionCode, on: CalendarDate): StandardsInForce {
    const chain = regionAndAbove(region).filter((code) => regions.has(code));
    const name = `${chain.join()} ${on}`;
    const known = resolved.get(name);
    if (known !== undefined) return known;
    const inForce = resolve(regions, chain, on);
    if (resolved.size >= RESOLVED_KEPT) resolved.clear();
    resolved.set(name, inForce);
    return inForce;
  }
}

function resolve(
  regions: ReadonlyMap<string, RegionStandards>,
  nearestFirst: readonly string[],
  on: CalendarDate,
): StandardsInForce {
  const inForce = new Map<string, Standard>();
  for (const code of nearestFirst) {
    for (const [key, dated] of regions.get(code) ?? []) {
      if (inForce.has(key)) continue;
      const standard = dated.find(
        ({ from, until }) => from <= on && (until === null || on <= until),
      );
      if (standard !== undefined) inForce.set(key, standard);
    }
  }
  return inForce;
}

export function standardsInvalid(file: string, what: string, cause?: unknown): HeduiError {
  return new HeduiError(
    'STANDARD_INVALID',
    {
      zh: `标准参数文件 ${file} 有误：${what}`,
      en: `The standards file ${file} is wrong: ${what}`,
    },
    { cause },
  );
}
