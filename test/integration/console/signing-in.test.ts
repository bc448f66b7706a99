import { describe, expect, test } from '@jest/globals';
import { hashPassword } from '../../../console/sign-in/passwords.ts';
import type { RegionCode } from '../../../domain/region.ts';
import { hire, PASSWORD, useConsole, Visitor } from '../../support/console.ts';

const opened = useConsole();
const visitor = () => new Visitor(opened.address);

describe('signing in', () => {
  test('opens the pages of the role, and signing out closes them', async () => {
    await hire(opened, 'wang', 'caseworker');
    const wang = visitor();
    expect((await wang.get('/account')).to).toBe('/sign-in?next=%2Faccount');

    await wang.get('/sign-in?next=%2Faccount');
    const signed = await wang.post('/sign-in', {
      account: 'Wang ',
      password: PASSWORD,
      next: '/account',
    });
    expect(signed.to).toBe('/account');
    const page = await wang.get('/account');
    expect(page.status).toBe(200);
    expect(page.text).toContain('经办人');

    expect((await wang.post('/sign-out', {})).to).toBe('/sign-in?out=1');
    expect((await wang.get('/account')).status).toBe(303);
  });

  test('does not tell an unknown account from a wrong password', async () => {
    await hire(opened, 'zhao', 'caseworker');
    const wrong = await visitor().signIn('zhao', 'something else');
    const unknown = await visitor().signIn('nobody.here', 'something else');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const said = (text: string) => /role="status">([^<]+)/.exec(text)?.[1];
    expect(said(wrong.text)).toBe(said(unknown.text));
  });

  test('rests after five failures, for longer after each more', async () => {
    await hire(opened, 'qian', 'caseworker');
    for (let attempt = 1; attempt <= 4; attempt++) {
      expect((await visitor().signIn('qian', 'wrong')).text).not.toContain('次数过多');
    }
    expect((await visitor().signIn('qian', 'wrong')).text).toContain('次数过多');
    expect((await visitor().signIn('qian', PASSWORD)).status).toBe(401);

    const restsFor = async () => {
      const { rows } = await opened.sql.query(
        `select extract(epoch from locked_until - now())::int as seconds from staff where account = 'qian'`,
      );
      return rows[0].seconds as number;
    };
    expect(await restsFor()).toBeLessThanOrEqual(60);
    await opened.sql.query(`update staff set locked_until = now() where account = 'qian'`);
    await visitor().signIn('qian', 'wrong');
    expect(await restsFor()).toBeGreaterThan(60);

    await opened.sql.query(`update staff set locked_until = now() where account = 'qian'`);
    expect((await visitor().signIn('qian', PASSWORD)).to).toBe('/');
    const member = await opened.store.staff.find('qian');
    expect(member?.failures).toBe(0);
  });

  test('writes every attempt into the ledger, and not what was typed for an account that is unknown', async () => {
    await hire(opened, 'sun', 'caseworker');
    await visitor().signIn('sun', 'wrong');
    await visitor().signIn('sun');
    await visitor().signIn('371002199001011234', 'typed in the wrong field');
    const { rows } = await opened.sql.query(
      `select actor, kind, subject from ledger_entries where actor in ('sun', 'nobody') order by id`,
    );
    expect(rows).toContainEqual({ actor: 'sun', kind: 'sign-in-failed', subject: 'sun' });
    expect(rows).toContainEqual({ actor: 'sun', kind: 'sign-in', subject: 'sun' });
    expect(rows).toContainEqual({ actor: 'nobody', kind: 'sign-in-failed', subject: 'unknown' });
    expect(JSON.stringify(rows)).not.toContain('371002199001011234');
    expect(opened.log.join('')).not.toMatch(/371002199001011234|typed in/);
  });

  test('makes the first password be changed before anything else', async () => {
    await opened.store.staff.add({
      account: 'li',
      name: '李',
      office: '测试单位',
      region: '371002' as RegionCode,
      role: 'caseworker',
      passwordHash: await hashPassword('first password'),
    });
    const li = visitor();
    await li.signIn('li', 'first password');
    expect((await li.get('/')).to).toBe('/account');
    await li.get('/account');
    const change = (current: string, wanted: string, again = wanted) =>
      li.post('/account/password', { current, wanted, again });
    expect((await change('not this', 'a longer sentence')).status).toBe(422);
    expect((await change('first password', 'short')).status).toBe(422);
    expect((await change('first password', '1234567890')).status).toBe(422);
    expect((await change('first password', 'a longer sentence', 'another one')).status).toBe(422);
    expect((await change('first password', 'first password')).status).toBe(422);
    expect((await change('first password', 'a longer sentence')).to).toBe('/account?changed=1');
    expect((await li.get('/')).status).toBe(200);
    expect((await visitor().signIn('li', 'first password')).status).toBe(401);
    expect((await visitor().signIn('li', 'a longer sentence')).to).toBe('/');
  });

  test('ends at once for an account that is disabled', async () => {
    await hire(opened, 'zhou', 'caseworker');
    const zhou = visitor();
    await zhou.signIn('zhou');
    expect((await zhou.get('/')).status).toBe(200);
    await opened.store.staff.disable('zhou', new Date().toISOString() as never);
    expect((await zhou.get('/')).to).toMatch(/^\/sign-in/);
    expect((await visitor().signIn('zhou')).status).toBe(401);
  });
});

describe('a session', () => {
  const shift = (what: string) =>
    opened.sql.query(`update sessions set ${what} where account = 'wu'`);

  test('ends when it was not used for half an hour, and ten hours after it began', async () => {
    await hire(opened, 'wu', 'caseworker');
    const wu = visitor();
    await wu.signIn('wu');
    await shift(`seen_at = now() - interval '29 minutes'`);
    expect((await wu.get('/')).status).toBe(200);
    await shift(`seen_at = now() - interval '31 minutes'`);
    expect((await wu.get('/')).status).toBe(303);

    await wu.signIn('wu');
    await shift(`created_at = now() - interval '601 minutes'`);
    expect((await wu.get('/')).status).toBe(303);
  });

  test('is in a cookie that scripts and other sites cannot use, and in the store only as a digest', async () => {
    await hire(opened, 'zheng', 'caseworker');
    const zheng = visitor();
    await zheng.get('/sign-in');
    const reply = await zheng.post('/sign-in', { account: 'zheng', password: PASSWORD });
    const set = reply.headers.getSetCookie().find((line) => line.startsWith('hedui-session='));
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    const token = zheng.cookies.get('hedui-session') ?? '';
    expect(token.length).toBeGreaterThan(40);
    const { rows } = await opened.sql.query('select * from sessions');
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('a form', () => {
  test('is refused without the key of the session, and from another site', async () => {
    await hire(opened, 'feng', 'caseworker');
    const feng = visitor();
    await feng.signIn('feng');
    const stale = await feng.post('/sign-out', { 'form-key': 'made up' });
    expect(stale.status).toBe(403);
    expect((await feng.post('/sign-out', {}, { origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
    expect((await feng.post('/sign-out', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const other = visitor();
    await hire(opened, 'chen', 'caseworker');
    await other.signIn('chen');
    expect((await feng.get('/')).status).toBe(200);
    expect((await feng.post('/sign-out', {})).status).toBe(303);
  });

  test('leads on to addresses of the console only', async () => {
    await hire(opened, 'chu', 'caseworker');
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
    ]) {
      const chu = visitor();
      await chu.get('/sign-in');
      expect((await chu.post('/sign-in', { account: 'chu', password: PASSWORD, next })).to).toBe(
        '/',
      );
    }
  });
});

describe('every answer', () => {
  test('forbids scripts that are not ours, frames and guessing of types', async () => {
    const { headers } = await visitor().get('/sign-in');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('names a problem by a number that is in the log', async () => {
    const reply = await visitor().get('/no-such-page?id=371002199001011234');
    expect(reply.status).toBe(404);
    const number = /class="code">([A-Z0-9]{10})</.exec(reply.text)?.[1];
    expect(opened.log.find((line) => line.includes(number ?? 'none'))).toContain('"status":404');
    expect(opened.log.join('')).not.toContain('371002199001011234');
  });

  test('is in the language that was chosen', async () => {
    const guest = visitor();
    expect((await guest.get('/sign-in')).text).toContain('<html lang="zh-CN">');
    await guest.post('/language', { language: 'en', next: '/sign-in' });
    const page = await guest.get('/sign-in');
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('Password');
  });

  test('comes to whoever watches over the process without signing in', async () => {
    expect((await visitor().get('/health/live')).text).toContain('alive');
    expect((await visitor().get('/health/ready')).status).toBe(200);
  });
});
