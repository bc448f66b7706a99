import { describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { hire, PASSWORD, useConsole, Visitor } from '../../support/console.ts';

const opened = useConsole();

/** Gives the password and stops before the second factor. */
async function atTheSecondFactor(account: string): Promise<Visitor> {
  const visitor = new Visitor(opened.address);
  await visitor.get('/sign-in');
  const reply = await visitor.post('/sign-in', { account, password: PASSWORD });
  expect(reply.to).toBe('/second-factor');
  await visitor.get('/second-factor');
  return visitor;
}

function codeOf(page: string): string {
  const secret = /id="secret">([A-Z2-7]+)</.exec(page)?.[1] ?? '';
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
}

const recoveryCodes = (page: string) =>
  [...page.matchAll(/<li>([A-Z2-7-]{19})<\/li>/g)].map(([, code]) => code ?? '');

/** Enrols an account. @returns its recovery codes */
async function enrol(account: string): Promise<string[]> {
  const visitor = await atTheSecondFactor(account);
  const page = await visitor.get('/second-factor');
  const enrolled = await visitor.post('/second-factor', { code: codeOf(page.text) });
  return recoveryCodes(enrolled.text);
}

describe('the second factor', () => {
  test.each(['supervisor', 'auditor'] as const)(
    'stands before every page of a %s',
    async (role) => {
      await hire(opened, `a.${role}`, role);
      const visitor = await atTheSecondFactor(`a.${role}`);
      expect((await visitor.get('/')).to).toBe('/second-factor');
      expect((await visitor.get('/account')).to).toBe('/second-factor');
    },
  );

  test('is enrolled at the first sign-in by a QR code, and asked for from then on', async () => {
    await hire(opened, 'han', 'auditor');
    const first = await atTheSecondFactor('han');
    const before = first.cookies.get('hedui-session');
    const page = await first.get('/second-factor');
    expect(page.text).toContain('src="data:image/png;base64,');
    expect((await first.post('/second-factor', { code: '000000' })).status).toBe(401);
    const enrolled = await first.post('/second-factor', { code: codeOf(page.text) });
    expect(enrolled.status).toBe(200);
    expect(recoveryCodes(enrolled.text)).toHaveLength(10);
    expect(first.cookies.get('hedui-session')).not.toBe(before);
    expect((await first.get('/')).status).toBe(200);

    const second = await atTheSecondFactor('han');
    expect((await second.get('/second-factor')).text).not.toContain('data:image');
  });

  test('takes each code once', async () => {
    await hire(opened, 'yang', 'supervisor');
    const first = await atTheSecondFactor('yang');
    const code = codeOf((await first.get('/second-factor')).text);
    await first.post('/second-factor', { code });
    const second = await atTheSecondFactor('yang');
    expect((await second.post('/second-factor', { code })).status).toBe(401);
  });

  test('takes a recovery code once in place of the telephone', async () => {
    await hire(opened, 'zhu', 'auditor');
    const [code = ''] = await enrol('zhu');
    const lost = await atTheSecondFactor('zhu');
    expect((await lost.post('/second-factor', { code: code.toLowerCase() })).to).toBe('/');
    const again = await atTheSecondFactor('zhu');
    expect((await again.post('/second-factor', { code })).status).toBe(401);
  });

  test('cannot be guessed: wrong codes lock the account, and the password gives no new guesses', async () => {
    await hire(opened, 'qin', 'auditor');
    await enrol('qin');
    for (let attempt = 1; attempt <= 5; attempt++) {
      const visitor = await atTheSecondFactor('qin');
      expect((await visitor.post('/second-factor', { code: '123456' })).status).toBe(401);
    }
    const locked = new Visitor(opened.address);
    expect((await locked.signIn('qin')).status).toBe(401);
  });

  test('is in the database neither as a secret nor as a code that can be read', async () => {
    await hire(opened, 'you', 'auditor');
    const visitor = await atTheSecondFactor('you');
    const page = await visitor.get('/second-factor');
    const secret = /id="secret">([A-Z2-7]+)</.exec(page.text)?.[1] ?? '';
    const codes = recoveryCodes(
      (await visitor.post('/second-factor', { code: codeOf(page.text) })).text,
    );
    const { rows } = await opened.sql.query(`select staff::text as everything from staff`);
    const text = JSON.stringify(rows);
    for (const value of [secret, Buffer.from(secret).toString('hex'), ...codes]) {
      expect(text).not.toContain(value);
    }
  });

  test('is enrolled anew after it was reset', async () => {
    await hire(opened, 'xu', 'supervisor');
    await enrol('xu');
    await opened.store.secondFactors.reset('xu');
    const visitor = await atTheSecondFactor('xu');
    expect((await visitor.get('/second-factor')).text).toContain('data:image');
  });
});
