import type { Given } from '@export-buckets/command-line/arguments'
import { isBoolean } from '@export-buckets/command-line/flag'
import { messageOf } from '@export-buckets/command-line/style'
import { UsageError } from '@export-buckets/command-line/usage-error'
import type { Command } from './command.ts'
import type { World } from './world.ts'

async function bytesOf(path: string, world: World): Promise<Uint8Array> {
  try {
    return await (path === '-' ? world.readStdin() : world.readFile(path))
  } catch (error) {
    throw new UsageError(`--file ${path}: cannot be read: ${messageOf(error)}`)
  }
}

async function fileContent(path: string, world: World): Promise<unknown> {
  const bytes = await bytesOf(path, world)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new UsageError(`--file ${path}: expected JSON in UTF-8: ${messageOf(error)}`)
  }
}

/**
 * The body that a command sends, out of a file or of flags; `undefined` for a command that sends none.
 *
 * @throws UsageError where both or neither are given, and for a file that is not JSON
 */
export async function readBody(command: Command, given: Given, world: World): Promise<unknown> {
  if (command.body === undefined) return undefined
  const fields = command.body.flatMap((flag) => {
    const text = given.text(flag.name)
    return text === undefined ? [] : [[flag.name, isBoolean(flag) ? text === 'true' : text]]
  })
  const path = given.text('file')
  if (path === undefined && fields.length > 0) return Object.fromEntries(fields)
  if (path !== undefined && fields.length === 0) return fileContent(path, world)
  const names = command.body.map(({ name }) => `--${name}`).join(', ')
  const mistake = path === undefined ? 'nothing to send: give' : 'two bodies: give'
  throw new UsageError(`${mistake} either --file or ${names}`)
}
