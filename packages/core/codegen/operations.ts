import type { OpenAPI3, OperationObject } from 'openapi-typescript'
import { roleOfLabel } from '../src/roles.ts'
import {
  isReference,
  type Located,
  type MediaType,
  nameOf,
  operationsOf,
  requestContentOf,
} from './document.ts'
import { constantOf, simplify, source } from './schemas.ts'

interface VersionRow {
  version: string
  replacedBy?: string
  sunset?: string
  schema?: ReturnType<typeof constantOf>
  requestSchema?: ReturnType<typeof constantOf>
}

const faultOf = ({ operationId }: OperationObject, what: string) =>
  new Error(`openapi.yaml: ${operationId}: ${what}`)

function successOf(operation: OperationObject): {
  status: number
  content: Record<string, MediaType>
} {
  const [status, response] =
    Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined || response === undefined || isReference(response)) {
    throw faultOf(operation, 'it has no 2xx response of its own')
  }
  return { status: Number(status), content: { ...response.content } }
}

/** The rate limit of an operation's tag: Atlas limits sets of operations. */
function rateLimitOf(document: OpenAPI3, operation: OperationObject) {
  const tag = document.tags?.find(({ name }) => name === operation.tags?.[0])
  const limit: unknown = tag && Reflect.get(tag, 'x-rate-limit')
  if (tag === undefined || limit === undefined)
    throw faultOf(operation, 'its tag has no x-rate-limit')
  return { set: tag.name, ...Object(limit) }
}

/** A resource version is replaced by the next one of its operation. */
function versionRows(
  content: Record<string, MediaType>,
  requests: Record<string, MediaType>,
): VersionRow[] {
  const versioned = Object.entries(content)
    .filter(([, mediaType]) => mediaType['x-xgen-version'] !== undefined)
    .sort(([a], [b]) => a.localeCompare(b))
  return versioned.map(([name, mediaType], index) => {
    const replacedBy = versioned[index + 1]?.[1]['x-xgen-version']
    const request = requests[name]?.schema
    return {
      version: String(mediaType['x-xgen-version']),
      ...(replacedBy && { replacedBy }),
      ...(mediaType['x-sunset'] && { sunset: mediaType['x-sunset'] }),
      ...(isReference(mediaType.schema) && { schema: constantOf(mediaType.schema) }),
      ...(isReference(request) && { requestSchema: constantOf(request) }),
    }
  })
}

/** The query of an operation as the schema of an object. */
function querySchema(document: OpenAPI3, operation: OperationObject) {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    isReference(parameter) ? document.components?.parameters?.[nameOf(parameter)] : parameter,
  )
  const properties = parameters.flatMap((parameter) => {
    if (parameter === undefined || isReference(parameter) || parameter.in !== 'query') return []
    const { name, schema, required } = parameter
    if (required) throw new Error(`openapi.yaml: ${name}: no reader asks for a required parameter`)
    return schema === undefined ? [] : [[name, simplify(schema)] as const]
  })
  return { type: 'object', required: [], properties: Object.fromEntries(properties) }
}

function errorStatusesOf(operation: OperationObject): number[] {
  const statuses = Object.keys(operation.responses ?? {}).map(Number)
  return statuses.filter((status) => status >= 400)
}

/** What is sent at a version that names no schema of it would be sent unchecked, and by a client not at all. */
function assertRequests(operation: OperationObject, status: number, rows: VersionRow[]) {
  const unread = rows.find(({ requestSchema }) => requestSchema === undefined)
  if (operation.requestBody === undefined || unread === undefined) return
  const mediaType = `application/vnd.atlas.${unread.version}+json`
  throw faultOf(
    operation,
    `requestBody: ${mediaType}, which the ${status} has, is missing or has no $ref to a schema`,
  )
}

function operationRow(document: OpenAPI3, { path, method, operation }: Located) {
  const { status, content } = successOf(operation)
  const [label] = operation['x-rolesRequirements'] ?? []
  const role = roleOfLabel(label)
  if (role === undefined) throw faultOf(operation, `no role is called ${label}`)
  const versions = versionRows(content, Object.fromEntries(requestContentOf(operation)))
  assertRequests(operation, status, versions)
  return {
    operationId: operation.operationId,
    method,
    path,
    role,
    rateLimit: rateLimitOf(document, operation),
    successStatus: status,
    query: querySchema(document, operation),
    versions,
  }
}

function apiVersionsOf(document: OpenAPI3): string[] {
  return document.info['x-api-versions']
}

/** Which resource version answers which date: types read it, so that `version: '2023-11-15'` narrows the answer. */
function answeredBy(apiVersions: string[], rows: VersionRow[]) {
  return apiVersions.flatMap((asked) => {
    const row = rows.findLast(({ version }) => version <= asked)
    return row === undefined ? [] : [[asked, row.version] as const]
  })
}

/** The schemas of bodies that the rows refer to. */
function schemaNames(rows: readonly { versions: VersionRow[] }[]): string[] {
  const constants = rows.flatMap(({ versions }) =>
    versions.flatMap(({ schema, requestSchema }) => [schema, requestSchema]),
  )
  return [...new Set(constants.flatMap((each) => (each === undefined ? [] : [each.name])))].sort()
}

/** Makes the tables of operations and versions: everything versioned in the document, one row each. */
export function generateOperations(document: OpenAPI3): string {
  const versioned = operationsOf(document).filter(
    ({ operation }) => 'x-rolesRequirements' in operation,
  )
  const rows = versioned.map((located) => operationRow(document, located))
  const apiVersions = apiVersionsOf(document)
  const byId = <T>(column: (row: (typeof rows)[number]) => T) =>
    source(Object.fromEntries(rows.map((row) => [row.operationId, column(row)])))
  const errors = versioned.map(({ operation }) => [
    operation.operationId,
    errorStatusesOf(operation),
  ])
  const answers = byId((row) => Object.fromEntries(answeredBy(apiVersions, row.versions)))
  return [
    `import type { ErrorStatus } from './errors.ts'\nimport type { Operation } from './operations.ts'\nimport { ${schemaNames(rows).join(', ')} } from './schemas.gen.ts'`,
    `export const apiVersionDates = ${source(apiVersions)} as const`,
    `/** The newest date of the API: what a client asks for that names none. */\nexport const newestApiVersion = ${source(apiVersions.at(-1))} as const`,
    `export const operationRows: Readonly<Record<keyof AnsweredBy, Operation>> = ${byId((row) => row)}`,
    `export const errorStatusRows: Readonly<Record<keyof AnsweredBy, readonly ErrorStatus[]>> = ${source(Object.fromEntries(errors))}`,
    `export interface SuccessStatus ${byId((row) => row.successStatus)}`,
    `export interface AnsweredBy ${answers}`,
  ].join('\n\n')
}
