import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/flag'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { type Command, commandFlags } from './command.ts'
import { commands, type MetaCommand, metaCommands, type Shell, shells } from './commands.ts'

const completeWords = (words: readonly string[] | undefined) => `words='${words?.join(' ') ?? ''}'`

/** Splits on newlines, so that a file name with spaces is one word. Bash 3 has no `compopt`. */
const completeFiles =
  'local IFS=$\'\\n\'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word")); return'

/** Returns the case that completes the value of a flag. A boolean flag takes a value only after `=`. */
function bashValueCase(command: string, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-${flag.short}`]
  const separateNames = isBoolean(flag) ? [] : [`--${flag.name}`, ...short]
  const pattern = [...separateNames, `--${flag.name}=`]
    .map((name) => `"${command} ${name}"`)
    .join('|')
  const completion = flag.valueName === 'FILE' ? completeFiles : completeWords(getChoices(flag))
  return `    ${pattern}) ${completion} ;;`
}

/** Returns a script for bash 3.2 and later. */
function bashCompletion(): string {
  const commandNames = [...commands, ...metaCommands].map(({ name }) => name)
  const valueCases = commands.flatMap((command) =>
    commandFlags(command).map((flag) => bashValueCase(command.name, flag)),
  )
  const flagCases = commands.map((command) => {
    const flagNames = commandFlags(command).map(({ name }) => `--${name}`)
    return `    "${command.name} "*) ${completeWords(flagNames)} ;;`
  })
  const metaCommandCases = metaCommands.map(
    ({ name, choices }) => `    "${name} "*) ${completeWords(choices)} ;;`,
  )
  // `--flag=value` is three words in bash 4 and later, two without the value, and one word in bash 3.
  return `_export_buckets() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=
  case "$word" in
    =) word= before="$before=" ;;
    --*=*) before="\${word%%=*}=" word="\${word#*=}" ;;
    *) if [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD-2]}="; fi ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then ${completeWords(commandNames)}
  else case "\${COMP_WORDS[1]} $before" in
${[...valueCases, '    *=) ;;', ...flagCases, ...metaCommandCases].join('\n')}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _export_buckets export-buckets
`
}

/** Quotes a text: fish has two escapes between single quotes. */
const quoteForFish = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`

const subcommandCondition = (name: string) =>
  `-n ${quoteForFish(`__fish_seen_subcommand_from ${name}`)}`

function fishValueOptions(flag: Flag): string[] {
  if (isBoolean(flag)) return []
  if (flag.valueName === 'FILE') return ['-r -F']
  const choices = getChoices(flag)
  return choices === undefined ? ['-x'] : ['-x', `-a ${quoteForFish(choices.join(' '))}`]
}

function fishFlagLine({ name: command }: Command, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-s ${flag.short}`]
  const options = [
    ...short,
    `-l ${flag.name}`,
    ...fishValueOptions(flag),
    `-d ${quoteForFish(flag.description)}`,
  ]
  return `complete -c export-buckets ${subcommandCondition(command)} ${options.join(' ')}`
}

function fishChoiceLines({ name, choices }: MetaCommand): string[] {
  if (choices.length === 0) return []
  return [
    `complete -c export-buckets ${subcommandCondition(name)} -a ${quoteForFish(choices.join(' '))}`,
  ]
}

/** Returns a script to source, or to save as `~/.config/fish/completions/export-buckets.fish`. */
function fishCompletion(): string {
  const commandLines = [...commands, ...metaCommands].map(
    ({ name, description }) =>
      `complete -c export-buckets -n __fish_use_subcommand -a ${name} -d ${quoteForFish(description)}`,
  )
  const flagLines = commands.flatMap((command) =>
    commandFlags(command).map((flag) => fishFlagLine(command, flag)),
  )
  const lines = [...commandLines, ...flagLines, ...metaCommands.flatMap(fishChoiceLines)]
  return `complete -c export-buckets -f\n${lines.join('\n')}\n`
}

/** Quotes a text. */
const quoteForZsh = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** Escapes the characters that `_arguments` and `_describe` interpret in a description. */
const escapeDescription = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')

/** Returns the specifications of a flag: see "_arguments" in zshcompsys(1). */
function zshArgumentSpecs(flag: Flag): string[] {
  const choices = getChoices(flag)?.join(' ')
  const values = flag.valueName === 'FILE' ? '_files' : choices === undefined ? ' ' : `(${choices})`
  const value = isBoolean(flag) ? '' : `:${flag.valueName}:${values}`
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const exclusions = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((name) =>
    quoteForZsh(`${exclusions}${name}[${escapeDescription(flag.description)}]${value}`),
  )
}

function zshCommandCase(command: Command): string {
  const specs = commandFlags(command).flatMap(zshArgumentSpecs)
  return `    ${command.name}) _arguments ${specs.join(' ')} ;;`
}

function zshMetaCommandCase({ name, choices }: MetaCommand): string {
  return `    ${name}) compadd -- ${choices.join(' ')} ;;`
}

/** Returns a script to source, or to save as `_export-buckets` in a folder of `fpath`. */
function zshCompletion(): string {
  const allCommands = [...commands, ...metaCommands]
  const descriptions = allCommands.map(({ name, description }) =>
    quoteForZsh(`${name}:${escapeDescription(description)}`),
  )
  return `#compdef export-buckets
_export_buckets() {
  local -a commands=(${descriptions.join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${[...commands.map(zshCommandCase), ...metaCommands.map(zshMetaCommandCase)].join('\n')}
  esac
}
if [ "$funcstack[1]" = _export-buckets ]; then _export_buckets "$@"; else compdef _export_buckets export-buckets; fi
`
}

const scripts: Readonly<Record<Shell, () => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

/**
 * Returns the completion script of a shell.
 *
 * @throws UsageError for a shell without one
 */
export function completionScript(name: string | undefined): string {
  const shell = shells.find((candidate) => candidate === name)
  if (shell !== undefined) return scripts[shell]()
  const actual = name === undefined ? 'nothing' : JSON.stringify(name)
  throw new UsageError(`completion: expected ${shells.join(', ')}, got ${actual}`)
}
