// What one household may share with others, read from its file and from what the household register says of those who live
// in it. Pure.

import type { Answer } from '../../store/answers.ts';
import type { Tie } from '../../store/signals/ties.ts';
import { isOfKind } from '../../domain/evidence.ts';
import { type Household, livingTogether } from '../../domain/household.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { gradeRecord, isUndoubted } from '../../matchers/identity/grade-record.ts';
import { addressKey } from '../../matchers/signals/address-key.ts';

export type IsKnownPlace = (address: string, region: RegionCode) => boolean;

const NO_OTHER_NAMES = () => [];

export function tiesOf(
  household: Household,
  register: Answer | null,
  isKnownPlace: IsKnownPlace,
): Tie[] {
  const { payment, address, region } = household;
  const living = livingTogether(household);
  const ties: Tie[] = [];
  const addAddress = (kind: Tie['kind'], text: string, of: RegionCode) => {
    const key = addressKey(text, of);
    if (key === null || ties.some((tie) => tie.kind === kind && tie.key === key)) return;
    const isKnown = isKnownPlace(text, of);
    ties.push({ kind, key, text, holderIdNumber: null, isOfWards: false, isKnownPlace: isKnown });
  };
  if (payment !== undefined) {
    ties.push({
      kind: 'payment-account',
      key: payment.account,
      text: payment.account,
      holderIdNumber: payment.holderIdNumber,
      isOfWards: living.every(({ authorisation }) => authorisation.signer === 'guardian'),
      isKnownPlace: false,
    });
  }
  if (address !== undefined) addAddress('stated-address', address, region);
  for (const record of register?.evidence ?? []) {
    const person = living.find(({ no }) => no === record.personNo);
    if (!person || !isOfKind(record, 'register-entry')) continue;
    const { status, address: registered, region: code } = record.facts;
    if (status !== 'normal' || registered === null) continue;
    // A record that may be somebody else's says nothing of this household.
    if (!isUndoubted(gradeRecord(person, record.subject, NO_OTHER_NAMES).grade)) continue;
    addAddress('registered-address', registered, parseRegionCode(code) ?? region);
  }
  return ties;
}
