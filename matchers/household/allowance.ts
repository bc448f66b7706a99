// Which allowance standard a household is held against: the urban or the rural one, by the hukou (户别) of those who live
// together. Where declaration and register disagree, where members are of both, or where nothing says, the higher of the
// standards applies: what is not known must not count against the household.

import type { Standard } from '../../domain/standard.ts';
import type { Parameters } from '../rules/parameters.ts';
import type { PersonFacts } from './person-facts.ts';

export type Allowance = {
  readonly standard: Standard;
  /** How the choice was made. */
  readonly by: 'hukou' | 'higher-of-two';
};

export function allowanceFor(
  living: readonly PersonFacts[],
  { allowanceUrban, allowanceRural }: Parameters<'allowanceUrban' | 'allowanceRural'>,
): Allowance {
  let isUrban = false;
  let isRural = false;
  const note = (type: 'urban' | 'rural' | null) => {
    isUrban ||= type === 'urban';
    isRural ||= type === 'rural';
  };
  for (const { person, register } of living) {
    note(person.hukouType);
    for (const { facts } of register) if (facts.status === 'normal') note(facts.hukouType);
  }
  if (isUrban !== isRural) {
    return { standard: isUrban ? allowanceUrban : allowanceRural, by: 'hukou' };
  }
  const isUrbanHigher = allowanceUrban.value >= allowanceRural.value;
  return { standard: isUrbanHigher ? allowanceUrban : allowanceRural, by: 'higher-of-two' };
}
