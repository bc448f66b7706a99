// What stands in the head of every page, for whom. Add a line here when a page should be found from everywhere.

import { NAVIGATION } from '../../config/messages/console.ts';
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
  { to: '/', label: NAVIGATION.home, needs: 'signed-in' },
];

export function navigationOf(role: StaffRole): NavigationItem[] {
  return NAVIGATION_ITEMS.filter(({ needs }) => needs === 'signed-in' || may(role, needs));
}
