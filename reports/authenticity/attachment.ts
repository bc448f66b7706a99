// The sealed JSON inside a PDF of a report.

/** Its name there. */
export const ATTACHED_REPORT = 'hedui-report.json';
