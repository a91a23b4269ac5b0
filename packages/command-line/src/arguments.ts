import { type Flag, type Operand, problemOf, variableNames } from './flag.ts'
import type { Environment } from './output.ts'
import { type GivenFlag, wordsOf } from './tokens.ts'
import { UsageError } from './usage-error.ts'

/** What a command is called with. */
export interface Syntax {
  readonly name: string
  readonly flags: readonly Flag[]
  /** What has to follow the name. Absent where nothing may. */
  readonly operand?: Operand | undefined
}

/** What a command was given, checked. */
export interface Given {
  /** Empty where the command takes none. */
  readonly operand: string
  /** The flags of the command line, in their order. */
  readonly flags: readonly GivenFlag[]
  /** The value of a flag, else of its variable. */
  text(name: string): string | undefined
  /** Every value of a flag, each once. */
  texts(name: string): readonly string[]
  /** @throws UsageError where it is not given */
  required(name: string): string
  isTrue(name: string): boolean
  /** Whether it stands on the command line, for which a variable does not count. */
  isGiven(name: string): boolean
  /** What errors call the value of a flag by: the flag, or the variable that holds it. */
  sourceOf(name: string): string
}

/** Where values come from, by what errors call it: the flag, else its variable. */
interface Source {
  readonly name: string
  readonly values: readonly string[]
}

function sourceOf(flag: Flag, flags: readonly GivenFlag[], env: Environment): Source {
  const { name } = flag
  const given = flags.filter((each) => each.name === name)
  const variable = variableNames(flag).find((each) => env[each])
  const text = variable && env[variable]
  return given.length === 0 && variable && text
    ? { name: variable, values: [text] }
    : { name: `--${name}`, values: given.map(({ value }) => value) }
}

function problemsOf(flag: Flag, { name, values }: Source): string[] {
  const variables = variableNames(flag).join(' or ')
  const unset = variables === '' ? '' : `, and ${variables} is not set`
  if (flag.required && values.length === 0) {
    return [`${name}: missing${unset} (${flag.value}: ${flag.about})`]
  }
  return values.flatMap((value) => {
    const problem = problemOf(flag, value)
    return problem === undefined ? [] : [`${name}: ${problem}`]
  })
}

function operandIn({ name, operand }: Syntax, values: readonly string[]): string {
  const [value, unexpected] = operand === undefined ? [undefined, ...values] : values
  if (unexpected !== undefined) {
    throw new UsageError(`${name}: unexpected argument ${JSON.stringify(unexpected)}`)
  }
  if (operand === undefined) return ''
  const { choices } = operand
  const expected = `${name}: expected ${choices?.join(', ') ?? operand.name}`
  if (value === undefined) throw new UsageError(`${expected}, got nothing`)
  if (choices === undefined || choices.includes(value)) return value
  throw new UsageError(`${expected}, got ${JSON.stringify(value)}`)
}

/** Whether help is asked for, whatever else is wrong: also by the first of several letters. */
export function wantsHelp(args: readonly string[]): boolean {
  return args.some((arg) => /^(--help(=true)?|-h\w*)$/.test(arg))
}

/**
 * Reads what follows the name of a command.
 *
 * @throws UsageError for an unknown flag, one without its value, one given twice, and naming every wrong or missing value
 */
export function readArguments(args: readonly string[], syntax: Syntax, env: Environment): Given {
  const { flags, operands } = wordsOf(args, syntax.flags)
  const operand = operandIn(syntax, operands)
  const sources = new Map(syntax.flags.map((flag) => [flag, sourceOf(flag, flags, env)]))
  const problems = [...sources].flatMap(([flag, source]) => problemsOf(flag, source))
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  const byName = new Map([...sources].map(([{ name }, source]) => [name, source]))
  const texts = (name: string) => [...new Set(byName.get(name)?.values)]
  return {
    operand,
    flags,
    texts,
    text: (name) => texts(name)[0],
    required(name) {
      const [text] = texts(name)
      if (text === undefined) throw new UsageError(`--${name}: missing`)
      return text
    },
    isTrue: (name) => texts(name)[0] === 'true',
    isGiven: (name) => flags.some((flag) => flag.name === name),
    sourceOf: (name) => byName.get(name)?.name ?? `--${name}`,
  }
}
