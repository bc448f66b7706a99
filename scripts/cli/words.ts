// Words of a command line that several commands read the same way.

import { type Language, LANGUAGES } from '../../config/messages/language.ts';
import { type CalendarDate, parseCalendarDate, shanghaiDate } from '../../domain/calendar.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { parseReportNumber } from '../../reports/number.ts';
import { WrongUse } from './terminal.ts';

/** Today when nothing is given. @throws WrongUse */
export function readDate(option: string, given: string | undefined): CalendarDate {
  if (given === undefined) return shanghaiDate(new Date());
  const date = parseCalendarDate(given);
  if (date !== null) return date;
  throw new WrongUse({
    zh: `${option} 应为日期，如 2026-07-01。`,
    en: `${option} must be a date such as 2026-07-01.`,
  });
}

/** @throws WrongUse */
export function readRegion(option: string, given: string | undefined): RegionCode | null {
  if (given === undefined) return null;
  const region = parseRegionCode(given);
  if (region !== null) return region;
  throw new WrongUse({
    zh: `${option} 应为行政区划代码，如 371002。`,
    en: `${option} must be a region code such as 371002.`,
  });
}

/** @throws WrongUse */
export function readLanguage(option: string, given: string | undefined): Language | null {
  if (given === undefined) return null;
  const language = LANGUAGES.find((one) => one === given);
  if (language !== undefined) return language;
  throw new WrongUse({
    zh: `${option} 可用：${LANGUAGES.join('、')}。`,
    en: `${option} is one of ${LANGUAGES.join(', ')}.`,
  });
}

/** A report's number as typed: small letters, without hyphens. What is no number is looked up as it stands. */
export function reportNumberTyped(given: string): string {
  return parseReportNumber(given)?.number ?? given;
}
