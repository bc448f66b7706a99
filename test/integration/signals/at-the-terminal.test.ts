// What supervisors say of signals at a terminal is held to what the console holds them to: the own region, and of that alone
// what lies in it as a whole.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SignalKind } from '../../../domain/signal.ts';
import type { Engine } from '../../../jobs/engine.ts';
import { heduiAs, useTerminal } from '../../support/at-the-terminal.ts';
import { fillTown } from '../../support/signal-town.ts';
import { openClient } from '../../support/store.ts';
import { openVillage, type Village } from '../../support/village.ts';

const comeTo = useTerminal();
let village: Village;
let engine: Engine;

beforeAll(async () => {
  village = await openVillage();
  engine = await village.open();
  const sql = await openClient(village.settings.databaseUrl ?? '');
  await fillTown({ store: engine.store, sql });
  await sql.end();
  comeTo(village);
});
afterAll(() => village.close());

const signalOf = async (kind: SignalKind) =>
  (await engine.store.signals.list({ limit: 1, kind }))[0]?.id ?? 0;
const REASON = ['--reason', '已走访核实'];

describe('a supervisor at the terminal', () => {
  test('marks a signal of the own region in the own name, and takes it back', async () => {
    const id = await signalOf('crowded-register');
    expect(await heduiAs('clerk', 'signals', 'harmless', `${id}`, ...REASON)).toBe(
      'ACCESS_REFUSED',
    );
    expect(await heduiAs('other', 'signals', 'harmless', `${id}`, ...REASON)).toBe('failed');
    expect(await heduiAs('county', 'signals', 'harmless', `${id}`, ...REASON)).toBe('done');
    expect(await heduiAs('city', 'signals', 'harmless', `${id}`, ...REASON)).toBe('failed');
    expect(await heduiAs('city', 'signals', 'reopen', `${id}`, ...REASON)).toBe('done');
    const marks = await engine.store.signals.marksOf(id);
    expect(marks.map(({ mark, by }) => [mark, by])).toEqual([
      ['harmless', 'county'],
      ['reopened', 'city'],
    ]);
  });

  test('leaves to others what reaches beyond the own region', async () => {
    const id = await signalOf('shared-account');
    expect(await heduiAs('county', 'signals', 'harmless', `${id}`, ...REASON)).toBe('failed');
    expect((await engine.store.signals.get(id))?.state).toBe('open');
    expect(await heduiAs('city', 'signals', 'harmless', `${id}`, ...REASON)).toBe('done');
  });
});
