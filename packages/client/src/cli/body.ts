import { isBoolean, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { errorMessage } from '@export-buckets/cli-kit/terminal'
import type { BodyFlag, Label } from './command.ts'
import type { CliContext } from './environment.ts'

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

interface JsonObject {
  [key: string]: string | number | boolean | Label[] | JsonObject
}

/** Converts the value of a flag to JSON. Text that is not a number stays text, so that validation reports it. */
function toJsonValue(flag: BodyFlag, text: string): string | number | boolean {
  if (isBoolean(flag)) return text === 'true'
  return flag.isInteger && /^\d{1,15}$/.test(text) ? Number(text) : text
}

function setField(
  target: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: JsonObject[string],
) {
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const child = target[key]
  const object = typeof child === 'object' && !Array.isArray(child) ? child : {}
  target[key] = object
  setField(object, rest, value)
}

/** Returns the body that the flags on the command line describe, or `undefined` when there are none. */
function toBody(flags: readonly BodyFlag[], parsedArgs: ParsedArguments): JsonObject | undefined {
  const body: JsonObject = {}
  for (const flag of flags) {
    const values = parsedArgs.values(flag.name)
    const [text] = values
    if (text === undefined) continue
    const value = flag.toField?.(values) ?? toJsonValue(flag, text)
    setField(body, flag.field ?? [flag.name], value)
  }
  return Object.keys(body).length === 0 ? undefined : body
}

/**
 * Reads a request body from a file or from its flags.
 *
 * @throws UsageError for both a file and flags, for neither, and for a file that is not JSON
 */
export async function readBody(
  flags: readonly BodyFlag[],
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<unknown> {
  const body = toBody(flags, parsedArgs)
  const path = parsedArgs.value('file')
  if (path === undefined && body !== undefined) return body
  if (path !== undefined && body === undefined) return readJsonFile(path, context)
  const names = flags.map(({ name }) => `--${name}`).join(', ')
  const problem = path === undefined ? 'missing body' : 'more than one body'
  throw new UsageError(`${problem}: use either --file or ${names}`)
}
