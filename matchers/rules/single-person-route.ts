// Rule: in a low-income family a member with a severe disability or a serious illness may apply alone (单人保). Said in
// the household's favour; nobody has to look for it.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), single persons of low-income families.
// Missing answer: the form's own word stands; a certificate is still to be shown.
//
// Worked example: certificate, mental, grade 3, valid until 2027-01-31: a note. Hearing, grade 3: nothing. No certificate,
// but the form says serious illness: a note.

import type { FindingDraft } from '../../domain/finding.ts';
import { isSevere, validCertificate } from '../household/disabilities.ts';
import { DISABILITY_CERTIFICATES } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule } from './rule.ts';

export const singlePersonRoute = defineRule({
  id: 'single-person-route',
  article: HOUSEHOLD_MEMBERS,
  kinds: { 'may-apply-alone': [], 'may-apply-alone-as-declared': [] },
  parameters: [],
  resources: [DISABILITY_CERTIFICATES],
  judge({ living, verifiedOn }) {
    const found: FindingDraft[] = [];
    for (const facts of living) {
      const { person } = facts;
      const certificate = validCertificate(facts, verifiedOn);
      const isCertified = certificate !== null && isSevere(certificate.facts);
      const isDeclared =
        person.seriousIllness === true ||
        (certificate === null && person.disabilityGrade !== null && person.disabilityGrade <= 2);
      if (!isCertified && !isDeclared) continue;
      found.push({
        kind: isCertified ? 'may-apply-alone' : 'may-apply-alone-as-declared',
        severity: 'info',
        personNos: [person.no],
        figures: {},
        evidence: isCertified ? [certificate.id] : [],
        trace: null,
      });
    }
    return found;
  },
});
