import { readDocument } from '@export-buckets/codegen/document'

/** The date of a version that does not exist. */
export const fakeVersion = '2026-01-01'
/** When listing in the version before ends; of reading and creating nothing is announced. */
export const fakeSunset = '2028-02-01'

type OpenApiDocument = ReturnType<typeof readDocument>

const bucketsPath = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'
const toSchemaReference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The media types of a body; what is added to them is added to the document. */
function getContent(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || !('content' in body) || !body.content)
    throw new Error('openapi.yaml: there is no such body')
  return Object(body.content)
}

function findOperation(document: OpenApiDocument, path: string, method: 'get' | 'post') {
  const pathItem = document.paths?.[path]
  const operation = pathItem && method in pathItem && Reflect.get(pathItem, method)
  if (!operation) throw new Error(`openapi.yaml: there is no ${method} ${path}`)
  return { responseContent: getContent(operation.responses['200']), request: operation.requestBody }
}

function addMediaType(content: Record<string, unknown>, schema: string): void {
  content[`application/vnd.atlas.${fakeVersion}+json`] = {
    'x-xgen-version': fakeVersion,
    schema: toSchemaReference(schema),
  }
}

/** A copy of AWS's shape with a key of its own, and the union that has it in the place of the one before. */
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

/** What a maintainer would write into openapi.yaml: for reading, listing and creating; of the version before, the end of listing alone. */
export function documentWithFakeVersion(): OpenApiDocument {
  const document = readDocument()
  document.info['x-api-versions'].push(fakeVersion)
  const schemas: Record<string, unknown> = document.components?.schemas ?? {}
  addUnion(schemas, 'Response')
  addUnion(schemas, 'Request')
  const page = structuredClone(Object(schemas['PaginatedBackupSnapshotExportBucketsView']))
  page.properties.results.items = toSchemaReference('MadeUpExportBucketResponse')
  schemas['MadeUpPage'] = page
  addMediaType(
    findOperation(document, `${bucketsPath}/{exportBucketId}`, 'get').responseContent,
    'MadeUpExportBucketResponse',
  )
  const list = findOperation(document, bucketsPath, 'get')
  Object.assign(Object(list.responseContent['application/vnd.atlas.2024-05-30+json']), {
    'x-sunset': fakeSunset,
  })
  addMediaType(list.responseContent, 'MadeUpPage')
  const create = findOperation(document, bucketsPath, 'post')
  addMediaType(create.responseContent, 'MadeUpExportBucketResponse')
  addMediaType(getContent(create.request), 'MadeUpExportBucketRequest')
  return document
}
