import { flagsOf } from '../command.ts'
import { commands } from '../commands/index.ts'
import { choicesOf, type Flag, isBoolean } from '../flag.ts'
import { otherCommands } from '../other-commands.ts'

/** What completes the value of a flag; a boolean one needs no value, so that another flag may follow it. */
function valueCase(command: string, flag: Flag): string[] {
  if (isBoolean(flag)) return []
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])]
  const pattern = names.map((name) => `"${command} ${name}"`).join('|')
  if (flag.value === 'FILE')
    return [`    ${pattern}) COMPREPLY=($(compgen -f -- "$word")); return ;;`]
  return [`    ${pattern}) words='${choicesOf(flag)?.join(' ') ?? ''}' ;;`]
}

/** A script for bash 3.2 and later. */
export function bash(): string {
  const names = [...commands, ...otherCommands].map(({ name }) => name)
  const values = commands.flatMap((command) =>
    flagsOf(command).flatMap((flag) => valueCase(command.name, flag)),
  )
  const flags = commands.map((command) => {
    const all = flagsOf(command).map(({ name }) => `--${name}`)
    return `    "${command.name} "*) words='${all.join(' ')}' ;;`
  })
  const others = otherCommands.map(
    ({ name, words }) => `    "${name} "*) words='${words.join(' ')}' ;;`,
  )
  return `_export_buckets() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=
  if [ "$COMP_CWORD" -eq 1 ]; then words='${names.join(' ')}'
  else case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${[...values, ...flags, ...others].join('\n')}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _export_buckets export-buckets
`
}
