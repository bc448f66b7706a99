// Citizen ID numbers (公民身份号码), GB 11643-1999: region (6) + birth date (8) + sequence (3) + check digit.

import { type CalendarDate, calendarDate } from './calendar.ts';

/** A valid 18-character citizen ID number, its last character a digit or a capital X. */
export type CitizenId = string & { readonly __unit: 'citizen-id' };
export type Sex = 'male' | 'female';

/** Why a text is not a citizen ID number. */
export type CitizenIdFault = 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
/** First two digits of GB/T 2260: provinces, with 81–83 for Hong Kong, Macao and Taiwan residents. */
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** The check character of the first 17 digits. */
export function checkCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/**
 * Reads an 18- or 15-digit number; full-width digits, spaces and a small x are accepted. A 15-digit number
 * becomes its 18-digit form: `19` before the year, but `18` for sequences 996 to 999, which mark people born
 * in the 1800s.
 */
export function parseCitizenId(
  text: string,
): { id: CitizenId; convertedFrom15: boolean } | { fault: CitizenIdFault } {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (plain.length !== 15 && plain.length !== 18) return { fault: 'length' };
  const convertedFrom15 = plain.length === 15;
  if (!(convertedFrom15 ? /^\d{15}$/ : /^\d{17}[\dX]$/).test(plain)) return { fault: 'characters' };
  const century = plain.slice(12) >= '996' ? '18' : '19';
  const first17 = convertedFrom15
    ? plain.slice(0, 6) + century + plain.slice(6)
    : plain.slice(0, 17);
  if (!PROVINCES.test(first17)) return { fault: 'region' };
  if (birthDateIn(first17) === null) return { fault: 'birth-date' };
  const check = checkCharacter(first17);
  if (!convertedFrom15 && check !== plain.charAt(17)) return { fault: 'check-digit' };
  return { id: (first17 + check) as CitizenId, convertedFrom15 };
}

function birthDateIn(digits: string): CalendarDate | null {
  return calendarDate(
    Number(digits.slice(6, 10)),
    Number(digits.slice(10, 12)),
    Number(digits.slice(12, 14)),
  );
}

/** The birth date that the number carries. */
export function birthDateOf(id: CitizenId): CalendarDate {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}` as CalendarDate;
}

/** The sex that the number carries: the 17th digit is odd for men. */
export function sexOf(id: CitizenId): Sex {
  return Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female';
}

/** The 15-digit form under which old registers may still hold the person, or null when there is none. */
export function fifteenDigitForm(id: CitizenId): string | null {
  const century = id.slice(6, 8);
  const sequence = id.slice(14, 17);
  const existed = century === '19' ? sequence < '996' : century === '18' && sequence >= '996';
  return existed ? id.slice(0, 6) + id.slice(8, 17) : null;
}

/** As many as a number has characters. */
const STARS = '*'.repeat(18);

/** The form that may be shown: region's province and city, birth year hidden, last two characters. */
export function maskCitizenId(id: string): string {
  const hidden = Math.max(0, id.length - 6);
  return id.slice(0, 4) + STARS.slice(0, hidden) + id.slice(-2);
}
