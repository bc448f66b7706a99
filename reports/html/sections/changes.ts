// What is different since the report before, beside the sealed report: it is no part of what was sealed.

import { sayFindingKind } from '../../../config/messages/findings.ts';
import { fill } from '../../../config/messages/language.ts';
import { CHANGES } from '../../../config/messages/rechecks.ts';
import { CONCLUSION_NAMES } from '../../../config/messages/terms.ts';
import type { ChangeReport } from '../../../domain/change.ts';
import { changeSentence } from '../../change-text.ts';
import { listText } from '../../figures.ts';
import { html, type Html } from '../markup.ts';
import type { ReportView } from '../view.ts';

/** null for a report that comes of no recheck. */
export function changesSection(view: ReportView, changed: ChangeReport | null): Html | null {
  if (changed === null) return null;
  const { t, language } = view;
  const { changes, conclusion, findings } = changed;
  const [before, after] = [
    t(CONCLUSION_NAMES[conclusion.before]),
    t(CONCLUSION_NAMES[conclusion.after]),
  ];
  const kinds = (of: readonly string[]) =>
    listText(
      of.map((kind) => sayFindingKind(kind, language)),
      language,
    );
  const lines = [
    ...(changes.length === 0 ? [t(CHANGES.noRecord)] : []),
    ...changes.map(
      (change) => `· ${changeSentence(change, view.person(change.personNo), language)}`,
    ),
    fill(t(before === after ? CHANGES.unchanged : CHANGES.conclusion), { before, after }),
    ...(findings.new.length === 0
      ? []
      : [fill(t(CHANGES.newFindings), { findings: kinds(findings.new) })]),
    ...(findings.gone.length === 0
      ? []
      : [fill(t(CHANGES.goneFindings), { findings: kinds(findings.gone) })]),
  ];
  return html`<section id="changes" class="conclusion changes" aria-labelledby="changes-heading">
<h2 id="changes-heading">${fill(t(CHANGES.since), { number: changed.before })}</h2>
${lines.map(
  (line) => html`<p>${line}</p>
`,
)}<p class="aside">${t(CHANGES.notSealed)}</p>
</section>
`;
}
