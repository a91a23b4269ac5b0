import {
  type ApiVersion,
  answerShape,
  type CloudProvider,
  knownProviders,
  negotiate,
  type Operation,
  type OperationId,
  type ResourceVersion,
  requestShape,
  vendorMediaType,
} from '@export-buckets/core'
import { exampleBucket, exampleRequest } from './buckets.ts'
import type { BucketAnswer, CellAnswer, JsonObject } from './cells.ts'

/** Before the first sunset, so that every version still answers. */
const today = new Date('2026-11-24T00:00:00Z')

/** The version that answers a date; `undefined` where the operation is not there yet. */
export function answering(operation: Operation, asked: ApiVersion): ResourceVersion | undefined {
  const negotiated = negotiate(operation, vendorMediaType(asked), today)
  return negotiated.ok ? negotiated.resourceVersion : undefined
}

/** What a call with the parameters of a provider's example sends and gets. */
interface Scenario {
  /** The body that is sent. */
  readonly body?: (provider: CloudProvider) => JsonObject
  /** The query that the typed method sends. */
  readonly query?: Readonly<Record<string, string>>
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
      const fields = issues.map(({ path }) => path.join('.'))
      return { kind: 'error', name: 'VALIDATION_ERROR', fields }
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
}
