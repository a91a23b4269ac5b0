import type { Command, Option } from './command.ts'

const program = 'pnpm edge'

type Rows = readonly (readonly [string, string])[]

function section(title: string, rows: Rows): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return [
    `${title}:`,
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()),
  ].join('\n')
}

function optionRow([name, { value, about, several }]: [string, Option]): readonly [string, string] {
  const flag = value === undefined ? `--${name}` : `--${name} ${value}`
  return [several ? `${flag} …` : flag, about]
}

const environment: Rows = [
  ['DATABASE_URL', 'the database, where there is no --database'],
  ['DATABASE_AUTH_TOKEN', 'its token, where it wants one; there is no option for it'],
]

/** The help of the program. */
export function programHelp(commands: readonly Command[]): string {
  const all = commands.map(({ name, about }) => [name, about] as const)
  return `${[
    'Administers the credentials that callers of the edge have.',
    `Usage: ${program} COMMAND [options]`,
    section('Commands', all),
    section('Environment', environment),
    section('Exit codes', [
      ['0', 'done'],
      [
        '1',
        'not done: the database is away or not migrated, there is no such credential, a file is in the way',
      ],
      ['2', 'the command line or the environment is wrong; nothing was changed'],
    ]),
    `Options of a command: ${program} COMMAND --help`,
  ].join('\n\n')}\n`
}

/** The help of a command. */
export function commandHelp({
  name,
  operand,
  about,
  options,
  examples,
  notes = [],
}: Command): string {
  const required = Object.entries(options).filter(([, option]) => option.required)
  const needed = [operand, ...required.map(([flag, { value }]) => `--${flag} ${value}`)]
  const usage = [program, name, ...needed.filter(Boolean), '[options]'].join(' ')
  return `${[
    about,
    `Usage: ${usage}`,
    section('Options', Object.entries(options).map(optionRow)),
    section(
      'Examples',
      examples.map((example) => [`${program} ${example}`, ''] as const),
    ),
    ...notes,
  ].join('\n\n')}\n`
}
