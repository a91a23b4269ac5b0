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

/** A body that an operation takes or answers; a row of the index. */
interface SchemaIndexRow {
  readonly operationId: string
  readonly part: 'request' | 'response'
  /** The resource version; absent where the operation has none, and of errors. */
  readonly version?: string
  /** The status of a response. */
  readonly status?: number
  /** The provider whose buckets alone the schema describes; absent where it describes those of any. */
  readonly provider?: string
  readonly mediaType: string
  /** Where the schema is, from the index on. */
  readonly file: string
}

interface SchemaFile {
  readonly row: SchemaIndexRow
  readonly schema: ReferenceObject
}

/** A body that is described under a name of its own; a form is not. */
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

/** A body of any provider, and one of each. */
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

/** A name, not a place: nothing has to be fetched. */
const toSchemaId = (file: string) =>
  `urn:export-buckets:${file.replace(/\.json$/, '').replaceAll('/', ':')}`

/** The JSON Schemas of every body that the document describes by name, and `index.json`, which lists them, by file. */
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
