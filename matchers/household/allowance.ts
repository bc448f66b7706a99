// Which allowance standard a household is held against: the urban or the rural one, by the applicant's hukou (户别).
// Where declaration and register disagree, or neither says, the higher of the standards in question applies: what
// is not known must not count against the household.

import type { Standard } from '../../domain/standard.ts';
import type { Parameters } from '../rules/parameters.ts';
import type { PersonFacts } from './person-facts.ts';

export type Allowance = {
  readonly standard: Standard;
  /** How the choice was made. */
  readonly by: 'agreed' | 'declaration' | 'register' | 'higher-of-two';
};

export function allowanceFor(
  applicant: PersonFacts | undefined,
  parameters: Parameters<'allowanceUrban' | 'allowanceRural'>,
): Allowance {
  const declared = applicant?.person.hukouType ?? null;
  const registered = applicant?.register[0]?.facts.hukouType ?? null;
  const { allowanceUrban, allowanceRural } = parameters;
  const known = declared ?? registered;
  if (known === null || (registered !== null && registered !== known)) {
    const isUrbanHigher = allowanceUrban.value >= allowanceRural.value;
    return { standard: isUrbanHigher ? allowanceUrban : allowanceRural, by: 'higher-of-two' };
  }
  return {
    standard: known === 'urban' ? allowanceUrban : allowanceRural,
    by: declared === null ? 'register' : registered === null ? 'declaration' : 'agreed',
  };
}
