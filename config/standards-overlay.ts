// An overlay: a few numbers laid over the standards in force, to ask what they would change (docs/commands.md).

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { HeduiError } from '../domain/errors.ts';
import { parseRegionCode, regionAndAbove } from '../domain/region.ts';
import type { Standard, StandardsInForce } from '../domain/standard.ts';
import { type StandardsBook, standardsInvalid } from './standards.ts';
import { readYaml } from './read-yaml.ts';

const OVERLAY = z.strictObject({
  /** Where it applies, with all that lies within; left out: everywhere. */
  region: z
    .string()
    .refine(
      (text) => text === 'CN' || parseRegionCode(text) !== null,
      'must be CN or 6, 9 or 12 digits',
    )
    .default('CN'),
  /** Key → value in the key's unit; amounts in fen. */
  standards: z.record(z.string(), z.int().nonnegative()),
});

export type Overlay = {
  readonly name: string;
  readonly region: string;
  readonly values: ReadonlyMap<string, number>;
};

/** @throws HeduiError STANDARD_INVALID, FILE_NOT_READABLE */
export function loadOverlay(path: string, book: StandardsBook): Overlay {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new HeduiError(
      'FILE_NOT_READABLE',
      { zh: '无法读取标准参数文件。', en: 'The file of standards cannot be read.' },
      { cause },
    );
  }
  return readOverlay(basename(path), text, book);
}

/** Reads an overlay's text. A key that no region has is refused: it would change nothing. @throws HeduiError STANDARD_INVALID */
export function readOverlay(name: string, text: string, book: StandardsBook): Overlay {
  let content: unknown;
  try {
    content = readYaml(text);
  } catch (cause) {
    throw standardsInvalid(name, 'it is not YAML', cause);
  }
  const checked = OVERLAY.safeParse(content);
  if (!checked.success) throw standardsInvalid(name, z.prettifyError(checked.error));
  const { region, standards } = checked.data;
  const values = new Map(Object.entries(standards));
  const units = new Map(book.all.map(({ key, unit }) => [key, unit]));
  for (const [key, value] of values) {
    const unit = units.get(key);
    if (unit === undefined) throw standardsInvalid(name, `there is no standard ${key}`);
    if (unit === 'flag' && value > 1) throw standardsInvalid(name, `${key} is a flag: 0 or 1`);
  }
  return { name, region, values };
}

/** The book as it would be under the overlay: other values, the same units and comparators. */
export function withOverlay(book: StandardsBook, overlay: Overlay): StandardsBook {
  const { name, region, values } = overlay;
  const laidOver = new WeakMap<StandardsInForce, StandardsInForce>();
  return {
    all: book.all,
    inForce(of, on) {
      const inForce = book.inForce(of, on);
      if (!regionAndAbove(of).includes(region)) return inForce;
      // The same standards give the same object, as the book promises.
      const known = laidOver.get(inForce);
      if (known !== undefined) return known;
      const changed = new Map(
        [...inForce].map(([key, standard]): [string, Standard] => {
          const value = values.get(key);
          if (value === undefined) return [key, standard];
          return [
            key,
            {
              ...standard,
              value,
              source: { zh: `假设：${name}`, en: `what if: ${name}` },
              confirmed: false,
            },
          ];
        }),
      );
      laidOver.set(inForce, changed);
      return changed;
    },
  };
}
