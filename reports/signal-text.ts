// A risk signal in sentences: what was seen, how it was compared, what it often is.

import { fill, type Language, say } from '../config/messages/language.ts';
import {
  SIGNAL_BASIS,
  SIGNAL_HOLDERS,
  SIGNAL_OFTEN,
  SIGNAL_SENTENCES,
} from '../config/messages/signals.ts';
import type { Said } from '../domain/errors.ts';
import { yuanText } from '../domain/money.ts';
import type { DismissalFacts, RisingFacts, SharedFacts, SignalFacts } from '../domain/signal.ts';
import { dateText, monthsText } from './figures.ts';

export type SignalText = {
  readonly seen: string;
  /** One sentence each; empty where nothing is to be said. */
  readonly compared: readonly string[];
  readonly often: string;
};

export function signalText(facts: SignalFacts, language: Language): SignalText {
  return { ...wordsOf(facts, language), often: say(SIGNAL_OFTEN[facts.kind], language) };
}

function wordsOf(facts: SignalFacts, language: Language): Omit<SignalText, 'often'> {
  switch (facts.kind) {
    case 'shared-account':
    case 'crowded-register':
    case 'repeated-address':
      return shared(facts, language);
    case 'rising-income':
      return rising(facts, language);
    case 'dismissal-rate':
      return dismissals(facts, language);
  }
}

function shared(facts: SharedFacts, language: Language): Omit<SignalText, 'often'> {
  const { kind, families, households, newFamilies, first, last, holder } = facts;
  const days = { first: dateText(first, language), last: dateText(last, language) };
  const isGrown = newFamilies < families;
  return {
    seen: filled(SIGNAL_SENTENCES[kind], { families, households, ...days }, language),
    compared: [
      ...(isGrown ? [filled(SIGNAL_BASIS.grown, { newFamilies }, language)] : []),
      ...(holder === null ? [] : [say(SIGNAL_HOLDERS[holder], language)]),
    ],
  };
}

function rising({ steps, lines, linesLeftOut }: RisingFacts, language: Language) {
  const series = steps
    .map(({ foundFen }) => `${yuanText(foundFen)}${language === 'en' ? ' yuan' : '元'}`)
    .join(' → ');
  return {
    seen: filled(SIGNAL_SENTENCES['rising-income'], { count: steps.length, series }, language),
    compared: [filled(SIGNAL_BASIS.rising, { lines, left: linesLeftOut }, language)],
  };
}

function dismissals(facts: DismissalFacts, language: Language): Omit<SignalText, 'often'> {
  const { account, decided, dismissed } = facts;
  const period = monthsText(facts.from, facts.until, language);
  const share = `${Math.round((dismissed * 100) / decided)}%`;
  const expected = (facts.expectedMilli / 1_000).toFixed(1);
  const { circle, colleagues, colleaguesDecided, colleaguesDismissed } = facts;
  const onceIn = facts.onceIn.toLocaleString('en');
  const own = { account, period, decided, dismissed, share, expected };
  const others = { circle, colleagues, colleaguesDecided, colleaguesDismissed, onceIn };
  return {
    seen: filled(SIGNAL_SENTENCES[facts.direction], own, language),
    compared: [filled(SIGNAL_BASIS.dismissals, others, language)],
  };
}

function filled(
  said: Said,
  values: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  return fill(say(said, language), values);
}
