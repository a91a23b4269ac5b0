import { readDocument } from '@export-buckets/codegen/document'

/** The date of a version that does not exist. */
export const made = '2026-01-01'
/** When listing in the version before ends; of reading and creating nothing is announced. */
export const sunset = '2028-02-01'

type Document = ReturnType<typeof readDocument>

const collection = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'
const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The media types of a body; what is added to them is added to the document. */
function contentOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || !('content' in body) || !body.content)
    throw new Error('openapi.yaml: there is no such body')
  return Object(body.content)
}

function operationAt(document: Document, path: string, method: 'get' | 'post') {
  const item = document.paths?.[path]
  const operation = item && method in item && Reflect.get(item, method)
  if (!operation) throw new Error(`openapi.yaml: there is no ${method} ${path}`)
  return { answer: contentOf(operation.responses['200']), request: operation.requestBody }
}

function addTo(content: Record<string, unknown>, schema: string): void {
  content[`application/vnd.atlas.${made}+json`] = {
    'x-xgen-version': made,
    schema: schemaRef(schema),
  }
}

/** A copy of AWS's shape with a key of its own, and the union that has it in the place of the one before. */
function addUnion(schemas: Record<string, unknown>, part: 'Request' | 'Response'): void {
  const aws = structuredClone(Object(schemas[`DiskBackupSnapshotAWSExportBucket${part}`]))
  aws.properties.kmsKeyId = { type: 'string' }
  const mapping = {
    AWS: schemaRef(`MadeUpAWSExportBucket${part}`).$ref,
    AZURE: schemaRef(`DiskBackupSnapshotAzureExportBucket${part}`).$ref,
    GCP: schemaRef(`DiskBackupSnapshotGCPExportBucket${part}`).$ref,
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
export function withMadeUpVersion(): Document {
  const document = readDocument()
  document.info['x-api-versions'].push(made)
  const schemas: Record<string, unknown> = document.components?.schemas ?? {}
  addUnion(schemas, 'Response')
  addUnion(schemas, 'Request')
  const page = structuredClone(Object(schemas['PaginatedBackupSnapshotExportBucketsView']))
  page.properties.results.items = schemaRef('MadeUpExportBucketResponse')
  schemas['MadeUpPage'] = page
  addTo(
    operationAt(document, `${collection}/{exportBucketId}`, 'get').answer,
    'MadeUpExportBucketResponse',
  )
  const list = operationAt(document, collection, 'get')
  Object.assign(Object(list.answer['application/vnd.atlas.2024-05-30+json']), {
    'x-sunset': sunset,
  })
  addTo(list.answer, 'MadeUpPage')
  const create = operationAt(document, collection, 'post')
  addTo(create.answer, 'MadeUpExportBucketResponse')
  addTo(contentOf(create.request), 'MadeUpExportBucketRequest')
  return document
}
