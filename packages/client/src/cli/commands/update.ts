import { requestShape } from '@export-buckets/core'
import type { Command } from '../command.ts'
import { bucketInput } from '../inputs.ts'
import { versionsOf } from '../versions.ts'

const operationId = 'updateGroupBackupExportBucket'

export const update: Command = {
  name: 'update',
  operationId,
  about: 'Says whether exports to an AWS bucket go over private networking alone, and prints it.',
  body: [
    { name: 'requirePrivateNetworking', about: 'export over private networking alone, or not' },
  ],
  examples: [
    'export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --requirePrivateNetworking true',
    'echo \'{"requirePrivateNetworking":false}\' | export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --file -',
  ],
  async run(call) {
    const input = bucketInput(operationId, call)
    const version = input.version ?? versionsOf(operationId).at(-1)
    const change = version && requestShape(operationId, version)?.parse(call.body)
    return change && call.atlas.exportBuckets.update({ ...input, ...change })
  },
}
