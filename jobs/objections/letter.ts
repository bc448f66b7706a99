// What the letter about an objection needs, gathered from where it is kept.

import type { Language } from '../../config/messages/language.ts';
import { say } from '../../config/messages/language.ts';
import type { ReportOffice } from '../../reports/office.ts';
import { findingSentence } from '../../reports/finding-text.ts';
import { renderObjectionLetter } from '../../reports/letters/objection-letter.ts';
import type { DepartmentId } from '../../domain/lookup.ts';
import { disputedLookups } from './disputed-lookups.ts';
import type { ObjectionRoom } from './objections.ts';

/** @throws HeduiError OBJECTION_UNKNOWN; OBJECTION_REFUSED while it is not decided */
export async function objectionLetter(
  id: number,
  office: ReportOffice,
  language: Language,
  { store, declarations }: Pick<ObjectionRoom, 'store' | 'declarations'>,
): Promise<Buffer> {
  const objection = await store.objections.get(id);
  const [words, report, corrections, [stored]] = await Promise.all([
    store.objections.words(objection),
    store.reports.read(objection.reportNumber),
    store.corrections.ofObjection(id),
    store.gathering.households([objection.householdId]),
  ]);
  const nameOf = (department: DepartmentId) => {
    const names = declarations.get(department)?.names;
    return names ? say(names, language) : department;
  };
  const lookups = stored
    ? (disputedLookups(report.content, stored.household, objection.findings) ?? new Set<string>())
    : new Set<string>();
  const departments = new Set(
    [...lookups].map((key) => key.slice(key.indexOf(' ') + 1, key.indexOf('.')) as DepartmentId),
  );
  return renderObjectionLetter({
    objection,
    words,
    report,
    findings: report.content.findings
      .filter((finding) => objection.findings.includes(finding.id))
      .map((finding) => findingSentence(finding, language)),
    departments: [...departments].map(nameOf),
    corrections: corrections.map((one) => ({ ...one, departmentName: nameOf(one.department) })),
    office,
    language,
  });
}
