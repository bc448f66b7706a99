// What is known of a person's disability: the certificate (残疾证) first, and what the form says where none is found.

import type { CalendarDate } from '../../domain/calendar.ts';
import type { Disability, Evidence } from '../../domain/evidence.ts';
import { type PersonFacts, recordsOf } from './person-facts.ts';

/** The heaviest certificate that is valid on a day; null without one. */
export function validCertificate(
  person: PersonFacts,
  on: CalendarDate,
): Evidence<Disability> | null {
  let heaviest: Evidence<Disability> | null = null;
  for (const certificate of recordsOf(person, 'disability')) {
    const { grade, validUntil } = certificate.facts;
    if (validUntil !== null && validUntil < on) continue;
    if (heaviest === null || grade < heaviest.facts.grade) heaviest = certificate;
  }
  return heaviest;
}

/** 无劳动能力 by disability, 民发〔2021〕43号: intellectual or mental 1–3, physical 1–2, visual 1. */
export function takesLabourCapacity({ category, grade }: Disability): boolean {
  switch (category) {
    case 'intellectual':
    case 'mental':
      return grade <= 3;
    case 'physical':
      return grade <= 2;
    case 'visual':
      return grade === 1;
    case 'hearing':
    case 'speech':
    case 'multiple':
      return false;
  }
}

/** 重度残疾: grade 1 or 2, and grade 3 of intellectual or mental disability. */
export function isSevere({ category, grade }: Disability): boolean {
  return grade <= 2 || (grade === 3 && (category === 'intellectual' || category === 'mental'));
}
