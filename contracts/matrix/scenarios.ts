import {
  answerShape,
  bodyViolation,
  type CloudProvider,
  knownProviders,
  type OperationId,
  type ResourceVersion,
  requestShape,
} from '@export-buckets/core'
import { exampleBucket, exampleRequest } from './buckets.ts'
import type { BucketAnswer, CellAnswer, JsonObject } from './cells.ts'

/** What a call with the parameters of a provider's example sends and gets. */
interface Scenario {
  /** The body that is sent. */
  readonly body?: (provider: CloudProvider) => JsonObject
  /** The query that the typed method sends. */
  readonly query?: Readonly<Record<string, string>>
  /** Whether the client has no typed method for it. */
  readonly isBare?: true
  answer(provider: CloudProvider, version: ResourceVersion, pins: BucketAnswer['pins']): CellAnswer
}

function found(operationId: OperationId): Scenario['answer'] {
  return (provider, version, pins) => {
    const bucket = exampleBucket(provider)
    return answerShape(operationId, version.version)?.is(bucket)
      ? { kind: 'bucket', provider, version, pins }
      : { kind: 'error', name: 'EXPORT_BUCKET_NOT_FOUND', parameters: [bucket._id] }
  }
}

/** What each operation is called with, and what answers; an operation added to core does not compile before it is here. */
export const scenarios: Readonly<Record<OperationId, Scenario>> = {
  getGroupBackupExportBucket: { answer: found('getGroupBackupExportBucket') },
  listGroupBackupExportBuckets: {
    query: { includeCount: 'true', itemsPerPage: '100', pageNum: '1' },
    answer: (provider, version, pins) => {
      const known = knownProviders('listGroupBackupExportBuckets', version.version)
      return { kind: 'page', provider, version, pins, found: known.includes(provider) }
    },
  },
  createGroupBackupExportBucket: {
    body: exampleRequest,
    answer: (provider, version, pins) => {
      const shape = requestShape('createGroupBackupExportBucket', version.version)
      const issues = shape?.issues(exampleRequest(provider)) ?? []
      if (issues.length === 0) return { kind: 'bucket', provider, version, pins }
      const { name, parameters = [], fields = [] } = bodyViolation(issues, exampleRequest(provider))
      return { kind: 'error', name, parameters, fields: fields.map(({ field }) => field) }
    },
  },
  updateGroupBackupExportBucket: {
    body: () => ({ requirePrivateNetworking: true }),
    answer: (provider, version, pins) =>
      provider === 'AWS'
        ? { kind: 'bucket', provider, version, pins }
        : { kind: 'error', name: 'VALIDATION_ERROR' },
  },
  deleteGroupBackupExportBucket: {
    answer: (_provider, version) => ({ kind: 'nothing', version }),
  },
  listGroupClusters: {
    isBare: true,
    answer: (_provider, version) => ({ kind: 'clusters', version }),
  },
}
