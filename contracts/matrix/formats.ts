import { answeringVersion, operations } from '@export-buckets/core'
import { exampleBucket, groupId } from './buckets.ts'
import type { BucketAnswer, Cell } from './cells.ts'
import { state } from './states.ts'

const asked = '2025-03-12'

/** A cell for each parameter that changes how a body is written, not what it says. */
export function formatCells(): Cell<BucketAnswer>[] {
  const operation = operations.getGroupBackupExportBucket
  const { operationId, role } = operation
  const version = answeringVersion(operation, asked)
  if (version === undefined) throw new Error(`${operationId} is not there at ${asked}`)
  return ['pretty', 'envelope'].map((parameter) => ({
    description: `${operationId}: ${parameter}=true`,
    table: 'formats',
    operationId,
    cloudProvider: 'AWS',
    states: [
      state('a project with an export bucket', { groupId, cloudProvider: 'AWS', roles: [role] }),
    ],
    auth: 'Bearer',
    ask: {
      how: 'bare',
      groupId,
      exportBucketId: exampleBucket('AWS')._id,
      version: asked,
      query: { [parameter]: 'true' },
    },
    answer: {
      kind: 'bucket',
      provider: 'AWS',
      version,
      pins: 'shape',
    },
  }))
}
