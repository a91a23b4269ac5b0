import type { OpenAPI3, OperationObject, ReferenceObject } from 'openapi-typescript'
import {
  getContent,
  getRequestContent,
  isReference,
  listOperations,
  type MediaType,
  type OperationEntry,
  refName,
} from './document.ts'
import { listProviders, toJsonSchema } from './json-schema.ts'

/** A request or response body; a row of `index.json`. */
interface SchemaIndexRow {
  readonly operationId: string
  readonly part: 'request' | 'response'
  /** The resource version; absent for operations without versions, and for errors. */
  readonly version?: string
  /** The status of the response; absent for requests. */
  readonly status?: number
  /** The provider that the schema is narrowed to; absent when the schema allows every provider. */
  readonly provider?: string
  readonly mediaType: string
  /** The path of the schema, relative to `index.json`. */
  readonly file: string
}

interface SchemaFile {
  readonly row: SchemaIndexRow
  readonly schema: ReferenceObject
}

/** Returns the reference to the schema of a body. Form bodies have inline schemas and are skipped. */
function getSchemaReference({ schema }: MediaType): ReferenceObject[] {
  return isReference(schema) ? [schema] : []
}

function listResponses(document: OpenAPI3, operation: OperationObject) {
  return Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    const responseObject = isReference(response)
      ? document.components?.responses?.[refName(response)]
      : response
    if (responseObject === undefined || isReference(responseObject)) return []
    return getContent(responseObject.content).map(
      ([mediaType, content]) => [Number(status), mediaType, content] as const,
    )
  })
}

function toFileName(row: Omit<SchemaIndexRow, 'file'>, schema: ReferenceObject): string {
  const { operationId, part, version, status, provider } = row
  if (status !== undefined && status >= 400) return `errors/${refName(schema)}.json`
  const name = part === 'request' ? part : status
  const folder = version === undefined ? operationId : `${operationId}/${version}`
  return `${folder}/${name}${provider === undefined ? '' : `.${provider}`}.json`
}

/** Returns the schema file for every provider, and one for each provider. */
function toProviderFiles(
  document: OpenAPI3,
  row: Omit<SchemaIndexRow, 'file'>,
  schema: ReferenceObject,
): SchemaFile[] {
  return [undefined, ...listProviders(document, schema)].map((provider) => {
    const providerRow = { ...row, ...(provider !== undefined && { provider }) }
    return { row: { ...providerRow, file: toFileName(providerRow, schema) }, schema }
  })
}

function toSchemaFiles(document: OpenAPI3, { operation }: OperationEntry): SchemaFile[] {
  const { operationId = '' } = operation
  const toVersion = (content: MediaType) =>
    content['x-xgen-version'] === undefined ? {} : { version: content['x-xgen-version'] }
  const requests = getRequestContent(operation).flatMap(([mediaType, content]) =>
    getSchemaReference(content).flatMap((schema) =>
      toProviderFiles(
        document,
        { operationId, part: 'request', ...toVersion(content), mediaType },
        schema,
      ),
    ),
  )
  const responses = listResponses(document, operation).flatMap(([status, mediaType, content]) =>
    getSchemaReference(content).flatMap((schema) =>
      toProviderFiles(
        document,
        { operationId, part: 'response', ...toVersion(content), status, mediaType },
        schema,
      ),
    ),
  )
  return [...requests, ...responses]
}

function toTitle({ row, schema }: SchemaFile): string {
  const { operationId, part, version, status, provider } = row
  if (status !== undefined && status >= 400) return refName(schema)
  const label = part === 'request' ? 'request' : `response ${status}`
  return `${operationId}: ${label}${version ? ` at ${version}` : ''}${provider ? `, ${provider}` : ''}`
}

const toJsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** Returns the `$id` of a schema: a URN, so that validators do not try to fetch it. */
const toSchemaId = (file: string) =>
  `urn:export-buckets:${file.replace(/\.json$/, '').replaceAll('/', ':')}`

/** Generates a JSON Schema for every body with a named schema, and `index.json`, which lists them. Keys are file names. */
export function generateSchemaFiles(document: OpenAPI3): Record<string, string> {
  const schemaFiles = listOperations(document).flatMap((entry) => toSchemaFiles(document, entry))
  const files = schemaFiles.map((body) => {
    const { file, provider } = body.row
    const metadata = { $id: toSchemaId(file), title: toTitle(body), provider }
    return [file, toJsonText(toJsonSchema(document, body.schema, metadata))] as const
  })
  return {
    'index.json': toJsonText(schemaFiles.map(({ row }) => row)),
    ...Object.fromEntries(files),
  }
}
