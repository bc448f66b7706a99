// Who works with hedui, in which part of the country, and what each role may do. Everything that a page, an endpoint or a
// command asks about rights it asks here.

import type { RegionCode } from './region.ts';

export const STAFF_ROLES = ['caseworker', 'supervisor', 'auditor', 'operator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What each permission is for, and who has it. A permission that is not here does not exist. */
const HOLDERS = {
  /** Submit a batch file and follow it. */
  'batch.submit': ['caseworker', 'supervisor'],
  'batch.read': ['caseworker', 'supervisor', 'auditor'],
  /** Read households, reports and the evidence behind them. */
  'report.read': ['caseworker', 'supervisor', 'auditor'],
  /** Take reports out: PDF, XLSX, ZIP. */
  'report.export': ['caseworker', 'supervisor', 'auditor'],
  /** Settle a doubt, with a reason. */
  'review.write': ['caseworker', 'supervisor'],
  /** Second pair of eyes: confirm or return what a caseworker settled. */
  'review.decide': ['supervisor'],
  'objection.write': ['caseworker', 'supervisor'],
  'authorisation.withdraw': ['caseworker', 'supervisor'],
  /** Have a household verified again before its time. */
  'recheck.start': ['caseworker', 'supervisor'],
  /** Risk signals, those about colleagues too. */
  'signal.read': ['supervisor'],
  /** Say that one is harmless for good, or take that back. */
  'signal.decide': ['supervisor'],
  /** Figures of a region, no households. */
  'statistics.read': ['supervisor', 'auditor', 'operator'],
  /** The ledger: who did what, proofs, verification. */
  'ledger.read': ['auditor'],
  /** Say what one looks for, before a household is shown. */
  'purpose.state': ['auditor'],
  /** Keep what an investigation needs from being erased. */
  'retention.hold': ['supervisor', 'auditor'],
  'retention.read': ['supervisor', 'auditor', 'operator'],
  /** How departments serve. */
  'department.read': ['supervisor', 'auditor', 'operator'],
  'department.manage': ['operator'],
  'queue.read': ['operator'],
  'queue.manage': ['operator'],
  /** Keys, migrations, health of the installation. */
  'system.read': ['operator'],
  'system.manage': ['operator'],
  'staff.read': ['supervisor', 'auditor', 'operator'],
  'staff.manage': ['operator'],
  'standards.read': ['caseworker', 'supervisor', 'auditor', 'operator'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

export type Permission = keyof typeof HOLDERS;
export const PERMISSIONS = Object.keys(HOLDERS) as readonly Permission[];

export function may(role: StaffRole, permission: Permission): boolean {
  return (HOLDERS[permission] as readonly StaffRole[]).includes(role);
}

/** Roles that must show a second factor: they see most, or decide. */
export const SECOND_FACTOR: Readonly<Record<StaffRole, boolean>> = {
  caseworker: false,
  supervisor: true,
  auditor: true,
  operator: false,
};

/** As it is written in the ledger and on the sign-in page. */
export type Account = string;

export type StaffMember = {
  readonly account: Account;
  readonly name: string;
  /** 单位, such as a town's office of civil affairs. */
  readonly office: string;
  readonly region: RegionCode;
  readonly role: StaffRole;
};

/** In whose name something is read or written: the store shows a viewer's region and nothing else. */
export type Viewer = Pick<StaffMember, 'account' | 'role' | 'region'> & {
  /** Why an auditor looks; without one an auditor is shown no household. */
  readonly purpose: string | null;
};

/** Small letters, digits, dot and hyphen: an account is typed, spoken and written into the ledger. */
export function isAccount(text: string): text is Account {
  return /^[a-z][a-z0-9.-]{1,39}$/.test(text);
}
