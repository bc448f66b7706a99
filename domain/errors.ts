// The one catalogue of errors that stop something. Expected outcomes (a rejected row, a department that is
// silent) are values, not errors. Each code is explained in docs/errors.md.

export const ERROR_CODES = [
  'SETTING_INVALID',
  'STANDARD_INVALID',
  'STANDARD_NOT_IN_FORCE',
  'DEPARTMENTS_INVALID',
  'FILE_NOT_READABLE',
  'FILE_NOT_A_BATCH',
  'BATCH_UNKNOWN',
  'REPORT_UNKNOWN',
  'OBJECTION_UNKNOWN',
  'OBJECTION_REFUSED',
  'ATTACHMENT_REFUSED',
  'SCHEME_UNKNOWN',
  'PURPOSE_NOT_ALLOWED',
  'ACCESS_REFUSED',
  'STORE_ROLE_MISSING',
  'STAFF_UNKNOWN',
  'STAFF_EXISTS',
  'STORE_UNREACHABLE',
  'STORE_SCHEMA_NEWER',
  'STORE_PROCESSES_OLDER',
  'STORE_FOLDER_FOREIGN',
  'STORE_DISK_FULL',
  'EMBEDDED_START_FAILED',
  'KEY_MISSING',
  'KEY_WRONG',
  'KEY_IN_USE',
  'KEYS_BEING_TURNED',
  'LEDGER_REWRITTEN',
  'PUBLISH_FAILED',
  'PROOF_UNREADABLE',
  'QUEUE_UNREACHABLE',
  'CITY_INVALID',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A sentence in both languages. Names no person and no ID number. */
export type Said = { readonly zh: string; readonly en: string };

export class HeduiError extends Error {
  readonly code: ErrorCode;
  /** What is wrong and what to do. */
  readonly said: Said;
  /** Whether doing the same again later can work. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, said: Said, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(
      `${code}: ${said.en}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'HeduiError';
    this.code = code;
    this.said = said;
    this.retryable = options.retryable ?? false;
  }
}

/** For the end of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected variant: ${JSON.stringify(value)}`);
}

type FileErrorCode = Extract<ErrorCode, `FILE_${string}`>;

/** Whether a file cannot be taken as it is: whoever sent it is told, and nothing of it is kept. */
export function isFaultOfFile(
  error: unknown,
): error is HeduiError & { readonly code: FileErrorCode } {
  return error instanceof HeduiError && error.code.startsWith('FILE_');
}
