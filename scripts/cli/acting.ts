// Commands in a member's name. Whoever holds the keys at a terminal can do everything; an office that lets its staff use the
// terminal sets HEDUI_ACCOUNT for them (by sudo, say), and then a command may what the role may, and sees one region only.

import { instant } from '../../domain/calendar.ts';
import { HeduiError } from '../../domain/errors.ts';
import { may, type Permission } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';

/**
 * `reads`: under row-level security, as in the console. `office`: what concerns no household. null: what changes
 * households is done in the console, where it is checked whose they are.
 */
type CommandNeed = { readonly needs: Permission; readonly store: 'reads' | 'office' } | null;

const reads = (needs: Permission): CommandNeed => ({ needs, store: 'reads' });
const office = (needs: Permission): CommandNeed => ({ needs, store: 'office' });

export const COMMAND_NEEDS: Readonly<Record<string, CommandNeed>> = {
  status: reads('batch.read'),
  report: reads('report.export'),
  explain: reads('report.read'),
  replay: reads('report.read'),
  'what-if': reads('report.read'),
  'authorisation list': reads('authorisation.withdraw'),
  'standards show': office('standards.read'),
  'standards diff': office('standards.read'),
  departments: office('department.read'),
  'departments quarantine': office('department.manage'),
  'audit verify': office('ledger.read'),
  'audit prove': office('ledger.read'),
  'audit check': office('ledger.read'),
  'audit publish': office('ledger.read'),
  'staff list': office('staff.manage'),
  'staff add': office('staff.manage'),
  'staff change': office('staff.manage'),
  'staff disable': office('staff.manage'),
  'staff enable': office('staff.manage'),
  'staff reset-password': office('staff.manage'),
  'staff reset-second-factor': office('staff.manage'),
  'api-key add': office('staff.manage'),
  'api-key list': office('staff.manage'),
  'api-key revoke': office('staff.manage'),
  'keys list': office('system.manage'),
  'keys public': office('system.manage'),
  'keys rotate': office('system.manage'),
  'keys rewrap': office('system.manage'),
  'keys retire': office('system.manage'),
  worker: office('system.manage'),
  recover: office('system.manage'),
  console: office('system.manage'),
  registry: office('system.manage'),
  doctor: office('system.manage'),
  demo: office('system.manage'),
  'city grow': office('system.manage'),
  'city serve': office('system.manage'),
  'city registry': office('system.manage'),
  submit: null,
  'authorisation withdraw': null,
};

let running = '';

/** `staff add`, before it runs. */
export function isRunning(command: string): void {
  running = command;
}

/** The store as the command may have it: whole, unless an account is named. @throws HeduiError ACCESS_REFUSED */
export async function storeOfCommand(
  store: Store,
  environment: Readonly<Record<string, string | undefined>>,
  command = running,
): Promise<Store> {
  const account = environment['HEDUI_ACCOUNT'];
  if (account === undefined || account === '') return store;
  const member = await store.staff.find(account);
  // A command that the table does not know is refused, like one that is done in the console.
  const need = COMMAND_NEEDS[command] ?? null;
  if (member === null || member.disabledAt !== null || !need || !may(member.role, need.needs)) {
    const at = instant(new Date());
    const content = need?.needs ?? 'console';
    await store.ledger.note([
      {
        at,
        actor: member?.account ?? 'nobody',
        kind: 'access-refused',
        subject: `hedui ${command}`,
        purpose: null,
        content,
      },
    ]);
    throw refused(command, need === null);
  }
  if (need.store === 'office') return store;
  const purpose = environment['HEDUI_PURPOSE'] ?? null;
  return { ...store, ...store.as({ ...member, purpose }) };
}

function refused(command: string, isForConsole: boolean): HeduiError {
  return new HeduiError(
    'ACCESS_REFUSED',
    isForConsole
      ? {
          zh: `以个人账号不能运行 hedui ${command}，请在控制台办理。`,
          en: `hedui ${command} does not run in a member's name: do it in the console.`,
        }
      : {
          zh: `HEDUI_ACCOUNT 所指账号不能运行 hedui ${command}：账号不存在、已停用或角色不符。`,
          en: `The account in HEDUI_ACCOUNT may not run hedui ${command}: unknown, disabled, or of another role.`,
        },
  );
}
