// What is the same for every household of a scheme under the same standards: worked out once, not 100,000 times.
// Kept beside the standards themselves, so it goes when they go; nothing here depends on a household.

import type { CalendarDate } from '../domain/calendar.ts';
import type { ResourceId } from '../domain/lookup.ts';
import type { SchemeId } from '../domain/scheme.ts';
import type { Standard, StandardsInForce } from '../domain/standard.ts';
import { placesOf } from './household/answers.ts';
import { exemptBenefits } from './household/exempt-benefits.ts';
import type { IncomeRules } from './household/income.ts';
import { type IncomeWindow, incomeWindow } from './household/income-window.ts';
import { toleranceOf } from './household/tolerance.ts';
import { PARAMETER_NAMES, type Parameters, parametersOf } from './rules/parameters.ts';
import type { Scheme } from './schemes/scheme.ts';

/** A bit for each rule of a scheme, by its place; schemes have fewer than 32. */
export type RuleSet = number;

export type PreparedScheme = {
  readonly places: ReadonlyMap<ResourceId, number>;
  readonly parameters: Parameters;
  readonly incomeRules: IncomeRules;
  readonly windows: Map<CalendarDate, IncomeWindow>;
  /** Rules that found something → the standards that they read. */
  readonly standardsOfRules: Map<RuleSet, readonly Standard[]>;
};

const kept = new WeakMap<StandardsInForce, Map<SchemeId, PreparedScheme>>();

export function preparedFor(scheme: Scheme, standards: StandardsInForce): PreparedScheme {
  let ofStandards = kept.get(standards);
  if (ofStandards === undefined) kept.set(standards, (ofStandards = new Map()));
  let prepared = ofStandards.get(scheme.id);
  if (prepared === undefined) {
    const parameters = parametersOf(scheme.parameters, standards);
    prepared = {
      places: placesOf(scheme.resources),
      parameters,
      incomeRules: {
        wages: { ...toleranceOf(parameters), workCostFen: parameters.workCostMonthly.value },
        exempt: exemptBenefits(parameters),
        isMedicalOutlayDeducted: parameters.medicalOutlayDeducted.value === 1,
      },
      windows: new Map(),
      standardsOfRules: new Map(),
    };
    ofStandards.set(scheme.id, prepared);
  }
  return prepared;
}

export function windowFor({ windows, parameters }: PreparedScheme, on: CalendarDate): IncomeWindow {
  let window = windows.get(on);
  if (window === undefined)
    windows.set(on, (window = incomeWindow(on, parameters.incomeWindow.value)));
  return window;
}

/** The standards that rules read, in the order of the parameters. */
export function standardsBehind(
  rules: RuleSet,
  scheme: Scheme,
  { standardsOfRules, parameters }: PreparedScheme,
): readonly Standard[] {
  let standards = standardsOfRules.get(rules);
  if (standards === undefined) {
    const names = new Set(
      scheme.rules
        .filter((_, place) => (rules & (1 << place)) !== 0)
        .flatMap((rule) => rule.parameters),
    );
    standards = PARAMETER_NAMES.filter((name) => names.has(name)).map((name) => parameters[name]);
    standardsOfRules.set(rules, standards);
  }
  return standards;
}
