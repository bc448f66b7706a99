// What a scheme of assistance is: which departments are asked about whom, which rules apply, and under which names
// the numbers they need stand in config/standards. Adding a scheme is one such file and one line in scheme-list.ts.

import type { SchemeId } from '../../domain/scheme.ts';
import type { ResourceNeed } from '../resources.ts';
import type { ParameterName } from '../rules/parameters.ts';
import type { Rule } from '../rules/rule.ts';

export type Scheme = {
  readonly id: SchemeId;
  readonly resources: readonly ResourceNeed[];
  /** Parameter of a rule → key of the standard. */
  readonly parameters: Readonly<Record<ParameterName, string>>;
  /** Keys of standards that jobs need, not rules: how long a report or an authorisation lasts. */
  readonly otherStandards: readonly string[];
  /** In the order in which findings of one severity are listed. */
  readonly rules: readonly Rule[];
};
