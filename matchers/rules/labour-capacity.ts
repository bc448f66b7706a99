// Rule: extreme-poverty support is for those who cannot work: the old, the young, and those whose disability takes their
// capacity to work.
// Law: 特困人员认定办法 (民发〔2021〕43号): 60 and older; under 16; intellectual or mental disability 1–3, physical 1–2, visual 1.
// Missing answer: a certificate may exist all the same; what is not on record is a doubt, never an excess.
//
// Worked example: verified on 2026-07-01. Born 1966-07-01: 60 today, a note. Born 1966-07-02: 59 and no certificate, a
// doubt. Born 1980 with a physical disability of grade 2: a note; of grade 3: a doubt.

import { ageOn } from '../../domain/calendar.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { takesLabourCapacity, validCertificate } from '../household/disabilities.ts';
import { DISABILITY_CERTIFICATES } from '../resources.ts';
import { EXTREME_POVERTY } from './articles.ts';
import { defineRule } from './rule.ts';
import { comparatorOf, comparison, fact, holds, standardNode } from '../worked-sum.ts';

export const labourCapacity = defineRule({
  id: 'labour-capacity',
  article: EXTREME_POVERTY,
  kinds: {
    'no-labour-by-age': ['age'],
    'no-labour-by-disability': ['grade'],
    'labour-capacity-open': ['age'],
  },
  parameters: ['oldAge', 'workingAge'],
  resources: [DISABILITY_CERTIFICATES],
  judge({ living, verifiedOn }, { oldAge, workingAge }) {
    return living.map((facts): FindingDraft => {
      const age = ageOn(facts.person.birthDate, verifiedOn);
      const about = { personNos: [facts.person.no], evidence: [] } as const;
      const figures = { age: { value: age, unit: 'years' } } as const;
      const byAge = [oldAge, workingAge].find((limit) =>
        holds(age, comparatorOf(limit), limit.value),
      );
      if (byAge !== undefined) {
        const trace = comparison(
          'age-against-limit',
          fact('persons-age', age, 'years'),
          comparatorOf(byAge),
          standardNode(byAge),
          true,
        );
        return { ...about, kind: 'no-labour-by-age', severity: 'info', figures, trace };
      }
      const certificate = validCertificate(facts, verifiedOn);
      if (certificate !== null && takesLabourCapacity(certificate.facts)) {
        const grade = { value: certificate.facts.grade, unit: 'count' } as const;
        return {
          ...about,
          kind: 'no-labour-by-disability',
          severity: 'info',
          figures: { grade },
          evidence: [certificate.id],
          trace: null,
        };
      }
      return { ...about, kind: 'labour-capacity-open', severity: 'doubt', figures, trace: null };
    });
  },
});
