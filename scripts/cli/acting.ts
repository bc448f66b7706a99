// Commands in a member's name. Whoever holds the keys at a terminal can do everything; an office that lets its staff use the
// terminal sets HEDUI_ACCOUNT for them (by sudo, say), and then a command may what the role may, and sees one region only.

import { instant } from '../../domain/calendar.ts';
import { HeduiError } from '../../domain/errors.ts';
import { liesIn, type RegionCode } from '../../domain/region.ts';
import { type Account, may, type Permission, type StaffMember } from '../../domain/staff.ts';
import type { Records, Store } from '../../store/store.ts';
import { computerUser } from './computer-user.ts';

/**
 * `reads`: under row-level security, as in the console. `acts`: changes households; the store is whole, and the command
 * first reads what it is about under row-level security (`Acting.records`), so that what cannot be seen cannot be changed
 * either. `office`: what concerns no household. `signed-in`: any role.
 */
type CommandNeed = {
  readonly needs: Permission | 'signed-in';
  readonly store: 'reads' | 'acts' | 'office';
};

const reads = (needs: Permission): CommandNeed => ({ needs, store: 'reads' });
const acts = (needs: Permission): CommandNeed => ({ needs, store: 'acts' });
const office = (needs: CommandNeed['needs']): CommandNeed => ({ needs, store: 'office' });

export const COMMAND_NEEDS: Readonly<Partial<Record<string, CommandNeed>>> = {
  status: reads('batch.read'),
  report: reads('report.export'),
  explain: reads('report.read'),
  replay: reads('report.read'),
  'what-if': reads('report.read'),
  'authorisation list': reads('authorisation.withdraw'),
  'signals list': reads('signal.read'),
  'signals show': reads('signal.read'),
  'signals run': office('system.manage'),
  'signals harmless': acts('signal.decide'),
  'signals reopen': acts('signal.decide'),
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
  submit: acts('batch.submit'),
  'authorisation withdraw': acts('authorisation.withdraw'),
  'objection raise': acts('objection.write'),
  'objection list': reads('objection.write'),
  'objection show': reads('objection.write'),
  'objection decide': acts('review.decide'),
  'objection letter': acts('objection.write'),
  'objection correct': acts('objection.write'),
  'objection answered': acts('objection.write'),
  alerts: acts('report.read'),
  'support add': acts('recheck.start'),
  'support end': acts('recheck.start'),
  'support count': reads('batch.read'),
  'hold set': acts('retention.hold'),
  'hold lift': acts('retention.hold'),
  'hold list': reads('retention.hold'),
  'schedule list': office('queue.read'),
  'schedule plan': office('queue.read'),
  'schedule run': office('queue.manage'),
  'schedule pause': office('queue.manage'),
  'schedule resume': office('queue.manage'),
  retention: office('system.manage'),
  'database grant': office('system.manage'),
  'database migrate': office('system.manage'),
  'report verify': office('signed-in'),
};

/** In whose name a command runs. */
export type Acting = {
  /** For the ledger: the account, else the user of this computer. */
  readonly by: Account;
  /** The records as that person may see them. */
  readonly records: Records;
  /** null without an account: whoever holds the keys sees the whole country. */
  readonly member: StaffMember | null;
};

/** Beyond what the table says the command needs. @throws HeduiError ACCESS_REFUSED */
export function demand({ member }: Acting, needs: Permission): void {
  if (member !== null && !may(member.role, needs)) throw refused(running);
}

/** The region that was named, or the member's own. @throws HeduiError ACCESS_REFUSED for one that lies elsewhere */
export function ownRegion(
  { member }: Acting,
  named: RegionCode | undefined,
  otherwise: RegionCode,
): RegionCode {
  if (member === null) return named ?? otherwise;
  if (named !== undefined && !liesIn(named, member.region)) throw refused(running);
  return named ?? member.region;
}

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
): Promise<{ readonly store: Store; readonly acting: Acting }> {
  const account = environment['HEDUI_ACCOUNT'];
  if (account === undefined || account === '') {
    return { store, acting: { by: computerUser(), records: store, member: null } };
  }
  const member = await store.staff.find(account);
  // A command that the table does not know is refused.
  const need = COMMAND_NEEDS[command];
  const isAllowed =
    need !== undefined &&
    member !== null &&
    member.disabledAt === null &&
    (need.needs === 'signed-in' || may(member.role, need.needs));
  if (!isAllowed) {
    await store.ledger.note([
      {
        at: instant(new Date()),
        actor: member?.account ?? 'nobody',
        kind: 'access-refused',
        subject: `hedui ${command}`,
        purpose: null,
        content: need?.needs ?? 'unknown',
      },
    ]);
    throw refused(command);
  }
  const purpose = environment['HEDUI_PURPOSE'] ?? null;
  const records = store.as({ ...member, purpose });
  const acting = { by: member.account, records, member };
  return { store: need.store === 'reads' ? { ...store, ...records } : store, acting };
}

function refused(command: string): HeduiError {
  return new HeduiError('ACCESS_REFUSED', {
    zh: `HEDUI_ACCOUNT 所指账号不能这样运行 hedui ${command}：账号不存在、已停用、角色不符，或超出其辖区。`,
    en: `The account in HEDUI_ACCOUNT may not run hedui ${command} like this: unknown, disabled, of another role, or beyond its region.`,
  });
}
