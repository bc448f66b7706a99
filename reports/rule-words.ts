// The words that the rules bring along, as the report needs them.

import type { Language } from '../config/messages/language.ts';
import type { Finding } from '../domain/finding.ts';

export type RuleWords = {
  /** The finding as one sentence, its figures filled in. */
  sentence(finding: Finding, language: Language): string;
  /** What would settle it; null when nothing is to be settled. */
  clearing(finding: Finding, language: Language): string | null;
  /** The name of a figure, a record's field, a step of a worked sum, or a reason for not counting. */
  label(key: string, language: Language): string;
};
