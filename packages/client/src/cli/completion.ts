import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/arguments'
import type { CommandHelp } from '@export-buckets/cli-kit/help'

type Commands = readonly CommandHelp[]

/** Returns the possible values of a command's positional argument. */
function positionalChoices({ name, positional }: CommandHelp, commands: Commands) {
  return name === 'help' ? commands.map((command) => command.name) : (positional?.choices ?? [])
}

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
function bashCompletion(commands: Commands): string {
  const valueCases = commands.flatMap(({ name, flags }) =>
    flags.map((flag) => bashValueCase(name, flag)),
  )
  const wordCases = commands.map((command) => {
    const flagNames = command.flags.map(({ name }) => `--${name}`)
    const words = [...flagNames, ...positionalChoices(command, commands)]
    return `    "${command.name} "*) ${completeWords(words)} ;;`
  })
  // `--flag=value` is three words in bash 4 and later, two without the value, and one word in bash 3.
  return `_export_buckets() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=
  case "$word" in
    =) word= before="$before=" ;;
    --*=*) before="\${word%%=*}=" word="\${word#*=}" ;;
    *) if [ "$before" = = ]; then before="\${COMP_WORDS[COMP_CWORD-2]}="; fi ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then ${completeWords(commands.map(({ name }) => name))}
  else case "\${COMP_WORDS[1]} $before" in
${[...valueCases, '    *=) ;;', ...wordCases].join('\n')}
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

function fishFlagLine(command: string, flag: Flag): string {
  const short = flag.short === undefined ? [] : [`-s ${flag.short}`]
  const options = [
    ...short,
    `-l ${flag.name}`,
    ...fishValueOptions(flag),
    `-d ${quoteForFish(flag.description)}`,
  ]
  return `complete -c export-buckets ${subcommandCondition(command)} ${options.join(' ')}`
}

/** Returns a script to source, or to save as `~/.config/fish/completions/export-buckets.fish`. */
function fishCompletion(commands: Commands): string {
  const commandLines = commands.map(
    ({ name, description }) =>
      `complete -c export-buckets -n __fish_use_subcommand -a ${name} -d ${quoteForFish(description)}`,
  )
  const flagLines = commands.flatMap(({ name, flags }) =>
    flags.map((flag) => fishFlagLine(name, flag)),
  )
  const choiceLines = commands.map((command) => {
    const choices = positionalChoices(command, commands).join(' ')
    const condition = subcommandCondition(command.name)
    return choices && `complete -c export-buckets ${condition} -a ${quoteForFish(choices)}`
  })
  const lines = [...commandLines, ...flagLines, ...choiceLines.filter(Boolean)]
  return `complete -c export-buckets -f\n${lines.join('\n')}\n`
}

/** Quotes a text: zsh has no escapes between single quotes. */
const quoteForZsh = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** Escapes the characters that `_arguments` and `_describe` interpret in a description. */
const escapeDescription = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')

/** Returns the action that completes the value of a flag. A space completes nothing. */
function zshAction(flag: Flag): string {
  if (flag.valueName === 'FILE') return '_files'
  const choices = getChoices(flag)
  return choices === undefined ? ' ' : `(${choices.join(' ')})`
}

/** Returns the specifications of a flag: see "_arguments" in zshcompsys(1). */
function zshArgumentSpecs(flag: Flag): string[] {
  const value = isBoolean(flag) ? '' : `:${flag.valueName}:${zshAction(flag)}`
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const exclusions = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((name) =>
    quoteForZsh(`${exclusions}${name}[${escapeDescription(flag.description)}]${value}`),
  )
}

function zshCommandCase(command: CommandHelp, commands: Commands): string {
  const { name, flags } = command
  const completion =
    flags.length > 0
      ? `_arguments ${flags.flatMap(zshArgumentSpecs).join(' ')}`
      : `compadd -- ${positionalChoices(command, commands).join(' ')}`
  return `    ${name}) ${completion} ;;`
}

/** Returns a script to source, or to save as `_export-buckets` in a folder of `fpath`. */
function zshCompletion(commands: Commands): string {
  const descriptions = commands.map(({ name, description }) =>
    quoteForZsh(`${name}:${escapeDescription(description)}`),
  )
  return `#compdef export-buckets
_export_buckets() {
  local -a commands=(${descriptions.join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${commands.map((command) => zshCommandCase(command, commands)).join('\n')}
  esac
}
if [ "$funcstack[1]" = _export-buckets ]; then _export_buckets "$@"; else compdef _export_buckets export-buckets; fi
`
}

const scripts = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
])

/** The shells with a completion script. */
export const shells: readonly string[] = [...scripts.keys()]

/** Returns the completion script of a shell. Returns an empty string for a shell that is not in {@link shells}. */
export function completionScript(shell: string, commands: readonly CommandHelp[]): string {
  return scripts.get(shell)?.(commands) ?? ''
}
