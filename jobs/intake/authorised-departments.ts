// Which departments an authorisation names, where the office's forms let the family choose. An empty cell means all.

import { DEPARTMENT_NAMES } from '../../config/messages/terms.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { cellText, type OpenRow, remembering } from './cells.ts';
import { fault } from './faults.ts';

const BETWEEN = /[、,，;；/|\s]+/u;

/** `公安部门` is also written 公安; bodies that are no 部门 go by their name. */
const BY_WORD: ReadonlyMap<string, DepartmentId> = new Map(
  Object.entries(DEPARTMENT_NAMES).flatMap(([id, { zh }]) =>
    [id, zh, zh.replace(/部门$/u, '')].map((word) => [word, id as DepartmentId] as const),
  ),
);

/** null when a word of the list names no department. */
const departmentsNamed = remembering((text: string): readonly DepartmentId[] | null => {
  const ids = text.split(BETWEEN).flatMap((word) => (word === '' ? [] : [BY_WORD.get(word)]));
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : null;
});

/** undefined: every department that the scheme needs. */
export function readAuthorisedDepartments(open: OpenRow): readonly DepartmentId[] | undefined {
  const text = cellText(open, 'authorised_departments');
  if (text === '') return undefined;
  const named = departmentsNamed(text);
  if (named === null) {
    open.faults.push(fault('authorisation-departments', 'authorised_departments'));
  }
  return named ?? undefined;
}
