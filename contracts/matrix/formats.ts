import {
  type ApiVersion,
  apiVersions,
  type CloudProvider,
  type Operation,
  type OperationId,
  operations,
  type ResourceVersion,
} from '@export-buckets/core'
import { exampleBucket, groupId, unknownBucketId } from './buckets.ts'
import type { BucketAnswer, Cell, ErrorAnswer } from './cells.ts'
import { errorTitle } from './error-cells.ts'
import { scenarios } from './scenarios.ts'
import { state } from './states.ts'

/** A parameter of the query that changes how an answer is written, or a media type of the body that is as good as another. */
interface Format {
  readonly operationId: OperationId
  readonly parameter?: string
  readonly value?: string
  readonly contentType?: string
  readonly pins?: BucketAnswer['pins']
  /** What answers, of a bucket that does not exist. Default: what answers a call that succeeds. */
  readonly error?: ErrorAnswer
}

const cloudProvider: CloudProvider = 'AWS'

const get = 'getGroupBackupExportBucket'
const list = 'listGroupBackupExportBuckets'
const enveloped = { parameter: 'envelope', value: 'true' }
const uncounted = { parameter: 'includeCount', value: 'false' }

const formats: readonly Format[] = [
  { operationId: get, parameter: 'pretty', value: 'true' },
  { operationId: get, ...enveloped },
  { operationId: list, ...enveloped },
  {
    ...{ operationId: get, ...enveloped },
    error: { kind: 'error', name: 'EXPORT_BUCKET_NOT_FOUND', parameters: [unknownBucketId] },
  },
  { operationId: list, ...uncounted },
  { operationId: list, ...uncounted, pins: 'keys' },
  // MongoDB's own examples send it.
  { operationId: 'createGroupBackupExportBucket', contentType: 'application/json' },
  { operationId: 'updateGroupBackupExportBucket', contentType: 'application/json' },
]

function describe({ operationId, parameter, value, contentType, pins, error }: Format): string {
  if (contentType !== undefined) return `${operationId}: Content-Type ${contentType}`
  const of = error === undefined ? '' : ` of ${errorTitle(error.name)}`
  const closed = pins === 'keys' ? ', and no other key' : ''
  return `${operationId}: ${parameter}=${value}${of}${closed}`
}

/** The newest date there is, and what answers it. */
function newestOf(operation: Operation): { asked: ApiVersion; version: ResourceVersion } {
  const asked = apiVersions.at(-1)
  const version = operation.versions.at(-1)
  if (asked === undefined || version === undefined)
    throw new Error(`${operation.operationId} has no version`)
  return { asked, version }
}

function formatCell(format: Format): Cell {
  const { operationId, parameter, value, contentType, pins = 'shape', error } = format
  const operation = operations[operationId]
  const { asked, version } = newestOf(operation)
  const { query, body, answer } = scenarios[operationId]
  return {
    description: describe(format),
    table: 'formats',
    operationId,
    cloudProvider,
    states: [
      state('a project with an export bucket', { groupId, cloudProvider, roles: [operation.role] }),
    ],
    auth: 'Bearer',
    ask: {
      how: 'bare',
      groupId,
      exportBucketId: error ? unknownBucketId : exampleBucket(cloudProvider)._id,
      version: asked,
      ...(parameter && value && { query: { ...query, [parameter]: value } }),
      ...(body && { body: body(cloudProvider) }),
      ...(contentType && { contentType }),
    },
    answer: error ?? answer(cloudProvider, version, pins),
  }
}

/** A cell for each parameter that changes how an answer is written, and each kind of answer that it changes. */
export function formatCells(): Cell[] {
  return formats.map(formatCell)
}
