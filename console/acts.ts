// What a page may start or change, each in the viewer's name and within the viewer's region. Routes read records under
// row-level security; this file and those in acts/ are what the console has of the engine's own store.

import { loadOffice } from '../config/office.ts';
import { inProject } from '../config/places.ts';
import type { Viewer } from '../domain/staff.ts';
import type { Engine } from '../jobs/engine.ts';
import { deadlinesOf } from './deadlines.ts';
import { reviewing } from './acts/reviewing.ts';
import { submitting } from './acts/submitting.ts';
import { objecting } from './acts/objecting.ts';
import { auditing } from './acts/auditing.ts';
import { operating } from './acts/operating.ts';
import { rechecking } from './acts/rechecking.ts';

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
    office: () => loadOffice(engine.settings.officeFile ?? inProject('config', 'office.yaml')),
    ...submitting(engine, viewer),
    ...reviewing(engine, viewer),
    ...objecting(engine, viewer),
    ...auditing(engine, viewer),
    ...operating(engine, viewer),
    ...rechecking(engine, viewer),
  };
}
