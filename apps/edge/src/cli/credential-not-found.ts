/** The error for an id that no credential has. */
export function credentialNotFound(id: string): Error {
  return new Error(
    `no credential has the id ${JSON.stringify(id)}; "export-buckets-edge credentials list" shows all`,
  )
}
