// What people make of findings, by rule and by office: who dismisses most of what a rule says has found a bad rule, or is one
// to be asked.

import { STATISTICS } from '../../../config/messages/audit.ts';
import { FINDING_NAMES } from '../../../config/messages/finding-names.ts';
import { nameIn, say } from '../../../config/messages/language.ts';
import { regionText } from '../../../config/region-names.ts';
import type { Said } from '../../../domain/errors.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { type Html, html } from '../../../reports/html/markup.ts';
import { table } from '../../../reports/html/table.ts';
import type { ReviewTally } from '../../../store/figures.ts';
import { percent } from '../percent.ts';
import { bar, downloads, number, type Seen } from './statistics-parts.ts';

export function reviewsSection(
  byKind: readonly ReviewTally[],
  byOffice: readonly ReviewTally[],
  seen: Seen,
): Html {
  const { language } = seen;
  const t = (said: Said) => say(said, language);
  if (byKind.length === 0) {
    return html`<section><h2>${t(STATISTICS.reviews)}</h2><p>${t(STATISTICS.noReviews)}</p></section>`;
  }
  const kindName = ({ of }: ReviewTally) => nameIn(FINDING_NAMES, of, language);
  return html`<section><h2>${t(STATISTICS.reviews)}</h2>
<p class="aside">${t(STATISTICS.reviewsHint)}</p>
${tallies(t(STATISTICS.kind), byKind, kindName, t)}
${downloads('reviews', seen, false)}
<h3>${t(STATISTICS.byOffice)}</h3>
${tallies(t(STATISTICS.office), byOffice, ({ of }) => regionText(of as RegionCode, language), t)}</section>`;
}

function tallies(
  heading: string,
  rows: readonly ReviewTally[],
  name: (tally: ReviewTally) => string,
  t: (said: Said) => string,
): Html {
  return html`<div class="scroll">${table(
    heading,
    [
      { heading },
      { heading: t(STATISTICS.confirmed), isFigure: true },
      { heading: t(STATISTICS.dismissed), isFigure: true },
      { heading: t(STATISTICS.dismissalRate), isFigure: true },
      { heading: '' },
    ],
    rows.map((row) => {
      const share = row.dismissed / (row.confirmed + row.dismissed);
      return {
        cells: [
          name(row),
          number(row.confirmed),
          number(row.dismissed),
          percent(share),
          bar(share),
        ],
      };
    }),
  )}</div>`;
}
