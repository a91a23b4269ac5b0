import type { Flag } from '@export-buckets/cli-kit/arguments'
import { alignColumns } from '@export-buckets/cli-kit/help'
import { type OperationId, operations } from '@export-buckets/core'
import type { BodyFlag, Command, CommandCall, CommandResult } from './command.ts'
import { commonFlags, fileFlag, toPathFlags, toQueryFlags, toVersionFlag } from './flags.ts'
import type { Table } from './tables.ts'

/** The common properties of command definitions. */
interface CommandDefinition {
  readonly name: string
  readonly description: string
  /** The operation whose path, query and versions become flags. */
  readonly operationId: OperationId
  /** The other operations that the command may call. */
  readonly alsoCalls?: readonly OperationId[]
  /** The flags for the fields of the request body. Absent for a command without one. */
  readonly body?: readonly BodyFlag[]
  /** More flags. A flag replaces one of the operation with the same name. */
  readonly flags?: readonly Flag[]
  /** The table of a list. Absent for a command that prints no list. */
  readonly table?: Table
  readonly examples: readonly string[]
}

/** A command that prints the response body of one operation. */
interface OperationCommandDefinition extends CommandDefinition {
  /** Returns the response body, `undefined` when it has none. */
  fetch(call: CommandCall): Promise<unknown>
}

/** A command that calls several operations, or prints more than a response body. */
interface WorkflowCommandDefinition extends CommandDefinition {
  run(call: CommandCall): Promise<CommandResult>
}

/** Returns the last paragraph of the help: the operations of a command and the roles that they require. */
function formatNotes({ operationId, alsoCalls = [] }: CommandDefinition): string {
  if (alsoCalls.length === 0) {
    return `Operation ${operationId}; requires the role ${operations[operationId].role} in the project.`
  }
  const rows = [operationId, ...alsoCalls].map((id) => [`  ${id}`, operations[id].role])
  const title = 'Operations that it may call, and the roles that they require in the project:'
  return [title, ...alignColumns(rows)].join('\n')
}

function toCommand(
  definition: CommandDefinition,
  queryFlags: readonly Flag[],
  run: Command['run'],
): Command {
  const { name, description, operationId, body, flags = [], table, examples } = definition
  const bodyFlags = body === undefined ? [] : [...body, fileFlag]
  const operationFlags = [...toPathFlags(operationId), ...queryFlags, toVersionFlag(operationId)]
  const allFlags = [...operationFlags, ...bodyFlags, ...flags, ...commonFlags]
  // A command's own flag replaces the operation's flag in its position.
  const flagsByName = new Map(allFlags.map((flag) => [flag.name, flag]))
  return {
    name,
    description,
    flags: [...flagsByName.values()],
    examples,
    notes: formatNotes(definition),
    ...(body && { body }),
    ...(table && { table }),
    successStatus: operations[operationId].successStatus,
    run,
  }
}

/** Creates a command that prints the response body of one operation. It has the flags of {@link toQueryFlags}. */
export function operationCommand(definition: OperationCommandDefinition): Command {
  const { operationId, fetch } = definition
  return toCommand(definition, toQueryFlags(operationId), async (call) => ({
    body: await fetch(call),
  }))
}

/** Creates a command that calls several operations. Its only query parameter is `envelope`. */
export function workflowCommand(definition: WorkflowCommandDefinition): Command {
  const queryFlags = toQueryFlags(definition.operationId).filter(({ name }) => name === 'envelope')
  return toCommand(definition, queryFlags, definition.run)
}
