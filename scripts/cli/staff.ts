// hedui staff: who may sign in to the console, as what, and where.

import { randomInt } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { STAFF_ROLE_NAMES } from '../../config/messages/console.ts';
import { hashPassword } from '../../console/sign-in/passwords.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { isAccount, STAFF_ROLES, type StaffRole } from '../../domain/staff.ts';
import { commandSettings, withEngine } from './open.ts';
import { printJson, table, tell } from './terminal.ts';

type AddOptions = {
  name: string;
  office: string;
  region: RegionCode;
  role: StaffRole;
  json?: boolean;
};

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
    if (options.json) return printJson({ account, password });
    tell({
      zh: '账号已建立。首次登录须修改密码。初始密码只显示这一次：',
      en: 'The account is made. Its first password, shown this once, must be changed at the first sign-in:',
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
