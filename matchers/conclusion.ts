// The conclusion of a report (design decision 8): exceeds, then doubts, then incomplete, then no anomaly.

import type { Finding } from '../domain/finding.ts';
import type { Conclusion } from '../domain/report.ts';

export function conclude(findings: readonly Finding[], isCriticalMissing: boolean): Conclusion {
  let hasDoubt = false;
  for (const { severity } of findings) {
    if (severity === 'exceeds') return 'exceeds';
    hasDoubt ||= severity === 'doubt';
  }
  if (hasDoubt) return 'doubts';
  return isCriticalMissing ? 'incomplete' : 'no-anomaly';
}
