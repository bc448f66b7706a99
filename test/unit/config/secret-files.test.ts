import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadIdentity } from '../../../config/identity.ts';
import { withSecretFiles } from '../../../config/secret-files.ts';
import { readSettings } from '../../../config/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'hedui-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('a variable that is not set is read from the file that its _FILE names', () => {
  const url = 'postgres://hedui:s3cret@db/hedui';
  const environment = withSecretFiles({ DATABASE_URL_FILE: file('url', `${url}\n`) });
  expect(readSettings(environment).databaseUrl).toBe(url);
});

test('a variable that is set stands for itself, and both are refused without repeating a value', () => {
  expect(withSecretFiles({ TOKEN: 'plain' })['TOKEN']).toBe('plain');
  const both = withSecretFiles({ TOKEN: 'plain', TOKEN_FILE: file('token', 'other') });
  expect(() => both['TOKEN']).toThrow(/TOKEN is set, and so is its _FILE/);
  expect(() => both['TOKEN']).not.toThrow(/plain|other/);
});

test('a file that cannot be read is named by its variable', () => {
  const environment = withSecretFiles({ TOKEN_FILE: join(folder, 'missing') });
  expect(() => environment['TOKEN']).toThrow(/TOKEN_FILE names a file that cannot be read/);
});

const IDENTITY = `
issuer: https://identity.example
client: hedui
secret: IDENTITY_SECRET
label: { zh: 统一身份, en: Identity }
roles: { clerk: caseworker }
`;

test('the unified identity’s secret comes from the environment', () => {
  const path = file('identity.yaml', IDENTITY);
  expect(loadIdentity(path, { IDENTITY_SECRET: 'x' })).toMatchObject({
    clientSecret: 'x',
    roles: { clerk: 'caseworker' },
    claims: { account: 'preferred_username' },
  });
  expect(() => loadIdentity(path, {})).toThrow(/IDENTITY_SECRET is not set/);
});

test.each([
  ['a secret in the file', IDENTITY.replace('IDENTITY_SECRET', 'hunter2-in-clear')],
  ['an issuer without TLS', IDENTITY.replace('https:', 'http:')],
  ['a role that does not exist', IDENTITY.replace('caseworker', 'boss')],
  ['a field that is not known', `${IDENTITY}password: x\n`],
])('an identity file with %s is refused, and its secret not repeated', (_, text) => {
  const load = () => loadIdentity(file('wrong.yaml', text), { IDENTITY_SECRET: 'x' });
  expect(load).toThrow(/SETTING_INVALID/);
  expect(load).not.toThrow(/hunter2/);
});
