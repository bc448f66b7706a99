// How departments' systems hold a person: with the errors that occur in life. The person stays the same; which
// row is really whose stands in truth/identity.csv.

import { fifteenDigitForm } from '../../../domain/citizen-id.ts';
import type { Resident } from './model.ts';
import type { Random } from './random.ts';

/** What may be wrong with how a record writes its person. */
export type NoiseKind =
  | 'interpunct'
  | 'trailing-space'
  | 'variant-character'
  | 'lost-character'
  | 'former-name'
  | 'full-width-number'
  | 'lower-case-x'
  | 'fifteen-digits';

export type Recorded = {
  readonly idNumber: string;
  readonly name: string;
  readonly kinds: readonly NoiseKind[];
};

/** Systems and rows of before about 2004 know 15-digit numbers and hardly any rare character. */
export type Age = 'new' | 'old';
/** How often each is wrong where it can be. */
const SHARE = {
  interpunct: 0.3,
  'trailing-space': 0.008,
  'variant-character': 0.06,
  'lost-character': { new: 0.15, old: 0.7 },
  'former-name': 0.1,
  'full-width-number': 0.003,
  'lower-case-x': 0.15,
  'fifteen-digits': { new: 0, old: 0.2 },
} as const;

/** Dots in use instead of U+00B7, and no dot at all. */
const OTHER_INTERPUNCTS = ['•', '‧', '・', '∙', '．', '.', ' ', ''];
const OLD_WRITING: Readonly<Record<string, string>> = {
  吕: '呂',
  叶: '葉',
  黄: '黃',
  吴: '吳',
  卢: '盧',
  强: '強',
  峰: '峯',
  温: '溫',
};
/** Characters that GBK cannot hold: extension A and beyond the basic plane. */
const BEYOND_GBK = /[\u3400-\u4dbf]|[\u{20000}-\u{3ffff}]/u;

export function recordedAs(random: Random, person: Resident, age: Age): Recorded {
  const kinds: NoiseKind[] = [];
  const happens = (kind: NoiseKind, share: number): boolean => {
    if (!random.chance(share)) return false;
    kinds.push(kind);
    return true;
  };

  let { name } = person;
  if (person.formerName !== null && happens('former-name', SHARE['former-name']))
    name = person.formerName;
  if (name.includes('·') && happens('interpunct', SHARE.interpunct))
    name = name.replace('·', random.pick(OTHER_INTERPUNCTS));
  if (BEYOND_GBK.test(name) && happens('lost-character', SHARE['lost-character'][age]))
    name = name.replace(BEYOND_GBK, random.pick(['?', '〓']));
  const old = OLD_WRITING[name.charAt(0)];
  if (old && happens('variant-character', SHARE['variant-character'])) name = old + name.slice(1);
  if (happens('trailing-space', SHARE['trailing-space']))
    name += random.pick([' ', '\u3000', '  ']);

  return { idNumber: numberAs(person, age, happens), name, kinds };
}

function numberAs(
  { idNumber, birth }: Resident,
  age: Age,
  happens: (kind: NoiseKind, share: number) => boolean,
): string {
  const short = fifteenDigitForm(idNumber);
  // 18 digits came in 1999: whoever was a child then has no document under 15.
  const hadFifteen = short !== null && birth < '1985';
  if (hadFifteen && happens('fifteen-digits', SHARE['fifteen-digits'][age])) return short;
  if (idNumber.endsWith('X') && happens('lower-case-x', SHARE['lower-case-x']))
    return idNumber.toLowerCase();
  if (happens('full-width-number', SHARE['full-width-number'])) return fullWidth(idNumber);
  return idNumber;
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) =>
    String.fromCodePoint(character.charCodeAt(0) + 0xfee0),
  );
}
