import type { Command } from '../command.ts'
import { bucketInput } from '../inputs.ts'

const operationId = 'deleteGroupBackupExportBucket'

export const deletion: Command = {
  name: 'delete',
  operationId,
  about:
    'Deletes an export bucket, without asking first. The bucket of the cloud provider stays as it is.',
  flags: [{ name: 'ignoreMissing', about: 'a bucket that is not there counts as deleted' }],
  examples: [
    'export-buckets delete --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
    'export-buckets delete --exportBucketId 64f1a2b3c4d5e6f708192a3b --ignoreMissing',
  ],
  async run(call) {
    const ignoreMissing = call.given.isTrue('ignoreMissing')
    await call.atlas.exportBuckets.delete({ ...bucketInput(operationId, call), ignoreMissing })
  },
}
