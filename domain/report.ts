// The verification report (核对报告): its content, which the matcher computes and anyone can replay, and the
// sealed document around it.

import type { CalendarDate, Instant, Month } from './calendar.ts';
import type { DigestAlgorithm, SignatureAlgorithm } from './crypto-suite.ts';
import type { EvidenceId } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { IncomeClass } from './income-class.ts';
import type { Role } from './household.ts';
import type { DepartmentId, LookupOutcome, ResourceId, UnansweredReason } from './lookup.ts';
import type { Fen } from './money.ts';
import type { RegionCode } from './region.ts';
import type { RelationCode } from './relation.ts';
import type { Purpose, SchemeId } from './scheme.ts';
import type { Standard } from './standard.ts';
import type { Trace, Unit } from './trace.ts';

export { INCOME_CLASSES, type IncomeClass } from './income-class.ts';

/** Never "eligible" or "refused": hedui finds and explains, a person decides. */
export const CONCLUSIONS = ['exceeds', 'doubts', 'incomplete', 'no-anomaly'] as const;
export type Conclusion = (typeof CONCLUSIONS)[number];

/** How sure it is that a record is about the person (matchers/identity). */
export type IdentityGrade = 'same' | 'probably-same' | 'doubtful' | 'different';

/** A member or supporter as the report shows them. */
export type ReportPerson = {
  readonly no: number;
  readonly role: Role;
  readonly relation: RelationCode;
  readonly name: string;
  /** Masked; null for a minor who has none. */
  readonly idNumberMasked: string | null;
  readonly age: number;
  readonly authorisationNo: string;
  /** The weakest grade among the records that were found under this person's number; null when there are none. */
  readonly identity: IdentityGrade | null;
};

/** One line of the table of sources: what a department said about one person for one resource. */
export type SourceLine = {
  readonly department: DepartmentId;
  readonly resource: ResourceId;
  readonly personNo: number;
  readonly outcome: LookupOutcome;
  readonly why: UnansweredReason | null;
  readonly records: number;
  readonly asOf: CalendarDate | null;
};

/** One person's income of one class within the window. */
export type IncomeLine = {
  readonly personNo: number;
  readonly incomeClass: IncomeClass;
  /** What the household declared for the window; null: not declared. */
  readonly declaredFen: Fen | null;
  /** What records state for the months they cover; null: no record covers any month, which is not zero. */
  readonly foundFen: Fen | null;
  /** The part of `foundFen` that counts after exemptions. */
  readonly countedFen: Fen | null;
  /** The months of the window that records cover, in order. The others are not covered: unknown, not zero. */
  readonly monthsCovered: readonly Month[];
  readonly trace: Trace | null;
};

/** A home, a vehicle … that was found, whether it counts and why not. */
export type PropertyLine = {
  readonly kind:
    | 'home'
    | 'vehicle'
    | 'deposit'
    | 'security'
    | 'company'
    | 'insurance'
    | 'housing-fund'
    | 'land'
    | 'machine'
    | 'other';
  readonly personNos: readonly number[];
  /** What a caseworker needs to recognise it: location, plate and model. */
  readonly description: string;
  readonly quantity: number | null;
  readonly unit: Unit | null;
  readonly counted: boolean;
  /** Key of the reason, when it does not count: `cancelled`, `mobility-vehicle`. */
  readonly whyNot: string | null;
  readonly evidence: readonly EvidenceId[];
};

/**
 * Declared against found, one item (申报与核对). `declared-only` is a possible gap in a department's data, never
 * a fault of the household.
 */
export type ComparisonLine = {
  /** `wage`, `homes`, `vehicles`, `deposits`, … */
  readonly item: string;
  /** null: of the whole household. */
  readonly personNo: number | null;
  readonly unit: Unit;
  readonly declared: number | null;
  readonly found: number | null;
  readonly difference:
    | 'same'
    | 'undeclared'
    | 'under-declared'
    | 'over-declared'
    | 'declared-only'
    | 'not-answered'
    | 'not-comparable';
};

/** How records write a person, beside what was asked for: a small table for whoever must decide whether they are one. */
export type IdentityComparison = {
  readonly personNo: number;
  readonly grade: IdentityGrade;
  /** Name, number, sex and birth date as far as a record gives them; numbers are masked. */
  readonly fields: readonly {
    readonly field: 'name' | 'idNumber' | 'sex' | 'birthDate';
    readonly ours: string | null;
    readonly theirs: string | null;
    /** `exact`, or the reason that the match gives: `name-variant`, `number-fifteen-digits`, `sex-contradicts`. */
    readonly verdict: string;
  }[];
  /** The records that write the person in this way. */
  readonly evidence: readonly EvidenceId[];
};

/** What the matcher computes. A pure function of household, answers, standards, scheme and date. */
export type ReportContent = {
  readonly format: 'hedui-report-content/1';
  /** Version of the rules that computed it. */
  readonly ruleVersion: string;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly region: RegionCode;
  /** The date whose standards apply, and to which ages are counted. */
  readonly verifiedOn: CalendarDate;
  /** The date whose standards apply, where they changed after that; the household was not asked about again. */
  readonly standardsOn?: CalendarDate;
  /** The months for which income is asked, both ends included. */
  readonly incomeWindow: { readonly from: Month; readonly until: Month };
  readonly householdRef: string;
  readonly persons: readonly ReportPerson[];
  /** Only of records that write a person differently from what was asked for. */
  readonly identity: readonly IdentityComparison[];
  readonly sources: readonly SourceLine[];
  readonly income: readonly IncomeLine[];
  readonly property: readonly PropertyLine[];
  readonly comparison: readonly ComparisonLine[];
  readonly findings: readonly Finding[];
  readonly conclusion: Conclusion;
  /** The standards that the findings rest on, with their sources. */
  readonly standards: readonly Standard[];
};

/** What was on when the report was made, for whoever must trust it later. */
export type Receipt = {
  readonly engineVersion: string;
  readonly ruleVersion: string;
  /** Digest, hex, of the canonical standards that were in force. */
  readonly standardsDigest: string;
  /** Digest, hex, of the canonical household, lookups and evidence. */
  readonly evidenceDigest: string;
  readonly departments: readonly {
    readonly department: DepartmentId;
    readonly askedAt: Instant | null;
    readonly answeredAt: Instant | null;
    readonly authorisationNos: readonly string[];
  }[];
  /** Protections that were on: `tls`, `request-signing`, `rate-limit`, `encryption-at-rest` … */
  readonly protections: readonly string[];
};

/** The document. `digest` is over everything but `digest` and `signature`, as canonical JSON (RFC 8785). */
export type SealedReport = {
  readonly format: 'hedui-report/1';
  readonly number: string;
  /** 1 for a household's first report of this verification; counts up with each that supersedes it. */
  readonly version: number;
  readonly supersedes: string | null;
  readonly batch: string;
  readonly issuedAt: Instant;
  /** The last day on which the report may be relied on. */
  readonly validUntil: CalendarDate;
  readonly content: ReportContent;
  readonly receipt: Receipt;
  /** Of the report, and of the receipt's digests. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** Hex. */
  readonly digest: string;
  readonly signature: {
    readonly algorithm: SignatureAlgorithm;
    readonly keyId: string;
    /** base64 over the digest's bytes */
    readonly value: string;
  };
};
