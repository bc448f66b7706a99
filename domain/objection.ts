// A household disputes findings of its report (异议). What is disputed is looked at afresh; a person decides.

import type { CalendarDate, Instant } from './calendar.ts';
import type { DepartmentId, ResourceId } from './lookup.ts';
import type { RegionCode } from './region.ts';

/** 受理 → 核实 → 核实完毕 → 维持, 更正 or 撤回. */
export const OBJECTION_STATES = [
  'received',
  'verifying',
  'verified',
  'upheld',
  'corrected',
  'withdrawn',
] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

/** How it ends: the report stands, another took its place, or the household took the objection back. */
export const OBJECTION_OUTCOMES = ['upheld', 'corrected', 'withdrawn'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

export type Objection = {
  readonly id: number;
  readonly householdId: number;
  /** The report that is disputed. */
  readonly reportNumber: string;
  readonly region: RegionCode;
  /** Ids of the disputed findings: `F1`. */
  readonly findings: readonly string[];
  readonly state: ObjectionState;
  readonly receivedOn: CalendarDate;
  /** The last day for its outcome. */
  readonly dueOn: CalendarDate;
  readonly receivedBy: string;
  /** The round of fresh lookups; null until it is begun. */
  readonly batchId: string | null;
  /** What the fresh look led to; null: to nothing new, or not yet to anything. */
  readonly newReportNumber: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
};

/** What the household says, and why it was decided as it was. Sealed under the household's key. */
export type ObjectionWords = {
  readonly grounds: string;
  readonly reason: string | null;
};

export type Attachment = {
  readonly no: number;
  readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png';
  readonly name: string;
  readonly bytes: number;
};

/** What a department is asked to put right in its own records (更正请求), followed until it answers. */
export type CorrectionRequest = {
  readonly id: number;
  readonly objectionId: number;
  readonly householdId: number;
  readonly department: DepartmentId;
  readonly resource: ResourceId;
  readonly personNo: number;
  readonly askedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly askedBy: string;
  readonly answer: 'corrected' | 'refused' | null;
  readonly answeredOn: CalendarDate | null;
};
