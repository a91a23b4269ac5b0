import { bucketPath, create, get, type Keys, list, put, schema, take } from './mutate.ts'

const providers = ['AWS', 'AZURE', 'GCP']
const names: Readonly<Record<string, string>> = { AWS: 'AWS', AZURE: 'Azure', GCP: 'GCP' }
const clusters: Keys = ['paths', '/api/atlas/v2/groups/{groupId}/clusters', 'get']
const operations: readonly Keys[] = [
  list,
  create,
  ...['get', 'patch', 'delete'].map((method) => [...bucketPath, method]),
  clusters,
]

const tag = { type: 'string', enum: providers }
const links = {
  type: 'array',
  readOnly: true,
  items: { $ref: '#/components/schemas/Link' },
}

/** A parent that says what tells its variants apart, but has no `oneOf`; a variant is `allOf` of it. */
function withParent(root: object, kind: 'Request' | 'Response', common: readonly string[]): void {
  const nameOf = (provider: string) =>
    `DiskBackupSnapshot${names[provider] ?? ''}ExportBucket${kind}`
  const parent = nameOf('')
  const ofAws = Object(take(root, [...schema(nameOf('AWS')), 'properties']))
  const shared = Object.fromEntries(common.map((key) => [key, ofAws[key]]))
  const mapping = providers.map((each) => [each, `#/components/schemas/${nameOf(each)}`])
  for (const provider of providers) {
    const { properties, required } = Object(take(root, schema(nameOf(provider))))
    const own = { ...properties }
    for (const key of [...common, 'cloudProvider', 'links']) delete own[key]
    put(root, schema(nameOf(provider)), {
      type: 'object',
      allOf: [
        { $ref: `#/components/schemas/${parent}` },
        { type: 'object', properties: own, description: 'Another text.' },
      ],
      required,
    })
  }
  put(root, schema(parent), {
    type: 'object',
    nullable: kind === 'Request',
    discriminator: { propertyName: 'cloudProvider', mapping: Object.fromEntries(mapping) },
    properties: { ...shared, cloudProvider: tag, links },
    required: ['cloudProvider'],
  })
}

/** The AWS answer is a shape of its own, which says of no provider that it is the one. */
function withAwsAnswer(root: object): void {
  const aws = schema('DiskBackupSnapshotAWSExportBucketResponse')
  const { properties, ...rest } = Object(take(root, aws))
  withParent(root, 'Response', ['_id', 'bucketName'])
  put(root, aws, { ...rest, properties: { ...properties, cloudProvider: tag, links } })
}

function withErrorsAsWritten(root: object): void {
  const error = [...schema('ApiError'), 'properties']
  put(root, [...error, 'detail'], { type: 'string', nullable: true })
  put(root, [...error, 'reason'], { type: 'string', nullable: true })
  put(root, [...schema('BadRequestDetail'), 'type'], 'object')
  put(root, [...schema('BadRequestDetail'), 'nullable'], true)
  put(root, [...error, 'error', 'format'], 'int32')
  put(root, [...error, 'parameters', 'items'], { type: 'object' })
  put(root, [...error, 'parameters', 'type'], 'array')
  put(root, [...schema('ApiError'), 'required'], ['error', 'errorCode'])
  const pages = [
    'BackupSnapshotExportBucketView',
    'BackupSnapshotExportBucketsView',
    'ClustersView',
  ]
  for (const page of pages) {
    const name = `Paginated${page}`
    put(root, [...schema(name), 'properties', 'totalCount', 'format'], 'int32')
  }
}

/** A cluster has some thirty fields more, and its list a header of its own. */
function withWholeClusters(root: object): void {
  const properties = [...schema('Cluster'), 'properties']
  put(root, [...properties, 'clusterType', 'enum'], ['REPLICASET', 'SHARDED', 'GEOSHARDED'])
  put(root, [...properties, 'createDate', 'format'], 'date-time')
  put(root, [...properties, 'labels'], { type: 'array', items: { type: 'object' } })
  put(root, [...properties, 'paused'], { type: 'boolean' })
  const parameters = take(root, [...clusters, 'parameters'])
  const header = {
    name: 'Use-Effective-Instance-Fields',
    in: 'header',
    schema: { type: 'boolean' },
  }
  put(root, [...clusters, 'parameters'], [...(Array.isArray(parameters) ? parameters : []), header])
  // Operations on clusters that are not described.
  const one = { ...Object(take(root, clusters)), operationId: 'getGroupCluster' }
  put(root, ['paths', '/api/atlas/v2/groups/{groupId}/clusters/{clusterName}'], { get: one })
}

/** What MongoDB's document does not speak of. */
function withoutWhatIsUnsaid(root: object): void {
  for (const operation of operations) {
    const responses = [...operation, 'responses']
    for (const status of ['406', '410', '413', '415', '503'])
      put(root, [...responses, status], undefined)
    const [success = ''] = Object.keys(Object(take(root, responses))).filter((code) => code < '300')
    for (const header of ['Deprecation', 'Sunset'])
      put(root, [...responses, success, 'headers', header], undefined)
  }
  for (const response of Object.values(Object(take(root, ['components', 'responses']))))
    for (const header of ['X-Error-Code', 'WWW-Authenticate'])
      Reflect.deleteProperty(Object(Object(response).headers), header)
  put(root, [...list, 'responses', '400'], undefined)
  put(root, [...clusters, 'responses', '400'], undefined)
  put(root, [...get, 'responses', '400'], undefined)
  put(root, [...get, 'parameters', 3], undefined)
}

/** Writes our document as MongoDB writes its own: in OpenAPI 3.0, with parents instead of `oneOf`. */
export function inMongoDbStyle(root: object): void {
  put(root, ['openapi'], '3.0.1')
  withAwsAnswer(root)
  withParent(root, 'Request', ['bucketName'])
  withErrorsAsWritten(root)
  withWholeClusters(root)
  withoutWhatIsUnsaid(root)
}
