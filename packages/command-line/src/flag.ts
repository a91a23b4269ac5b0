/** A flag of a command. Parsing, help and completion read it. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string
  /** One letter. */
  readonly short?: string
  /** What stands for the value in the help. Without it, the flag is true or false, and true where no value follows. */
  readonly value?: string
  readonly about: string
  readonly required?: true
  /** Whether it may stand there more than once. */
  readonly many?: true
  /** The environment variable that holds the value where the flag is not given; of several names, the first that is set. */
  readonly variable?: string | readonly string[]
  /** Every value that there can be. */
  readonly choices?: readonly string[]
  /** What is wrong with a value, `undefined` where nothing is. */
  readonly problem?: (text: string) => string | undefined
}

/** The names of the environment variable of a flag. */
export function variableNames({ variable }: Flag): readonly string[] {
  return variable === undefined ? [] : [variable].flat()
}

/** The flag that asks for help. */
export const helpFlag: Flag = { name: 'help', short: 'h', about: 'this help' }

/** What follows the name of a command without being a flag. */
export interface Operand {
  /** What stands for it in the help. */
  readonly name: string
  /** Every value that there can be. */
  readonly choices?: readonly string[]
}

export function isBoolean({ value }: Flag): boolean {
  return value === undefined
}

/** Every value that a flag can have, where that is a list. */
export function choicesOf(flag: Flag): readonly string[] | undefined {
  return isBoolean(flag) ? ['true', 'false'] : flag.choices
}

/** What is wrong with the value of a flag, `undefined` where nothing is. */
export function problemOf(flag: Flag, text: string): string | undefined {
  const choices = choicesOf(flag)
  if (choices !== undefined && !choices.includes(text)) {
    return `expected ${choices.join(', ')}, got ${JSON.stringify(text)}`
  }
  return flag.problem?.(text)
}
