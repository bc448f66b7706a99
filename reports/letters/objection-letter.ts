// The letter that tells a household what became of its objection (异议处理结果告知书), as a PDF.

import type { Content } from 'pdfmake/interfaces.js';
import { fill, type Language, say } from '../../config/messages/language.ts';
import { LETTER } from '../../config/messages/objections.ts';
import { shanghaiDate } from '../../domain/calendar.ts';
import { HeduiError, type Said } from '../../domain/errors.ts';
import type { CorrectionRequest, Objection, ObjectionWords } from '../../domain/objection.ts';
import type { SealedReport } from '../../domain/report.ts';
import { dateText } from '../figures.ts';
import type { ReportOffice } from '../office.ts';
import { INK, MARGIN, SIZE } from '../pdf/ink.ts';
import { FACE, printPdf } from '../pdf/print.ts';

export type LetterParts = {
  readonly objection: Objection;
  readonly words: ObjectionWords;
  /** The report that was disputed. */
  readonly report: SealedReport;
  /** Each disputed finding as the report says it. */
  readonly findings: readonly string[];
  /** Names of the departments that were asked again. */
  readonly departments: readonly string[];
  readonly corrections: readonly (CorrectionRequest & { readonly departmentName: string })[];
  readonly office: ReportOffice;
  readonly language: Language;
};

/** @throws HeduiError OBJECTION_REFUSED while it is not decided */
export async function renderObjectionLetter(parts: LetterParts): Promise<Buffer> {
  const { objection, words, report, office, language } = parts;
  const { state, decidedAt } = objection;
  if (
    decidedAt === null ||
    (state !== 'upheld' && state !== 'corrected' && state !== 'withdrawn')
  ) {
    throw new HeduiError('OBJECTION_REFUSED', {
      zh: '异议尚未处理完毕，不能出具告知书。',
      en: 'The objection is not decided yet: there is no letter to write.',
    });
  }
  const t = (said: Said) => say(said, language);
  const on = (date: string) => dateText(date as never, language);
  const decidedOn = shanghaiDate(new Date(decidedAt));
  const applicant = report.content.persons.find(({ role }) => role === 'applicant');
  const line = (label: Said, value: string): Content => ({
    text: [{ text: `${t(label)}${language === 'en' ? ': ' : '：'}`, bold: true }, value],
    margin: [0, 2, 0, 2],
  });
  const heading = (label: Said): Content => ({
    text: t(label),
    bold: true,
    fontSize: SIZE.heading,
    margin: [0, 12, 0, 4],
  });
  return printPdf({
    pageSize: 'A4',
    pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
    language,
    displayTitle: true,
    info: {
      title: `${t(LETTER.title)} O${objection.id}`,
      author: t(office.verifiedBy),
      producer: 'hedui',
    },
    defaultStyle: {
      font: FACE,
      fontSize: SIZE.text + 1,
      color: INK.text,
      lineHeight: 1.3,
      ...(language === 'en' ? { fontFeatures: ['pwid', 'kern'] } : {}),
    },
    content: [
      {
        text: t(LETTER.title),
        fontSize: SIZE.title,
        bold: true,
        alignment: 'center',
        margin: [0, 0, 0, 14],
      },
      line(LETTER.number, `O${objection.id}`),
      line(LETTER.to, applicant?.name ?? ''),
      line(LETTER.report, objection.reportNumber),
      line(LETTER.received, on(objection.receivedOn)),
      line(LETTER.decided, on(decidedOn)),
      { text: t(LETTER.opening), margin: [0, 10, 0, 0] },
      heading(LETTER.disputed),
      { ol: parts.findings.map((text) => ({ text, margin: [0, 0, 0, 3] })) },
      heading(LETTER.grounds),
      { text: words.grounds },
      heading(LETTER.asked),
      { text: parts.departments.join(language === 'en' ? ', ' : '、') },
      heading(LETTER.outcome),
      { text: fill(t(LETTER[state]), { number: objection.newReportNumber ?? '' }), bold: true },
      heading(LETTER.reason),
      { text: words.reason ?? '' },
      ...(parts.corrections.length === 0
        ? []
        : [
            heading(LETTER.corrections),
            {
              ul: parts.corrections.map(({ departmentName, answer, answeredOn, dueOn }) => {
                const said =
                  answer === null
                    ? LETTER.pending
                    : answer === 'corrected'
                      ? LETTER.answeredCorrected
                      : LETTER.answeredRefused;
                return `${departmentName}: ${fill(t(said), { date: on(answeredOn ?? dueOn) })}`;
              }),
            },
          ]),
      { text: t(LETTER.closing), color: INK.faint, margin: [0, 18, 0, 18] },
      { text: t(office.verifiedBy), alignment: 'right' },
      { text: on(decidedOn), alignment: 'right' },
    ],
  });
}
