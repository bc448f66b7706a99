// Headers of what is not a page of ours.

/** A whole report: its own style sheet and nothing else, shown only within our own pages. */
export const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** RFC 6266: the name in ASCII for old programs, and as it is. */
export function disposition(name: string, isInline: boolean): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  const kind = isInline ? 'inline' : 'attachment';
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
