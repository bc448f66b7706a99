// hedui status: how far batches are.

import type { Command } from 'commander';
import { batchDocument, batchSummary } from './batch-document.ts';
import { commandSettings, withEngine } from './open.ts';
import { watchBatch } from './progress.ts';
import { endOfSession, printJson, table } from './terminal.ts';

type StatusOptions = { watch?: boolean; json?: boolean };

const BATCHES_LISTED = 20;

export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .argument('[batch]', 'a batch, B12; without one, the newest batches are listed')
    .option('--watch', 'follow the batch until its reports are made')
    .option('--json', 'print JSON (docs/schemas/batch.schema.json)')
    .description('show how far a batch is')
    .action(status);
}

async function status(batchId: string | undefined, options: StatusOptions): Promise<void> {
  const settings = await commandSettings();
  const ending = endOfSession();
  await withEngine(settings, 'error', async (engine) => {
    const { store } = engine;
    if (batchId === undefined) {
      const batches = await store.batches.list({ limit: BATCHES_LISTED });
      if (options.json) return printJson(batches);
      const rows = batches.map((batch) => [
        batch.id,
        batch.submittedAt,
        batch.scheme,
        batch.state,
        batch.fileName,
      ]);
      process.stdout.write(`${table(rows)}\n`);
      return;
    }
    if (options.watch) await watchBatch(engine, batchId, ending);
    const document = await batchDocument(store, batchId);
    if (options.json) printJson(document);
    else process.stdout.write(`${batchSummary(document, settings.language)}\n`);
  });
}
