import { operations } from '@export-buckets/core'
import { exampleBucket, groupId } from './buckets.ts'
import type { BucketAnswer, Cell } from './cells.ts'
import { answering } from './provider-by-version.ts'
import { state } from './states.ts'

const asked = '2025-03-12'

/** A cell for each parameter that changes how a body is written, not what it says. */
export function formatCells(): Cell<BucketAnswer>[] {
  const operation = operations.getGroupBackupExportBucket
  const { operationId, role } = operation
  return ['pretty', 'envelope'].map((parameter) => ({
    description: `${operationId}: ${parameter}=true`,
    operationId,
    states: [
      state('a project with an export bucket', { groupId, cloudProvider: 'AWS', roles: [role] }),
    ],
    auth: 'Bearer',
    ask: {
      groupId,
      exportBucketId: exampleBucket('AWS')._id,
      version: asked,
      query: { [parameter]: 'true' },
    },
    answer: {
      kind: 'bucket',
      provider: 'AWS',
      version: answering(operation, asked),
      pins: 'shape',
    },
  }))
}
