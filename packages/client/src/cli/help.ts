import { operations } from '@export-buckets/core'
import { type Command, flagsOf } from './command.ts'
import { commands } from './commands/index.ts'
import { variables } from './environment.ts'
import { exitCodes } from './exit-code.ts'
import type { Flag } from './flag.ts'
import { type OtherCommand, otherCommands } from './other-commands.ts'
import type { Style } from './style.ts'

type Rows = readonly (readonly [string, string])[]

function section(style: Style, title: string, rows: Rows): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
  return [style('bold', `${title}:`), ...lines].join('\n')
}

function flagRow({ name, short, value, about, variable }: Flag): readonly [string, string] {
  const letter = short === undefined ? '    ' : `-${short}, `
  const text = `${letter}--${name}${value === undefined ? '' : ` ${value}`}`
  return [text, variable === undefined ? about : `${about}; default: ${variable}`]
}

const environment: Rows = [
  [variables.clientId, 'service account, with'],
  [variables.clientSecret, ''],
  [variables.publicKey, 'API key where there is no service account, with'],
  [variables.privateKey, ''],
  [variables.groupId, 'the project, where there is no --groupId'],
  [variables.baseUrl, 'where Atlas is; default: https://cloud.mongodb.com'],
  ['NO_COLOR', 'no colour; there is none outside of a terminal anyway'],
]

/** The help of the program. */
export function programHelp(style: Style): string {
  const all = [...commands, ...otherCommands].map(({ name, about }) => [name, about] as const)
  const codes = Object.entries(exitCodes)
  return `${[
    'Calls the snapshot export bucket API of MongoDB Atlas.',
    `${style('bold', 'Usage:')} export-buckets COMMAND [flags]`,
    section(style, 'Commands', all),
    section(style, 'Environment', environment),
    section(style, 'Exit codes', codes),
    `Flags and examples of a command: export-buckets COMMAND --help`,
  ].join('\n\n')}\n`
}

/** The help of a command. */
export function commandHelp(command: Command, style: Style): string {
  const { name, operationId, about, examples } = command
  const flags = flagsOf(command)
  const needed = flags
    .filter(({ required }) => required)
    .map((flag) => ` --${flag.name} ${flag.value}`)
  return `${[
    about,
    `${style('bold', 'Usage:')} export-buckets ${name}${needed.join('')} [flags]`,
    section(style, 'Flags', flags.map(flagRow)),
    section(
      style,
      'Examples',
      examples.map((example) => [example, ''] as const),
    ),
    `Operation ${operationId}; the caller needs the role ${operations[operationId].role} in the project.`,
  ].join('\n\n')}\n`
}

/** The help of a command that asks Atlas nothing. */
export function otherHelp({ name, about, words }: OtherCommand, style: Style): string {
  const usage = ['export-buckets', name, words.join('|')].filter(Boolean).join(' ')
  return `${about}\n\n${style('bold', 'Usage:')} ${usage}\n`
}
