// Signing in and out: passwords, the pause after wrong ones, sessions. Every attempt is in the ledger.

import { type Instant, instant } from '../../domain/calendar.ts';
import type { Said } from '../../domain/errors.ts';
import type { LedgerKind } from '../../domain/ledger.ts';
import { isAccount, SECOND_FACTOR } from '../../domain/staff.ts';
import type { Identity } from '../../config/identity.ts';
import type { Session, SessionTerms } from '../../store/sessions.ts';
import type { Store } from '../../store/store.ts';
import { newToken, tokenDigest } from '../tokens.ts';
import { openElsewhere } from './elsewhere.ts';
import { hashPassword, isPassword, passwordFault } from './passwords.ts';
import { secondFactorOf } from './second-factor.ts';

/** Half an hour at lunch, one working day. */
export const SESSION_TERMS: SessionTerms = { idleSeconds: 30 * 60, wholeSeconds: 10 * 60 * 60 };

const FREE_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

export type SignedIn =
  | { readonly kind: 'signed-in' | 'second-factor'; readonly token: string }
  /** Wrong, or not to be tried now; which, and whether the account exists, is not told. */
  | { readonly kind: 'refused'; readonly lockedUntil: Instant | null };

export type SecondShown =
  | {
      readonly kind: 'signed-in';
      readonly token: string;
      readonly recoveryCodes: readonly string[] | null;
    }
  | { readonly kind: 'refused' };

export type Access = ReturnType<typeof openAccess>;

export function openAccess(
  store: Pick<Store, 'staff' | 'sessions' | 'secondFactors' | 'ledger'>,
  options: { now: () => Date; terms?: SessionTerms; identity?: Identity | null },
) {
  const { now, terms = SESSION_TERMS, identity = null } = options;
  const elsewhere = identity && openElsewhere(identity, store, now);

  const secondFactor = secondFactorOf(store, now);

  return {
    terms,
    secondFactor,
    /** Signing in at the unified identity; null where none is configured. */
    elsewhere,

    /** Who comes back from there is signed in, or not. */
    async cameBack(url: URL, underway: string | null) {
      if (elsewhere === null) throw new TypeError('nobody was sent elsewhere');
      const came = await elsewhere.finish(url, underway);
      if (came.kind === 'refused') {
        await note(came.account ?? 'nobody', 'sign-in-failed', came.account ?? 'unknown');
        return came;
      }
      const { token } = await begin(came.account, 'signed-in');
      return { kind: 'signed-in' as const, token, next: came.next };
    },

    async signIn(typed: string, password: string): Promise<SignedIn> {
      const account = typed.trim().toLowerCase();
      const member = isAccount(account) ? await store.staff.find(account) : null;
      const isRight = await isPassword(password, member?.passwordHash ?? null);
      if (member === null || member.disabledAt !== null) {
        // What was typed may be anything, a password in the wrong field too: it is not kept.
        await note(member?.account ?? 'nobody', 'sign-in-failed', member?.account ?? 'unknown');
        return { kind: 'refused', lockedUntil: null };
      }
      if (member.lockedUntil !== null && member.lockedUntil > instant(now())) {
        await note(account, 'sign-in-failed', account);
        return { kind: 'refused', lockedUntil: member.lockedUntil };
      }
      if (!isRight) return { kind: 'refused', lockedUntil: await failed(account) };
      // With a second factor the count goes on until that is right too: else each sign-in would give new guesses.
      if (!SECOND_FACTOR[member.role]) await store.staff.clearFailures(account);
      return begin(account, SECOND_FACTOR[member.role] ? 'second-factor' : 'signed-in');
    },

    /** The code, the first of a new secret too. The session goes on under another token. */
    async showSecondFactor(session: Session, token: string, code: string): Promise<SecondShown> {
      const { account } = session;
      const member = await store.staff.find(account);
      const isLocked = member?.lockedUntil != null && member.lockedUntil > instant(now());
      if (member === null || member.disabledAt !== null || isLocked) return { kind: 'refused' };
      const recoveryCodes = member.hasSecondFactor
        ? null
        : await secondFactor.confirm(account, code);
      if (recoveryCodes === null && !(await secondFactor.isRight(account, code))) {
        await failed(account);
        return { kind: 'refused' };
      }
      await store.staff.clearFailures(account);
      await store.sessions.end(tokenDigest(token));
      if (recoveryCodes !== null) await note(account, 'second-factor-enrolled', account);
      return { ...(await begin(account, 'signed-in')), recoveryCodes };
    },

    async sessionOf(token: string): Promise<Session | null> {
      return store.sessions.find(tokenDigest(token), terms);
    },

    /** @returns what is wrong; null when it was changed. Other sessions of the account end. */
    async changePassword(
      session: Session,
      token: string,
      current: string,
      wanted: string,
    ): Promise<Said | null> {
      const { account } = session;
      const member = await store.staff.find(account);
      if (!(await isPassword(current, member?.passwordHash ?? null))) {
        await failed(account);
        return { zh: '当前密码不正确。', en: 'The current password is not right.' };
      }
      const fault = passwordFault(wanted, account);
      if (fault !== null) return fault;
      if (current === wanted) {
        return { zh: '新密码不能与当前密码相同。', en: 'The new password must be another one.' };
      }
      await store.staff.setPassword(account, await hashPassword(wanted), false);
      await store.sessions.endOthers(account, tokenDigest(token));
      await note(account, 'password-changed', account);
      return null;
    },

    /** Under which an auditor looks until another is stated or the session ends. */
    async statePurpose(session: Session, token: string, purpose: string): Promise<void> {
      await note(session.account, 'purpose-stated', session.account, purpose);
      await store.sessions.statePurpose(tokenDigest(token), purpose);
    },

    async signOut(session: Session, token: string): Promise<void> {
      await store.sessions.end(tokenDigest(token));
      await note(session.account, 'sign-out', session.account);
    },
  };

  async function begin<Stage extends Session['stage']>(account: string, stage: Stage) {
    const token = newToken();
    await store.sessions.sweep(terms);
    await store.sessions.begin(tokenDigest(token), account, stage);
    if (stage === 'signed-in') await note(account, 'sign-in', account);
    return { kind: stage, token };
  }

  /** Counts it. From the fifth in a row on, the account rests for a minute, then two, four … up to an hour. */
  async function failed(account: string): Promise<Instant | null> {
    const failures = await store.staff.countFailure(account);
    await note(account, 'sign-in-failed', account);
    if (failures < FREE_ATTEMPTS) return null;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - FREE_ATTEMPTS), LONGEST_PAUSE_MS);
    const until = instant(new Date(now().getTime() + pauseMs));
    await store.staff.lock(account, until);
    await note(account, 'locked-out', account);
    return until;
  }

  async function note(
    actor: string,
    kind: LedgerKind,
    subject: string,
    purpose: string | null = null,
  ) {
    const content = { kind, subject };
    await store.ledger.note([{ at: instant(now()), actor, kind, subject, purpose, content }]);
  }
}
