// One-time codes (RFC 6238) as the second factor, enrolled by a QR code, with recovery codes for a lost telephone.

import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { toDataURL } from 'qrcode';
import type { Account } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';

const PERIOD_SECONDS = 30;
/** Clocks of telephones: a step early or late. */
const STEPS_ASIDE = 1;
const RECOVERY_CODES = 10;

export type Enrolment = {
  /** base32, to type where a camera is missing. */
  readonly secret: string;
  /** PNG as a data: address. */
  readonly qrCode: string;
};

export type SecondFactorCheck = ReturnType<typeof secondFactorOf>;

export function secondFactorOf(store: Pick<Store, 'secondFactors'>, now: () => Date) {
  return {
    /** What to scan; the same until it is confirmed. null when a confirmed factor is there already. */
    async enrolment(account: Account): Promise<Enrolment | null> {
      const known = await store.secondFactors.read(account);
      if (known?.isConfirmed) return null;
      const secret = known?.secret ?? new Secret({ size: 20 }).base32;
      if (known === null) await store.secondFactors.offer(account, secret);
      return {
        secret,
        qrCode: await toDataURL(generator(account, secret).toString(), { margin: 1 }),
      };
    },

    /** The first code of a new secret. @returns the recovery codes, shown once; null when the code is not right */
    async confirm(account: Account, code: string): Promise<readonly string[] | null> {
      const known = await store.secondFactors.read(account);
      if (known === null || known.isConfirmed) return null;
      if (!(await isFreshCode(account, known.secret, code))) return null;
      const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
      await store.secondFactors.confirm(account, codes.map(recoveryDigest));
      return codes;
    },

    /** A code of the telephone, or a recovery code; each counts once. */
    async isRight(account: Account, code: string): Promise<boolean> {
      const known = await store.secondFactors.read(account);
      if (!known?.isConfirmed) return false;
      if (await isFreshCode(account, known.secret, code)) return true;
      return store.secondFactors.useRecovery(account, recoveryDigest(code));
    },
  };

  async function isFreshCode(account: Account, secret: string, code: string): Promise<boolean> {
    const token = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return false;
    const timestamp = now().getTime();
    const aside = generator(account, secret).validate({ token, timestamp, window: STEPS_ASIDE });
    if (aside === null) return false;
    const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + aside;
    return store.secondFactors.useStep(account, step);
  }
}

function generator(account: Account, secret: string): TOTP {
  return new TOTP({
    issuer: 'hedui',
    label: account,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  });
}

/** `K3F7-9QXM-2TBA-WN5D`: 80 bits. */
function newRecoveryCode(): string {
  const letters = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32;
  return (letters.match(/.{4}/g) ?? []).join('-');
}

function recoveryDigest(code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}
