import type { Flag, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { alignColumns } from '@export-buckets/cli-kit/help'
import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import type { CliContext } from './command.ts'

/** The flag of a command that prints a table or JSON. */
export const jsonFlag: Flag = { name: 'json', description: 'print JSON' }

/** Prints a value, as JSON with `--json` and otherwise as a table. @param rows - the header and the rows of the table */
export function printTable(
  parsedArgs: ParsedArguments,
  { stdout }: CliContext,
  value: unknown,
  rows: readonly (readonly string[])[],
): void {
  const text = parsedArgs.isTrue(jsonFlag.name)
    ? JSON.stringify(value, null, 2)
    : alignColumns(rows.map((row) => row.map(escapeForTerminal))).join('\n')
  stdout.write(`${text}\n`)
}
