// Signing in at the unified identity by OpenID Connect: authorisation code with PKCE. Who comes back is looked up by issuer and
// subject; role and region are those that the identity states at each sign-in. A second factor is the identity's business.

import * as openid from 'openid-client';
import { z } from 'zod';
import type { Identity } from '../../config/identity.ts';
import { instant } from '../../domain/calendar.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { isAccount, type StaffMember, type StaffRole } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';

/** What must come back with the answer; kept in the browser's own cookie meanwhile. */
export type Underway = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
};

const underway = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
});

export type CameBack =
  | { readonly kind: 'known'; readonly account: string; readonly next: string }
  /** `no-role`: the identity names no role or region that is known here; `taken`: the account is another's. */
  | {
      readonly kind: 'refused';
      readonly why: 'not-genuine' | 'no-role' | 'taken' | 'disabled';
      readonly account: string | null;
    };

export type Elsewhere = ReturnType<typeof openElsewhere>;

export function openElsewhere(
  identity: Identity,
  store: Pick<Store, 'staff' | 'ledger'>,
  now: () => Date,
) {
  let discovered: Promise<openid.Configuration> | null = null;

  /** Asked once; again after a failure. */
  async function configuration(): Promise<openid.Configuration> {
    const { issuer, client, clientSecret } = identity;
    const isPlain = new URL(issuer).protocol === 'http:';
    discovered ??= openid.discovery(new URL(issuer), client, clientSecret, undefined, {
      execute: isPlain ? [openid.allowInsecureRequests] : [],
    });
    try {
      return await discovered;
    } catch (error) {
      discovered = null;
      throw error;
    }
  }

  return {
    label: identity.label,

    /** Where to send the visitor, and what to keep until the return. */
    async begin(redirectUri: string, next: string): Promise<{ url: string; kept: string }> {
      const config = await configuration();
      const kept: Underway = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
        next,
      };
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: identity.scopes.join(' '),
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, kept: Buffer.from(JSON.stringify(kept)).toString('base64url') };
    },

    /** @param url as the visitor came back, with code and state */
    async finish(url: URL, kept: string | null): Promise<CameBack> {
      const own = readUnderway(kept);
      const claims = own && (await claimsOf(url, own));
      if (own === null || claims === null) {
        return { kind: 'refused', why: 'not-genuine', account: null };
      }
      const member = memberOf(claims);
      if (member === null) return { kind: 'refused', why: 'no-role', account: null };
      return settle(member, String(claims['sub']), own.next);
    },
  };

  /** null when the answer is not to our question, or not from the identity. */
  async function claimsOf(url: URL, own: Underway): Promise<Record<string, unknown> | null> {
    const config = await configuration();
    try {
      const tokens = await openid.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: own.verifier,
        expectedState: own.state,
        expectedNonce: own.nonce,
        idTokenExpected: true,
      });
      const stated = tokens.claims();
      if (stated === undefined) return null;
      const more = config.serverMetadata().userinfo_endpoint
        ? await openid.fetchUserInfo(config, tokens.access_token, stated.sub)
        : {};
      return { ...more, ...stated };
    } catch {
      return null;
    }
  }

  function memberOf(claims: Record<string, unknown>): StaffMember | null {
    const text = (claim: keyof Identity['claims']) => {
      const value = claims[identity.claims[claim]];
      return typeof value === 'string' ? value.trim() : '';
    };
    const account = text('account').toLowerCase();
    const role = roleIn(claims[identity.claims.role]);
    const region = regionIn(text('region'));
    if (!isAccount(account) || role === null || region === null) return null;
    return { account, name: text('name') || account, office: text('office'), role, region };
  }

  /** Of several, the first that is known. */
  function roleIn(claim: unknown): StaffRole | null {
    for (const one of [claim].flat()) {
      const role = Object.hasOwn(identity.roles, String(one)) ? identity.roles[String(one)] : null;
      if (role) return role;
    }
    return null;
  }

  function regionIn(stated: string): RegionCode | null {
    if (Object.hasOwn(identity.regions, stated)) return identity.regions[stated] ?? null;
    return parseRegionCode(stated);
  }

  async function settle(member: StaffMember, subject: string, next: string): Promise<CameBack> {
    const { issuer } = identity;
    const known = await store.staff.findBySubject(issuer, subject);
    if (known === null) {
      if ((await store.staff.find(member.account)) !== null) {
        return { kind: 'refused', why: 'taken', account: member.account };
      }
      await store.staff.add({ ...member, passwordHash: null, issuer, subject });
      await noteAccount(member, null);
      return { kind: 'known', account: member.account, next };
    }
    if (known.disabledAt !== null) {
      return { kind: 'refused', why: 'disabled', account: known.account };
    }
    const { name, office, region, role } = member;
    const isOther =
      name !== known.name ||
      office !== known.office ||
      region !== known.region ||
      role !== known.role;
    if (isOther) {
      await store.staff.change(known.account, { name, office, region, role });
      await noteAccount({ ...member, account: known.account }, known);
    }
    return { kind: 'known', account: known.account, next };
  }

  /** Rights that the identity gives stand in the ledger as those that an operator gives. */
  async function noteAccount(
    { account, role, region, office }: StaffMember,
    before: StaffMember | null,
  ): Promise<void> {
    await store.ledger.note([
      {
        at: instant(now()),
        actor: `identity/${new URL(identity.issuer).host}`,
        kind: 'account-changed',
        subject: account,
        purpose: null,
        content: {
          role,
          region,
          office,
          before: before && { role: before.role, region: before.region, office: before.office },
        },
      },
    ]);
  }
}

function readUnderway(kept: string | null): Underway | null {
  if (kept === null) return null;
  try {
    const read = underway.safeParse(JSON.parse(Buffer.from(kept, 'base64url').toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
