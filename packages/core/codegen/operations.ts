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
    throw operationError(operation, 'it has no 2xx response of its own')
  }
  return { status: Number(status), content: { ...response.content } }
}

/** The rate limit of an operation's tag: Atlas limits sets of operations. */
function getRateLimit(document: OpenAPI3, operation: OperationObject) {
  const tag = document.tags?.find(({ name }) => name === operation.tags?.[0])
  const limit: unknown = tag && Reflect.get(tag, 'x-rate-limit')
  if (tag === undefined || limit === undefined)
    throw operationError(operation, 'its tag has no x-rate-limit')
  return { set: tag.name, ...Object(limit) }
}

/** A resource version is replaced by the next one of its operation. */
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

/** The query of an operation as the schema of an object. */
function toQuerySchema(document: OpenAPI3, operation: OperationObject) {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    isReference(parameter) ? document.components?.parameters?.[refName(parameter)] : parameter,
  )
  const properties = parameters.flatMap((parameter) => {
    if (parameter === undefined || isReference(parameter) || parameter.in !== 'query') return []
    const { name, schema, required } = parameter
    if (required) throw new Error(`openapi.yaml: ${name}: no reader asks for a required parameter`)
    return schema === undefined ? [] : [[name, normalizeSchema(schema)] as const]
  })
  return { type: 'object', required: [], properties: Object.fromEntries(properties) }
}

function getErrorStatuses(operation: OperationObject): number[] {
  const statuses = Object.keys(operation.responses ?? {}).map(Number)
  return statuses.filter((status) => status >= 400)
}

/** What is sent at a version that names no schema of it would be sent unchecked, and by a client not at all. */
function assertRequestSchemas(operation: OperationObject, status: number, rows: VersionRow[]) {
  const rowWithoutSchema = rows.find(({ requestSchema }) => requestSchema === undefined)
  if (operation.requestBody === undefined || rowWithoutSchema === undefined) return
  const mediaType = `application/vnd.atlas.${rowWithoutSchema.version}+json`
  throw operationError(
    operation,
    `requestBody: ${mediaType}, which the ${status} has, is missing or has no $ref to a schema`,
  )
}

function toOperationRow(document: OpenAPI3, { path, method, operation }: OperationEntry) {
  const { status, content } = getSuccessResponse(operation)
  const [label] = operation['x-rolesRequirements'] ?? []
  const role = roleFromLabel(label)
  if (role === undefined) throw operationError(operation, `no role is called ${label}`)
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

/** Which resource version answers which date: types read it, so that `version: '2023-11-15'` narrows the answer. */
function versionsByDate(apiVersions: string[], rows: VersionRow[]) {
  return apiVersions.flatMap((date) => {
    const row = rows.findLast(({ version }) => version <= date)
    return row === undefined ? [] : [[date, row.version] as const]
  })
}

/** The schemas of bodies that the rows refer to. */
function schemaNames(rows: readonly { versions: VersionRow[] }[]): string[] {
  const constants = rows.flatMap(({ versions }) =>
    versions.flatMap(({ schema, requestSchema }) => [schema, requestSchema]),
  )
  return [
    ...new Set(constants.flatMap((constant) => (constant === undefined ? [] : [constant.name]))),
  ].sort()
}

/** Makes the tables of operations and versions: everything versioned in the document, one row each. */
export function generateOperations(document: OpenAPI3): string {
  const versionedOperations = listOperations(document).filter(
    ({ operation }) => 'x-rolesRequirements' in operation,
  )
  const rows = versionedOperations.map((entry) => toOperationRow(document, entry))
  const apiVersions = getApiVersions(document)
  const toTable = <T>(column: (row: (typeof rows)[number]) => T) =>
    toSource(Object.fromEntries(rows.map((row) => [row.operationId, column(row)])))
  const errors = versionedOperations.map(({ operation }) => [
    operation.operationId,
    getErrorStatuses(operation),
  ])
  const versionTables = toTable((row) =>
    Object.fromEntries(versionsByDate(apiVersions, row.versions)),
  )
  return [
    `import type { ErrorStatus } from './errors.ts'\nimport type { Operation } from './operations.ts'\nimport { ${schemaNames(rows).join(', ')} } from './schemas.gen.ts'`,
    `export const apiVersionDates = ${toSource(apiVersions)} as const`,
    `/** The newest date of the API: what a client asks for that names none. */\nexport const newestApiVersion = ${toSource(apiVersions.at(-1))} as const`,
    `export const operationRows: Readonly<Record<keyof AnsweredBy, Operation>> = ${toTable((row) => row)}`,
    `export const errorStatusRows: Readonly<Record<keyof AnsweredBy, readonly ErrorStatus[]>> = ${toSource(Object.fromEntries(errors))}`,
    `export interface SuccessStatus ${toTable((row) => row.successStatus)}`,
    `export interface AnsweredBy ${versionTables}`,
  ].join('\n\n')
}
