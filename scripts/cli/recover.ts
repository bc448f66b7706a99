// hedui recover: puts everything unfinished on the queue again, after the queue's server lost what it held.

import type { Command } from 'commander';
import { recoverQueues } from '../../jobs/recover.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, tell } from './terminal.ts';

export function addRecoverCommand(program: Command): void {
  program
    .command('recover')
    .option('--json', 'print the counts as JSON')
    .description('put everything unfinished on the queue again, after the queue was lost')
    .action(recover);
}

async function recover(options: { json?: boolean }): Promise<void> {
  await withEngine(await commandSettings(), 'error', async (engine) => {
    const { chunkSize } = engine.settings;
    const recovered = await recoverQueues({ ...engine, chunkSize });
    if (options.json) return printJson({ format: 'hedui-recovered/1', ...recovered });
    const { chunks, lateLookups, verifications } = recovered;
    tell({
      zh: `已重新排队：未完成的分组 ${chunks} 个，仍未返回的部门查询 ${lateLookups} 项，须重新比对的分组 ${verifications} 个。工作进程会继续处理。`,
      en: `Queued again: ${chunks} unfinished chunks, ${lateLookups} questions to silent departments, ${verifications} chunks to verify again. Workers go on with them.`,
    });
  });
}
