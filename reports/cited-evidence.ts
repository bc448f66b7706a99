// The records that a report cites, in the order in which a reader meets them: E1, E2 … with the figures that the
// worked sums take from each.

import type { EvidenceId } from '../domain/evidence.ts';
import type { ReportContent } from '../domain/report.ts';
import type { Quantity, Trace } from '../domain/trace.ts';

export type CitedRecord = {
  readonly id: EvidenceId;
  /** `E1` */
  readonly mark: string;
  /** `public-security.vehicle`, from the id. */
  readonly resource: string;
  readonly personNo: number;
  /** What the worked sums take from the record, each field once. */
  readonly figures: ReadonlyMap<string, Quantity>;
};

/** Every record that a finding, a comparison of identity, a property or a worked sum cites, each once. */
export function indexEvidence(content: ReportContent): ReadonlyMap<EvidenceId, CitedRecord> {
  const cited = new Map<EvidenceId, CitedRecord & { figures: Map<string, Quantity> }>();
  const cite = (id: EvidenceId) => {
    const known = cited.get(id);
    if (known !== undefined) return known;
    const [resource = '', personNo] = id.split('/');
    const record = {
      id,
      mark: `E${cited.size + 1}`,
      resource,
      personNo: Number(personNo),
      figures: new Map<string, Quantity>(),
    };
    cited.set(id, record);
    return record;
  };
  const citeTrace = (trace: Trace) => {
    for (const step of recordSteps(trace))
      cite(step.evidence).figures.set(step.field, { value: step.value, unit: step.unit });
  };
  for (const finding of content.findings) {
    for (const id of finding.evidence) cite(id);
    if (finding.trace !== null) citeTrace(finding.trace);
  }
  for (const { evidence } of content.identity) for (const id of evidence) cite(id);
  for (const line of content.property) for (const id of line.evidence) cite(id);
  for (const line of content.income) if (line.trace !== null) citeTrace(line.trace);
  return cited;
}

type RecordStep = Extract<Trace, { op: 'record' }>;

function* recordSteps(trace: Trace): Generator<RecordStep> {
  switch (trace.op) {
    case 'record':
      yield trace;
      return;
    case 'sum':
    case 'product':
    case 'difference':
    case 'not-counted':
      for (const part of trace.of) yield* recordSteps(part);
      return;
    case 'compare':
      yield* recordSteps(trace.left);
      yield* recordSteps(trace.right);
      return;
    case 'declared':
    case 'ref':
    case 'standard':
    case 'fact':
  }
}
