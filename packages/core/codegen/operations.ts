import type { OpenAPI3, OperationObject } from 'openapi-typescript'
import { roleFromLabel } from '../src/roles.ts'
import {
  getRequestContent,
  isReference,
  listOperations,
  type MediaType,
  type OperationEntry,
  refName,
} from './document.ts'
import { normalizeSchema, toConstant, toSource } from './schemas.ts'

interface VersionRow {
  version: string
  replacedBy?: string
  sunset?: string
  schema?: ReturnType<typeof toConstant>
  requestSchema?: ReturnType<typeof toConstant>
}

const operationError = ({ operationId }: OperationObject, message: string) =>
  new Error(`openapi.yaml: ${operationId}: ${message}`)

function getSuccessResponse(operation: OperationObject): {
  status: number
  content: Record<string, MediaType>
} {
  const [status, response] =
    Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined || response === undefined || isReference(response)) {
    throw operationError(operation, 'it has no inline 2xx response')
  }
  return { status: Number(status), content: { ...response.content } }
}

/** Returns the rate limit of the set that the operation's tag names. */
function getRateLimit(document: OpenAPI3, operation: OperationObject) {
  const tag = document.tags?.find(({ name }) => name === operation.tags?.[0])
  const set: unknown = tag && Reflect.get(tag, 'x-rate-limit-set')
  const limits: Readonly<Record<string, unknown>> = document.info['x-rate-limits']
  if (typeof set !== 'string' || limits[set] === undefined)
    throw operationError(operation, 'its tag has no x-rate-limit-set of x-rate-limits')
  return { set, ...Object(limits[set]) }
}

/** Returns the resource versions by date. Each one is replaced by the next. */
function toVersionRows(
  content: Record<string, MediaType>,
  requests: Record<string, MediaType>,
): VersionRow[] {
  const versionedContent = Object.entries(content)
    .filter(([, mediaType]) => mediaType['x-xgen-version'] !== undefined)
    .sort(([a], [b]) => a.localeCompare(b))
  return versionedContent.map(([name, mediaType], index) => {
    const replacedBy = versionedContent[index + 1]?.[1]['x-xgen-version']
    const request = requests[name]?.schema
    return {
      version: String(mediaType['x-xgen-version']),
      ...(replacedBy && { replacedBy }),
      ...(mediaType['x-sunset'] && { sunset: mediaType['x-sunset'] }),
      ...(isReference(mediaType.schema) && { schema: toConstant(mediaType.schema) }),
      ...(isReference(request) && { requestSchema: toConstant(request) }),
    }
  })
}

/** Returns the query parameters as an object schema. */
function toQuerySchema(document: OpenAPI3, operation: OperationObject) {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    isReference(parameter) ? document.components?.parameters?.[refName(parameter)] : parameter,
  )
  const properties = parameters.flatMap((parameter) => {
    if (parameter === undefined || isReference(parameter) || parameter.in !== 'query') return []
    const { name, schema, required } = parameter
    if (required)
      throw new Error(`openapi.yaml: ${name}: required query parameters are not supported`)
    return schema === undefined ? [] : [[name, normalizeSchema(schema)] as const]
  })
  return { type: 'object', required: [], properties: Object.fromEntries(properties) }
}

function getErrorStatuses(operation: OperationObject): number[] {
  const statuses = Object.keys(operation.responses ?? {}).map(Number)
  return statuses.filter((status) => status >= 400)
}

/** Throws when a version has no schema for its request body, because servers would not validate the body. */
function assertRequestSchemas(operation: OperationObject, status: number, rows: VersionRow[]) {
  const rowWithoutSchema = rows.find(({ requestSchema }) => requestSchema === undefined)
  if (operation.requestBody === undefined || rowWithoutSchema === undefined) return
  const mediaType = `application/vnd.atlas.${rowWithoutSchema.version}+json`
  throw operationError(
    operation,
    `requestBody: ${mediaType}, a media type of the ${status} response, is missing or has no $ref to a schema`,
  )
}

function toOperationRow(document: OpenAPI3, { path, method, operation }: OperationEntry) {
  const { status, content } = getSuccessResponse(operation)
  const [label] = operation['x-rolesRequirements'] ?? []
  const role = roleFromLabel(label)
  if (role === undefined) throw operationError(operation, `unknown role ${label}`)
  const versions = toVersionRows(content, Object.fromEntries(getRequestContent(operation)))
  assertRequestSchemas(operation, status, versions)
  return {
    operationId: operation.operationId,
    method,
    path,
    role,
    rateLimit: getRateLimit(document, operation),
    successStatus: status,
    query: toQuerySchema(document, operation),
    versions,
  }
}

function getApiVersions(document: OpenAPI3): string[] {
  return document.info['x-api-versions']
}

/** Maps each API date to its resource version. Types read the map, so that `version: '2023-11-15'` narrows the response. */
function versionsByDate(apiVersions: string[], rows: VersionRow[]) {
  return apiVersions.flatMap((date) => {
    const row = rows.findLast(({ version }) => version <= date)
    return row === undefined ? [] : [[date, row.version] as const]
  })
}

/** Returns the names of the schemas that the rows use. */
function schemaNames(rows: readonly { versions: VersionRow[] }[]): string[] {
  const constants = rows.flatMap(({ versions }) =>
    versions.flatMap(({ schema, requestSchema }) => [schema, requestSchema]),
  )
  return [
    ...new Set(constants.flatMap((constant) => (constant === undefined ? [] : [constant.name]))),
  ].sort()
}

const listVersionedOperations = (document: OpenAPI3) =>
  listOperations(document).filter(({ operation }) => 'x-rolesRequirements' in operation)

/** Generates the API dates, and the resource version of each operation at each date. */
export function generateApiVersions(document: OpenAPI3): string {
  const apiVersions = getApiVersions(document)
  const versionTables = listVersionedOperations(document).map((entry) => {
    const { operationId, versions } = toOperationRow(document, entry)
    return [operationId, Object.fromEntries(versionsByDate(apiVersions, versions))]
  })
  return [
    `export const apiVersionDates = ${toSource(apiVersions)} as const`,
    `/** The newest API date, which a client requests by default. */\nexport const newestApiVersion = ${toSource(apiVersions.at(-1))} as const`,
    `/** The resource version that an operation returns at an API date; no entry before its first version. */\nexport interface VersionByDate ${toSource(Object.fromEntries(versionTables))}`,
  ].join('\n\n')
}

/** Generates the tables of the versioned operations. */
export function generateOperations(document: OpenAPI3): string {
  const versionedOperations = listVersionedOperations(document)
  const rows = versionedOperations.map((entry) => toOperationRow(document, entry))
  const toTable = <T>(column: (row: (typeof rows)[number]) => T) =>
    toSource(Object.fromEntries(rows.map((row) => [row.operationId, column(row)])))
  const errors = versionedOperations.map(({ operation }) => [
    operation.operationId,
    getErrorStatuses(operation),
  ])
  return [
    `import type { ErrorStatus } from './errors.ts'\nimport type { Operation, OperationId } from './operation.ts'\nimport { ${schemaNames(rows).join(', ')} } from './schemas.gen.ts'`,
    `export const operationRows: Readonly<Record<OperationId, Operation>> = ${toTable((row) => row)}`,
    `export const errorStatusRows: Readonly<Record<OperationId, readonly ErrorStatus[]>> = ${toSource(Object.fromEntries(errors))}`,
    `/** The status of a successful response. */\nexport interface SuccessStatus ${toTable((row) => row.successStatus)}`,
  ].join('\n\n')
}
