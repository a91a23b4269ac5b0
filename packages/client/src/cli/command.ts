import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { type Flag, helpFlag } from '@export-buckets/cli-kit/flag'
import type { OperationId } from '@export-buckets/core'
import type { AtlasClient } from '../client.ts'
import { toOperationFlags } from './operation-flags.ts'

/** What a command has to work with. */
export interface CommandCall {
  readonly atlas: AtlasClient
  readonly parsedArgs: ParsedArguments
  /** The body to send, not checked yet; `undefined` where the command sends none. */
  readonly body: unknown
  readonly signal: AbortSignal
  /** Tells a person who waits how far it is. */
  onProgress(progress: string): void
}

/** One operation as a command. Parsing, help and completion read it. */
export interface Command {
  readonly name: string
  readonly operationId: OperationId
  readonly description: string
  /** The fields of the body that it sends. Absent where it sends none. */
  readonly body?: readonly Flag[]
  /** Flags that it has besides those of its operation, its body and every command. */
  readonly flags?: readonly Flag[]
  readonly examples: readonly string[]
  /** Answers what Atlas answered, `undefined` where that has no body. */
  run(call: CommandCall): Promise<unknown>
}

const fileFlag: Flag = {
  name: 'file',
  valueName: 'FILE',
  description: 'the body as JSON, instead of flags; - is standard input',
}

const commonFlags: readonly Flag[] = [
  {
    name: 'output',
    short: 'o',
    valueName: 'FORMAT',
    description: 'json or table; default: table on a terminal, json elsewhere',
    choices: ['json', 'table'],
  },
  { name: 'verbose', description: 'requests and responses on standard error, without secrets' },
  helpFlag,
]

/** Every flag of a command. */
export function commandFlags({ operationId, body, flags = [] }: Command): readonly Flag[] {
  return [
    ...toOperationFlags(operationId),
    ...(body === undefined ? [] : [...body, fileFlag]),
    ...flags,
    ...commonFlags,
  ]
}
