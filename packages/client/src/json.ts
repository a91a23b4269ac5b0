/** The value of a JSON text, `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fields of a body that was not validated: each may be absent or of any type. `Object(body)` has none if it is not an object. */
export type JsonFields<T> = { readonly [Name in keyof T]?: unknown }

/** Returns a string unchanged, and `undefined` for anything else. */
export function stringOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
