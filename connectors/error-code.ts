// The code by which Node, PostgreSQL and undici name an error: `ECONNREFUSED`, `57014`, `UND_ERR_SOCKET`.

/** @returns an empty text when the error has none. A host with several addresses fails with one error for each. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'errors' in error && Array.isArray(error.errors) ? errorCode(error.errors[0]) : '';
}
