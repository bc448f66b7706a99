// One household's findings against what is really so of it.

import type { Finding } from '../../domain/finding.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import { schemeNamed } from '../../matchers/schemes/scheme-list.ts';
import { EXPECTATIONS, type Expectation, HOUSEHOLD, type Situation } from './expectations.ts';
import { addTallies, NO_TALLY, type Tally, tallyOf } from './tally.ts';

export type Judged = {
  /** By kind of finding. */
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Of the findings that make the conclusion `exceeds`; what is missed is not counted here. */
  readonly exceeds: Tally;
  /** Kinds of doubts and excesses that are not so, by person, or `HOUSEHOLD`. */
  readonly wrong: ReadonlyMap<number, readonly string[]>;
  /** Kinds that were found and of which the truth says nothing. */
  readonly unmeasured: ReadonlySet<string>;
};

export function judgeFindings(findings: readonly Finding[], situation: Situation): Judged {
  const tallies = new Map<string, Tally>();
  const wrong = new Map<number, string[]>();
  let exceeds = NO_TALLY;
  for (const [kind, expectation] of expectationsOf(situation.scheme)) {
    const so = expectation.isSo(situation);
    const said = subjectsOf([kind], expectation, findings);
    const saidAtAll = subjectsOf([kind, ...(expectation.alsoSaidBy ?? [])], expectation, findings);
    const { missed } = tallyOf(saidAtAll, so);
    tallies.set(kind, { ...tallyOf(said, so), missed });
    const grave = findings.filter((one) => one.kind === kind && one.severity !== 'info');
    for (const subject of subjectsOf([kind], expectation, grave)) {
      if (!so.has(subject)) wrong.set(subject, [...(wrong.get(subject) ?? []), kind]);
    }
    if (grave.some(({ severity }) => severity === 'exceeds')) {
      exceeds = addTallies(exceeds, { ...tallyOf(said, so), missed: 0 });
    }
  }
  const unmeasured = findings.map(({ kind }) => kind).filter((kind) => !isMeasured(kind));
  return { tallies, exceeds, wrong, unmeasured: new Set(unmeasured) };
}

/** What the rules of a scheme can say, and the truth can tell. */
function expectationsOf(scheme: SchemeId): [kind: string, Expectation][] {
  const sayable = new Set(schemeNamed(scheme).rules.flatMap(({ kinds }) => Object.keys(kinds)));
  return Object.entries(EXPECTATIONS).filter(([kind]) => sayable.has(kind));
}

function subjectsOf(
  kinds: readonly string[],
  { about }: Expectation,
  findings: readonly Finding[],
): Set<number> {
  const own = findings.filter(({ kind }) => kinds.includes(kind));
  if (about === 'household') return new Set(own.length > 0 ? [HOUSEHOLD] : []);
  return new Set(own.flatMap(({ personNos }) => personNos));
}

function isMeasured(kind: string): boolean {
  return Object.hasOwn(EXPECTATIONS, kind);
}
