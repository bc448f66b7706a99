// hedui console: the pages for caseworkers, auditors and operators (docs/console.md).

import { once } from 'node:events';
import type { Command } from 'commander';
import { withSecretFiles } from '../../config/secret-files.ts';
import { loadIdentity } from '../../config/identity.ts';
import { collectOften } from '../../console/memory.ts';
import { openConsole } from '../../console/server.ts';
import { commandSettings, withEngine } from './open.ts';
import { portNumber } from './registry.ts';
import { endOfSession, printJson, tell } from './terminal.ts';

type ConsoleCommand = { port: number; host: string; json?: boolean };

export function addConsoleCommand(program: Command): void {
  program
    .command('console')
    .option('--port <n>', 'port; 0 takes a free one', portNumber, 8086)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--json', 'print the address as JSON once it is ready')
    .description('serve the pages for caseworkers, auditors and operators')
    .action(serve);
}

async function serve(options: ConsoleCommand): Promise<void> {
  collectOften();
  const settings = await commandSettings();
  const ending = endOfSession();
  await withEngine(settings, settings.logLevel, async (engine) => {
    const { publicUrl, trustedProxies, identityFile } = settings;
    const identity =
      identityFile === null ? null : loadIdentity(identityFile, withSecretFiles(process.env));
    const server = await openConsole({ engine, publicUrl, trustedProxies, identity });
    try {
      const address = await server.listen({ port: options.port, host: options.host });
      if (options.json) printJson({ address });
      tell({
        zh: `控制台已就绪：${address}（按 Ctrl-C 结束）。`,
        en: `The console is ready at ${address}; Ctrl-C ends it.`,
      });
      if (!ending.aborted) await once(ending, 'abort');
    } finally {
      await server.close();
    }
  });
}
