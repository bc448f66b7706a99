// A sealed report computed again from what is stored (复现核对). The matcher is pure, so the same household, answers,
// standards and rules must give the same bytes; if not, this says what changed and where it shows.

import type { StandardsBook } from '../../config/standards.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { SealedReport } from '../../domain/report.ts';
import { RULE_VERSION } from '../../matchers/rule-version.ts';
import { verifyHousehold } from '../../matchers/verify-household.ts';
import { digestOfEvidence, digestOfStandards } from '../../reports/receipt.ts';
import type { ReplaySource } from '../../store/replay-sources.ts';
import { type Json, type JsonDifference, jsonDifferences } from './json-differences.ts';

/** What the report's receipt names, and what stands in its place now. */
export type Cause =
  | { readonly what: 'rule-version'; readonly stored: string; readonly now: string }
  | { readonly what: 'standards'; readonly stored: string; readonly now: string }
  | { readonly what: 'evidence'; readonly stored: string; readonly now: string };

export type Replayed =
  | { readonly outcome: 'same'; readonly number: string }
  /** Superseded: its evidence was completed or asked for anew since, so there is nothing to compare with. */
  | { readonly outcome: 'evidence-changed'; readonly number: string }
  | {
      readonly outcome: 'different';
      readonly number: string;
      /** Empty: the rules' version, the standards and the evidence are those of the receipt, and yet it differs. */
      readonly causes: readonly Cause[];
      /** Within the report's content; empty when only the writing of the bytes differs. */
      readonly differences: readonly JsonDifference[];
    };

/** @throws HeduiError STANDARD_NOT_IN_FORCE when a number that the report needed has been taken away. */
export function replayReport(source: ReplaySource, book: StandardsBook): Replayed {
  const { number, household, lookups, evidence, answerTexts } = source;
  const report = JSON.parse(source.json) as SealedReport;
  const { content, receipt } = report;
  const evidenceDigest = digestOfEvidence(household, answerTexts, report.digestAlgorithm);
  if (!source.isCurrent && evidenceDigest !== receipt.evidenceDigest) {
    return { outcome: 'evidence-changed', number };
  }
  const { standardsOn } = content;
  const standards = book.inForce(household.region, standardsOn ?? content.verifiedOn);
  const recomputed = verifyHousehold({
    household,
    scheme: content.scheme,
    purpose: content.purpose,
    verifiedOn: content.verifiedOn,
    lookups,
    evidence,
    standards,
    ...(standardsOn !== undefined && { standardsOn }),
  });
  // The stored bytes themselves are compared, not what they parse to.
  const bytes = `"content":${canonicalJson(recomputed)},"digest":`;
  if (source.json.startsWith(bytes, contentPlace(report))) return { outcome: 'same', number };
  const causes: Cause[] = [
    { what: 'rule-version', stored: receipt.ruleVersion, now: RULE_VERSION } as const,
    {
      what: 'standards',
      stored: receipt.standardsDigest,
      now: digestOfStandards(standards, report.digestAlgorithm),
    } as const,
    { what: 'evidence', stored: receipt.evidenceDigest, now: evidenceDigest } as const,
  ].filter(({ stored, now }) => stored !== now);
  return {
    outcome: 'different',
    number,
    causes,
    differences: jsonDifferences(asJson(content), asJson(recomputed)),
  };
}

/** In RFC 8785's order of keys the content stands right behind the batch. */
function contentPlace({ batch }: SealedReport): number {
  return `{"batch":${canonicalJson(batch)},`.length;
}

/** What canonical JSON holds of a value: without fields that are undefined. */
function asJson(value: unknown): Json {
  return JSON.parse(canonicalJson(value)) as Json;
}
