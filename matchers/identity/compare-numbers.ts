// Is the ID number of a record the one that was asked for?

import { type CitizenId, checkCharacter, fifteenDigitForm } from '../../domain/citizen-id.ts';

export type NumberComparison =
  | 'exact'
  /** full width, spaces or a small x */
  | 'spelling'
  /** the 15-digit form, as issued before 1999 */
  | 'fifteen-digits'
  /** digits are hidden, and those shown agree */
  | 'masked'
  /** not a valid number, and one slip away from the one asked for: a digit mistyped, two exchanged */
  | 'misprint'
  /** the record holds no number */
  | 'absent'
  /** the person has no number to compare with */
  | 'not-asked'
  | 'different';

/** At least so many characters of a masked number must be shown for it to say anything. */
const LEAST_SHOWN = 6;

export function compareNumbers(asked: CitizenId | null, recorded: string | null): NumberComparison {
  if (asked === null) return 'not-asked';
  if (asked === recorded) return 'exact';
  if (recorded === null) return 'absent';
  const plain = recorded.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (plain === '') return 'absent';
  if (plain === asked) return 'spelling';
  if (plain === fifteenDigitForm(asked)) return 'fifteen-digits';
  if (plain.includes('*')) return agreesWhereShown(asked, plain) ? 'masked' : 'different';
  return !isValid(plain) && isOneSlipAway(asked, plain) ? 'misprint' : 'different';
}

function isValid(number: string): boolean {
  return /^\d{17}[\dX]$/.test(number) && checkCharacter(number) === number.charAt(17);
}

function agreesWhereShown(full: string, masked: string): boolean {
  if (masked.length !== full.length) return false;
  let shown = 0;
  for (let at = 0; at < masked.length; at++) {
    if (masked.charAt(at) === '*') continue;
    if (masked.charAt(at) !== full.charAt(at)) return false;
    shown++;
  }
  return shown >= LEAST_SHOWN;
}

function isOneSlipAway(asked: string, recorded: string): boolean {
  if (asked.length !== recorded.length) return false;
  const off: number[] = [];
  for (let at = 0; at < asked.length && off.length < 3; at++) {
    if (asked.charAt(at) !== recorded.charAt(at)) off.push(at);
  }
  const [first = 0, second = 0] = off;
  if (off.length === 1) return true;
  return (
    off.length === 2 &&
    second === first + 1 &&
    asked.charAt(first) === recorded.charAt(second) &&
    asked.charAt(second) === recorded.charAt(first)
  );
}
