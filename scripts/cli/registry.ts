// hedui registry: answers partners over SPDCI whether reports are good (docs/interop.md).

import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { withSecretFiles } from '../../config/secret-files.ts';
import { loadPartners } from '../../config/partners.ts';
import { inProject } from '../../config/places.ts';
import { openRegistryServer } from '../../console/spdci/registry-server.ts';
import { openVerificationDesk } from '../../console/verification-desk.ts';
import { commandSettings, withEngine } from './open.ts';
import { endOfSession, printJson, tell } from './terminal.ts';

type RegistryCommand = {
  port: number;
  host: string;
  id: string;
  prefix: string;
  partners?: string;
  json?: boolean;
};

export function addRegistryCommand(program: Command): void {
  program
    .command('registry')
    .option('--port <n>', 'port; 0 takes a free one', portNumber, 8087)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--id <name>', 'how this office calls itself to partners', 'hedui')
    .option('--prefix <path>', 'path before /registry, such as /dci_api/v1', '')
    .option('--partners <file>', 'who may ask (default: config/partners.yaml)')
    .option('--json', 'print the address as JSON once it is ready')
    .description('answer other systems over SPDCI whether a report is valid')
    .action(serve);
}

export function portNumber(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= 65_535)) throw new InvalidArgumentError('a port from 0 to 65535 is expected');
  return number;
}

async function serve(options: RegistryCommand): Promise<void> {
  const settings = await commandSettings();
  const ending = endOfSession();
  const partners = loadPartners(
    options.partners ?? inProject('config', 'partners.yaml'),
    withSecretFiles(process.env),
  );
  await withEngine(settings, settings.logLevel, async ({ store, log }) => {
    const desk = openVerificationDesk(store, () => new Date());
    const { id, prefix } = options;
    const server = openRegistryServer({ id, partners, desk, prefix, log });
    try {
      const address = await server.listen({ port: options.port, host: options.host });
      if (options.json) printJson({ address: address + prefix, partners: partners.length });
      tell({
        zh: `SPDCI 接口已就绪：${address}${prefix}，${partners.length} 个合作方（按 Ctrl-C 结束）。`,
        en: `The SPDCI interface is ready at ${address}${prefix}, ${partners.length} partner(s); Ctrl-C ends it.`,
      });
      if (!ending.aborted) await once(ending, 'abort');
    } finally {
      await server.close();
    }
  });
}
