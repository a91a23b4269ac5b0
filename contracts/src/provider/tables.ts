const tables = [
  'credential',
  'revoked_token',
  'export_bucket',
  'export_bucket_use',
  'rate_limit',
  'resource',
]

/** Returns the statements that empty a database, which take a fraction of the time of creating one. */
export const emptyTables = (): string[] => tables.map((table) => `DELETE FROM ${table}`)
