/** An object of a document that has been read but not checked. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a key of an object, `undefined` where there is none. What an object inherits does not count. */
export function valueAt(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** The entries of an object; none of anything else. */
export function toEntries(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : []
}

/** The strings of an array; none of anything else. */
export function toStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
