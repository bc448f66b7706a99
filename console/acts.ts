// What a page may start or change, each in the viewer's name and within the viewer's region. Routes read records under
// row-level security, and what people write themselves (batches, reviews, withdrawals, objections, alerts seen) is written
// under it; this file and those in acts/ are what the console has of the engine's own store.

import { loadOffice } from '../config/office.ts';
import type { Viewer } from '../domain/staff.ts';
import type { Engine } from '../jobs/engine.ts';
import { deadlinesOf } from './deadlines.ts';
import { reviewing } from './acts/reviewing.ts';
import { submitting } from './acts/submitting.ts';
import { uploading } from './acts/uploading.ts';
import { objecting } from './acts/objecting.ts';
import { auditing } from './acts/auditing.ts';
import { operating } from './acts/operating.ts';
import { rechecking } from './acts/rechecking.ts';
import { watching } from './acts/watching.ts';
import { withdrawing } from './acts/withdrawing.ts';

export type ActsEngine = Pick<
  Engine,
  'store' | 'queues' | 'settings' | 'departments' | 'lookupRoom' | 'recheckRoom' | 'log'
>;

export type Acts = ReturnType<typeof actsOf>;

export function actsOf(engine: ActsEngine, viewer: Viewer) {
  return {
    /** The departments that are connected here. */
    departments: engine.departments,
    /** By when cases must be decided. */
    deadlines: () => deadlinesOf(engine.settings),
    /** Whose name and addresses stand on reports. */
    office: () => loadOffice(engine.settings.officeFile),
    ...submitting(engine, viewer),
    ...uploading(engine, viewer),
    ...reviewing(engine, viewer),
    ...objecting(engine, viewer),
    ...auditing(engine, viewer),
    ...operating(engine, viewer),
    ...rechecking(engine, viewer),
    ...watching(engine, viewer),
    ...withdrawing(engine, viewer),
  };
}
