import type { CommandCall } from './command.ts'

/** Returns a command line of this program. It names the project if the command line of the user did. */
export function formatCommand(
  { parsedArgs }: Pick<CommandCall, 'parsedArgs'>,
  name: string,
  flags: Readonly<Record<string, string>>,
): string {
  const groupId = parsedArgs.has('groupId') ? { groupId: parsedArgs.required('groupId') } : {}
  const words = Object.entries({ ...groupId, ...flags }).map(
    ([flag, value]) => `--${flag} ${value}`,
  )
  return ['export-buckets', name, ...words].join(' ')
}
