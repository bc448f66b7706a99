// The schemes whose rules hedui knows, and what the rest of the house may ask about them.

import { HeduiError } from '../../domain/errors.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import type { SchemeId } from '../../domain/scheme.ts';
import type { ResourceNeed } from '../resources.ts';
import { extremePoverty } from './extreme-poverty.ts';
import { lowIncome } from './low-income.ts';
import { publicRentalHousing } from './public-rental-housing.ts';
import { rigidExpenditure } from './rigid-expenditure.ts';
import type { Scheme } from './scheme.ts';
import { subsistence } from './subsistence.ts';
import { temporaryAid } from './temporary-aid.ts';

export const SCHEME_LIST: Readonly<Record<SchemeId, Scheme>> = {
  subsistence,
  'low-income': lowIncome,
  'rigid-expenditure': rigidExpenditure,
  'extreme-poverty': extremePoverty,
  'temporary-aid': temporaryAid,
  'public-rental-housing': publicRentalHousing,
};

/** @throws HeduiError SCHEME_UNKNOWN for text that names no scheme. */
export function schemeNamed(id: string): Scheme {
  const scheme = Object.hasOwn(SCHEME_LIST, id) ? SCHEME_LIST[id as SchemeId] : undefined;
  if (scheme !== undefined) return scheme;
  const known = Object.keys(SCHEME_LIST).join(', ');
  throw new HeduiError('SCHEME_UNKNOWN', {
    zh: `未知的核对事项；可用的有：${known}。`,
    en: `Unknown scheme; known are: ${known}.`,
  });
}

/** Which resources a scheme asks for, about whom, and for whom an answer is critical. */
export function resourcesOf(scheme: SchemeId): readonly ResourceNeed[] {
  return schemeNamed(scheme).resources;
}

/** The resources without whose answer a report is incomplete. */
export function criticalResourcesOf(scheme: SchemeId): readonly ResourceId[] {
  return schemeNamed(scheme)
    .resources.filter((need) => need.criticalFor.length > 0)
    .map((need) => need.resource);
}

/** Every standard that must be in force for the scheme to be verified and its report sealed. */
export function standardKeysOf(scheme: SchemeId): readonly string[] {
  const { parameters, otherStandards } = schemeNamed(scheme);
  return [...Object.values(parameters), ...otherStandards];
}
