// Who asks for help and what they declared.

import type { CalendarDate } from './calendar.ts';
import type { CitizenId, Sex } from './citizen-id.ts';
import type { DepartmentId } from './lookup.ts';
import type { Fen } from './money.ts';
import type { RegionCode } from './region.ts';
import type { RelationCode } from './relation.ts';

/** Applicant and members live together (共同生活的家庭成员); a supporter (义务人) lives apart and is not counted. */
export type Role = 'applicant' | 'member' | 'supporter';

/** The signed consent under which one person may be looked up (授权). */
export type Authorisation = {
  readonly no: string;
  readonly signer: 'self' | 'guardian' | 'proxy';
  readonly from: CalendarDate;
  /** Last day it is valid; null: as long as the scheme's parameters say. */
  readonly until: CalendarDate | null;
  /** Whom it lets be asked; left out: every department that the scheme needs. */
  readonly departments?: readonly DepartmentId[];
};

/** What one person's row declared. null: nothing was declared; 0: declared that there is none. */
export type Declaration = {
  /** fen a month */
  readonly wageFen: Fen | null;
  /** fen a month */
  readonly transferFen: Fen | null;
  /** fen a year */
  readonly businessFen: Fen | null;
  /** fen a year */
  readonly propertyIncomeFen: Fen | null;
  readonly depositsFen: Fen | null;
  readonly securitiesFen: Fen | null;
  readonly homes: number | null;
  readonly vehicles: number | null;
  readonly companies: number | null;
  /** fen a year, paid out of pocket */
  readonly medicalOutlayFen: Fen | null;
};

/** Of somebody who filled in no figure. */
export const NOTHING_DECLARED: Declaration = {
  wageFen: null,
  transferFen: null,
  businessFen: null,
  propertyIncomeFen: null,
  depositsFen: null,
  securitiesFen: null,
  homes: null,
  vehicles: null,
  companies: null,
  medicalOutlayFen: null,
};

export type MaritalStatus = 'single' | 'married' | 'widowed' | 'divorced';

export type Person = {
  /** 1, 2, 3 … in the order of the file; a person's name within the household. */
  readonly no: number;
  readonly role: Role;
  /** What the person is to the applicant; `01` for the applicant. */
  readonly relation: RelationCode;
  readonly name: string;
  /** null only for a minor who has none yet. */
  readonly idNumber: CitizenId | null;
  readonly birthDate: CalendarDate;
  /** null when there is no ID number to tell. */
  readonly sex: Sex | null;
  readonly hukouType: 'urban' | 'rural' | null;
  /** As declared, GB/T 2261.2; null: not stated. Of a spouse's death no register tells. */
  readonly maritalStatus: MaritalStatus | null;
  /** Disability grade 1 (heaviest) to 4, GB/T 26341; null: none declared. */
  readonly disabilityGrade: 1 | 2 | 3 | 4 | null;
  readonly seriousIllness: boolean | null;
  readonly student: boolean | null;
  readonly labourCapacity: 'full' | 'partial' | 'none' | null;
  readonly authorisation: Authorisation;
  readonly declared: Declaration;
};

/** Where help is to be paid to (发放账户). */
export type Payment = {
  /** Letters and digits of the account or card number. */
  readonly account: string;
  /** null: not stated whose it is. */
  readonly holderIdNumber: CitizenId | null;
};

export type Household = {
  /** The caseworker's own number of the household, as in the file. */
  readonly ref: string;
  readonly region: RegionCode;
  /** The applicant first, then members and supporters, numbered 1 … n. */
  readonly persons: readonly Person[];
  /** Where they say they live; left out: not stated. */
  readonly address?: string;
  /** Left out: not stated. */
  readonly payment?: Payment;
};

/** Applicant and members: those whose income and property count. */
export function livingTogether(household: Household): Person[] {
  return household.persons.filter((person) => person.role !== 'supporter');
}
