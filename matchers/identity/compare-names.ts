// Are these two writings of one name? Tried from the strictest to the loosest; the first that holds is said.

import { INTERPUNCTS, isPlaceholder, isRare, MOVED_CHARACTERS, VARIANTS } from './name-tables.ts';

export type NameComparison =
  /** the same characters */
  | 'exact'
  /** the same but for width, spaces, interpunct or case */
  | 'spelling'
  /** the same by the reviewed table of variant characters */
  | 'variant'
  /** the parts of a name the other way round: 艾山·玛依拉, or the surname last */
  | 'order'
  /** a placeholder stands where the other has a character that old systems cannot write */
  | 'placeholder'
  /** the record hides characters (张*), and what it shows agrees */
  | 'masked'
  /** the record holds no name */
  | 'absent'
  | 'different';

/**
 * A name without what is only spelling. NFKC serves for full and half width and compatibility characters;
 * variation selectors choose a glyph, not a character.
 */
export function foldName(name: string): string {
  let folded = '';
  for (const character of name) {
    if (INTERPUNCTS.has(character) || isVariationSelector(character)) continue;
    folded += (MOVED_CHARACTERS.get(character) ?? character).normalize('NFKC');
  }
  return folded.replace(/\s+/gu, '').toUpperCase();
}

function isVariationSelector(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
}

/** Compares the name that was asked for with the one a record holds. */
export function compareNames(asked: string, recorded: string | null): NameComparison {
  if (asked === recorded) return 'exact';
  if (recorded === null) return 'absent';
  const left = foldName(asked);
  const right = foldName(recorded);
  if (right === '') return 'absent';
  if (left === right) return 'spelling';
  if (withoutVariants(left) === withoutVariants(right)) return 'variant';
  if (isOtherWayRound(asked, recorded)) return 'order';
  if (right.includes('*'))
    return agreesWhereShown(Array.from(left), Array.from(right)) ? 'masked' : 'different';
  return agreesButForRare(Array.from(left), Array.from(right)) ||
    agreesButForRare(Array.from(right), Array.from(left))
    ? 'placeholder'
    : 'different';
}

/** Only with the parts that an interpunct or a space sets apart: 王芳 and 芳王 may be two people’s names. */
function isOtherWayRound(asked: string, recorded: string): boolean {
  if (!PART_BREAK.test(asked)) return false;
  const one = partsOf(asked);
  if (one.length !== 2) return false;
  const other = partsOf(recorded);
  return other.length === 2 && one[0] === other[1] && one[1] === other[0];
}

/** What can stand between two parts. */
const PART_BREAK = new RegExp(`[\\s${[...INTERPUNCTS].join('')}]`, 'u');

function partsOf(name: string): string[] {
  const spaced = Array.from(name, (character) => (INTERPUNCTS.has(character) ? ' ' : character));
  return spaced.join('').normalize('NFKC').trim().toUpperCase().split(/\s+/u);
}

function withoutVariants(name: string): string {
  let plain = '';
  for (const character of name) plain += VARIANTS.get(character) ?? character;
  return plain;
}

/** 张* agrees with 张三, not with 张三丰: the number of characters is shown. At least one must be. */
function agreesWhereShown(full: readonly string[], masked: readonly string[]): boolean {
  return (
    full.length === masked.length &&
    masked.some((character) => character !== '*') &&
    masked.every((character, at) => character === '*' || character === full[at])
  );
}

/** Each run of placeholders stands for one rare character of the full name; everything else is equal. */
function agreesButForRare(full: readonly string[], holed: readonly string[]): boolean {
  let at = 0;
  let equal = 0;
  for (const character of full) {
    if (holed[at] === character) {
      at++;
      equal++;
    } else if (isRare(character) && isPlaceholder(holed[at] ?? '')) {
      const last = at + 4;
      while (at < last && isPlaceholder(holed[at] ?? '')) at++;
    } else return false;
  }
  return at === holed.length && equal > 0;
}
