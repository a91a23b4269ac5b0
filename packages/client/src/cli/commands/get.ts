import type { Command } from '../command.ts'
import { toBucketInput } from '../command-input.ts'

const operationId = 'getGroupBackupExportBucket'

export const getCommand: Command = {
  name: 'get',
  operationId,
  description: 'Prints one export bucket.',
  examples: [
    'export-buckets get --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
    'export-buckets get --exportBucketId 64f1a2b3c4d5e6f708192a3b --version 2024-05-30 | jq -r .bucketName',
  ],
  run: (call) => call.atlas.exportBuckets.get(toBucketInput(operationId, call)),
}
