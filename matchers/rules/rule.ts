// What a rule is: one check of a household, typed, with its article. Rules are listed in rule-list.ts.

import type { Article, FindingDraft } from '../../domain/finding.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import type { HouseholdFacts } from '../household/household-facts.ts';
import type { ParameterName, Parameters } from './parameters.ts';

export type Rule<Name extends ParameterName = ParameterName> = {
  /** The name of its file. */
  readonly id: string;
  readonly article: Article;
  /** What it can find, each with the figures that its sentence names (config/messages/findings.ts). */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** The only parameters it may read; the report lists them when the rule finds something. */
  readonly parameters: readonly Name[];
  /** What it reads; a missing answer from one of these limits what it can say. */
  readonly resources: readonly ResourceId[];
  judge(facts: HouseholdFacts, parameters: Parameters<Name>): readonly FindingDraft[];
};

/** Holds a rule to the parameters it names: reading another does not compile. */
export function defineRule<const Name extends ParameterName>(rule: Rule<Name>): Rule<Name> {
  return rule;
}

/** What most households give a rule to say. Shared, so that silence costs nothing. */
export const NOTHING: readonly FindingDraft[] = [];
