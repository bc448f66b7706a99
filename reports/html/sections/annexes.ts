// The annexes: worked sums, the records cited, and the receipt with digest and signature.

import { nameIn } from '../../../config/messages/language.ts';
import { sayFindingKind } from '../../../config/messages/findings.ts';
import { FIELD_NAMES } from '../../../config/messages/rule-labels.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../../config/messages/report.ts';
import { PROTECTION_NAMES } from '../../../config/messages/terms.ts';
import type { Trace } from '../../../domain/trace.ts';
import type { CitedRecord } from '../../cited-evidence.ts';
import { explainTrace, type SumLine } from '../../explain.ts';
import { figureText, listText, momentText } from '../../figures.ts';
import { html, type Html, joined } from '../markup.ts';
import { table } from '../table.ts';
import { incomeSum, incomeSumKey, type ReportView } from '../view.ts';
import { annex, terms } from './section.ts';

export function workedSumsSection(view: ReportView): Html | null {
  const { t, language, report } = view;
  const { findings, income } = report.content;
  const sums = [
    ...findings.flatMap((finding) =>
      finding.trace === null
        ? []
        : [
            workedSum(
              view,
              `${finding.id}-sum`,
              `${finding.id} ${sayFindingKind(finding.kind, language)}`,
              finding.trace,
            ),
          ],
    ),
    ...income.flatMap((line) => {
      if (line.trace === null) return [];
      const { label, place } = incomeSum(line, view.person, t);
      return [workedSum(view, place, label, line.trace)];
    }),
  ];
  if (sums.length === 0) return null;
  return annex(
    'worked-sums',
    t(HEADINGS.workedSums),
    html`<p class="aside">${t(SENTENCES.workedSumsNote)}</p>
${sums}`,
  );
}

function workedSum(view: ReportView, id: string, title: string, trace: Trace): Html {
  const { t, language } = view;
  const columns = [
    { heading: t(LABELS.item) },
    { heading: t(LABELS.amount), isFigure: true },
    { heading: t(LABELS.evidence) },
  ];
  const lines = explainTrace(trace, {
    language,
    personName: view.person,
    elsewhere: (part) =>
      part.op === 'ref' ? (view.incomeSums.get(incomeSumKey(part)) ?? null) : null,
  });
  const rows = lines.map((line) => ({
    className: line.counted ? '' : 'uncounted',
    cells: [sumLabel(line), line.figure, sumReference(view, line)],
  }));
  return html`<div class="sum" id="${id}">
<h3>${title}</h3>
${table(title, columns, rows)}</div>
`;
}

function sumReference(view: ReportView, { evidence, elsewhere }: SumLine): Html | null {
  if (elsewhere !== null) return html`<a href="#${elsewhere}">${view.t(LABELS.seeBelow)}</a>`;
  return evidence === null ? null : view.evidenceLinks([evidence]);
}

/** Deeper than six levels the indentation stays: paper is only so wide. */
function sumLabel({ depth, sign, label }: SumLine): Html {
  return html`<span class="depth-${Math.min(depth, 6)}"><span class="sign">${sign}</span>${label}</span>`;
}

export function evidenceSection(view: ReportView): Html | null {
  const { t } = view;
  if (view.cited.size === 0) return null;
  const columns = [
    { heading: t(LABELS.evidence) },
    { heading: t(LABELS.name) },
    { heading: t(LABELS.resource) },
    { heading: t(LABELS.asOf), isShort: true },
    { heading: t(LABELS.cited) },
    { heading: t(LABELS.record) },
  ];
  const rows = [...view.cited.values()].map((record) => ({
    id: record.mark,
    cells: evidenceCells(view, record),
  }));
  return annex('evidence', t(HEADINGS.evidence), table(t(HEADINGS.evidence), columns, rows));
}

function evidenceCells(view: ReportView, record: CitedRecord) {
  const { language, report } = view;
  const source = report.content.sources.find(
    (line) => line.resource === record.resource && line.personNo === record.personNo,
  );
  const figures = [...record.figures].map(
    ([field, figure]) => `${nameIn(FIELD_NAMES, field, language)} ${figureText(figure, language)}`,
  );
  return [
    record.mark,
    view.person(record.personNo),
    view.resource(record.resource),
    source?.asOf ?? '–',
    figures.length === 0 ? '–' : html`${joined(figures, html`<br>`)}`,
    html`<span class="code">${record.id}</span>`,
  ];
}

export function receiptSection(view: ReportView): Html {
  const { t, language, report } = view;
  const { receipt, signature } = report;
  const code = (text: string) => html`<span class="code">${text}</span>`;
  const columns = [
    { heading: t(LABELS.department) },
    { heading: t(LABELS.asked), isShort: true },
    { heading: t(LABELS.answered), isShort: true },
    { heading: t(LABELS.authorisations) },
  ];
  const rows = receipt.departments.map((line) => ({
    cells: [
      view.department(line.department),
      momentText(line.askedAt),
      momentText(line.answeredAt),
      line.authorisationNos.length === 0 ? '–' : code(listText(line.authorisationNos, language)),
    ],
  }));
  const protections = receipt.protections.map((name) => nameIn(PROTECTION_NAMES, name, language));
  return annex(
    'receipt',
    t(HEADINGS.receipt),
    html`${table(t(HEADINGS.receipt), columns, rows)}
${terms([
  [t(LABELS.batch), code(report.batch)],
  [t(LABELS.engineVersion), code(receipt.engineVersion)],
  [t(LABELS.ruleVersion), code(receipt.ruleVersion)],
  [t(LABELS.protections), protections.length === 0 ? '–' : listText(protections, language)],
  [t(LABELS.standardsDigest), code(receipt.standardsDigest)],
  [t(LABELS.evidenceDigest), code(receipt.evidenceDigest)],
  [t(LABELS.digest), code(report.digest)],
  [t(LABELS.signature), code(`${signature.algorithm} ${signature.value}`)],
  [t(LABELS.signatureKey), code(signature.keyId)],
])}<p class="aside">${t(SENTENCES.receiptNote)}</p>
`,
  );
}
