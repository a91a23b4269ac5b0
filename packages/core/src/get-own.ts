/** Returns a property of an object itself, and `undefined` for an inherited one such as `constructor`. */
export function getOwn<T>(value: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
