// What the applicant's row says of the household as a whole: where it lives, and where help is to be paid to. Nobody is held
// back for it: a card number that a spreadsheet has rounded is left out, since help does not wait for it.

import { parseCitizenId } from '../../domain/citizen-id.ts';
import type { Household } from '../../domain/household.ts';
import { cellText, isLonger, type OpenRow } from './cells.ts';

export type HouseholdCells = Pick<Household, 'address' | 'payment'>;

const MAX_ADDRESS = 200;
/** Bank cards have 12 to 19 digits, passbooks of rural banks as few as 8. */
const ACCOUNT = /^[0-9A-Z]{8,30}$/;
/** Excel keeps 15 digits and writes zeros for the others: neighbouring cards would look like one. */
const ROUNDED = /^\d{15}0+$/;

/** The account without its spaces and hyphens; null when it is none, or was rounded. */
export function accountIn(text: string): string | null {
  const account = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return ACCOUNT.test(account) && !ROUNDED.test(account) ? account : null;
}

export function readHouseholdCells(open: OpenRow): HouseholdCells {
  const address = cellText(open, 'home_address');
  const account = accountIn(cellText(open, 'payment_account'));
  const holder = parseCitizenId(cellText(open, 'payment_holder_id'));
  return {
    ...(address !== '' && !isLonger(address, MAX_ADDRESS) && { address }),
    ...(account !== null && {
      payment: { account, holderIdNumber: 'id' in holder ? holder.id : null },
    }),
  };
}
