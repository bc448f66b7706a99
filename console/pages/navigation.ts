// What stands in the head of every page, for whom. Add a line here when a page should be found from everywhere.

import { WORK } from '../../config/messages/work.ts';
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
];

export function navigationOf(role: StaffRole): NavigationItem[] {
  return NAVIGATION_ITEMS.filter(({ needs }) => needs === 'signed-in' || may(role, needs));
}
