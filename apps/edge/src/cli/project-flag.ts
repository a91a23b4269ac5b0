import type { Flag, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { GroupId } from '@export-buckets/core'

/** The flag that selects the project of a command. */
export const projectFlag: Flag = {
  name: 'project',
  valueName: 'ID',
  description: 'the id of the project',
  required: true,
  validate: (text) => GroupId.issues(text)[0]?.message,
}

/** Returns the id of the project on the command line. */
export function parseProject(parsedArgs: ParsedArguments): GroupId {
  return GroupId.parse(parsedArgs.required(projectFlag.name))
}
