// What the records say about a person's death: the register (户籍) and the funeral homes (殡葬), which know earlier.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { EvidenceId } from '../../domain/evidence.ts';
import type { PersonFacts } from './person-facts.ts';

export type DeathSigns = {
  /** The earliest day that a record gives; null when none gives a day. */
  readonly on: CalendarDate | null;
  /** A funeral record stands against a register entry that shows the person alive. */
  readonly isContradicted: boolean;
  readonly evidence: readonly EvidenceId[];
};

/** @returns null when no record of undoubted identity speaks of a death. */
export function deathSigns({ register, deaths }: PersonFacts): DeathSigns | null {
  const deceased = register.filter(({ facts }) => facts.status === 'deceased');
  if (deceased.length === 0 && deaths.length === 0) return null;
  const days = [
    ...deceased.flatMap(({ facts }) => facts.statusSince ?? []),
    ...deaths.map(({ facts }) => facts.on),
  ].toSorted();
  const alive = deceased.length === 0 ? register : [];
  return {
    on: days[0] ?? null,
    isContradicted: alive.length > 0,
    evidence: [...deceased, ...deaths, ...alive].map(({ id }) => id),
  };
}
