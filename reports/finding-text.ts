// A finding in words: its sentence with the figures in it, and what would clear it.

import { FINDING_CLEARINGS } from '../config/messages/finding-clearings.ts';
import { FINDING_SENTENCES } from '../config/messages/findings.ts';
import { fill, type Language, nameIn, saidOf, say } from '../config/messages/language.ts';
import { FIGURE_NAMES } from '../config/messages/rule-labels.ts';
import type { Finding } from '../domain/finding.ts';
import { figureText } from './figures.ts';

/** The finding as one sentence; a kind that nobody has worded is printed by its key. */
export function findingSentence(finding: Finding, language: Language): string {
  const sentence = saidOf(FINDING_SENTENCES, finding.kind);
  if (sentence === null) return finding.kind;
  const figures = Object.entries(finding.figures).map(([name, figure]) => [
    name,
    figureText(figure, language),
  ]);
  return fill(say(sentence, language), Object.fromEntries(figures));
}

/** What would settle it; null when nothing is to be settled. */
export function findingClearing(finding: Finding, language: Language): string | null {
  const clearing = saidOf(FINDING_CLEARINGS, finding.kind);
  return clearing === null ? null : say(clearing, language);
}

/** The figures by their names, in the order of the finding. */
export function findingFigures(
  finding: Finding,
  language: Language,
): { readonly name: string; readonly figure: string }[] {
  return Object.entries(finding.figures).map(([name, figure]) => ({
    name: nameIn(FIGURE_NAMES, name, language),
    figure: figureText(figure, language),
  }));
}
