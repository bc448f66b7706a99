// Settings from the environment, read once at the start of a process. docs/settings.md explains each.

import { resolve } from 'node:path';
import { z } from 'zod';
import { CRYPTO_SUITES, type CryptoSuite } from '../domain/crypto-suite.ts';
import { HeduiError } from '../domain/errors.ts';
import type { RegionCode } from '../domain/region.ts';
import { type Language, LANGUAGES } from './messages/language.ts';

const url = (schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)),
      `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );
const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const ENVIRONMENT = z.object({
  /** PostgreSQL of the store; unset: the embedded one in HEDUI_HOME. */
  DATABASE_URL: url(['postgres', 'postgresql']).optional(),
  /** What carries the queue: redis:// or postgres://; unset: the store's own database. */
  QUEUE_URL: url(['redis', 'rediss', 'postgres', 'postgresql']).optional(),
  /** Folder of the embedded database, keys and written reports. */
  HEDUI_HOME: z.string().min(1).default('.hedui'),
  /** YAML file that says how each department is reached. */
  HEDUI_DEPARTMENTS: z.string().min(1).optional(),
  /** Folder of the standards. */
  HEDUI_STANDARDS: z.string().min(1).optional(),
  /** YAML file with the office's name and addresses. */
  HEDUI_OFFICE: z.string().min(1).optional(),
  /** YAML file with how rechecks run and how long steps may take. */
  HEDUI_RECHECK: z.string().min(1).optional(),
  /** YAML file with what is worth a person's look. */
  HEDUI_SIGNALS: z.string().min(1).optional(),
  /** Where the digest of overdue cases goes: a mail server (smtp:// or smtps://), addresses, a webhook. */
  HEDUI_SMTP_URL: url(['smtp', 'smtps']).optional(),
  HEDUI_MAIL_FROM: z.string().min(3).default('hedui@localhost'),
  HEDUI_DIGEST_TO: z.string().min(3).optional(),
  HEDUI_DIGEST_WEBHOOK: url(['http', 'https']).optional(),
  /** Signs the webhook's body with HMAC-SHA-256. */
  HEDUI_DIGEST_SECRET: z.string().min(16).optional(),
  /** YAML file with holidays and working weekends that are announced for years to come. */
  HEDUI_WORKING_DAYS: z.string().min(1).optional(),
  /** File with the key-encryption, index and signing keys; unset: keys.json in HEDUI_HOME. */
  HEDUI_KEY_FILE: z.string().min(1).optional(),
  /** What values are sealed, digested and signed with from now on; docs/security.md. */
  HEDUI_CRYPTO: z.enum(CRYPTO_SUITES).default('aes'),
  /** YAML file that says how long households are kept. */
  HEDUI_RETENTION: z.string().min(1).optional(),
  /** Folder or address outside that gets the ledger's checkpoints. */
  HEDUI_PUBLISH: z.string().min(1).optional(),
  /** Households in a chunk; 500 is the measured optimum. */
  HEDUI_CHUNK_SIZE: wholeNumber(1, 5_000).default(500),
  /** Chunks that one worker process looks up at the same time, for each department. */
  HEDUI_LOOKUP_CONCURRENCY: wholeNumber(1, 64).default(2),
  /** Seconds after which a job of a dead worker is taken up by another. */
  HEDUI_TAKEOVER_SECONDS: wholeNumber(2, 600).default(20),
  /** GB/T 2260 code of this office's region. */
  HEDUI_REGION: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/, 'must have 6, 9 or 12 digits')
    .default('371000'),
  /** Where the console is reached from outside. */
  HEDUI_CONSOLE_URL: url(['http', 'https']).optional(),
  /** YAML file of the unified identity where staff sign in. */
  HEDUI_IDENTITY: z.string().min(1).optional(),
  /** Addresses of proxies before the console, by commas. */
  HEDUI_TRUSTED_PROXIES: z.string().default(''),
  HEDUI_LANGUAGE: z.enum(LANGUAGES).default('zh-CN'),
  HEDUI_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Where the digest of overdue cases goes. */
export type DigestSettings = {
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly mailTo: readonly string[];
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
};

export type Settings = {
  readonly databaseUrl: string | null;
  readonly queueUrl: string | null;
  /** Absolute. */
  readonly home: string;
  readonly departmentsFile: string | null;
  readonly standardsFolder: string | null;
  readonly officeFile: string | null;
  readonly recheckFile: string | null;
  readonly signalsFile: string | null;
  readonly workingDaysFile: string | null;
  readonly digest: DigestSettings;
  readonly keyFile: string;
  readonly cryptoSuite: CryptoSuite;
  readonly publishTo: string | null;
  readonly retentionFile: string | null;
  readonly chunkSize: number;
  readonly lookupConcurrency: number;
  readonly takeoverMs: number;
  readonly region: RegionCode;
  readonly publicUrl: URL | null;
  readonly identityFile: string | null;
  readonly trustedProxies: readonly string[];
  readonly language: Language;
  readonly logLevel: string;
};

/** @throws HeduiError SETTING_INVALID, naming the variables. Values are not repeated: a URL may hold a password. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.keys(ENVIRONMENT.shape).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const read = ENVIRONMENT.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new HeduiError('SETTING_INVALID', {
      zh: `环境变量设置有误：${faults.join('；')}。请改正后重新运行。`,
      en: `Wrong settings in the environment: ${faults.join('; ')}. Correct them and run again.`,
    });
  }
  const settings = read.data;
  const home = resolve(settings.HEDUI_HOME);
  return {
    databaseUrl: settings.DATABASE_URL ?? null,
    queueUrl: settings.QUEUE_URL ?? null,
    home,
    departmentsFile: settings.HEDUI_DEPARTMENTS ?? null,
    standardsFolder: settings.HEDUI_STANDARDS ?? null,
    officeFile: settings.HEDUI_OFFICE ?? null,
    recheckFile: settings.HEDUI_RECHECK ?? null,
    signalsFile: settings.HEDUI_SIGNALS ?? null,
    workingDaysFile: settings.HEDUI_WORKING_DAYS ?? null,
    digest: {
      smtpUrl: settings.HEDUI_SMTP_URL ?? null,
      mailFrom: settings.HEDUI_MAIL_FROM,
      mailTo: (settings.HEDUI_DIGEST_TO ?? '').split(',').flatMap((to) => to.trim() || []),
      webhookUrl: settings.HEDUI_DIGEST_WEBHOOK ?? null,
      webhookSecret: settings.HEDUI_DIGEST_SECRET ?? null,
    },
    keyFile: settings.HEDUI_KEY_FILE ?? resolve(home, 'keys.json'),
    cryptoSuite: settings.HEDUI_CRYPTO,
    publishTo: settings.HEDUI_PUBLISH ?? null,
    retentionFile: settings.HEDUI_RETENTION ?? null,
    chunkSize: settings.HEDUI_CHUNK_SIZE,
    lookupConcurrency: settings.HEDUI_LOOKUP_CONCURRENCY,
    takeoverMs: settings.HEDUI_TAKEOVER_SECONDS * 1000,
    region: settings.HEDUI_REGION as RegionCode,
    publicUrl: settings.HEDUI_CONSOLE_URL ? new URL(settings.HEDUI_CONSOLE_URL) : null,
    identityFile: settings.HEDUI_IDENTITY ?? null,
    trustedProxies: settings.HEDUI_TRUSTED_PROXIES.split(',').flatMap((one) => one.trim() || []),
    language: settings.HEDUI_LANGUAGE,
    logLevel: settings.HEDUI_LOG_LEVEL,
  };
}
