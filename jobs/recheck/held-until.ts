// Until when the report of a supported household holds.

import { intervalDays, type RecheckSettings } from '../../config/recheck.ts';
import { addDays, type CalendarDate } from '../../domain/calendar.ts';
import type { Support } from '../../store/rechecks/supports.ts';

/** Until its class wants the next recheck, where that is later. */
export function heldUntil(
  validUntil: CalendarDate,
  verifiedOn: CalendarDate,
  support: Support | undefined,
  recheck: RecheckSettings,
): CalendarDate {
  if (!support) return validUntil;
  const { scheme, region, class: supportClass } = support;
  const next = addDays(verifiedOn, intervalDays(recheck, scheme, region, supportClass));
  return next > validUntil ? next : validUntil;
}
