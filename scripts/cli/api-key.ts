// hedui api-key: which other systems may use the API, for what, and where.

import { type Command, InvalidArgumentError } from 'commander';
import { API_SCOPES, type ApiScope } from '../../domain/api-scope.ts';
import {
  asCalendarDate,
  type CalendarDate,
  instant,
  parseCalendarDate,
} from '../../domain/calendar.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import type { Store } from '../../store/store.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table, tell, WrongUse } from './terminal.ts';

type AddOptions = {
  region: RegionCode;
  scope: ApiScope[];
  webhookOrigin: string[];
  until?: CalendarDate;
  json?: boolean;
};

const BY = 'command-line';

export function addApiKeyCommand(program: Command): void {
  const keys = program.command('api-key').description('which other systems may use the API');
  keys
    .command('add')
    .argument('<name>', 'whose it is, such as reception-huancui')
    .requiredOption('--region <code>', 'it sees and submits what lies in it', regionCode)
    .requiredOption('--scope <scope...>', `what it may do: ${API_SCOPES.join(', ')}`, scopes)
    .option('--webhook-origin <origin...>', 'https://host:port that it may have told', origins, [])
    .option('--until <date>', 'the last day it may be used', lastDay)
    .option('--json', 'print as JSON')
    .description('give out a key; it is shown this once')
    .action(add);
  keys.command('list').option('--json', 'print as JSON').description('the keys').action(list);
  keys.command('revoke').argument('<id>').description('take a key back at once').action(revoke);
}

function regionCode(text: string): RegionCode {
  const region = parseRegionCode(text);
  if (region === null) throw new InvalidArgumentError('a region has 6, 9 or 12 digits');
  return region;
}

function scopes(text: string, before: ApiScope[] = []): ApiScope[] {
  const scope = API_SCOPES.find((one) => one === text);
  if (scope === undefined) throw new InvalidArgumentError(`scopes are ${API_SCOPES.join(', ')}`);
  return [...before, scope];
}

function origins(text: string, before: string[]): string[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('an origin is like https://host or http://10.1.2.3:8080');
  }
  return [...before, url.origin];
}

function lastDay(text: string): CalendarDate {
  const date = parseCalendarDate(text);
  if (date === null) throw new InvalidArgumentError('a date is written 2026-07-01');
  return asCalendarDate(date);
}

async function add(name: string, options: AddOptions): Promise<void> {
  const settings = await commandSettings();
  await withEngine(settings, 'silent', async ({ store }) => {
    const { region, scope, webhookOrigin, until } = options;
    const { id, text } = await store.apiKeys.add({
      name,
      region,
      scopes: [...new Set(scope)],
      webhookOrigins: [...new Set(webhookOrigin)],
      expiresOn: until ?? null,
      createdBy: BY,
    });
    await note(store, id, { name, region, scope });
    if (options.json) return printJson({ id, key: text });
    tell({
      zh: '密钥只显示这一次，请妥善保管：',
      en: 'The key is shown this once. Keep it safe:',
    });
    console.log(text);
  });
}

async function list(options: { json?: boolean }): Promise<void> {
  await withEngine(await commandSettings(), 'silent', async ({ store }) => {
    const keys = await store.apiKeys.list();
    if (options.json) return printJson({ format: 'hedui-api-keys/1', keys });
    const rows = keys.map((key) => [
      key.id,
      key.name,
      key.region,
      key.scopes.join(','),
      key.revokedAt === null ? (key.expiresOn ?? '') : `revoked ${key.revokedAt.slice(0, 10)}`,
      key.lastUsedAt?.slice(0, 16) ?? '',
    ]);
    if (rows.length > 0) process.stdout.write(`${table(rows)}\n`);
  });
}

async function revoke(id: string): Promise<void> {
  await withEngine(await commandSettings(), 'silent', async ({ store }) => {
    if (!(await store.apiKeys.revoke(id, BY))) {
      throw new WrongUse({
        zh: `没有密钥 ${id.slice(0, 20)}，或已吊销。用 hedui api-key list 查看。`,
        en: `There is no key ${id.slice(0, 20)}, or it is revoked. hedui api-key list shows them.`,
      });
    }
    await note(store, id, { revoked: true });
    tell({ zh: '密钥已吊销。', en: 'The key is revoked.' });
  });
}

async function note(store: Store, id: string, content: unknown): Promise<void> {
  const at = instant(new Date());
  const subject = `api-key/${id}`;
  await store.ledger.note([{ at, actor: BY, kind: 'configured', subject, purpose: null, content }]);
}
