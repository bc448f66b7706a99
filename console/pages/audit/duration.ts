// How long something took, in the unit that a person would say it in.

import { STATISTICS } from '../../../config/messages/audit.ts';
import { fill, type Language, say } from '../../../config/messages/language.ts';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

export function durationText(seconds: number | null, language: Language): string {
  if (seconds === null) return '–';
  const [said, n] =
    seconds < 2 * MINUTE
      ? [STATISTICS.seconds, String(Math.round(seconds))]
      : seconds < 2 * HOUR
        ? [STATISTICS.minutes, String(Math.round(seconds / MINUTE))]
        : seconds < 2 * DAY
          ? [STATISTICS.hours, (seconds / HOUR).toFixed(1)]
          : [STATISTICS.days, (seconds / DAY).toFixed(1)];
  return fill(say(said, language), { n });
}
