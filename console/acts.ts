// What a page may start or change, each in the viewer's name and within the viewer's region. Routes read records under
// row-level security; this is the one file of the console that holds the engine's own store.

import type { Viewer } from '../domain/staff.ts';
import type { Engine } from '../jobs/engine.ts';

export type ActsEngine = Pick<Engine, 'store' | 'queues' | 'settings' | 'departments' | 'log'>;

export type Acts = ReturnType<typeof actsOf>;

export function actsOf(engine: ActsEngine, _viewer: Viewer) {
  return {
    /** The departments that are connected here. */
    departments: engine.departments,
  };
}
