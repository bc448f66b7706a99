// The report as a PDF: the sections of the page set on A4, its number, digest and page at the foot of each sheet, a
// QR code to check it by, and the sealed JSON attached, byte for byte, so that the file proves itself.

import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { fill, type Language, say } from '../../config/messages/language.ts';
import { HEADINGS, LABELS, SENTENCES } from '../../config/messages/report.ts';
import { ATTACHED_REPORT } from '../authenticity/attachment.ts';
import { qrText } from '../authenticity/qr-text.ts';
import { dateText } from '../figures.ts';
import type { SealedReport } from '../../domain/report.ts';
import { reportSections } from '../html/report-sections.ts';
import type { Html } from '../html/markup.ts';
import { readMarkup } from '../html/read-markup.ts';
import type { ReportStanding } from '../html/sections/head.ts';
import { reportView } from '../html/view.ts';
import type { ReportOffice } from '../office.ts';
import { blocksOf, type NumberHeading } from './blocks.ts';
import { INK, MARGIN, SIZE } from './ink.ts';
import { FACE, printPdf } from './print.ts';

export type ReportPdfOptions = Partial<ReportStanding> & {
  readonly language: Language;
  readonly office: ReportOffice;
  /** The sealed report as it was sealed, byte for byte. */
  readonly json: string;
};

export async function renderReportPdf(
  report: SealedReport,
  options: ReportPdfOptions,
): Promise<Buffer> {
  return printPdf(definitionOf(report, options));
}

function definitionOf(report: SealedReport, options: ReportPdfOptions): TDocumentDefinitions {
  const { language, office, json } = options;
  const { checkAddress = null } = office;
  const standing: ReportStanding = {
    supersededBy: options.supersededBy ?? null,
    check: options.check ?? null,
    readOn: options.readOn ?? null,
    changes: options.changes ?? null,
  };
  const view = reportView({ report, language, office });
  const number = numbering(language);
  const { notices, title: head, parts } = reportSections(view, standing);
  const printed = (section: Html | null) =>
    section === null ? [] : blocksOf(readMarkup(section), number);
  const [title = [], ...particulars] = printed(head);
  const name = `${view.t(HEADINGS.title)} ${report.number}`;
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
    // Attached files that say what they are to the document came with 1.7.
    version: '1.7',
    language,
    displayTitle: true,
    info: {
      title: name,
      author: view.t(office.verifiedBy),
      creator: `hedui ${report.receipt.engineVersion}`,
      producer: 'hedui',
      creationDate: new Date(report.issuedAt),
    },
    content: [
      ...printed(notices),
      title,
      withCode(particulars, qrText(report, checkAddress)),
      ...parts.flatMap(printed),
      checkNote(report, language),
    ],
    footer: (page: number, pages: number) => footer(report, page, pages, language),
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel !== undefined && nodes.getFollowingNodesOnPage().length === 0,
    defaultStyle: {
      font: FACE,
      fontSize: SIZE.text,
      color: INK.text,
      lineHeight: 1.15,
      // The face draws quotation marks and apostrophes a full character wide unless told otherwise.
      ...(language === 'en' ? { fontFeatures: ['pwid', 'kern'] } : {}),
    },
    files: {
      report: {
        src: `data:application/json;base64,${Buffer.from(json).toString('base64')}`,
        name: ATTACHED_REPORT,
        description: name,
      },
    },
  };
}

const CHINESE_ORDINALS = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
];

/** As the page's style sheet counts its headings. */
function numbering(language: Language): NumberHeading {
  const counted = { part: 0, annex: 0 };
  return (kind) => {
    counted[kind] += 1;
    const ordinal = CHINESE_ORDINALS[counted[kind] - 1] ?? String(counted[kind]);
    if (language === 'en')
      return kind === 'part'
        ? `${counted.part}. `
        : `Annex ${String.fromCharCode(64 + counted.annex)}  `;
    return kind === 'part' ? `${ordinal}、` : `附件${ordinal}　`;
  };
}

function footer(report: SealedReport, page: number, pages: number, language: Language): Content {
  const { number, digest, validUntil } = report;
  const valid = `${say(LABELS.validUntil, language)} ${dateText(validUntil, language)}`;
  return {
    columns: [
      { text: `${number}　${valid}`, width: '*' },
      { text: `SHA-256 ${digest.slice(0, 16)}…`, width: 'auto' },
      {
        text: fill(say(SENTENCES.pageOf, language), { page, pages }),
        width: 96,
        alignment: 'right',
      },
    ],
    fontSize: 7.5,
    color: INK.faint,
    margin: [MARGIN.side, 18, MARGIN.side, 0],
  };
}

/** The code stands beside the particulars on the first sheet, where it is looked for. */
function withCode(particulars: Content[], code: string): Content {
  return {
    columns: [
      { stack: particulars, width: '*' },
      { qr: code, fit: 84, eccLevel: 'M', width: 84 },
    ],
  };
}

function checkNote(report: SealedReport, language: Language): Content {
  return {
    stack: [
      { text: say(SENTENCES.qrNote, language) },
      { text: `${say(LABELS.digest, language)} ${report.digest}`, fontSize: SIZE.code },
    ],
    color: INK.faint,
    fontSize: SIZE.small,
    margin: [0, 8, 0, 0],
    unbreakable: true,
  };
}
