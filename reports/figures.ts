// Figures as a report prints them: amounts in yuan, areas in square metres, dates in the reader's language.

import { shanghaiDate, type CalendarDate, type Instant, type Month } from '../domain/calendar.ts';
import { type Fen, yuanText } from '../domain/money.ts';
import type { StandardUnit } from '../domain/standard.ts';
import type { Unit } from '../domain/trace.ts';
import { type Language, nameIn, say } from '../config/messages/language.ts';
import { PROGRAMME_NAMES, UNIT_NAMES } from '../config/messages/terms.ts';

/** A figure with its unit: 123456 fen → `1,234.56元`, `1,234.56 yuan`; 9850 m2x100 → `98.50平方米`; 333 permille → `33.3%`. */
export function figureText(
  figure: { readonly value: number | string; readonly unit: Unit | StandardUnit },
  language: Language,
): string {
  const { value, unit } = figure;
  if (typeof value === 'string') return wordsOf(value, unit, language);
  const name = say(UNIT_NAMES[unit], language);
  const gap = language === 'en' && name !== '' ? ' ' : '';
  switch (unit) {
    case 'fen':
    case 'fen/month':
    case 'fen/year':
    case 'm2x100':
    case 'mux100':
      // Hundredths of a square metre or a mu print like hundredths of a yuan.
      return `${yuanText(value as Fen)}${gap}${name}`;
    case 'permille':
      return `${value / 10}%`;
    case 'flag':
      return say(value === 0 ? { zh: '否', en: 'no' } : { zh: '是', en: 'yes' }, language);
    case 'count':
    case 'persons':
    case 'months':
    case 'days':
    case 'years':
    case 'programme':
    case 'date':
    case 'month':
    case 'text':
      return `${value}${gap}${name}`;
  }
}

function wordsOf(value: string, unit: Unit | StandardUnit, language: Language): string {
  if (unit === 'programme') return nameIn(PROGRAMME_NAMES, value, language);
  return unit === 'date' ? dateText(value, language) : value;
}

/** An amount of fen without its unit, for a column whose heading names it; an en dash where there is none. */
export function amountText(amount: Fen | null): string {
  return amount === null ? '–' : yuanText(amount);
}

/** `2026年7月1日`, `2026-07-01`; what is not a date is printed as it is. */
export function dateText(date: CalendarDate | string, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (parts === null || language === 'en') return date;
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** A moment as the clock in Shanghai showed it: `2026-07-01 09:30`. */
export function momentText(at: Instant | null): string {
  if (at === null) return '–';
  const moment = new Date(at);
  const clock = new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${shanghaiDate(moment)} ${clock}`;
}

/** The calendar date of a moment in Shanghai, in words. */
export function dayText(at: Instant, language: Language): string {
  return dateText(shanghaiDate(new Date(at)), language);
}

/** `2025-07 至 2026-06`; one month alone is only itself. */
export function monthsText(from: Month, until: Month, language: Language): string {
  return from === until ? from : `${from}${language === 'en' ? ' to ' : ' 至 '}${until}`;
}

/** Items as a sentence lists them: `张建国、李秀英`; `A, B`. */
export function listText(items: readonly string[], language: Language): string {
  return items.join(language === 'en' ? ', ' : '、');
}
