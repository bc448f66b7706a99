// The gate that every lookup passes: no valid authorisation of that person, no question (社会救助暂行办法 art 58: departments
// answer on the family's request and authorisation; 个人信息保护法 art 13, 15, 31). A permit can be had nowhere else, a
// connector takes no person without one, and it is looked at again when the question is sent.

import { addDays, ageOn, type CalendarDate } from './calendar.ts';
import type { Authorisation, Person } from './household.ts';
import type { DepartmentId, UnansweredReason } from './lookup.ts';
import type { RegionCode } from './region.ts';
import { type Purpose, PURPOSES_OF, type SchemeId } from './scheme.ts';

/** What a lookup is for, and on which day it is made. */
export type PermitTerms = {
  readonly department: DepartmentId;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  /** The day of asking. */
  readonly on: CalendarDate;
  /** Days that an authorisation without an end date lasts. */
  readonly openEndedDays: number;
  /** The household's: numbers of authorisations are each office's own. */
  readonly region: RegionCode;
  readonly withdrawn: Withdrawn;
};

/** Authorisations that were withdrawn, of those that were looked for. */
export type Withdrawn = {
  has(authorisationNo: string, region: RegionCode): boolean;
};

export const NONE_WITHDRAWN: Withdrawn = { has: () => false };

/** 《民法典》第十七条 to 第二十条: until then the guardian acts for the minor. */
const ADULT_AGE = 18;

/** The last day on which the authorisation holds. */
export function lastDayOf(
  { from, until }: Pick<Authorisation, 'from' | 'until'>,
  openEndedDays: number,
): CalendarDate {
  return until ?? addDays(from, openEndedDays);
}

export class Permit {
  readonly authorisationNo: string;
  readonly region: RegionCode;
  readonly #authorisation: Authorisation;
  readonly #lastDay: CalendarDate;
  readonly #terms: PermitTerms;

  private constructor(authorisation: Authorisation, lastDay: CalendarDate, terms: PermitTerms) {
    this.authorisationNo = authorisation.no;
    this.region = terms.region;
    this.#authorisation = authorisation;
    this.#lastDay = lastDay;
    this.#terms = terms;
  }

  /** @returns a permit to ask this department about this person for this purpose, or why there is none */
  static seek(
    person: Pick<Person, 'authorisation' | 'birthDate'>,
    terms: PermitTerms,
  ): Permit | UnansweredReason {
    const { authorisation, birthDate } = person;
    const { signer } = authorisation;
    if (!PURPOSES_OF[terms.scheme].includes(terms.purpose)) return 'purpose-not-allowed';
    const isMinor = ageOn(birthDate, terms.on) < ADULT_AGE;
    if (isMinor && signer !== 'guardian') return 'authorisation-signer';
    const permit = new Permit(authorisation, lastDayOf(authorisation, terms.openEndedDays), terms);
    return permit.whyNot(terms, terms.withdrawn) ?? permit;
  }

  /** Whether it still holds when the question goes out, which may be long after it was planned. */
  whyNot(
    question: Pick<PermitTerms, 'department' | 'scheme' | 'purpose' | 'on'>,
    withdrawn: Withdrawn,
  ): UnansweredReason | null {
    const { from, departments } = this.#authorisation;
    const { department, scheme, purpose } = this.#terms;
    if (withdrawn.has(this.authorisationNo, this.region)) return 'authorisation-withdrawn';
    if (question.on < from) return 'not-authorised';
    if (question.on > this.#lastDay) return 'authorisation-expired';
    if (departments !== undefined && !departments.includes(question.department)) {
      return 'authorisation-scope';
    }
    const isForThis =
      question.department === department &&
      question.scheme === scheme &&
      question.purpose === purpose;
    return isForThis ? null : 'not-authorised';
  }
}
