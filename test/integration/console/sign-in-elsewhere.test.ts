// Signing in at a unified identity: an OpenID provider that runs as a process of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { hire, useConsole, Visitor } from '../../support/console.ts';

const PEOPLE = {
  ding: {
    preferred_username: 'ding.min',
    name: '丁敏',
    office: '孙家疃街道',
    role: ['staff', 'mz-clerk'],
    region: 'HC-SJT',
  },
  moved: { preferred_username: 'moved', name: '迁', role: 'mz-clerk', region: '371003' },
  stranger: { preferred_username: 'stranger', name: '客', role: 'cook', region: '371002' },
  impostor: { preferred_username: 'local.one', name: '同名', role: 'mz-clerk', region: '371002' },
  gone: { preferred_username: 'gone', name: '离', role: 'mz-clerk', region: '371002' },
};

let provider: ChildProcess | null = null;

async function startProvider(redirectUri: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['test/support/identity-provider.mjs', JSON.stringify(PEOPLE)],
    {
      env: { ...process.env, CLIENT_SECRET: 'secret of the tests', REDIRECT_URI: redirectUri },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  provider = child;
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return line.toString().trim();
}

/** A port that was free a moment ago: the provider has to know the address to come back to before we listen. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const opened = useConsole({
  port: freePort,
  identity: async (address) => ({
    issuer: await startProvider(`${address}/sign-in/back`),
    client: 'hedui',
    clientSecret: 'secret of the tests',
    label: { zh: '威海统一身份', en: 'Weihai identity' },
    scopes: ['openid', 'profile'],
    claims: {
      account: 'preferred_username',
      name: 'name',
      office: 'office',
      role: 'role',
      region: 'region',
    },
    roles: { 'mz-clerk': 'caseworker', 'mz-head': 'supervisor' },
    regions: { 'HC-SJT': '371002003' as never },
  }),
});
afterAll(async () => {
  provider?.kill();
  if (provider?.exitCode === null) await once(provider, 'exit');
});

/** Goes to the provider, signs in there, agrees, and comes back. @returns the address to come back to */
async function throughProvider(visitor: Visitor, login: string): Promise<string> {
  const away = (await visitor.get('/sign-in/elsewhere?next=/account')).to ?? '';
  const browser = new Browser();
  let page = await browser.follow(away);
  while (!page.url.startsWith(`${opened.address}/`)) {
    const form = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const prompt = /name="prompt" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const fields = { prompt, login, password: 'any' };
    const answer = await browser.send(new URL(form, page.url).href, fields);
    page = await browser.follow(answer.to ?? '', answer.url);
  }
  return page.url;
}

/** Keeps the provider's cookies and goes where it is sent, until that is our own console. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async send(url: string, fields?: Record<string, string>) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return { url, to: response.headers.get('location'), text: await response.text() };
  }

  async follow(to: string, from?: string): Promise<{ url: string; text: string }> {
    const url = new URL(to, from).href;
    if (url.startsWith(`${opened.address}/`)) return { url, text: '' };
    const reply = await this.send(url);
    return reply.to === null ? reply : this.follow(reply.to, url);
  }
}

const back = (url: string) => url.slice(opened.address.length);

describe('signing in at the unified identity', () => {
  test('makes the account at the first time, with role and region as they are mapped', async () => {
    const ding = new Visitor(opened.address);
    expect((await ding.get('/sign-in')).text).toContain('用威海统一身份登录');
    const reply = await ding.get(back(await throughProvider(ding, 'ding')));
    expect(reply.to).toBe('/account');
    const page = await ding.get('/account');
    expect(page.text).toContain('丁敏');
    expect(page.text).toContain('371002003');
    expect(await opened.store.staff.find('ding.min')).toMatchObject({
      role: 'caseworker',
      region: '371002003',
      passwordHash: null,
    });
    expect((await new Visitor(opened.address).signIn('ding.min', '')).status).toBe(401);
  });

  test('takes over what the identity says at each sign-in', async () => {
    const visitor = new Visitor(opened.address);
    await visitor.get(back(await throughProvider(visitor, 'moved')));
    await opened.store.staff.change('moved', { region: '371082' as never });
    const again = new Visitor(opened.address);
    await again.get(back(await throughProvider(again, 'moved')));
    expect(await opened.store.staff.find('moved')).toMatchObject({ region: '371003' });
    // Made once, put right once; a sign-in that changes nothing says nothing.
    const third = new Visitor(opened.address);
    await third.get(back(await throughProvider(third, 'moved')));
    const { rows } = await opened.sql.query(
      `select actor ~ '^identity/127.0.0.1:' as by_identity from ledger_entries
       where kind = 'account-changed' and subject = 'moved'`,
    );
    expect(rows).toEqual([{ by_identity: true }, { by_identity: true }]);
  });

  test.each([
    ['stranger', 'has no role here'],
    ['impostor', 'bears the account of somebody else here'],
    ['gone', 'was disabled here'],
  ])('lets nobody in who %s: %s', async (account) => {
    if (account === 'impostor') await hire(opened, 'local.one', 'operator');
    if (account === 'gone') {
      const first = new Visitor(opened.address);
      await first.get(back(await throughProvider(first, account)));
      await opened.store.staff.disable('gone', new Date().toISOString() as never);
    }
    const visitor = new Visitor(opened.address);
    const reply = await visitor.get(back(await throughProvider(visitor, account)));
    expect(reply.status).toBe(401);
    expect((await visitor.get('/')).to).toMatch(/^\/sign-in/);
  });

  test('accepts no answer that it did not ask for, and none twice', async () => {
    const ding = new Visitor(opened.address);
    const url = back(await throughProvider(ding, 'ding'));
    // Somebody else's answer, brought to another browser.
    expect((await new Visitor(opened.address).get(url)).status).toBe(401);
    const forged = new Visitor(opened.address);
    await forged.get('/sign-in/elsewhere');
    expect((await forged.get(url)).status).toBe(401);
    expect((await ding.get(url)).status).toBe(303);
    expect((await ding.get(url)).status).toBe(401);
  });
});
