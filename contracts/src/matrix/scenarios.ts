import {
  bodyViolation,
  type CloudProvider,
  type OperationId,
  type ResourceVersion,
  requestValidator,
  responseValidator,
  supportedProviders,
} from '@export-buckets/core'
import type { BucketResponse, ExpectedResponse, JsonObject } from './cell.ts'
import { exampleBucket, exampleRequest } from './example-buckets.ts'

/** The request and the expected response of a call with the example of a provider. */
interface Scenario {
  /** The request body. */
  readonly body?: (provider: CloudProvider) => JsonObject
  /** The query that the typed method sends. */
  readonly query?: Readonly<Record<string, string>>
  /** Whether the client has no typed method for the operation. */
  readonly usesRawApi?: true
  expectedResponse(
    provider: CloudProvider,
    version: ResourceVersion,
    pins: BucketResponse['pins'],
  ): ExpectedResponse
}

function bucketOrNotFound(operationId: OperationId): Scenario['expectedResponse'] {
  return (provider, version, pins) => {
    const bucket = exampleBucket(provider)
    return responseValidator(operationId, version.version)?.is(bucket)
      ? { kind: 'bucket', provider, version, pins }
      : { kind: 'error', name: 'EXPORT_BUCKET_NOT_FOUND', parameters: [bucket._id] }
  }
}

/**
 * The request and the expected response of each operation. The type requires an entry for each operation of core.
 */
export const scenarios: Readonly<Record<OperationId, Scenario>> = {
  getGroupBackupExportBucket: { expectedResponse: bucketOrNotFound('getGroupBackupExportBucket') },
  listGroupBackupExportBuckets: {
    query: { includeCount: 'true', itemsPerPage: '100', pageNum: '1' },
    expectedResponse: (provider, version, pins) => {
      const knownByVersion = supportedProviders('listGroupBackupExportBuckets', version.version)
      return { kind: 'page', provider, version, pins, hasBucket: knownByVersion.includes(provider) }
    },
  },
  createGroupBackupExportBucket: {
    body: exampleRequest,
    expectedResponse: (provider, version, pins) => {
      const shape = requestValidator('createGroupBackupExportBucket', version.version)
      const issues = shape?.issues(exampleRequest(provider)) ?? []
      if (issues.length === 0) return { kind: 'bucket', provider, version, pins }
      const { name, parameters = [], fields = [] } = bodyViolation(issues, exampleRequest(provider))
      return { kind: 'error', name, parameters, fields: fields.map(({ field }) => field) }
    },
  },
  updateGroupBackupExportBucket: {
    body: () => ({ requirePrivateNetworking: true }),
    expectedResponse: (provider, version, pins) =>
      provider === 'AWS'
        ? { kind: 'bucket', provider, version, pins }
        : { kind: 'error', name: 'VALIDATION_ERROR' },
  },
  deleteGroupBackupExportBucket: {
    expectedResponse: (_provider, version) => ({ kind: 'nothing', version }),
  },
  listGroupClusters: {
    usesRawApi: true,
    expectedResponse: (_provider, version) => ({ kind: 'clusters', version }),
  },
}
