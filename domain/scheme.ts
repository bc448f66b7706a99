// What is being verified (核对事项) and why it may be asked (用途).

/** The schemes of assistance whose rules hedui knows. */
export const SCHEMES = [
  /** 最低生活保障 */
  'subsistence',
  /** 最低生活保障边缘家庭 */
  'low-income',
  /** 刚性支出困难家庭 */
  'rigid-expenditure',
  /** 特困人员救助供养 */
  'extreme-poverty',
  /** 临时救助 */
  'temporary-aid',
  /** 公共租赁住房 */
  'public-rental-housing',
] as const;
export type SchemeId = (typeof SCHEMES)[number];

/**
 * The statutory reasons of a lookup (社会救助暂行办法 art 58: on the family's request and authorisation).
 * `recheck` is the periodic verification of those who receive help; `objection` the fresh look at what a
 * household disputes.
 */
export const PURPOSES = ['application', 'recheck', 'objection'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What each scheme may be verified for. Temporary aid is given once: there is nothing to look at again later. */
export const PURPOSES_OF: Readonly<Record<SchemeId, readonly Purpose[]>> = {
  subsistence: PURPOSES,
  'low-income': PURPOSES,
  'rigid-expenditure': PURPOSES,
  'extreme-poverty': PURPOSES,
  'temporary-aid': ['application', 'objection'],
  'public-rental-housing': PURPOSES,
};
