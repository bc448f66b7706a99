// Those who ask for pages while they are measured: one of each role, signed in, and another system with a key.

import { newToken, tokenDigest } from '../../console/tokens.ts';
import { API_SCOPES } from '../../domain/api-scope.ts';
import type { RegionCode } from '../../domain/region.ts';
import type { Engine } from '../../jobs/engine.ts';
import type { PageRequest } from './page-requests.ts';

export type Visitor = {
  readonly headers: Readonly<Record<string, string>>;
  /** Of the session, or the API key. */
  readonly token: string;
};

/** All of them may see the region. */
export async function signInVisitors(
  { store }: Pick<Engine, 'store'>,
  region: RegionCode,
): Promise<Record<PageRequest['who'], Visitor>> {
  const signedIn = async (role: 'caseworker' | 'auditor' | 'operator'): Promise<Visitor> => {
    const account = `bench-${role}-${Date.now()}`;
    await store.staff.add({
      account,
      name: account,
      office: 'bench',
      region,
      role,
      passwordHash: null,
    });
    const token = newToken();
    await store.sessions.begin(tokenDigest(token), account, 'signed-in');
    if (role === 'auditor') await store.sessions.statePurpose(tokenDigest(token), 'bench');
    return { token, headers: { cookie: `hedui-session=${token}`, 'accept-encoding': 'br' } };
  };
  const { text: token } = await store.apiKeys.add({
    name: 'bench',
    scopes: API_SCOPES,
    region,
    webhookOrigins: [],
    createdBy: 'bench',
    expiresOn: null,
  });
  return {
    caseworker: await signedIn('caseworker'),
    auditor: await signedIn('auditor'),
    operator: await signedIn('operator'),
    api: { token, headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'br' } },
  };
}
