import { readDocument } from '@export-buckets/codegen/document'
import { newestApiVersion, operations } from '@export-buckets/core'

const dayMs = 24 * 60 * 60 * 1000
/** The newest resource version, which the fake version replaces. */
export const previousVersion: string =
  operations.getGroupBackupExportBucket.versions.at(-1)?.version ?? ''
/** The date of a version that does not exist: the day after the newest API date. */
export const fakeVersion: string = new Date(Date.parse(newestApiVersion) + dayMs)
  .toISOString()
  .slice(0, 10)
/** The announced sunset of listing in the previous version, which is that of the oldest one. */
export const fakeSunset: string = operations.listGroupBackupExportBuckets.versions[0]?.sunset ?? ''

const previousMediaType = `application/vnd.atlas.${previousVersion}+json`

type OpenApiDocument = ReturnType<typeof readDocument>

const bucketsPath = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'
const toSchemaReference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** Returns the media types of a body, as part of the document. */
function getContent(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || !('content' in body) || !body.content)
    throw new Error('openapi.yaml: no such body')
  return Object(body.content)
}

function findOperation(document: OpenApiDocument, path: string, method: 'get' | 'post') {
  const pathItem = document.paths?.[path]
  const operation = pathItem && method in pathItem && Reflect.get(pathItem, method)
  if (!operation) throw new Error(`openapi.yaml: no operation ${method} ${path}`)
  return { responseContent: getContent(operation.responses['200']), request: operation.requestBody }
}

/** Adds the media type of the fake version, and moves the examples to it. */
function addMediaType(content: Record<string, unknown>, schema: string): void {
  const { examples, ...previous } = Object(content[previousMediaType])
  content[previousMediaType] = previous
  content[`application/vnd.atlas.${fakeVersion}+json`] = {
    'x-xgen-version': fakeVersion,
    schema: toSchemaReference(schema),
    ...(examples && { examples }),
  }
}

/** Adds a copy of the AWS schema with a new field, and a union with this copy. */
function addUnion(schemas: Record<string, unknown>, part: 'Request' | 'Response'): void {
  const aws = structuredClone(Object(schemas[`DiskBackupSnapshotAWSExportBucket${part}`]))
  aws.properties.kmsKeyId = { type: 'string' }
  const mapping = {
    AWS: toSchemaReference(`MadeUpAWSExportBucket${part}`).$ref,
    AZURE: toSchemaReference(`DiskBackupSnapshotAzureExportBucket${part}`).$ref,
    GCP: toSchemaReference(`DiskBackupSnapshotGCPExportBucket${part}`).$ref,
  }
  Object.assign(schemas, {
    [`MadeUpAWSExportBucket${part}`]: aws,
    [`MadeUpExportBucket${part}`]: {
      oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
      discriminator: { propertyName: 'cloudProvider', mapping },
    },
  })
}

/** Returns openapi.yaml with a new version of reading, listing and creating, and a sunset of listing in the previous one. */
export function documentWithFakeVersion(): OpenApiDocument {
  const document = readDocument()
  document.info['x-api-versions'].push(fakeVersion)
  const schemas: Record<string, unknown> = document.components?.schemas ?? {}
  addUnion(schemas, 'Response')
  addUnion(schemas, 'Request')
  const example = document.components?.examples?.['AwsExportBucket']
  Object.assign(Object(example).value, { kmsKeyId: 'example' })
  const page = structuredClone(Object(schemas['PaginatedBackupSnapshotExportBucketsView']))
  page.properties.results.items = toSchemaReference('MadeUpExportBucketResponse')
  schemas['MadeUpPage'] = page
  addMediaType(
    findOperation(document, `${bucketsPath}/{exportBucketId}`, 'get').responseContent,
    'MadeUpExportBucketResponse',
  )
  const list = findOperation(document, bucketsPath, 'get')
  Object.assign(Object(list.responseContent[previousMediaType]), {
    'x-sunset': fakeSunset,
  })
  addMediaType(list.responseContent, 'MadeUpPage')
  const create = findOperation(document, bucketsPath, 'post')
  addMediaType(create.responseContent, 'MadeUpExportBucketResponse')
  addMediaType(getContent(create.request), 'MadeUpExportBucketRequest')
  return document
}
