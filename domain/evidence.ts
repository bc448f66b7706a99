// One record that a department returned, normalised (佐证记录). Connectors make it, matchers read it.
// A new kind of record is a type in evidence/ and a member of the union below; a new department with known kinds
// changes nothing here.

import type { CalendarDate, Instant } from './calendar.ts';
import type {
  RegisterEntry,
  MarriageEvent,
  Death,
  AssistanceReceived,
  Disability,
  Custody,
  MilitaryService,
} from './evidence/people.ts';
import type { WageMonth, BenefitPayment, IncomeMonth, MedicalOutlay } from './evidence/income.ts';
import type {
  Vehicle,
  RealEstate,
  CompanyRole,
  HousingFund,
  LandContract,
  FarmMachine,
  Deposit,
  SecurityHolding,
  InsurancePolicy,
} from './evidence/property.ts';
import type { Sex } from './citizen-id.ts';
import type { DepartmentId, ResourceId } from './lookup.ts';

export type {
  RegisterEntry,
  MarriageEvent,
  Death,
  AssistanceReceived,
  Disability,
  Custody,
  MilitaryService,
} from './evidence/people.ts';
export type { WageMonth, BenefitPayment, IncomeMonth, MedicalOutlay } from './evidence/income.ts';
export type {
  Vehicle,
  RealEstate,
  CompanyRole,
  HousingFund,
  LandContract,
  FarmMachine,
  Deposit,
  SecurityHolding,
  InsurancePolicy,
} from './evidence/property.ts';

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

/** What a record says, apart from where it comes from. */
export type EvidenceFacts =
  | RegisterEntry
  | Vehicle
  | WageMonth
  | BenefitPayment
  | RealEstate
  | MarriageEvent
  | Death
  | AssistanceReceived
  | IncomeMonth
  | CompanyRole
  | HousingFund
  | MedicalOutlay
  | Disability
  | LandContract
  | FarmMachine
  | Deposit
  | SecurityHolding
  | InsurancePolicy
  | Custody
  | MilitaryService;
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
