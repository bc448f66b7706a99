// One process of the console, as the bench runs it: from the built code, on the settings of its environment. It says where it
// listens, and on being asked how much memory it has used at most.

import { readSettings } from '../../config/settings.ts';
import { collectOften } from '../../console/memory.ts';
import { openConsole } from '../../console/server.ts';
import type { RegionCode } from '../../domain/region.ts';
import { openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { usage } from './usage.ts';
import { signInVisitors } from './visitors.ts';

export type ConsoleWord =
  | { readonly word: 'listening'; readonly address: string; readonly token: string }
  | { readonly word: 'used'; readonly peakBytes: number };

collectOften();
const engine = await openEngine(readSettings(process.env), openLog('error'));
const server = await openConsole({ engine, publicUrl: null, rateFactor: 1_000 });
const address = await server.listen({ port: 0, host: '127.0.0.1' });
const { token } = (await signInVisitors(engine, '371002' as RegionCode)).caseworker;
say({ word: 'listening', address, token });

process.on('message', (asked) => {
  if (asked === 'usage') return say({ word: 'used', peakBytes: usage().peakBytes });
  void server
    .close()
    .then(() => engine.close())
    .then(() => process.disconnect());
});

function say(word: ConsoleWord): void {
  process.send?.(word);
}
