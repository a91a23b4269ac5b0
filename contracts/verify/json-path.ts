/** A step of a JSON path: the name of a field, the index of an element, or `*` for each element. */
export type Step = string | number

const step = /\.([^.[\]]+)|\[(\d+|\*)\]|\['((?:[^'\\]|\\.)*)'\]/y

/** Returns the steps of a JSON path as Pact writes it, `$.results[0]._id`, and `undefined` for any other text. */
export function parseJsonPath(path: string): Step[] | undefined {
  if (!path.startsWith('$')) return undefined
  const steps: Step[] = []
  step.lastIndex = 1
  while (step.lastIndex < path.length) {
    const match = step.exec(path)
    if (match === null) return undefined
    const [, name, index, quoted] = match
    if (index === undefined) steps.push(name ?? quoted?.replace(/\\(.)/g, '$1') ?? '')
    else steps.push(index === '*' ? index : Number(index))
  }
  return steps
}

/** Returns a JSON path as text. */
export function formatJsonPath(steps: readonly Step[]): string {
  const parts = steps.map((each) => {
    if (typeof each === 'number') return `[${each}]`
    return /^[\w-]+$/.test(each) ? `.${each}` : `[${JSON.stringify(each)}]`
  })
  return `$${parts.join('')}`
}

/** Returns the value at a path, `undefined` where there is none. What an object inherits does not count. */
export function valueAtPath(value: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((each, at) => {
    if (Array.isArray(each)) return typeof at === 'number' ? each[at] : undefined
    return typeof each === 'object' && each !== null && Object.hasOwn(each, at)
      ? Reflect.get(each, at)
      : undefined
  }, value)
}
