// Faults as intake finds them: of a cell or row (a value), of the file (an exception).

import {
  FILE_SENTENCES,
  type FileFaultCode,
  REJECTION_SENTENCES,
  type RejectionCode,
} from '../../config/messages/intake.ts';
import { fill } from '../../config/messages/language.ts';
import { HeduiError, type Said } from '../../domain/errors.ts';
import { type ColumnName, headerOf } from './columns.ts';

/** What is wrong with one row; a Rejection once the row's number is added. */
export type Fault = {
  readonly column: ColumnName | null;
  readonly code: RejectionCode;
  readonly said: Said;
};

/** Values for the places of a sentence; a Said is given in the sentence's language. */
type Values = Readonly<Record<string, string | number | Said>>;

export function fault(code: RejectionCode, column: ColumnName | null, values: Values = {}): Fault {
  const all = column === null ? values : { column: headerOf(column), ...values };
  return { column, code, said: inBothLanguages(REJECTION_SENTENCES[code], all) };
}

export function fileFault(code: FileFaultCode, values: Values = {}, cause?: unknown): HeduiError {
  const sentence = FILE_SENTENCES[code];
  return new HeduiError(sentence.error, inBothLanguages(sentence, values), { cause });
}

function inBothLanguages(sentence: Said, values: Values): Said {
  const spoken = (language: keyof Said) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'object' ? value[language] : value,
      ]),
    );
  return { zh: fill(sentence.zh, spoken('zh')), en: fill(sentence.en, spoken('en')) };
}
