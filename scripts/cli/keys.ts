// hedui keys: which keys there are, and new ones while everything goes on.

import { type Command, InvalidArgumentError, Option } from 'commander';
import { KEY_WORDS } from '../../config/messages/keys.ts';
import { say } from '../../config/messages/language.ts';
import type { Settings } from '../../config/settings.ts';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../../domain/crypto-suite.ts';
import type { Engine } from '../../jobs/engine.ts';
import {
  type KeyRoom,
  retireVersion,
  rewrapOldKeys,
  turnKeyEncryptionKey,
  turnSigningKey,
} from '../../jobs/turn-keys.ts';
import { publicKeysOf } from '../../store/encryption/public-keys.ts';
import { readKeyFile } from '../../store/encryption/key-sources.ts';
import type { Acting } from './acting.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table, tell, WrongUse } from './terminal.ts';

export function addKeysCommand(program: Command): void {
  const keys = program.command('keys').description('show and turn the keys (docs/operating.md)');
  keys
    .command('list')
    .option('--json', 'print JSON')
    .description('the versions of the key-encryption key and the signing keys')
    .action(list);
  keys
    .command('public')
    .description('print the public keys, with which others verify reports and checkpoints')
    .action(printPublicKeys);
  keys
    .command('rotate')
    .addOption(
      new Option('--signing <algorithm>', 'a new signing key instead').choices([
        ...SIGNATURE_ALGORITHMS,
      ]),
    )
    .description('make a new version of the key-encryption key and wrap every data key under it')
    .action(rotate);
  keys.command('rewrap').description('go on where an interrupted rotation stopped').action(rewrap);
  keys
    .command('retire')
    .argument('<version>', 'a version that nothing is wrapped under any more', wholeNumber)
    .description('take an old version away for good')
    .action(retire);
}

async function list(options: { json?: boolean }): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ store, keys, settings: { language } }) => {
    const uses = await store.keyVersions.uses();
    const signing = keys.verifyingKeys.map(({ keyId, algorithm }) => ({
      keyId,
      algorithm,
      signs: keyId === keys.signing.keyId,
    }));
    if (options.json) {
      const versions = uses.map((use) => ({
        ...use,
        current: use.version === keys.currentVersion,
      }));
      printJson({ format: 'hedui-keys-list/1', suite: keys.suite, versions, signing });
      return;
    }
    const t = (word: keyof typeof KEY_WORDS) => say(KEY_WORDS[word], language);
    const rows = [
      [t('key'), t('use'), t('dataKeys')],
      ...uses.map(({ version, dataKeys }) => [
        `kek/${version}`,
        t(version === keys.currentVersion ? 'current' : 'old'),
        String(dataKeys),
      ]),
      ...signing.map(({ keyId, algorithm, signs }) => [
        `${algorithm} ${keyId}`,
        t(signs ? 'signs' : 'verifies'),
        '',
      ]),
    ];
    process.stdout.write(`${table(rows)}\n`);
  });
}

async function printPublicKeys(): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'error', async ({ keys }) => printJson(publicKeysOf(keys)));
}

async function rotate({ signing }: { signing?: SignatureAlgorithm }): Promise<void> {
  const settings = await settingsWithFile();
  await withEngine(settings, 'error', async (engine) => {
    const room = roomOf(engine);
    if (signing !== undefined) {
      await turnSigningKey(room, signing);
      tell({
        zh: `已生成新的 ${signing} 签名密钥。请立即备份 ${room.keyFile}，并重新分发公钥（hedui keys public）。`,
        en: `A new ${signing} signing key is made. Back up ${room.keyFile} now, and give out the public keys anew (hedui keys public).`,
      });
      return;
    }
    const { version, rewrapped } = await turnKeyEncryptionKey(room);
    tell({
      zh: `第 ${version} 版密钥已启用，${rewrapped} 个数据密钥已改用该版加密。请立即备份 ${room.keyFile}。`,
      en: `Version ${version} is in use; ${rewrapped} data keys were wrapped under it. Back up ${room.keyFile} now.`,
    });
  });
}

async function rewrap(): Promise<void> {
  const settings = await settingsWithFile();
  await withEngine(settings, 'error', async (engine) => {
    const { version, rewrapped } = await rewrapOldKeys(roomOf(engine));
    tell({
      zh: `${rewrapped} 个数据密钥已改用第 ${version} 版密钥加密。`,
      en: `${rewrapped} data keys were wrapped under version ${version}.`,
    });
  });
}

async function retire(version: number): Promise<void> {
  const settings = await settingsWithFile();
  // Read first: a ring that has not the version says so before the database is asked.
  await readKeyFile(settings.keyFile);
  await withEngine(settings, 'error', async (engine) => {
    await retireVersion(roomOf(engine), version);
    tell({
      zh: `第 ${version} 版密钥已停用。早于此次更换的数据库备份需要它：请保留相应的密钥文件备份。`,
      en: `Version ${version} is retired. Backups of the database from before the rotation need it: keep the backup of the key file that belongs to them.`,
    });
  });
}

function roomOf({ store, settings, acting }: Engine & { readonly acting: Acting }): KeyRoom {
  return { store, keyFile: settings.keyFile, actor: acting.by };
}

async function settingsWithFile(): Promise<Settings> {
  if (process.env['HEDUI_KEYS']) {
    throw new WrongUse({
      zh: '密钥来自环境变量 HEDUI_KEYS，无法由命令更换。请改用密钥文件（HEDUI_KEY_FILE）。',
      en: 'The keys come from HEDUI_KEYS, which a command cannot change. Use a key file (HEDUI_KEY_FILE) instead.',
    });
  }
  return commandSettings();
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a version is a whole number');
}
