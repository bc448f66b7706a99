// Evidence in, report content out. Pure: no I/O, no clock, no randomness; the same input gives the same bytes, in
// whatever order evidence and lookups come.

import { ageOn, type CalendarDate } from '../domain/calendar.ts';
import { maskCitizenId } from '../domain/citizen-id.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Finding, FindingDraft, Severity } from '../domain/finding.ts';
import type { Household } from '../domain/household.ts';
import type { Lookup } from '../domain/lookup.ts';
import type { PropertyLine, ReportContent, ReportPerson } from '../domain/report.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';
import type { StandardsInForce } from '../domain/standard.ts';
import { conclude } from './conclusion.ts';
import { layOutAnswers } from './household/answers.ts';
import { type HouseholdFacts, householdFacts } from './household/household-facts.ts';
import { isNumberless } from './household/minors.ts';
import type { PersonFacts } from './household/person-facts.ts';
import { identityComparisons } from './identity-comparison.ts';
import { preparedFor, type RuleSet, standardsBehind, windowFor } from './prepared-scheme.ts';
import { RULE_VERSION } from './rule-version.ts';
import type { Parameters } from './rules/parameters.ts';
import type { Rule } from './rules/rule.ts';
import { schemeNamed } from './schemes/scheme-list.ts';

export type VerificationInput = {
  readonly household: Household;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly verifiedOn: CalendarDate;
  readonly lookups: readonly Lookup[];
  readonly evidence: readonly Evidence[];
  readonly standards: StandardsInForce;
  /** The day whose standards these are, when it is not `verifiedOn`. */
  readonly standardsOn?: CalendarDate;
};

/** @throws HeduiError STANDARD_NOT_IN_FORCE when the region lacks a number that the scheme needs. */
export function verifyHousehold(input: VerificationInput): ReportContent {
  const scheme = schemeNamed(input.scheme);
  const prepared = preparedFor(scheme, input.standards);
  const { household } = input;
  const answers = layOutAnswers(household, scheme.resources, prepared.places, input.lookups);
  const window = windowFor(prepared, input.verifiedOn);
  const facts = householdFacts(input, answers, window, prepared.incomeRules, prepared.parameters);
  const { findings, behind } = judge(scheme.rules, facts, prepared.parameters);
  return {
    format: 'hedui-report-content/1',
    ruleVersion: RULE_VERSION,
    scheme: scheme.id,
    purpose: input.purpose,
    region: household.region,
    verifiedOn: input.verifiedOn,
    ...(input.standardsOn !== undefined && { standardsOn: input.standardsOn }),
    incomeWindow: { from: window.from, until: window.until },
    householdRef: household.ref,
    persons: facts.persons.map((person) => reportPerson(person, input.verifiedOn)),
    identity: identityComparisons(facts.persons),
    sources: answers.sources,
    income: facts.income.lines,
    property: propertyLines(facts),
    comparison: facts.comparison.lines,
    findings,
    conclusion: conclude(findings, answers.isCriticalMissing || isMinorOpen(facts.living)),
    standards: standardsBehind(behind, scheme, prepared),
  };
}

/** A minor who could be asked about, were the number on the form; one whom the register holds without a number could not. */
function isMinorOpen(living: readonly PersonFacts[]): boolean {
  return living.some(({ person, register }) => person.idNumber === null && !isNumberless(register));
}

function propertyLines(facts: HouseholdFacts): readonly PropertyLine[] {
  const { realEstate, vehicles, assets, businesses, farm } = facts;
  let found: readonly PropertyLine[] = realEstate.lines;
  for (const { lines } of [vehicles, assets, businesses, farm]) {
    // Few households have more than one kind of property, so lines are rarely copied.
    if (lines.length > 0) found = found.length === 0 ? lines : [...found, ...lines];
  }
  return found;
}

const SEVERITIES: readonly Severity[] = ['exceeds', 'doubt', 'info'];

/** Runs the rules. Findings are listed by severity, then in the scheme's order of rules. */
function judge(
  rules: readonly Rule[],
  facts: HouseholdFacts,
  parameters: Parameters,
): { findings: Finding[]; behind: RuleSet } {
  const drafts: FindingDraft[] = [];
  const found: Rule[] = [];
  let behind: RuleSet = 0;
  for (let place = 0; place < rules.length; place++) {
    const rule = rules[place] as Rule;
    for (const draft of rule.judge(facts, parameters)) {
      drafts.push(draft);
      found.push(rule);
      behind |= 1 << place;
    }
  }
  const findings: Finding[] = [];
  for (const severity of SEVERITIES) {
    for (let at = 0; at < drafts.length; at++) {
      const draft = drafts[at] as FindingDraft;
      if (draft.severity !== severity) continue;
      const rule = found[at] as Rule;
      findings.push({
        id: `F${findings.length + 1}`,
        rule: rule.id,
        kind: draft.kind,
        severity,
        personNos: draft.personNos,
        figures: draft.figures,
        evidence: draft.evidence,
        article: rule.article,
        trace: draft.trace,
      });
    }
  }
  return { findings, behind };
}

function reportPerson(facts: PersonFacts, verifiedOn: CalendarDate): ReportPerson {
  const { person } = facts;
  return {
    no: person.no,
    role: person.role,
    relation: person.relation,
    name: person.name,
    idNumberMasked: person.idNumber === null ? null : maskCitizenId(person.idNumber),
    age: ageOn(person.birthDate, verifiedOn),
    authorisationNo: person.authorisation.no,
    identity: facts.identity,
  };
}
