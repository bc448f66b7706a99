// What another system may do at the API.

export const API_SCOPES = [
  /** Submit batches and single households. */
  'batches:write',
  /** Follow batches, and read their rejected rows. */
  'batches:read',
  /** Search and read reports, and what people decided on their findings. */
  'reports:read',
  /** Record objections of households. */
  'objections:write',
  /** Read risk signals about households of the region. */
  'signals:read',
  /** How departments serve, and which standards are in force. */
  'operations:read',
  /** Be told of reports as they are sealed. */
  'webhooks:write',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];
