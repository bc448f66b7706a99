// Housing and urban development (住房和城乡建设): public rental homes allotted and rent subsidies paid. A record is a
// household's: it names the tenant and everybody who lives with them, and answers about each.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import { fen } from '../../domain/money.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text, wholeNumber, yuan } from '../foreign-field.ts';
import { numbersIn, personNumber } from '../asked-persons.ts';
import type { RecordSubject } from '../../domain/evidence.ts';
import { recordSubject } from '../record-subject.ts';

/** 保障方式. A home that is allotted is worth its rent, which nobody pays out: no amount is counted. */
const FORMS = { '1': 'home', '2': 'subsidy' } as const;

const rental = resource('housing-security.rental', {
  idFields: ['zlzjhm', 'gtjzrzjhm'],
  record: z.object({
    zlzjhm: idNumber.required,
    zlxm: text.optional,
    /** 共同居住人证件号码, by commas. */
    gtjzrzjhm: text.optional,
    hth: text.required,
    bzfs: code(FORMS).required,
    xzqh: text.optional,
    qsrq: date.required,
    zzrq: date.optional,
    /** 月补贴金额, of the whole household. */
    ybtje: yuan.optional,
    bzrs: wholeNumber.required,
  }),
  evidence: (records, asked) =>
    records.map((held) => ({
      subject: whomItNames(held, asked),
      sourceKey: held.hth,
      facts: {
        kind: 'assistance-received',
        programme: 'public-rental',
        caseNo: held.hth,
        region: held.xzqh ?? '',
        from: held.qsrq,
        until: held.zzrq,
        monthlyFen: held.bzfs === 'subsidy' ? (held.ybtje ?? fen(0)) : fen(0),
        headcount: held.bzrs,
      },
    })),
});

/** Of those who live with the tenant it holds the numbers alone. */
function whomItNames(
  { zlzjhm, zlxm, gtjzrzjhm }: { zlzjhm: string; zlxm: string | null; gtjzrzjhm: string | null },
  asked: string,
): RecordSubject {
  const listed = numbersIn(gtjzrzjhm ?? '').find((number) => personNumber(number) === asked);
  return listed === undefined ? recordSubject(zlxm, zlzjhm) : recordSubject(null, listed);
}

export const housingSecurity: Department = {
  id: 'housing-security' as DepartmentId,
  resources: [rental],
};
