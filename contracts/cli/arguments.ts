import { parseArgs } from 'node:util'
import type { Option } from './option.ts'
import { UsageError } from './usage-error.ts'
import type { World } from './world.ts'

/** The values of a command's options. */
export interface Given {
  /** The value on the command line, else that of the option's variable. */
  text(name: string): string | undefined
  /** The values of a repeatable option. */
  texts(name: string): readonly string[]
  isGiven(name: string): boolean
}

function parse(args: readonly string[], options: readonly Option[]) {
  const known = options.map(({ name, short, value }) => [
    name,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      multiple: true,
      ...(short !== undefined && { short }),
    },
  ])
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(known) }).values
  } catch (error) {
    // Of node:util: it names the argument and says what to do.
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message)
    throw error
  }
}

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for an option that there is not, one without its value, one given twice
 */
export function readArguments(
  args: readonly string[],
  options: readonly Option[],
  env: World['env'],
): Given {
  const values = new Map(
    Object.entries(parse(args, options)).map(([name, value]) => [name, [value].flat()]),
  )
  for (const { name, repeatable, value } of options) {
    const given = values.get(name) ?? []
    if (!repeatable && value !== undefined && given.length > 1)
      throw new UsageError(`--${name} is given twice`)
    if (given.includes('')) throw new UsageError(`--${name}: expected ${value}, got nothing`)
  }
  const texts = (name: string) => (values.get(name) ?? []).map(String)
  return {
    texts,
    text(name) {
      const variable = options.find((option) => option.name === name)?.variable
      const [text] = texts(name)
      return text ?? ((variable && env[variable]) || undefined)
    },
    isGiven: (name) => values.has(name),
  }
}
