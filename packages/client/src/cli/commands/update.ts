import { requestValidator } from '@export-buckets/core'
import type { Command } from '../command.ts'
import { toBucketInput } from '../command-input.ts'
import { listVersions } from '../list-versions.ts'

const operationId = 'updateGroupBackupExportBucket'

export const updateCommand: Command = {
  name: 'update',
  operationId,
  description:
    'Says whether exports to an AWS bucket go over private networking alone, and prints it.',
  body: [
    {
      name: 'requirePrivateNetworking',
      description: 'export over private networking alone, or not',
    },
  ],
  examples: [
    'export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --requirePrivateNetworking true',
    'echo \'{"requirePrivateNetworking":false}\' | export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --file -',
  ],
  async run(call) {
    const input = toBucketInput(operationId, call)
    const version = input.version ?? listVersions(operationId).at(-1)
    const change = version && requestValidator(operationId, version)?.parse(call.body)
    return change && call.atlas.exportBuckets.update({ ...input, ...change })
  },
}
