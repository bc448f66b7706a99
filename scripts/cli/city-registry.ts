// hedui city registry: a stand-in social registry that speaks SPDCI (docs/interop.md).

import { once } from 'node:events';
import type { Command } from 'commander';
import { loadPartners } from '../../config/partners.ts';
import { openLog } from '../../jobs/log.ts';
import { serveSpdciRegistry } from '../city/serve/spdci-registry.ts';
import { portNumber } from './registry.ts';
import { endOfSession, printJson, tell } from './terminal.ts';

type Options = { port: number; id: string; prefix: string; partners: string; json?: boolean };

export function addCityRegistryCommand(city: Command): void {
  city
    .command('registry')
    .argument('<dir>', 'folder of a city')
    .requiredOption('--partners <file>', 'who may ask, and how each signs (config/partners.ts)')
    .option('--port <n>', 'port; 0 takes a free one', portNumber, 8088)
    .option('--id <name>', 'how it calls itself', 'social-registry')
    .option('--prefix <path>', 'path before /registry', '')
    .option('--json', 'print the address as JSON once it is ready')
    .description('run a stand-in social registry (SPDCI) until ended')
    .action(serve);
}

async function serve(dir: string, options: Options): Promise<void> {
  const ending = endOfSession();
  const registry = await serveSpdciRegistry(dir, {
    id: options.id,
    partners: loadPartners(options.partners, process.env),
    port: options.port,
    prefix: options.prefix,
    log: openLog('warn'),
  });
  if (options.json) printJson({ address: registry.address });
  tell({
    zh: `模拟社会登记系统已就绪：${registry.address}（按 Ctrl-C 结束）。`,
    en: `The stand-in social registry is ready at ${registry.address}; Ctrl-C ends it.`,
  });
  if (!ending.aborted) await once(ending, 'abort');
  await registry.stop();
}
