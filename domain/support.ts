// Households that receive help (在保户), and how often they are looked at again (动态管理).

/** A yearly, B half-yearly, C quarterly, unless the region sets other days (民发〔2021〕57号). */
export const SUPPORT_CLASSES = ['A', 'B', 'C'] as const;
export type SupportClass = (typeof SUPPORT_CLASSES)[number];

/** Why a household is due on the night that it is. */
export type DueBecause = 'class' | 'validity' | 'findings';

/** Why a household is rechecked on a night. */
export type RecheckCause =
  | DueBecause
  | 'change-heard'
  | 'random'
  | 'unanswered'
  | 'objection'
  | 'correction'
  | 'standards';
