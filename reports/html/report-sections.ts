// The sections of a report in their order: one list for the page and for the PDF.

import type { Html } from './markup.ts';
import { evidenceSection, receiptSection, workedSumsSection } from './sections/annexes.ts';
import { changesSection } from './sections/changes.ts';
import { disclaimerSection, objectionSection } from './sections/closing.ts';
import { findingsSection } from './sections/findings.ts';
import { conclusionBox, notices, type ReportStanding, titleBlock } from './sections/head.ts';
import { householdSection } from './sections/household.ts';
import { identitySection } from './sections/identity.ts';
import { comparisonSection, incomeSection, propertySection } from './sections/means.ts';
import { sourcesSection } from './sections/sources.ts';
import { standardsSection } from './sections/standards.ts';
import type { ReportView } from './view.ts';

export type ReportSections = {
  /** What has become of the report, above everything. */
  readonly notices: Html;
  /** Its title and particulars. */
  readonly title: Html;
  readonly parts: readonly (Html | null)[];
};

export function reportSections(view: ReportView, standing: ReportStanding): ReportSections {
  return {
    notices: notices(view, standing),
    title: titleBlock(view),
    parts: [
      conclusionBox(view),
      changesSection(view, standing.changes),
      householdSection(view),
      findingsSection(view),
      identitySection(view),
      comparisonSection(view),
      incomeSection(view),
      propertySection(view),
      sourcesSection(view),
      standardsSection(view),
      objectionSection(view),
      disclaimerSection(view),
      workedSumsSection(view),
      evidenceSection(view),
      receiptSection(view),
    ],
  };
}
