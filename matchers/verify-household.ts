// Evidence in, report content out. Pure: no I/O, no clock, no randomness; the same input gives the same bytes, in
// whatever order evidence and lookups come.

import { ageOn, type CalendarDate } from '../domain/calendar.ts';
import { maskCitizenId } from '../domain/citizen-id.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Finding, FindingDraft, Severity } from '../domain/finding.ts';
import type { Household } from '../domain/household.ts';
import type { Lookup } from '../domain/lookup.ts';
import type { ReportContent, ReportPerson } from '../domain/report.ts';
import type { Purpose, SchemeId } from '../domain/scheme.ts';
import type { Standard, StandardsInForce } from '../domain/standard.ts';
import { conclude } from './conclusion.ts';
import { layOutAnswers, placesOf } from './household/answers.ts';
import { type HouseholdFacts, householdFacts } from './household/household-facts.ts';
import type { PersonFacts } from './household/person-facts.ts';
import { RULE_VERSION } from './rule-version.ts';
import {
  PARAMETER_NAMES,
  type ParameterName,
  type Parameters,
  parametersOf,
} from './rules/parameters.ts';
import type { Rule } from './rules/rule.ts';
import type { Scheme } from './schemes/scheme.ts';
import { schemeNamed } from './schemes/scheme-list.ts';

export type VerificationInput = {
  readonly household: Household;
  readonly scheme: SchemeId;
  readonly purpose: Purpose;
  readonly verifiedOn: CalendarDate;
  readonly lookups: readonly Lookup[];
  readonly evidence: readonly Evidence[];
  readonly standards: StandardsInForce;
};

/** @throws HeduiError STANDARD_NOT_IN_FORCE when the region lacks a number that the scheme needs. */
export function verifyHousehold(input: VerificationInput): ReportContent {
  const scheme = schemeNamed(input.scheme);
  const { places, parameters } = preparedFor(scheme, input.standards);
  const { household } = input;
  const answers = layOutAnswers(household, scheme.resources, places, input.lookups);
  const facts = householdFacts(input, answers, parameters);
  const { findings, used } = judge(scheme.rules, facts, parameters);
  return {
    format: 'hedui-report-content/1',
    ruleVersion: RULE_VERSION,
    scheme: scheme.id,
    purpose: input.purpose,
    region: household.region,
    verifiedOn: input.verifiedOn,
    incomeWindow: { from: facts.window.from, until: facts.window.until },
    householdRef: household.ref,
    persons: facts.persons.map((person) => reportPerson(person, input.verifiedOn)),
    sources: answers.sources,
    income: facts.income.lines,
    property:
      facts.vehicles.lines.length === 0
        ? facts.realEstate.lines
        : [...facts.realEstate.lines, ...facts.vehicles.lines],
    comparison: facts.comparison.lines,
    findings,
    conclusion: conclude(findings, answers.isCriticalMissing),
    standards: used,
  };
}

const SEVERITIES: readonly Severity[] = ['exceeds', 'doubt', 'info'];

/** Runs the rules. Findings are listed by severity, then in the scheme's order of rules. */
function judge(
  rules: readonly Rule[],
  facts: HouseholdFacts,
  parameters: Parameters,
): { findings: Finding[]; used: Standard[] } {
  const drafts: { rule: Rule; draft: FindingDraft }[] = [];
  const usedNames = new Set<ParameterName>();
  for (const rule of rules) {
    const found = rule.judge(facts, parameters);
    if (found.length === 0) continue;
    for (const name of rule.parameters) usedNames.add(name);
    for (const draft of found) drafts.push({ rule, draft });
  }
  const findings: Finding[] = [];
  for (const severity of SEVERITIES) {
    for (const { rule, draft } of drafts) {
      if (draft.severity !== severity) continue;
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
  const used = PARAMETER_NAMES.filter((name) => usedNames.has(name)).map(
    (name) => parameters[name],
  );
  return { findings, used };
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

type Prepared = {
  readonly places: ReturnType<typeof placesOf>;
  readonly parameters: Parameters;
};

/** What is the same for every household of a scheme under the same standards: looked up once, not 100,000 times. */
const prepared = new WeakMap<StandardsInForce, Map<SchemeId, Prepared>>();

function preparedFor(scheme: Scheme, standards: StandardsInForce): Prepared {
  let bySchemes = prepared.get(standards);
  if (bySchemes === undefined) prepared.set(standards, (bySchemes = new Map()));
  let ready = bySchemes.get(scheme.id);
  if (ready === undefined) {
    ready = {
      places: placesOf(scheme.resources),
      parameters: parametersOf(scheme.parameters, standards),
    };
    bySchemes.set(scheme.id, ready);
  }
  return ready;
}
