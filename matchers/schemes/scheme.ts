// What a scheme of assistance is: which departments are asked about whom, which rules apply, and under which names
// the numbers they need stand in config/standards. Adding a scheme is one such file, one line in scheme-list.ts, and
// a section of numbers in config/standards.

import type { SchemeId } from '../../domain/scheme.ts';
import type { ResourceNeed } from '../resources.ts';
import type { ParameterKeys, ParameterName, RollUpParameter } from '../rules/parameters.ts';
import type { Rule } from '../rules/rule.ts';

export type Scheme = {
  readonly id: SchemeId;
  readonly resources: readonly ResourceNeed[];
  readonly parameters: ParameterKeys;
  /** Keys of standards that jobs need, not rules: how long a report or an authorisation lasts. */
  readonly otherStandards: readonly string[];
  /** In the order in which findings of one severity are listed. */
  readonly rules: readonly Rule[];
};

/** Holds a scheme to naming the standard of every number that one of its rules reads: less does not compile. */
export function defineScheme<const Name extends ParameterName>(
  scheme: Omit<Scheme, 'parameters' | 'rules'> & {
    readonly parameters: Readonly<Record<NoInfer<Name> | RollUpParameter, string>>;
    readonly rules: readonly Rule<Name>[];
  },
): Scheme {
  return scheme;
}
