/** A flag of a command. Parsing, help and completion read it. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string
  /** One letter. */
  readonly short?: string
  /** What stands for the value in the help. Without it, the flag is true or false, and true where no value follows. */
  readonly valueName?: string
  readonly description: string
  readonly required?: true
  /** Whether it may stand there more than once. */
  readonly multiple?: true
  /** The environment variable that holds the value where the flag is not given; of several names, the first that is set. */
  readonly variable?: string | readonly string[]
  /** Every value that there can be. */
  readonly choices?: readonly string[]
  /** What is wrong with a value, `undefined` where nothing is. */
  readonly validate?: (value: string) => string | undefined
}

/** The names of the environment variable of a flag. */
export function variableNames({ variable }: Flag): readonly string[] {
  return variable === undefined ? [] : [variable].flat()
}

/** The flag that asks for help. */
export const helpFlag: Flag = { name: 'help', short: 'h', description: 'this help' }

/** What follows the name of a command without being a flag. */
export interface Positional {
  /** What stands for it in the help. */
  readonly name: string
  /** Every value that there can be. */
  readonly choices?: readonly string[]
}

export function isBoolean({ valueName }: Flag): boolean {
  return valueName === undefined
}

/** Every value that a flag can have, where that is a list. */
export function getChoices(flag: Flag): readonly string[] | undefined {
  return isBoolean(flag) ? ['true', 'false'] : flag.choices
}

/** What is wrong with the value of a flag, `undefined` where nothing is. */
export function validateValue(flag: Flag, value: string): string | undefined {
  const choices = getChoices(flag)
  if (choices !== undefined && !choices.includes(value)) {
    return `expected ${choices.join(', ')}, got ${JSON.stringify(value)}`
  }
  return flag.validate?.(value)
}
