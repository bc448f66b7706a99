// Fills in the public rental homes and rent subsidies of households in towns. The register is of recent years and written
// by machines: nobody in it is misspelt.

import type { Desk } from './desk.ts';
import type { Household } from './model.ts';

/** One in so many of the poor households of towns has a home allotted, or a subsidy. */
const ONE_IN = 5;
const SUBSIDY_YUAN = '260.00';

export function recordRental(
  { registers }: Desk,
  { no, means, rural, region, members }: Household,
): void {
  const [tenant, ...others] = members.filter(({ age }) => age >= 18);
  if (rural || means !== 'poor' || no % ONE_IN !== 0 || !tenant) return;
  const isSubsidy = no % (2 * ONE_IN) === 0;
  registers['housing-security/rentals'].row([
    tenant.idNumber,
    tenant.name,
    others.map(({ idNumber }) => idNumber).join(';'),
    `GZF${region}${String(no).padStart(6, '0')}`,
    isSubsidy ? '2' : '1',
    region,
    '2025-03-01',
    '2028-02-29',
    isSubsidy ? SUBSIDY_YUAN : '',
    String(members.length),
  ]);
}
