// The demo's console: workers go on, the pages are served, and everybody who works in the stand-in city may sign in.

import type { FastifyInstance } from 'fastify';
import { STAFF_ROLE_NAMES } from '../../config/messages/console.ts';
import { type Language, say } from '../../config/messages/language.ts';
import { openConsole } from '../../console/server.ts';
import { hashPassword } from '../../console/sign-in/passwords.ts';
import { type StaffMember, STAFF_ROLES, SECOND_FACTOR } from '../../domain/staff.ts';
import type { Engine } from '../../jobs/engine.ts';
import { table } from './terminal.ts';

/** Good for the stand-in city alone: its people are invented. */
const DEMO_PASSWORD = 'stand-in city 2026';

const NAMES: Readonly<
  Record<StaffMember['role'], { account: string; name: string; office: string }>
> = {
  caseworker: { account: 'wang', name: '王经办', office: '鲸园街道办事处' },
  supervisor: { account: 'li', name: '李审核', office: '环翠区民政局' },
  auditor: { account: 'zhao', name: '赵审计', office: '威海市审计局' },
  operator: { account: 'sun', name: '孙运维', office: '威海市核对中心' },
};

/** The usual port, or a free one where that is taken. */
const PORT = 8086;

export async function openDemoConsole(engine: Engine): Promise<FastifyInstance> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const { store, settings } = engine;
  for (const role of STAFF_ROLES) {
    const member = { ...NAMES[role], role, region: settings.region, passwordHash };
    await store.staff.add(member);
    await store.staff.setPassword(member.account, passwordHash, false);
  }
  const console = await openConsole({ engine, publicUrl: null });
  const listen = (port: number) => console.listen({ port, host: '127.0.0.1' });
  await listen(PORT).catch(() => listen(0));
  return console;
}

/** The address and who may sign in, as a person wants it at the terminal. */
export function demoLogins(console: FastifyInstance, language: Language): string {
  const address = console.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : PORT;
  const t = (zh: string, en: string) => say({ zh, en }, language);
  const rows = STAFF_ROLES.map((role) => [
    `  ${say(STAFF_ROLE_NAMES[role], language)}`,
    NAMES[role].account,
    DEMO_PASSWORD,
    SECOND_FACTOR[role]
      ? t('首次登录须绑定动态口令', 'enrols a one-time code at the first sign-in')
      : '',
  ]);
  return [
    t(
      `控制台：http://127.0.0.1:${port}（角色、账号、密码如下；按 Ctrl-C 结束）`,
      `Console: http://127.0.0.1:${port} (role, account, password below; Ctrl-C ends it)`,
    ),
    table(rows),
  ].join('\n');
}
