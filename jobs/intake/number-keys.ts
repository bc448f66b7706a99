// Household numbers and ID numbers as plain numbers, so that a file's worth of them fits into a NumberTable.

import type { CitizenId } from '../../domain/citizen-id.ts';

/**
 * 53 bits over a household's number. Two numbers that share a key only go through the second pass needlessly;
 * they are never taken for one household.
 */
export function refKey(ref: string): number {
  let low = 0x811c_9dc5;
  let high = 0x2545_f491;
  for (let at = 0; at < ref.length; at++) {
    const unit = ref.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x0100_0193);
    high = Math.imul(high ^ unit, 0x85eb_ca6b) ^ (high >>> 13);
  }
  return (low >>> 0) + (high >>> 11) * 0x1_0000_0000;
}

/**
 * A different whole number below 2^53 for each ID number: region (6 digits), birth date as one of 372 places a
 * year, sequence (3 digits). The check digit follows from these.
 */
export function idKey(id: CitizenId): number {
  const day = digits(id, 6, 10) * 372 + (digits(id, 10, 12) - 1) * 31 + digits(id, 12, 14) - 1;
  return (digits(id, 0, 6) * 4_000_000 + day) * 1000 + digits(id, 14, 17);
}

/** The number that stands in a part of the text, without making a text of it. */
function digits(text: string, from: number, until: number): number {
  let number = 0;
  for (let at = from; at < until; at++) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}
