import { expect, test } from '@jest/globals';
import { openFaults } from '../../../scripts/city/serve/faults.ts';

const none = () => undefined;

test('a department in maintenance says how long it still lasts', () => {
  const faults = openFaults(none);
  faults.set({ fault: 'maintenance', share: 1, forMs: 90_000 });
  expect(faults.maintenanceSeconds()).toBe(90);
});

test('one whose end nobody has set speaks of half an hour', () => {
  const faults = openFaults(none);
  faults.set({ fault: 'maintenance', share: 1 });
  expect(faults.maintenanceSeconds()).toBe(1_800);
});

test('one that ended while a request was on its way asks for a moment, not for half an hour', () => {
  const faults = openFaults(none);
  faults.set({ fault: 'maintenance', share: 1, forMs: 0 });
  expect(faults.maintenanceSeconds()).toBe(1);
});
