import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { isBoolean } from '@export-buckets/cli-kit/flag'
import { errorMessage } from '@export-buckets/cli-kit/style'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import type { Command } from './command.ts'
import type { CliContext } from './context.ts'

async function readBytes(path: string, context: CliContext): Promise<Uint8Array> {
  try {
    return await (path === '-' ? context.readStdin() : context.readFile(path))
  } catch (error) {
    throw new UsageError(`--file ${path}: cannot be read: ${errorMessage(error)}`)
  }
}

async function readJsonFile(path: string, context: CliContext): Promise<unknown> {
  const bytes = await readBytes(path, context)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new UsageError(`--file ${path}: expected JSON in UTF-8: ${errorMessage(error)}`)
  }
}

/**
 * The body that a command sends, out of a file or of flags; `undefined` for a command that sends none.
 *
 * @throws UsageError where both or neither are given, and for a file that is not JSON
 */
export async function readBody(
  command: Command,
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<unknown> {
  if (command.body === undefined) return undefined
  const fields = command.body.flatMap((flag) => {
    const text = parsedArgs.value(flag.name)
    return text === undefined ? [] : [[flag.name, isBoolean(flag) ? text === 'true' : text]]
  })
  const path = parsedArgs.value('file')
  if (path === undefined && fields.length > 0) return Object.fromEntries(fields)
  if (path !== undefined && fields.length === 0) return readJsonFile(path, context)
  const names = command.body.map(({ name }) => `--${name}`).join(', ')
  const problem = path === undefined ? 'nothing to send: give' : 'two bodies: give'
  throw new UsageError(`${problem} either --file or ${names}`)
}
