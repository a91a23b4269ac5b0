import type { Command } from '../command.ts'
import { toBucketInput } from '../command-input.ts'

const operationId = 'deleteGroupBackupExportBucket'

export const deleteCommand: Command = {
  name: 'delete',
  operationId,
  description:
    'Deletes an export bucket, without asking first. The bucket of the cloud provider stays as it is.',
  flags: [{ name: 'ignoreMissing', description: 'a bucket that is not there counts as deleted' }],
  examples: [
    'export-buckets delete --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
    'export-buckets delete --exportBucketId 64f1a2b3c4d5e6f708192a3b --ignoreMissing',
  ],
  async run(call) {
    const ignoreMissing = call.parsedArgs.isTrue('ignoreMissing')
    await call.atlas.exportBuckets.delete({ ...toBucketInput(operationId, call), ignoreMissing })
  },
}
