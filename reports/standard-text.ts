// A standard as people read it: its limit with the sign, and where it holds.

import { type Language, say } from '../config/messages/language.ts';
import { LABELS } from '../config/messages/report.ts';
import { regionText } from '../config/region-names.ts';
import type { Standard } from '../domain/standard.ts';
import { figureText } from './figures.ts';

const COMPARATOR_TEXTS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

/** `≤ 24个月`; the figure alone where it is no limit. */
export function limitText({ value, unit, comparator }: Standard, language: Language): string {
  const figure = figureText({ value, unit }, language);
  return comparator === null ? figure : `${COMPARATOR_TEXTS[comparator]} ${figure}`;
}

/** The region that set it, or that it holds in the whole country. */
export function setByText({ region }: Standard, language: Language): string {
  return region === 'CN' ? say(LABELS.wholeCountry, language) : regionText(region, language);
}
