// The sentence of each kind of finding. `{name}` is a figure of the finding; a figure brings its unit (1,050.00 元,
// 12 个月, 3 人). Sentences say what records hold and what remains to be asked. They accuse nobody: who reads them
// decides, and the household reads them too.

import type { Said } from '../../domain/errors.ts';
import { FINDING_NAMES } from './finding-names.ts';
import { INCOME_SENTENCES } from './findings-of-income.ts';
import { PEOPLE_SENTENCES } from './findings-of-people.ts';
import { PROPERTY_SENTENCES } from './findings-of-property.ts';
import { type Language, nameIn } from './language.ts';

/** A kind of finding in a few words, as a list of counts prints it. */
export function sayFindingKind(kind: string, language: Language): string {
  return nameIn(FINDING_NAMES, kind, language);
}

export const FINDING_SENTENCES: Readonly<Record<string, Said>> = {
  ...INCOME_SENTENCES,
  ...PROPERTY_SENTENCES,
  ...PEOPLE_SENTENCES,
};
