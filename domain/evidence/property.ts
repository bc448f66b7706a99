// What departments know about property.

import type { CalendarDate, Month } from '../calendar.ts';
import type { Fen } from '../money.ts';

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

/** A role in a company, a sole trade or a cooperative, market regulation. */
export type CompanyRole = {
  readonly kind: 'company-role';
  /** Unified social credit code, GB 32100, or an old registration number. */
  readonly companyCode: string;
  readonly companyName: string;
  readonly role:
    | 'legal-representative'
    | 'shareholder'
    | 'director'
    | 'sole-trader'
    | 'cooperative-member';
  /** Subscribed (认缴), which is not paid in. */
  readonly subscribedFen: Fen | null;
  readonly registeredCapitalFen: Fen | null;
  /** `revoked` (吊销) companies exist until they are cancelled (注销). */
  readonly status: 'active' | 'revoked' | 'cancelled';
  readonly establishedOn: CalendarDate | null;
};

/** A housing provident fund account (住房公积金). */
export type HousingFund = {
  readonly kind: 'housing-fund';
  readonly status: 'paying' | 'sealed' | 'closed';
  /** Contribution base, fen a month. */
  readonly baseFen: Fen | null;
  readonly monthlyDepositFen: Fen | null;
  readonly balanceFen: Fen;
  readonly lastPaidMonth: Month | null;
  readonly employer: string | null;
  /** A running housing loan tells of a home. */
  readonly hasLoan: boolean;
};

/** Contracted land (承包地), agriculture. */
export type LandContract = {
  readonly kind: 'land-contract';
  readonly contractNo: string;
  /** Hundredths of a mu (亩). */
  readonly areaMuX100: number;
  readonly until: CalendarDate | null;
};

/** A registered farm machine, agriculture. */
export type FarmMachine = {
  readonly kind: 'farm-machine';
  readonly plate: string;
  readonly model: string;
  readonly isLarge: boolean;
  readonly status: 'normal' | 'cancelled';
};

/** A bank account's balance on one day. */
export type Deposit = {
  readonly kind: 'deposit';
  readonly bank: string;
  /** Masked by the bank. */
  readonly account: string;
  readonly accountKind: 'demand' | 'term' | 'wealth-product';
  readonly balanceFen: Fen;
  readonly on: CalendarDate;
};

/** A securities account on one trading day. */
export type SecurityHolding = {
  readonly kind: 'security-holding';
  readonly broker: string;
  readonly cashFen: Fen;
  readonly marketValueFen: Fen;
  readonly on: CalendarDate;
};

/** An insurance policy. Only the cash value of a holder's savings policy is property. */
export type InsurancePolicy = {
  readonly kind: 'insurance-policy';
  readonly insurer: string;
  readonly policyNo: string;
  readonly policyKind: 'savings' | 'protection' | 'bought-by-government';
  readonly role: 'holder' | 'insured';
  readonly cashValueFen: Fen | null;
  /** fen a year */
  readonly premiumFen: Fen | null;
  readonly until: CalendarDate | null;
};
