// One record that a department returned, normalised (佐证记录). Connectors make it, matchers read it.
// A new kind of record is a new member of the union below; a new department with known kinds changes nothing here.

import type { CalendarDate, Instant, Month } from './calendar.ts';
import type { Sex } from './citizen-id.ts';
import type { DepartmentId, ResourceId } from './lookup.ts';
import type { Fen } from './money.ts';

/** `resource/person/number`, unique in a household: `public-security.vehicle/1/2`. Holds no personal data. */
export type EvidenceId = string & { readonly __unit: 'evidence' };

/** Whom the record itself says it is about. The matcher compares this with the person who was asked about. */
export type RecordSubject = {
  readonly name: string | null;
  /** As the department holds it: 18 or 15 characters, perhaps masked or wrong. */
  readonly idNumber: string | null;
  readonly sex: Sex | null;
  readonly birthDate: CalendarDate | null;
};

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

/** A motor vehicle (机动车), public security; codes of GA/T 16. */
export type Vehicle = {
  readonly kind: 'vehicle';
  readonly plate: string;
  /** 号牌种类: 01 large, 02 small, 07 motorcycle, 08 light motorcycle, 13 low-speed, 51/52 new energy. */
  readonly plateType: string;
  readonly model: string | null;
  /** `mobility`: for the disabled (残疾人代步车). */
  readonly use: 'private' | 'commercial' | 'mobility' | 'other';
  readonly status: 'normal' | 'transferred-out' | 'cancelled';
  readonly firstRegisteredOn: CalendarDate | null;
  /** Engine displacement in millilitres; null: not recorded, or electric. */
  readonly displacementMl: number | null;
};

/** One month of work income known to a department. */
export type WageMonth = {
  readonly kind: 'wage-month';
  readonly month: Month;
  readonly amountFen: Fen;
  /**
   * What the amount is. A contribution base (缴费基数) has a floor of 60 % of the average wage, so it is not
   * a wage: it tells that someone works, never how much they earn.
   */
  readonly basis: 'reported-wage' | 'contribution-base' | 'taxed-income';
  readonly payer: string | null;
};

/** One payment of a benefit for one month. */
export type BenefitPayment = {
  readonly kind: 'benefit-payment';
  readonly benefit:
    | 'employee-pension'
    | 'institution-pension'
    | 'resident-pension'
    | 'unemployment';
  readonly month: Month;
  readonly amountFen: Fen;
  /** The basic part (基础养老金) of a resident pension; null where there is none or it is not told apart. */
  readonly basicFen: Fen | null;
};

/** A registered right to real estate (不动产登记), land department. */
export type RealEstate = {
  readonly kind: 'real-estate';
  /** 不动产单元号, 28 characters: the same home under two owners has one unit number. */
  readonly unitNo: string;
  readonly certificateNo: string | null;
  readonly location: string;
  /** Hundredths of a square metre; null: not recorded, which is not 0. */
  readonly areaM2x100: number | null;
  readonly use: 'residential' | 'non-residential' | 'ancillary';
  readonly ownership: 'sole' | 'joint' | 'shares' | 'other';
  /** The share this person owns; null when joint or not told. */
  readonly share: { readonly of: number; readonly in: number } | null;
  readonly status: 'current' | 'historic' | 'ended' | 'provisional';
  readonly registeredOn: CalendarDate | null;
  readonly mortgaged: boolean;
  readonly seized: boolean;
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
  readonly programme: 'subsistence' | 'extreme-poverty' | 'low-income' | 'orphan' | 'other';
  readonly caseNo: string;
  readonly region: string;
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  /** fen a month for the whole household */
  readonly monthlyFen: Fen;
  readonly headcount: number;
};

/** What a record says, apart from where it comes from. */
export type EvidenceFacts =
  | RegisterEntry
  | Vehicle
  | WageMonth
  | BenefitPayment
  | RealEstate
  | MarriageEvent
  | Death
  | AssistanceReceived;
export type EvidenceKind = EvidenceFacts['kind'];

export type Provenance = {
  readonly id: EvidenceId;
  readonly department: DepartmentId;
  readonly resource: ResourceId;
  /** The person who was asked about. Whether the record is theirs is the matcher's to say. */
  readonly personNo: number;
  readonly subject: RecordSubject;
  /** The department's own key of the record. */
  readonly sourceKey: string;
  /** The day the department says its data is of. */
  readonly asOf: CalendarDate;
  readonly fetchedAt: Instant;
};

/** `facts` stay apart from the provenance, so that a kind's shape is exactly what its department said. */
export type Evidence<Facts extends EvidenceFacts = EvidenceFacts> = Provenance & {
  readonly facts: Facts;
};

/** Evidence of one kind. */
export function isOfKind<Kind extends EvidenceKind>(
  evidence: Evidence,
  kind: Kind,
): evidence is Evidence<Extract<EvidenceFacts, { kind: Kind }>> {
  return evidence.facts.kind === kind;
}
