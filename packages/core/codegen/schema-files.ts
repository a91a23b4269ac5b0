import type { OpenAPI3, OperationObject, ReferenceObject } from 'openapi-typescript'
import {
  contentOf,
  isReference,
  type Located,
  type MediaType,
  nameOf,
  operationsOf,
  requestContentOf,
} from './document.ts'
import { jsonSchema, providersOf } from './json-schema.ts'

/** A body that an operation takes or answers; a row of the index. */
interface Row {
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

interface Body {
  readonly row: Row
  readonly schema: ReferenceObject
}

/** A body that is described under a name of its own; a form is not. */
function schemaOf({ schema }: MediaType): ReferenceObject[] {
  return isReference(schema) ? [schema] : []
}

function responsesOf(document: OpenAPI3, operation: OperationObject) {
  return Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    const found = isReference(response)
      ? document.components?.responses?.[nameOf(response)]
      : response
    if (found === undefined || isReference(found)) return []
    return contentOf(found.content).map(
      ([mediaType, content]) => [Number(status), mediaType, content] as const,
    )
  })
}

function fileOf(row: Omit<Row, 'file'>, schema: ReferenceObject): string {
  const { operationId, part, version, status, provider } = row
  if (status !== undefined && status >= 400) return `errors/${nameOf(schema)}.json`
  const name = part === 'request' ? part : status
  const folder = version === undefined ? operationId : `${operationId}/${version}`
  return `${folder}/${name}${provider === undefined ? '' : `.${provider}`}.json`
}

/** A body of any provider, and one of each. */
function bodies(document: OpenAPI3, row: Omit<Row, 'file'>, schema: ReferenceObject): Body[] {
  return [undefined, ...providersOf(document, schema)].map((provider) => {
    const narrowed = { ...row, ...(provider !== undefined && { provider }) }
    return { row: { ...narrowed, file: fileOf(narrowed, schema) }, schema }
  })
}

function bodiesOf(document: OpenAPI3, { operation }: Located): Body[] {
  const { operationId = '' } = operation
  const versionIn = (content: MediaType) =>
    content['x-xgen-version'] === undefined ? {} : { version: content['x-xgen-version'] }
  const requests = requestContentOf(operation).flatMap(([mediaType, content]) =>
    schemaOf(content).flatMap((schema) =>
      bodies(document, { operationId, part: 'request', ...versionIn(content), mediaType }, schema),
    ),
  )
  const responses = responsesOf(document, operation).flatMap(([status, mediaType, content]) =>
    schemaOf(content).flatMap((schema) =>
      bodies(
        document,
        { operationId, part: 'response', ...versionIn(content), status, mediaType },
        schema,
      ),
    ),
  )
  return [...requests, ...responses]
}

function titleOf({ row, schema }: Body): string {
  const { operationId, part, version, status, provider } = row
  if (status !== undefined && status >= 400) return nameOf(schema)
  const what = part === 'request' ? 'request' : `response ${status}`
  return `${operationId}: ${what}${version ? ` at ${version}` : ''}${provider ? `, ${provider}` : ''}`
}

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** A name, not a place: nothing has to be fetched. */
const idOf = (file: string) =>
  `urn:export-buckets:${file.replace(/\.json$/, '').replaceAll('/', ':')}`

/** The JSON Schemas of every body that the document describes by name, and `index.json`, which lists them, by file. */
export function generateSchemaFiles(document: OpenAPI3): Record<string, string> {
  const all = operationsOf(document).flatMap((located) => bodiesOf(document, located))
  const files = all.map((body) => {
    const { file, provider } = body.row
    const naming = { $id: idOf(file), title: titleOf(body), provider }
    return [file, text(jsonSchema(document, body.schema, naming))] as const
  })
  return { 'index.json': text(all.map(({ row }) => row)), ...Object.fromEntries(files) }
}
