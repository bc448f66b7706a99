// What came of the contract: connectors × cases.

import type { Transport } from '../../config/departments.ts';

export type CaseResult = {
  readonly case: string;
  readonly result: 'passed' | 'failed' | 'not-applicable';
  /** What is wrong, or why it does not apply. */
  readonly why: string | null;
};
export type ConnectorResult = {
  readonly connector: string;
  readonly transport: Transport;
  readonly cases: readonly CaseResult[];
};

const MARKS = { passed: '✓', failed: '✗', 'not-applicable': '–' } as const;

/** Cases are columns by number; their names stand below, with all that failed. */
export function outcomeTable(results: readonly ConnectorResult[]): string {
  const names = results[0]?.cases.map((one) => one.case) ?? [];
  const widest = Math.max(0, ...results.map(({ connector }) => connector.length));
  const head = names.map((_, at) => String(at + 1).padStart(3)).join('');
  const lines = results.map(({ connector, transport, cases }) => {
    const marks = cases.map(({ result }) => MARKS[result].padStart(3)).join('');
    return `${connector.padEnd(widest)}  ${transport.padEnd(17)}${marks}`;
  });
  const legend = names.map((name, at) => `${String(at + 1).padStart(3)} ${name}`);
  const failed = results.flatMap(({ connector, cases }) =>
    cases
      .filter(({ result }) => result === 'failed')
      .map((one) => `✗ ${connector}, ${one.case}: ${one.why}`),
  );
  const counted = countOf(results);
  return [
    `${' '.repeat(widest + 19)}${head}`,
    ...lines,
    '',
    ...legend,
    '',
    ...failed,
    `${counted.passed} passed, ${counted.failed} failed, ${counted['not-applicable']} not applicable`,
  ].join('\n');
}

export function countOf(results: readonly ConnectorResult[]) {
  const counted = { passed: 0, failed: 0, 'not-applicable': 0 };
  for (const { cases } of results) for (const { result } of cases) counted[result]++;
  return counted;
}
