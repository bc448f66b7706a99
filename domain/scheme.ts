// What is being verified (核对事项) and why it may be asked (用途).

import type { Said } from './errors.ts';

/**
 * The statutory reasons of a lookup (社会救助暂行办法 art 58: on the family's request and authorisation).
 * `recheck` is the periodic verification of those who receive help; `objection` the fresh look at what a
 * household disputes.
 */
export const PURPOSES = ['application', 'recheck', 'objection'] as const;
export type Purpose = (typeof PURPOSES)[number];

type SchemeRow = {
  readonly name: Said;
  /** One to three capital letters of its report numbers, from its name: 低保 dī bǎo. */
  readonly letters: string;
  /** What it may be verified for. */
  readonly purposes: readonly Purpose[];
};

/** The schemes of assistance whose rules hedui knows, a row each; their rules are in matchers/schemes. */
const SCHEME_ROWS = {
  subsistence: {
    name: { zh: '最低生活保障', en: 'Subsistence allowance' },
    letters: 'DB',
    purposes: PURPOSES,
  },
  'low-income': {
    name: { zh: '最低生活保障边缘家庭', en: 'Low-income family' },
    letters: 'BY',
    purposes: PURPOSES,
  },
  'rigid-expenditure': {
    name: { zh: '刚性支出困难家庭', en: 'Family in hardship by unavoidable outlays' },
    letters: 'GX',
    purposes: PURPOSES,
  },
  'extreme-poverty': {
    name: { zh: '特困人员救助供养', en: 'Extreme-poverty support' },
    letters: 'TK',
    purposes: PURPOSES,
  },
  // Given once: there is nothing to look at again later.
  'temporary-aid': {
    name: { zh: '临时救助', en: 'Temporary aid' },
    letters: 'LS',
    purposes: ['application', 'objection'],
  },
  'public-rental-housing': {
    name: { zh: '公共租赁住房', en: 'Public rental housing' },
    letters: 'GZF',
    purposes: PURPOSES,
  },
} as const satisfies Record<string, SchemeRow>;

export type SchemeId = keyof typeof SCHEME_ROWS;
export const SCHEMES = Object.keys(SCHEME_ROWS) as [SchemeId, ...SchemeId[]];

export const SCHEME_NAMES = ofEach(({ name }) => name);
export const SCHEME_LETTERS = ofEach(({ letters }) => letters);
export const PURPOSES_OF = ofEach(({ purposes }) => purposes);

function ofEach<T>(read: (row: SchemeRow) => T): Readonly<Record<SchemeId, T>> {
  const pairs = SCHEMES.map((scheme) => [scheme, read(SCHEME_ROWS[scheme])] as const);
  return Object.fromEntries(pairs) as Record<SchemeId, T>;
}
