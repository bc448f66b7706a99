// What is said of a report whose authenticity is asked.

import type { Said } from '../../domain/errors.ts';

export const DOCUMENT_STATE_SENTENCES = {
  genuine: {
    zh: '真实有效：内容与签发时一致，仍在有效期内。',
    en: 'Genuine: it is what was signed, and still valid.',
  },
  superseded: {
    zh: '真实，但已被新的报告替代，不再作为依据。',
    en: 'Genuine, but replaced by a newer report: no longer to be relied on.',
  },
  expired: {
    zh: '真实，但已超过有效期。',
    en: 'Genuine, but its validity has ended.',
  },
  altered: {
    zh: '内容与签发时不一致：文件被改动，不得使用。',
    en: 'Not what was signed: the document was altered and must not be used.',
  },
  'unknown-key': {
    zh: '签名密钥不属于本单位，无法确认真伪。',
    en: 'Signed by a key that is not this office’s: it cannot be said to be genuine.',
  },
  'not-on-record': {
    zh: '签名有效，但本单位没有此编号的报告，或其保存期已满。',
    en: 'The signature is right, but the office has no report of this number, or its retention has ended.',
  },
  'no-report': {
    zh: '文件中没有可核验的核对报告。请使用报告的 PDF 或 JSON 文件；网页和扫描件本身无法核验，可将其上的编号（或二维码）在本单位的真伪查询页（/check）核对。',
    en: 'The file carries no report that can be verified. Take the PDF or the JSON file: a web page or a scan cannot be verified itself, but the number (or the code) on it can, on the office’s page /check.',
  },
} satisfies Record<string, Said>;

export const CHECK_PAGE = {
  title: { zh: '核对报告真伪查询', en: 'Is a verification report genuine?' },
  intro: {
    zh: '输入报告编号，或扫描报告上的二维码。本页不显示任何个人信息。',
    en: 'Type the number of a report, or scan its code. This page shows nothing about any person.',
  },
  number: { zh: '报告编号', en: 'Report number' },
  submit: { zh: '查询', en: 'Check' },
  unknown: {
    zh: '没有此编号的报告。请核对编号；如编号无误，该报告不是本单位出具的，或其保存期已满。',
    en: 'There is no report of this number. Check it; if it is right, the report is not ours, or its retention has ended.',
  },
  onRecord: { zh: '本单位出具过此编号的报告。', en: 'This office issued a report of this number.' },
  digestSame: {
    zh: '二维码中的摘要与存档一致。',
    en: 'The digest in the code is the one on record.',
  },
  digestOther: {
    zh: '二维码中的摘要与存档不一致：报告可能是伪造的。',
    en: 'The digest in the code is not the one on record: the report may be forged.',
  },
  office: { zh: '出具机构', en: 'Issued by' },
  issuedOn: { zh: '出具日期', en: 'Issued on' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  status: { zh: '状态', en: 'Status' },
  valid: { zh: '有效', en: 'valid' },
  superseded: { zh: '已被新的报告替代', en: 'replaced by a newer report' },
  expired: { zh: '已过有效期', en: 'no longer valid' },
  qr: { zh: '核验二维码', en: 'Code for checking this report' },
} satisfies Record<string, Said>;
