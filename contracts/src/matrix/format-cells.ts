import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  type Operation,
  type OperationId,
  operations,
  type ResourceVersion,
} from '@export-buckets/core'
import { type BucketResponse, type Cell, createProviderState, type ErrorResponse } from './cell.ts'
import { errorTitle } from './error-cells.ts'
import { exampleBucket, groupId, unknownBucketId } from './example-buckets.ts'
import { scenarios } from './scenarios.ts'

/** A query parameter that changes the format of a response, or another accepted media type of the request body. */
interface FormatCase {
  readonly operationId: OperationId
  readonly parameter?: string
  readonly value?: string
  readonly contentType?: string
  readonly pins?: BucketResponse['pins']
  /** The error for a bucket that does not exist. Default: the call succeeds. */
  readonly error?: ErrorResponse
}

const cloudProvider: CloudProvider = 'AWS'

const getOperation = 'getGroupBackupExportBucket'
const listOperation = 'listGroupBackupExportBuckets'
const withEnvelope = { parameter: 'envelope', value: 'true' }
const withoutCount = { parameter: 'includeCount', value: 'false' }

const formatCases: readonly FormatCase[] = [
  { operationId: getOperation, parameter: 'pretty', value: 'true' },
  { operationId: getOperation, ...withEnvelope },
  { operationId: listOperation, ...withEnvelope },
  {
    ...{ operationId: getOperation, ...withEnvelope },
    error: { kind: 'error', name: 'EXPORT_BUCKET_NOT_FOUND', parameters: [unknownBucketId] },
  },
  { operationId: listOperation, ...withoutCount },
  { operationId: listOperation, ...withoutCount, pins: 'keys' },
  // MongoDB's own examples send this media type.
  { operationId: 'createGroupBackupExportBucket', contentType: 'application/json' },
  { operationId: 'updateGroupBackupExportBucket', contentType: 'application/json' },
]

function describeFormat({
  operationId,
  parameter,
  value,
  contentType,
  pins,
  error,
}: FormatCase): string {
  if (contentType !== undefined) return `${operationId}: Content-Type ${contentType}`
  const errorSuffix = error === undefined ? '' : ` of ${errorTitle(error.name)}`
  const keysSuffix = pins === 'keys' ? ', and no other key' : ''
  return `${operationId}: ${parameter}=${value}${errorSuffix}${keysSuffix}`
}

/** Returns the newest API date and the resource version that serves it. */
function newestVersion(operation: Operation): {
  requestedVersion: ApiVersion
  version: ResourceVersion
} {
  const requestedVersion = apiVersions.at(-1)
  const version = operation.versions.at(-1)
  if (requestedVersion === undefined || version === undefined)
    throw new Error(`${operation.operationId} has no version`)
  return { requestedVersion, version }
}

function formatCell(formatCase: FormatCase): Cell {
  const { operationId, parameter, value, contentType, pins = 'shape', error } = formatCase
  const operation = operations[operationId]
  const { requestedVersion, version } = newestVersion(operation)
  const { query, body, expectedResponse } = scenarios[operationId]
  return {
    description: describeFormat(formatCase),
    table: 'formats',
    operationId,
    cloudProvider,
    states: [
      createProviderState('a project with an export bucket', {
        groupId,
        cloudProvider,
        roles: [operation.role],
      }),
    ],
    auth: 'Bearer',
    call: {
      clientApi: 'raw',
      groupId,
      exportBucketId: error ? unknownBucketId : exampleBucket(cloudProvider)._id,
      version: requestedVersion,
      ...(parameter && value && { query: { ...query, [parameter]: value } }),
      ...(body && { body: body(cloudProvider) }),
      ...(contentType && { contentType }),
    },
    expectedResponse: error ?? expectedResponse(cloudProvider, version, pins),
  }
}

/** Returns a cell for each parameter that changes the format, and each kind of response that it changes. */
export function formatCells(): Cell[] {
  return formatCases.map(formatCell)
}
