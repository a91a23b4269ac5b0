import { applyWorkflowStyle } from './mongodb-workflow-style.ts'
import {
  bucketPath,
  createPath,
  type DocumentPath,
  getPath,
  listPath,
  readAt,
  schemaPath,
  setAt,
} from './mutate-document.ts'

const providers = ['AWS', 'AZURE', 'GCP']
const schemaInfixes: Readonly<Record<string, string>> = { AWS: 'AWS', AZURE: 'Azure', GCP: 'GCP' }
const clustersTemplate = '/api/atlas/v2/groups/{groupId}/clusters'
const clusters: DocumentPath = ['paths', clustersTemplate, 'get']
const cluster: DocumentPath = ['paths', `${clustersTemplate}/{clusterName}`, 'get']
const operations: readonly DocumentPath[] = [
  listPath,
  createPath,
  ...['get', 'patch', 'delete'].map((method) => [...bucketPath, method]),
  clusters,
  cluster,
]

const tag = { type: 'string', enum: providers }
const links = {
  type: 'array',
  readOnly: true,
  items: { $ref: '#/components/schemas/Link' },
}

/** Replaces a union by a parent with a discriminator, but without `oneOf`. Each variant is `allOf` of the parent. */
function addParent(
  root: object,
  kind: 'Request' | 'Response',
  sharedKeys: readonly string[],
): void {
  const toSchemaName = (provider: string) =>
    `DiskBackupSnapshot${schemaInfixes[provider] ?? ''}ExportBucket${kind}`
  const parent = toSchemaName('')
  const awsProperties = Object(readAt(root, [...schemaPath(toSchemaName('AWS')), 'properties']))
  const shared = Object.fromEntries(sharedKeys.map((key) => [key, awsProperties[key]]))
  const mapping = providers.map((provider) => [
    provider,
    `#/components/schemas/${toSchemaName(provider)}`,
  ])
  for (const provider of providers) {
    const { properties, required } = Object(readAt(root, schemaPath(toSchemaName(provider))))
    const variantProperties = { ...properties }
    for (const key of [...sharedKeys, 'cloudProvider', 'links']) delete variantProperties[key]
    setAt(root, schemaPath(toSchemaName(provider)), {
      type: 'object',
      allOf: [
        { $ref: `#/components/schemas/${parent}` },
        { type: 'object', properties: variantProperties, description: 'Another text.' },
      ],
      required,
    })
  }
  setAt(root, schemaPath(parent), {
    type: 'object',
    nullable: kind === 'Request',
    discriminator: { propertyName: 'cloudProvider', mapping: Object.fromEntries(mapping) },
    properties: { ...shared, cloudProvider: tag, links },
    required: ['cloudProvider'],
  })
}

/** The AWS response has a schema of its own, whose provider is not limited to AWS. */
function restyleAwsResponse(root: object): void {
  const aws = schemaPath('DiskBackupSnapshotAWSExportBucketResponse')
  const { properties, ...rest } = Object(readAt(root, aws))
  addParent(root, 'Response', ['_id', 'bucketName'])
  setAt(root, aws, { ...rest, properties: { ...properties, cloudProvider: tag, links } })
}

function restyleErrors(root: object): void {
  const error = [...schemaPath('ApiError'), 'properties']
  setAt(root, [...error, 'detail'], { type: 'string', nullable: true })
  setAt(root, [...error, 'reason'], { type: 'string', nullable: true })
  setAt(root, [...schemaPath('BadRequestDetail'), 'type'], 'object')
  setAt(root, [...schemaPath('BadRequestDetail'), 'nullable'], true)
  setAt(root, [...error, 'error', 'format'], 'int32')
  setAt(root, [...error, 'parameters', 'items'], { type: 'object' })
  setAt(root, [...error, 'parameters', 'type'], 'array')
  setAt(root, [...schemaPath('ApiError'), 'required'], ['error', 'errorCode'])
  const pages = [
    'BackupSnapshotExportBucketView',
    'BackupSnapshotExportBucketsView',
    'ClustersView',
  ]
  for (const page of pages) {
    const name = `Paginated${page}`
    setAt(root, [...schemaPath(name), 'properties', 'totalCount', 'format'], 'int32')
  }
}

/** A cluster has about thirty more fields, and its list a header of its own. */
function extendClusters(root: object): void {
  const properties = [...schemaPath('Cluster'), 'properties']
  setAt(root, [...properties, 'clusterType', 'enum'], ['REPLICASET', 'SHARDED', 'GEOSHARDED'])
  setAt(root, [...properties, 'createDate', 'format'], 'date-time')
  setAt(root, [...properties, 'labels'], { type: 'array', items: { type: 'object' } })
  setAt(root, [...properties, 'paused'], { type: 'boolean' })
  const header = {
    name: 'Use-Effective-Instance-Fields',
    in: 'header',
    schema: { type: 'boolean' },
  }
  for (const operation of [clusters, cluster]) {
    const parameters = readAt(root, [...operation, 'parameters'])
    const others = Array.isArray(parameters) ? parameters : []
    setAt(root, [...operation, 'parameters'], [...others, header])
  }
  // Operations on clusters that our document does not describe.
  const clusterOperation = { ...Object(readAt(root, clusters)), operationId: 'createGroupCluster' }
  setAt(root, [...clusters.slice(0, -1), 'post'], clusterOperation)
}

/** Removes what MongoDB's document does not state. */
function removeUndocumented(root: object): void {
  for (const operation of operations) {
    const responses = [...operation, 'responses']
    for (const status of ['406', '410', '413', '415', '503'])
      setAt(root, [...responses, status], undefined)
    const [success = ''] = Object.keys(Object(readAt(root, responses))).filter(
      (code) => code < '300',
    )
    for (const header of ['Deprecation', 'Sunset'])
      setAt(root, [...responses, success, 'headers', header], undefined)
  }
  for (const response of Object.values(Object(readAt(root, ['components', 'responses']))))
    for (const header of ['X-Error-Code', 'WWW-Authenticate'])
      Reflect.deleteProperty(Object(Object(response).headers), header)
  setAt(root, [...listPath, 'responses', '400'], undefined)
  setAt(root, [...clusters, 'responses', '400'], undefined)
  setAt(root, [...cluster, 'responses', '400'], undefined)
  setAt(root, [...getPath, 'responses', '400'], undefined)
  setAt(root, [...getPath, 'parameters', 3], undefined)
}

/** Rewrites our document in MongoDB's style: OpenAPI 3.0, with parents instead of `oneOf`. */
export function applyMongoDbStyle(root: object): void {
  setAt(root, ['openapi'], '3.0.1')
  restyleAwsResponse(root)
  addParent(root, 'Request', ['bucketName'])
  restyleErrors(root)
  extendClusters(root)
  removeUndocumented(root)
  applyWorkflowStyle(root)
}
