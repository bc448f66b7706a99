// What stands in the head of every page, for whom. Add a line here when a page should be found from everywhere.

import { WORK } from '../../config/messages/work.ts';
import { LEDGER, LOOKS, SEARCH, SPOT_CHECK, STATISTICS } from '../../config/messages/audit.ts';
import {
  DEPARTMENTS_PAGE,
  OPERATIONS,
  SETTINGS_PAGE,
  STANDARDS_PAGE,
} from '../../config/messages/operate.ts';
import { OBJECTION_PAGE } from '../../config/messages/objection-page.ts';
import { CHANGES, SCHEDULES_PAGE } from '../../config/messages/rechecks.ts';
import { SIGNALS_PAGE } from '../../config/messages/signals.ts';
import { SUPERVISION } from '../../config/messages/supervision.ts';
import type { Said } from '../../domain/errors.ts';
import { may, type StaffRole } from '../../domain/staff.ts';
import type { Need } from '../route.ts';

export type NavigationItem = {
  readonly to: string;
  readonly label: Said;
  /** The same as the page's own. */
  readonly needs: Exclude<Need, 'anyone' | 'second-factor'>;
};

export const NAVIGATION_ITEMS: readonly NavigationItem[] = [
  { to: '/work', label: WORK.navigation, needs: 'batch.submit' },
  { to: '/batches', label: WORK.batches, needs: 'batch.read' },
  { to: '/objections', label: OBJECTION_PAGE.navigation, needs: 'objection.write' },
  { to: '/changes', label: CHANGES.navigation, needs: 'report.read' },
  { to: '/signals', label: SIGNALS_PAGE.navigation, needs: 'signal.read' },
  { to: '/search', label: SEARCH.navigation, needs: 'report.read' },
  { to: '/statistics', label: STATISTICS.navigation, needs: 'statistics.read' },
  { to: '/supervision', label: SUPERVISION.navigation, needs: 'statistics.read' },
  { to: '/spot-checks', label: SPOT_CHECK.navigation, needs: 'ledger.read' },
  { to: '/looks', label: LOOKS.navigation, needs: 'ledger.read' },
  { to: '/ledger', label: LEDGER.navigation, needs: 'ledger.read' },
  { to: '/departments', label: DEPARTMENTS_PAGE.navigation, needs: 'department.read' },
  { to: '/operations', label: OPERATIONS.navigation, needs: 'queue.read' },
  { to: '/schedules', label: SCHEDULES_PAGE.navigation, needs: 'queue.read' },
  { to: '/standards', label: STANDARDS_PAGE.navigation, needs: 'standards.read' },
  { to: '/settings', label: SETTINGS_PAGE.navigation, needs: 'system.read' },
];

export function navigationOf(role: StaffRole): NavigationItem[] {
  return NAVIGATION_ITEMS.filter(({ needs }) => needs === 'signed-in' || may(role, needs));
}
