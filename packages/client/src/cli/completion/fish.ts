import { type Flag, getChoices, isBoolean } from '@export-buckets/cli-kit/arguments'
import { type Commands, listArgumentCommands, listNextWords } from './commands.ts'

/** Quotes a text: fish has two escapes between single quotes. */
const quoteForFish = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`

const isCondition = (line: string) => `-n ${quoteForFish(`__export_buckets_is ${line}`.trim())}`

const beginsCondition = (line: string) => `-n ${quoteForFish(`__export_buckets_begins ${line}`)}`

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
  return `complete -c export-buckets ${beginsCondition(command)} ${options.join(' ')}`
}

/** Compares the words before the cursor, without the program, with the arguments. */
const fishConditions = `function __export_buckets_is
  set -l words (commandline -opc)
  set -e words[1]
  test "$words" = "$argv"
end
function __export_buckets_begins
  set -l words (commandline -opc)
  set -e words[1]
  string match -q -- "$argv *" "$words "
end
`

/** Returns a script to source, or to save as `~/.config/fish/completions/export-buckets.fish`. */
export function fishCompletion(commands: Commands): string {
  const nameLines = listNextWords(commands).flatMap(({ before, words }) =>
    [...words].map(
      ([word, description]) =>
        `complete -c export-buckets ${isCondition(before)} -a ${word} -d ${quoteForFish(description)}`,
    ),
  )
  const argumentLines = listArgumentCommands(commands).flatMap(({ name, flags, positional }) => {
    const flagLines = flags.map((flag) => fishFlagLine(name, flag))
    const choices = positional?.choices?.map(
      (choice) => `complete -c export-buckets ${isCondition(name)} -a ${choice}`,
    )
    return [...flagLines, ...(choices ?? [])]
  })
  const lines = [...nameLines, ...argumentLines]
  return `${fishConditions}complete -c export-buckets -f\n${lines.join('\n')}\n`
}
