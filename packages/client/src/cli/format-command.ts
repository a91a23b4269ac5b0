import type { CommandCall } from './command.ts'

/** Returns a command line of this program, with the project if the user did not set it by the environment. */
export function formatCommand(
  { parsedArgs }: Pick<CommandCall, 'parsedArgs'>,
  name: string,
  ids: Readonly<Record<string, string>>,
): string {
  const groupId = parsedArgs.has('groupId') ? { groupId: parsedArgs.required('groupId') } : {}
  const flags = Object.entries({ ...groupId, ...ids }).map(([flag, value]) => `--${flag} ${value}`)
  return ['export-buckets', name, ...flags].join(' ')
}
