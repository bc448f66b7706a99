// A change since the last report as one sentence: "a car was registered to Li Ming on 2026-05-02".

import { CHANGE_SENTENCES, CHANGE_WORDS, NOT_TOLD } from '../config/messages/changes.ts';
import { fill, type Language, nameIn, saidOf, say } from '../config/messages/language.ts';
import { regionText } from '../config/region-names.ts';
import type { Change, ChangeFigure } from '../domain/change.ts';
import { assertNever } from '../domain/errors.ts';
import { yuanText } from '../domain/money.ts';
import { parseRegionCode } from '../domain/region.ts';
import { dateText } from './figures.ts';

/** @param person the person's name, as the reader may see it */
export function changeSentence(
  { kind, figures }: Pick<Change, 'kind' | 'figures'>,
  person: string,
  language: Language,
): string {
  const sentence = saidOf(CHANGE_SENTENCES, kind);
  if (sentence === null) return `${person}: ${kind}`;
  const words = Object.entries(figures).map(([name, figure]) => [
    name,
    textOf(name, figure, language),
  ]);
  const filled = fill(say(sentence, language), { person, ...Object.fromEntries(words) });
  return filled.replace(/\{[\w-]+\}/g, say(NOT_TOLD, language));
}

function textOf(name: string, figure: ChangeFigure, language: Language): string {
  if ('date' in figure) return dateText(figure.date, language);
  if ('month' in figure) {
    const [year, month] = figure.month.split('-');
    return language === 'en' ? figure.month : `${year}年${Number(month)}月`;
  }
  if ('fen' in figure) return yuanText(figure.fen);
  if ('text' in figure) {
    const region = name === 'region' ? parseRegionCode(figure.text) : null;
    return region === null
      ? nameIn(CHANGE_WORDS, figure.text, language)
      : regionText(region, language);
  }
  return assertNever(figure);
}
