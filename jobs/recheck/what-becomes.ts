// What comes of a household's recheck. Pure.

import type { Said } from '../../domain/answer-text.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Change, ChangeReport } from '../../domain/change.ts';
import { isAnswered, type Lookup } from '../../domain/lookup.ts';
import type { ReportContent } from '../../domain/report.ts';
import type { Unnumbered } from '../verify/number-and-seal.ts';

export type Become = 'new-report' | 'renewal' | 'waiting';

/** The last sealed report of another verification, and what it rested on. */
export type Before = {
  readonly number: string;
  readonly verification: number;
  readonly content: ReportContent;
  readonly said: Said;
};

/** A report as it is judged now, or as it was sealed by this job before it was killed. */
export type Judged = Pick<
  Unnumbered,
  'householdId' | 'verification' | 'version' | 'content' | 'validUntil'
>;

export function whatBecomesOf(
  { verification, version, content }: Judged,
  before: Before,
  changes: readonly Change[],
  isOpen: boolean,
  lookups: readonly Lookup[],
  kind: 'recheck' | 'objection',
): Become {
  // A report of this recheck is out already: what came later supersedes it, as with any report.
  if (version > 1 && verification !== before.verification) return 'new-report';
  if (changes.length > 0) return 'new-report';
  // Only what a person is to look at counts: every sum moves with the months.
  const isWhole = lookups.every((lookup) => isAnswered(lookup) || wasUnansweredToo(lookup, before));
  if (!isWhole) return 'waiting';
  const isOtherwise = kind === 'objection' ? differsAtAll : differsInFindings;
  if (isOtherwise(before.content, content)) return 'new-report';
  return isOpen ? 'renewal' : 'waiting';
}

/** What has never been answered, for want of an authorisation or of a connection, keeps nobody waiting. */
function wasUnansweredToo({ personNo, resource }: Lookup, { said }: Before): boolean {
  return !said.lookups.some(
    (one) => one.personNo === personNo && one.resource === resource && isAnswered(one),
  );
}

function differsInFindings(before: ReportContent, after: ReportContent): boolean {
  if (before.conclusion !== after.conclusion) return true;
  const [had, has] = [kindsOf(before), kindsOf(after)];
  return had.size !== has.size || [...has].some((kind) => !had.has(kind));
}

/** A dispute is about figures too: the same window and standards, so whatever differs was corrected. */
function differsAtAll(before: ReportContent, after: ReportContent): boolean {
  const said = ({ conclusion, findings, property, income }: ReportContent) =>
    canonicalJson({ conclusion, findings, property, income });
  return said(before) !== said(after);
}

function kindsOf({ findings }: ReportContent): Set<string> {
  return new Set(findings.filter(({ severity }) => severity !== 'info').map(({ kind }) => kind));
}

/** What the new report says that the one before it did not. */
export function changeReport(
  before: Before,
  content: ReportContent,
  changes: readonly Change[],
  number: string,
): ChangeReport {
  const [had, has] = [kindsOf(before.content), kindsOf(content)];
  return {
    format: 'hedui-changes/1',
    number,
    before: before.number,
    changes,
    conclusion: { before: before.content.conclusion, after: content.conclusion },
    findings: {
      new: [...has].filter((kind) => !had.has(kind)),
      gone: [...had].filter((kind) => !has.has(kind)),
    },
  };
}
