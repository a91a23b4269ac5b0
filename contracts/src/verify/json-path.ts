/** A step of a JSON path: the name of a field, the index of an element, or `*` for each element. */
export type PathSegment = string | number

const segmentPattern = /\.([^.[\]]+)|\[(\d+|\*)\]|\['((?:[^'\\]|\\.)*)'\]/y

/** Returns the steps of a JSON path as Pact writes it, `$.results[0]._id`, and `undefined` for any other text. */
export function parseJsonPath(path: string): PathSegment[] | undefined {
  if (!path.startsWith('$')) return undefined
  const segments: PathSegment[] = []
  segmentPattern.lastIndex = 1
  while (segmentPattern.lastIndex < path.length) {
    const match = segmentPattern.exec(path)
    if (match === null) return undefined
    const [, name, index, quoted] = match
    if (index === undefined) segments.push(name ?? quoted?.replace(/\\(.)/g, '$1') ?? '')
    else segments.push(index === '*' ? index : Number(index))
  }
  return segments
}

/** Returns a JSON path as text. */
export function formatJsonPath(segments: readonly PathSegment[]): string {
  const parts = segments.map((segment) => {
    if (typeof segment === 'number') return `[${segment}]`
    return /^[\w-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`
  })
  return `$${parts.join('')}`
}

/** Returns the value at a path, `undefined` where there is none. What an object inherits does not count. */
export function valueAtPath(value: unknown, segments: readonly PathSegment[]): unknown {
  return segments.reduce<unknown>((current, segment) => {
    if (Array.isArray(current)) return typeof segment === 'number' ? current[segment] : undefined
    return typeof current === 'object' && current !== null && Object.hasOwn(current, segment)
      ? Reflect.get(current, segment)
      : undefined
  }, value)
}
