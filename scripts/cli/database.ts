// hedui database: what only the owner of the database does.

import type { Command } from 'commander';
import { grantApplicationRole } from '../../store/application-role.ts';
import { migrate, migrationsWaiting } from '../../store/migrate.ts';
import { commandSettings, withEngine } from './open.ts';
import { tell, WrongUse } from './terminal.ts';

export function addDatabaseCommand(program: Command): void {
  const group = program.command('database').description('what only the owner of the database does');
  group
    .command('migrate')
    .option('--dry-run', 'only list what would be applied')
    .description('bring the tables up to this version, while workers go on (docs/operating.md)')
    .action(bringUp);
  group
    .command('grant')
    .argument('<role>', 'a role that can log in')
    .description('let the engine run as a role that cannot change the ledger (docs/operating.md)')
    .action(grant);
}

/** Prints the names of what was applied, one a line. */
async function bringUp(options: { dryRun?: boolean }): Promise<void> {
  const { databaseUrl } = await commandSettings();
  if (databaseUrl === null) throw embeddedAlone();
  const names = await (options.dryRun ? migrationsWaiting(databaseUrl) : migrate(databaseUrl));
  if (names.length > 0) process.stdout.write(`${names.join('\n')}\n`);
  else tell({ zh: '数据库结构已是本版本。', en: 'The tables are those of this version already.' });
}

async function grant(role: string): Promise<void> {
  const settings = await commandSettings();
  const { databaseUrl } = settings;
  if (databaseUrl === null) throw embeddedAlone();
  // Opening brings the tables, the queue's too, up to this version: they must be there to be granted.
  await withEngine(settings, 'error', () => grantApplicationRole(databaseUrl, role));
  tell({
    zh: `角色 ${role} 可以运行 hedui，不能改动审计账。请将其连接设为 DATABASE_URL；每次升级后重新执行本命令。`,
    en: `The role ${role} can run hedui and cannot change the ledger. Put its connection into DATABASE_URL; run this again after each upgrade.`,
  });
}

function embeddedAlone(): WrongUse {
  return new WrongUse({
    zh: '内置数据库只有一个账户，随程序升级。请用 DATABASE_URL 指定数据库所有者的连接。',
    en: 'The embedded database has one role only, and is upgraded with the program. Name the owner’s connection in DATABASE_URL.',
  });
}
