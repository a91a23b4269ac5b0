import {
  apiVersions,
  type CloudProvider,
  type Operation,
  type OperationId,
  operations,
} from '@export-buckets/core'
import type { BodyResponse, Cell, ErrorResponse } from './cell.ts'
import { hasBody, isPaginated } from './coordinates.ts'
import { errorTitle } from './error-cells.ts'
import { unknownId } from './ids.ts'
import { caseStates, createCall, expectedResponse } from './scenario.ts'
import { scenarios } from './scenarios.ts'

/** A request in another format: a query parameter that changes the response, or a media type of the body. */
interface FormatCase {
  readonly operationId: OperationId
  readonly parameter?: string
  readonly value?: string
  readonly contentType?: string
  readonly pins?: BodyResponse['pins']
  /** The error for a bucket that does not exist. Default: the call succeeds. */
  readonly error?: ErrorResponse
}

const cloudProvider: CloudProvider = 'AWS'

const getOperation = 'getGroupBackupExportBucket'
const withEnvelope = { parameter: 'envelope', value: 'true' }
const withoutCount = { parameter: 'includeCount', value: 'false' }

const hasResponseBody = ({ versions }: Operation) =>
  versions.some(({ schema }) => schema !== undefined)

const selectOperationIds = (appliesTo: (operation: Operation) => boolean): OperationId[] =>
  Object.values(operations)
    .filter(appliesTo)
    .map(({ operationId }) => operationId)

const formatCases: readonly FormatCase[] = [
  { operationId: getOperation, parameter: 'pretty', value: 'true' },
  {
    operationId: getOperation,
    ...withEnvelope,
    error: { kind: 'error', name: 'EXPORT_BUCKET_NOT_FOUND', parameters: [unknownId] },
  },
  ...selectOperationIds(
    (operation) => operation.method === 'GET' && hasResponseBody(operation),
  ).map((operationId) => ({ operationId, ...withEnvelope })),
  ...selectOperationIds(isPaginated).flatMap((operationId) => [
    { operationId, ...withoutCount },
    { operationId, ...withoutCount, pins: 'keys' as const },
  ]),
  // MongoDB's own examples send this media type.
  ...selectOperationIds(hasBody).map((operationId) => ({
    operationId,
    contentType: 'application/json',
  })),
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

function formatCell(formatCase: FormatCase): Cell {
  const { operationId, parameter, value, contentType, pins = 'shape', error } = formatCase
  const operation = operations[operationId]
  const requestedVersion = apiVersions.at(-1)
  const version = operation.versions.at(-1)
  if (requestedVersion === undefined || version === undefined)
    throw new Error(`${operationId} has no version`)
  const scenario = scenarios[operationId]
  const coordinates = { operation, provider: cloudProvider, requestedVersion }
  const call = createCall(coordinates, scenario)
  const { pathParameters } = call
  return {
    description: describeFormat(formatCase),
    table: 'formats',
    operationId,
    cloudProvider,
    states: caseStates(scenario, operation, cloudProvider),
    auth: 'Bearer',
    call: {
      ...call,
      clientApi: 'raw',
      pathParameters: error ? { ...pathParameters, exportBucketId: unknownId } : pathParameters,
      ...(parameter && value && { query: { ...call.query, [parameter]: value } }),
      ...(contentType && { contentType }),
    },
    expectedResponse: error ?? expectedResponse(operation, scenario, cloudProvider, version, pins),
  }
}

/** Returns a cell for each parameter that changes the format, and each kind of response that it changes. */
export function formatCells(): Cell[] {
  return formatCases.map(formatCell)
}
