import { type Flag, type Positional, validateValue, variableNames } from './flag.ts'
import type { Environment } from './output.ts'
import { type ParsedFlag, parseTokens } from './tokens.ts'
import { UsageError } from './usage-error.ts'

/** What a command is called with. */
export interface CommandSpec {
  readonly name: string
  readonly flags: readonly Flag[]
  /** What has to follow the name. Absent where nothing may. */
  readonly positional?: Positional | undefined
}

/** What a command was given, checked. */
export interface ParsedArguments {
  /** Empty where the command takes none. */
  readonly positional: string
  /** The flags of the command line, in their order. */
  readonly flags: readonly ParsedFlag[]
  /** The value of a flag, else of its variable. */
  value(name: string): string | undefined
  /** Every value of a flag, each once. */
  values(name: string): readonly string[]
  /** @throws UsageError where it is not given */
  required(name: string): string
  isTrue(name: string): boolean
  /** Whether it stands on the command line, for which a variable does not count. */
  has(name: string): boolean
  /** What errors call the value of a flag by: the flag, or the variable that holds it. */
  sourceName(name: string): string
}

/** Where values come from, by what errors call it: the flag, else its variable. */
interface ValueSource {
  readonly name: string
  readonly values: readonly string[]
}

function findSource(flag: Flag, flags: readonly ParsedFlag[], env: Environment): ValueSource {
  const { name } = flag
  const occurrences = flags.filter((parsedFlag) => parsedFlag.name === name)
  const variable = variableNames(flag).find((candidate) => env[candidate])
  const variableValue = variable && env[variable]
  return occurrences.length === 0 && variable && variableValue
    ? { name: variable, values: [variableValue] }
    : { name: `--${name}`, values: occurrences.map(({ value }) => value) }
}

function findProblems(flag: Flag, { name, values }: ValueSource): string[] {
  const variables = variableNames(flag).join(' or ')
  const unsetNote = variables === '' ? '' : `, and ${variables} is not set`
  if (flag.required && values.length === 0) {
    return [`${name}: missing${unsetNote} (${flag.valueName}: ${flag.description})`]
  }
  return values.flatMap((value) => {
    const problem = validateValue(flag, value)
    return problem === undefined ? [] : [`${name}: ${problem}`]
  })
}

function parsePositional({ name, positional }: CommandSpec, values: readonly string[]): string {
  const [value, unexpected] = positional === undefined ? [undefined, ...values] : values
  if (unexpected !== undefined) {
    throw new UsageError(`${name}: unexpected argument ${JSON.stringify(unexpected)}`)
  }
  if (positional === undefined) return ''
  const { choices } = positional
  const expected = `${name}: expected ${choices?.join(', ') ?? positional.name}`
  if (value === undefined) throw new UsageError(`${expected}, got nothing`)
  if (choices === undefined || choices.includes(value)) return value
  throw new UsageError(`${expected}, got ${JSON.stringify(value)}`)
}

/** Whether help is asked for, whatever else is wrong: also by the first of several letters. */
export function isHelpRequested(args: readonly string[]): boolean {
  return args.some((arg) => /^(--help(=true)?|-h\w*)$/.test(arg))
}

/**
 * Reads what follows the name of a command.
 *
 * @throws UsageError for an unknown flag, one without its value, one given twice, and naming every wrong or missing value
 */
export function parseArguments(
  args: readonly string[],
  spec: CommandSpec,
  env: Environment,
): ParsedArguments {
  const { flags, positionals } = parseTokens(args, spec.flags)
  const positional = parsePositional(spec, positionals)
  const sources = new Map(spec.flags.map((flag) => [flag, findSource(flag, flags, env)]))
  const problems = [...sources].flatMap(([flag, source]) => findProblems(flag, source))
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  const byName = new Map([...sources].map(([{ name }, source]) => [name, source]))
  const findValues = (name: string) => [...new Set(byName.get(name)?.values)]
  return {
    positional,
    flags,
    values: findValues,
    value: (name) => findValues(name)[0],
    required(name) {
      const [value] = findValues(name)
      if (value === undefined) throw new UsageError(`--${name}: missing`)
      return value
    },
    isTrue: (name) => findValues(name)[0] === 'true',
    has: (name) => flags.some((flag) => flag.name === name),
    sourceName: (name) => byName.get(name)?.name ?? `--${name}`,
  }
}
