/** Parses JSON. Returns `undefined` for invalid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fields of a JSON object that was not validated. `Object(body)` turns any other value into an object without them. */
export type JsonFields<T> = { readonly [Name in keyof T]?: unknown }

/** Returns a string unchanged, and `undefined` for anything else. */
export function stringOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
