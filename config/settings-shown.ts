// The settings in effect, as they may be shown on a page: no password and no key.

import type { Settings } from './settings.ts';

export type ShownSetting = { readonly variable: string; readonly value: string | null };

export function shownSettings(settings: Settings): ShownSetting[] {
  const shown: Record<string, string | number | null> = {
    DATABASE_URL: withoutPassword(settings.databaseUrl),
    QUEUE_URL: withoutPassword(settings.queueUrl),
    HEDUI_HOME: settings.home,
    HEDUI_DEPARTMENTS: settings.departmentsFile,
    HEDUI_STANDARDS: settings.standardsFolder,
    HEDUI_OFFICE: settings.officeFile,
    HEDUI_RECHECK: settings.recheckFile,
    HEDUI_SIGNALS: settings.signalsFile,
    HEDUI_WORKING_DAYS: settings.workingDaysFile,
    HEDUI_SMTP_URL: withoutPassword(settings.digest.smtpUrl),
    HEDUI_MAIL_FROM: settings.digest.mailFrom,
    HEDUI_DIGEST_TO: settings.digest.mailTo.join(', ') || null,
    HEDUI_DIGEST_WEBHOOK: withoutPassword(settings.digest.webhookUrl),
    HEDUI_KEY_FILE: settings.keyFile,
    HEDUI_CRYPTO: settings.cryptoSuite,
    HEDUI_CHUNK_SIZE: settings.chunkSize,
    HEDUI_LOOKUP_CONCURRENCY: settings.lookupConcurrency,
    HEDUI_TAKEOVER_SECONDS: settings.takeoverMs / 1000,
    HEDUI_REGION: settings.region,
    HEDUI_CONSOLE_URL: settings.publicUrl?.href ?? null,
    HEDUI_TRUSTED_PROXIES: settings.trustedProxies.join(', ') || null,
    HEDUI_LANGUAGE: settings.language,
    HEDUI_LOG_LEVEL: settings.logLevel,
  };
  return Object.entries(shown).map(([variable, value]) => ({
    variable,
    value: value === null ? null : String(value),
  }));
}

/** User and password are hidden, and whatever else stands in the query. */
export function withoutPassword(url: string | null): string | null {
  if (url === null) return null;
  const shown = new URL(url);
  if (shown.username !== '') shown.username = '***';
  if (shown.password !== '') shown.password = '***';
  shown.search = '';
  return shown.href;
}
