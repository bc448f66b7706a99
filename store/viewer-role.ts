// The database role in whose name the console reads: it owns nothing, and row-level security applies to it. It belongs to
// the server, so all databases of a server share it, and only an administrator may be allowed to make it.

import type pg from 'pg';
import { HeduiError } from '../domain/errors.ts';

export const VIEWER_ROLE = 'hedui_viewer';

const ALREADY_THERE = new Set(['42710', '23505']);
const NOT_ALLOWED = '42501';

/** Makes the role, and ourselves a member of it, where that is not so already. @throws HeduiError STORE_ROLE_MISSING */
export async function ensureViewerRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean; member: boolean; me: string }>(
    `select count(*) > 0 as there, current_user as me,
            coalesce(bool_or(pg_has_role(current_user, oid, 'member')), false) as member
     from pg_roles where rolname = $1`,
    [VIEWER_ROLE],
  );
  const [{ there, member, me } = { there: false, member: false, me: '' }] = rows;
  if (member) return;
  try {
    if (!there) await unlessThere(client.query(`create role ${VIEWER_ROLE} nologin`));
    const asMember = await client.query(`select pg_has_role($1, 'member') as is`, [VIEWER_ROLE]);
    if (!asMember.rows[0].is) {
      await client.query(`grant ${VIEWER_ROLE} to ${client.escapeIdentifier(me)}`);
    }
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== NOT_ALLOWED) throw cause;
    const statements = `create role ${VIEWER_ROLE} nologin; grant ${VIEWER_ROLE} to ${client.escapeIdentifier(me)};`;
    throw new HeduiError(
      'STORE_ROLE_MISSING',
      {
        zh: `数据库缺少角色 ${VIEWER_ROLE}（控制台按辖区查看所用），当前用户无权建立。请数据库管理员执行：${statements}（角色已存在时只需第二句）然后重试。`,
        en: `The database role ${VIEWER_ROLE}, by which the console sees one region only, is missing, and this user may not make it. Have the administrator run: ${statements} (only the second where the role exists), then try again.`,
      },
      { cause },
    );
  }
}

/** Another database of the server was at it in the same moment. */
async function unlessThere(making: Promise<unknown>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!ALREADY_THERE.has(String((error as { code?: unknown }).code))) throw error;
  }
}
