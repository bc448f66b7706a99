// What departments know about people: registers, family, help received.

import type { CalendarDate } from '../calendar.ts';
import type { Fen } from '../money.ts';

/** Household register entry (户籍), public security. */
export type RegisterEntry = {
  readonly kind: 'register-entry';
  readonly formerName: string | null;
  /** Register number (户号); only unique together with its region. */
  readonly registerNo: string;
  /** GB/T 4761, to the head of the register's household. */
  readonly relationToHead: string | null;
  readonly address: string | null;
  readonly region: string;
  readonly hukouType: 'urban' | 'rural' | null;
  readonly status: 'normal' | 'deceased' | 'moved-out' | 'missing';
  /** The day of death, of moving out, or since when missing; null when normal or not recorded. */
  readonly statusSince: CalendarDate | null;
};

/** An event in the marriage register, provincial civil affairs. The current state follows from all of them. */
export type MarriageEvent = {
  readonly kind: 'marriage-event';
  /** A reissued certificate (补领) does not change the state. */
  readonly event: 'marriage' | 'divorce' | 'reissue';
  readonly on: CalendarDate;
  readonly spouseName: string | null;
  readonly spouseIdNumber: string | null;
  readonly certificateNo: string | null;
};

/** A death recorded by a funeral home (殡葬), provincial civil affairs. */
export type Death = {
  readonly kind: 'death';
  readonly on: CalendarDate;
  readonly crematedOn: CalendarDate | null;
  readonly place: string | null;
};

/** Social assistance that the person receives or received, provincial civil affairs. */
export type AssistanceReceived = {
  readonly kind: 'assistance-received';
  readonly programme:
    | 'subsistence'
    | 'extreme-poverty'
    | 'low-income'
    | 'orphan'
    | 'public-rental'
    | 'other';
  readonly caseNo: string;
  readonly region: string;
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  /** fen a month for the whole household */
  readonly monthlyFen: Fen;
  readonly headcount: number;
};

/** A disability certificate, disabled persons' federation; GB/T 26341. */
export type Disability = {
  readonly kind: 'disability';
  readonly category:
    | 'visual'
    | 'hearing'
    | 'speech'
    | 'physical'
    | 'intellectual'
    | 'mental'
    | 'multiple';
  readonly grade: 1 | 2 | 3 | 4;
  readonly validUntil: CalendarDate | null;
};

/** Time in prison or compulsory rehabilitation, justice. */
export type Custody = {
  readonly kind: 'custody';
  readonly form: 'prison' | 'rehabilitation';
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
};

/** Active military service, veterans' affairs. */
export type MilitaryService = {
  readonly kind: 'military-service';
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
};
