// hedui staff: who may sign in to the console, as what, and where.
import { randomInt } from 'node:crypto';

import { type Command, InvalidArgumentError, Option } from 'commander';
import { STAFF_ROLE_NAMES } from '../../config/messages/console.ts';
import { hashPassword } from '../../console/sign-in/passwords.ts';
import { instant } from '../../domain/calendar.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { isAccount, STAFF_ROLES, type StaffRole } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';
import { computerUser } from './computer-user.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table, tell } from './terminal.ts';

type AddOptions = {
  name: string;
  office: string;
  region: RegionCode;
  role: StaffRole;
  json?: boolean;
};

type Change = Partial<Pick<AddOptions, 'name' | 'office' | 'region' | 'role'>>;

export function addStaffCommand(program: Command): void {
  const staff = program.command('staff').description('who may sign in to the console');
  staff
    .command('add')
    .argument('<account>', 'small letters, digits, dot and hyphen', accountName)
    .requiredOption('--name <name>', 'as it is shown')
    .requiredOption('--office <name>', 'where the member works')
    .requiredOption('--region <code>', '6, 9 or 12 digits; with all that lies within', regionCode)
    .addOption(new Option('--role <role>', 'what').choices(STAFF_ROLES).makeOptionMandatory())
    .option('--json', 'print the account and its first password as JSON')
    .description('add a member; prints the first password, which must be changed')
    .action(add);
  staff
    .command('change')
    .argument('<account>', 'whose', accountName)
    .option('--name <name>', 'as it is shown')
    .option('--office <name>', 'where the member works')
    .option('--region <code>', '6, 9 or 12 digits', regionCode)
    .addOption(new Option('--role <role>', 'what').choices(STAFF_ROLES))
    .description('another name, office, region or role, from the next page on')
    .action((account: string, to: Change) =>
      changed(account, ({ staff }) => staff.change(account, to)),
    );
  staff
    .command('disable')
    .argument('<account>', 'whose', accountName)
    .description('ends what the member may do, at once')
    .action((account: string) =>
      changed(account, ({ staff }) => staff.disable(account, instant(new Date()))),
    );
  staff
    .command('enable')
    .argument('<account>', 'whose', accountName)
    .description('lets a disabled or locked member in again')
    .action((account: string) => changed(account, ({ staff }) => staff.enable(account)));
  staff
    .command('reset-password')
    .argument('<account>', 'whose', accountName)
    .description('a new first password, printed once, which must be changed')
    .action(resetPassword);
  staff
    .command('reset-second-factor')
    .argument('<account>', 'whose', accountName)
    .description('the telephone is lost: the member enrols anew at the next sign-in')
    .action((account: string) =>
      changed(account, ({ secondFactors }) => secondFactors.reset(account)),
    );
  staff.command('list').option('--json', 'print as JSON').description('the members').action(list);
}

function accountName(text: string): string {
  if (isAccount(text)) return text;
  throw new InvalidArgumentError(
    'an account has 2 to 40 small letters, digits, dots and hyphens, a letter first',
  );
}

export function regionCode(text: string): RegionCode {
  const region = parseRegionCode(text);
  if (region === null) throw new InvalidArgumentError('a region has 6, 9 or 12 digits');
  return region;
}

async function add(account: string, options: AddOptions): Promise<void> {
  const { name, office, region, role } = options;
  const settings = await commandSettings();
  await withEngine(settings, 'silent', async ({ store }) => {
    const password = firstPassword();
    const passwordHash = await hashPassword(password);
    await store.staff.add({ account, name, office, region, role, passwordHash });
    await noteChange(store, account, 'account-changed');
    if (options.json) return printJson({ account, password });
    tell({
      zh: '账号已建立。首次登录须修改密码。初始密码只显示这一次：',
      en: 'The account is made. Its first password, shown this once, must be changed at the first sign-in:',
    });
    console.log(password);
  });
}

/** Who is at this terminal, for the ledger: the account that the command runs for, else the user of this computer. */
export function atTerminal(environment: NodeJS.ProcessEnv = process.env): string {
  return environment['HEDUI_ACCOUNT'] || `terminal/${computerUser()}`;
}

async function changed(account: string, change: (store: Store) => Promise<void>): Promise<void> {
  await withEngine(await commandSettings(), 'silent', async ({ store }) => {
    await change(store);
    await noteChange(store, account, 'account-changed');
    tell({ zh: `账号 ${account} 已变更。`, en: `The account ${account} is changed.` });
  });
}

async function noteChange(store: Store, account: string, kind: LedgerKind): Promise<void> {
  const member = await store.staff.find(account);
  const { role, region, office, disabledAt, hasSecondFactor } = member ?? {};
  const content = { role, region, office, disabledAt, hasSecondFactor };
  const at = instant(new Date());
  const actor = atTerminal();
  await store.ledger.note([{ at, actor, kind, subject: account, purpose: null, content }]);
}

async function resetPassword(account: string): Promise<void> {
  await withEngine(await commandSettings(), 'silent', async ({ store }) => {
    const password = firstPassword();
    await store.staff.setPassword(account, await hashPassword(password), true);
    await store.sessions.endOthers(account, null);
    await noteChange(store, account, 'password-changed');
    tell({
      zh: '密码已重置，原有登录均已退出。新的初始密码只显示这一次：',
      en: 'The password is reset and every session ended. The new first password, shown this once:',
    });
    console.log(password);
  });
}

async function list(options: { json?: boolean }): Promise<void> {
  await withEngine(await commandSettings(), 'silent', async ({ store }) => {
    const members = await store.staff.list();
    const shown = members.map(({ passwordHash, ...member }) => ({
      ...member,
      signsIn: passwordHash === null ? 'elsewhere' : 'here',
    }));
    if (options.json) return printJson({ staff: shown });
    console.log(
      table(
        members.map(({ account, name, office, region, role, disabledAt }) => [
          account,
          name,
          STAFF_ROLE_NAMES[role].zh,
          region,
          office,
          disabledAt === null ? '' : '已停用 disabled',
        ]),
      ),
    );
  });
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of four: 80 bits, read out without mistakes. */
export function firstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
