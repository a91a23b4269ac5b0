import {
  createPath,
  type DocumentMutation,
  type DocumentPath,
  gcpBucketPath,
  gcpBucketSchema,
  getPath,
  noInteraction,
  readAt,
  readBodyVersion,
  requestDifferences,
  responseDifferences,
  returnsBucketOf,
  schemaPath,
  setAt,
  type VersionFilter,
} from './mutate-document.ts'

const aws = schemaPath('DiskBackupSnapshotAWSExportBucketResponse')
const azure: DocumentPath = [
  ...schemaPath('DiskBackupSnapshotAzureExportBucketResponse'),
  'properties',
]
const gcpName: DocumentPath = [...gcpBucketPath, 'properties', 'bucketName']
const awsRequest = schemaPath('DiskBackupSnapshotAWSExportBucketRequest')
const gcpRequest = schemaPath('DiskBackupSnapshotGCPExportBucketRequest')

const returnsAzure = returnsBucketOf('AZURE')
const returnsGcp = returnsBucketOf('GCP')
/** Interactions that pin every key. The others ignore unknown keys. */
const returnsGcpWithAllKeys = returnsBucketOf('GCP', /no key that the version does not know$/)
const none: VersionFilter = () => noInteraction

/** Interactions whose response depends on a request body of a version. */
const sendsBody: VersionFilter = (version) => (interaction) =>
  readBodyVersion(interaction) === version && [200, 400].includes(interaction.response.status)

/** Interactions whose response depends on a request body of a provider. */
const sendsProvider =
  (provider: string): VersionFilter =>
  (version) =>
  (interaction) =>
    readBodyVersion(interaction) === version &&
    [200, 400].includes(interaction.response.status) &&
    Object(interaction.request.body?.content).cloudProvider === provider
const sendsGcp = sendsProvider('GCP')

/** The resource version that has variants by provider. */
const variantVersion = '2024-05-30'
const variantMediaType = `application/vnd.atlas.${variantVersion}+json`
const azureSchema = 'DiskBackupSnapshotAzureExportBucketResponse'
const unionSchema = 'DiskBackupSnapshotExportBucketResponse'
const gcpRequestSchema = 'DiskBackupSnapshotGCPExportBucketRequest'
const unionRequestSchema = 'DiskBackupSnapshotExportBucketRequest'

/** Changes of request and response bodies, field by field. */
export const bodyMutations: readonly DocumentMutation[] = [
  {
    name: 'a field is added',
    mutate: (root) =>
      setAt(root, [...gcpBucketPath, 'properties', 'storageClass'], { type: 'string' }),
    expectedDifferences: responseDifferences(
      'added',
      gcpBucketSchema,
      'GCP.storageClass',
      returnsGcpWithAllKeys,
    ),
  },
  {
    name: 'a field is removed, with its nested fields',
    mutate: (root) => setAt(root, [...azure, 'links'], undefined),
    expectedDifferences: responseDifferences('removed', azureSchema, 'AZURE.links', none),
  },
  {
    name: 'a field has another type',
    mutate: (root) => setAt(root, [...gcpName, 'type'], 'integer'),
    expectedDifferences: responseDifferences(
      'changed',
      gcpBucketSchema,
      'GCP.bucketName type',
      returnsGcp,
    ),
  },
  {
    name: 'a field can be null',
    mutate: (root) => setAt(root, [...gcpName, 'type'], ['string', 'null']),
    expectedDifferences: responseDifferences(
      'changed',
      gcpBucketSchema,
      'GCP.bucketName nullable',
      returnsGcp,
    ),
  },
  {
    name: 'a field is no longer required',
    mutate: (root) =>
      setAt(root, [...gcpBucketPath, 'required'], ['_id', 'cloudProvider', 'roleId']),
    expectedDifferences: responseDifferences(
      'changed',
      gcpBucketSchema,
      'GCP.bucketName required',
      returnsGcp,
    ),
  },
  {
    name: 'a field has another length',
    mutate: (root) => setAt(root, [...azure, 'serviceUrl', 'maxLength'], 4096),
    expectedDifferences: responseDifferences(
      'changed',
      azureSchema,
      'AZURE.serviceUrl maxLength',
      returnsAzure,
    ),
  },
  {
    name: 'a field has another pattern',
    mutate: (root) => setAt(root, [...azure, 'roleId'], { type: 'string', pattern: '^x$' }),
    expectedDifferences: responseDifferences(
      'changed',
      azureSchema,
      'AZURE.roleId pattern',
      returnsAzure,
    ),
  },
  {
    name: 'a field lost its format',
    mutate: (root) => setAt(root, [...azure, 'tenantId', 'format'], undefined),
    expectedDifferences: responseDifferences(
      'changed',
      azureSchema,
      'AZURE.tenantId format',
      returnsAzure,
    ),
  },
  {
    name: 'an enum has another value, in a schema without variants',
    mutate: (root) => setAt(root, [...aws, 'properties', 'cloudProvider', 'enum'], ['AWS', 'OCI']),
    expectedDifferences: [
      ...[
        'listGroupBackupExportBuckets',
        'createGroupBackupExportBucket',
        'getGroupBackupExportBucket',
      ].map(
        (operationId) =>
          [
            `changed ${operationId} 2023-01-01 response 200 ${operationId.startsWith('list') ? 'results[].' : ''}cloudProvider enum`,
            returnsBucketOf('AWS')('2023-01-01'),
          ] as const,
      ),
      [
        'changed updateGroupBackupExportBucket 2024-05-30 response 200 cloudProvider enum',
        ({ description, response }) =>
          response.status === 200 && /: (AWS asked for|Content-Type)/.test(description),
      ],
    ],
  },
  {
    name: 'a provider is added',
    mutate: (root) => {
      const union = schemaPath('DiskBackupSnapshotExportBucketResponse')
      setAt(root, schemaPath('Oci'), readAt(root, gcpBucketPath))
      setAt(root, [...union, 'discriminator', 'mapping', 'OCI'], '#/components/schemas/Oci')
    },
    expectedDifferences: responseDifferences('added', unionSchema, 'OCI', none),
  },
  {
    name: 'a provider is added to the enum, without a schema of its own',
    mutate: (root) => {
      const union = schemaPath('DiskBackupSnapshotExportBucketResponse')
      setAt(root, [...union, 'properties'], {
        cloudProvider: { enum: ['AWS', 'AZURE', 'GCP', 'OCI'] },
      })
    },
    expectedDifferences: responseDifferences('changed', unionSchema, ' values', none),
  },
  {
    name: 'a provider is removed from the enum of a request, but keeps its schema',
    mutate: (root) => {
      const union = schemaPath('DiskBackupSnapshotExportBucketRequest')
      setAt(root, [...union, 'properties'], { cloudProvider: { enum: ['AWS', 'AZURE'] } })
    },
    expectedDifferences: [
      ...requestDifferences('changed', unionRequestSchema, 'values', sendsGcp),
      ...requestDifferences('changed', unionRequestSchema, 'GCP.cloudProvider enum', sendsGcp),
    ],
  },
  {
    name: 'a body no longer has variants by provider',
    mutate: (root) =>
      setAt(root, schemaPath('DiskBackupSnapshotExportBucketRequest'), readAt(root, aws)),
    expectedDifferences: requestDifferences('changed', unionRequestSchema, 'variants', sendsBody),
  },
  {
    name: 'a request has a new required field',
    mutate: (root) => {
      setAt(root, [...gcpRequest, 'properties', 'region'], { type: 'string' })
      setAt(root, [...gcpRequest, 'required', 3], 'region')
    },
    expectedDifferences: requestDifferences('added', gcpRequestSchema, 'GCP.region', sendsGcp),
  },
  {
    name: 'a request has a new optional field',
    mutate: (root) => setAt(root, [...gcpRequest, 'properties', 'region'], { type: 'string' }),
    expectedDifferences: requestDifferences('added', gcpRequestSchema, 'GCP.region', none),
  },
  {
    name: 'an optional field of a request becomes required',
    mutate: (root) => setAt(root, [...awsRequest, 'required', 9], 'requirePrivateNetworking'),
    expectedDifferences: [
      [
        'changed createGroupBackupExportBucket 2023-01-01 request requirePrivateNetworking required',
        sendsBody('2023-01-01'),
      ],
      [
        'changed createGroupBackupExportBucket 2024-05-30 request AWS.requirePrivateNetworking required',
        sendsProvider('AWS')(variantVersion),
      ],
    ],
  },
  {
    name: 'other keys are forbidden',
    mutate: (root) => setAt(root, [...gcpBucketPath, 'additionalProperties'], false),
    expectedDifferences: responseDifferences(
      'changed',
      gcpBucketSchema,
      'GCP additionalProperties',
      returnsGcp,
    ),
  },
  {
    name: 'an enum with one value is the same as const',
    mutate: (root) =>
      setAt(root, [...aws, 'properties', 'cloudProvider'], { type: 'string', const: 'AWS' }),
    expectedDifferences: [],
  },
  {
    name: 'an implied type is the same as a stated one',
    mutate: (root) => {
      setAt(root, [...schemaPath('Link'), 'type'], undefined)
      setAt(root, [...gcpBucketPath, 'properties', 'links', 'type'], undefined)
    },
    expectedDifferences: [],
  },
  {
    name: 'a field can be null when one part allows it, and no other part states a type',
    mutate: (root) => {
      const name = Object(readAt(root, gcpName))
      const nullableName = { ...name, type: ['string', 'null'] }
      setAt(root, gcpName, { allOf: [nullableName, { maxLength: 63 }] })
      setAt(root, [...azure, 'bucketName'], { allOf: [name, { type: ['string', 'null'] }] })
    },
    expectedDifferences: responseDifferences(
      'changed',
      gcpBucketSchema,
      'GCP.bucketName nullable',
      returnsGcp,
    ),
  },
  {
    name: 'a request has a new required field without a schema',
    mutate: (root) => setAt(root, [...gcpRequest, 'required', 3], 'region'),
    expectedDifferences: requestDifferences('added', gcpRequestSchema, 'GCP.region', sendsGcp),
  },
  {
    name: 'a body of a version states another version',
    mutate: (root) => {
      setAt(
        root,
        [...createPath, 'requestBody', 'content', variantMediaType, 'x-xgen-version'],
        '2024-08-05',
      )
      setAt(
        root,
        [...getPath, 'responses', '200', 'content', variantMediaType, 'x-xgen-version'],
        '2024-08-05',
      )
    },
    expectedDifferences: [
      ['changed createGroupBackupExportBucket 2024-05-30 request x-xgen-version', noInteraction],
      ['changed getGroupBackupExportBucket 2024-05-30 response 200 x-xgen-version', noInteraction],
    ],
  },
  {
    name: 'a request gets a sunset',
    mutate: (root) =>
      setAt(
        root,
        [...createPath, 'requestBody', 'content', variantMediaType, 'x-sunset'],
        '2027-01-01',
      ),
    expectedDifferences: [
      [
        'changed createGroupBackupExportBucket 2024-05-30 request sunset',
        sendsBody(variantVersion),
      ],
    ],
  },
  {
    name: 'a read-only field is not part of a request',
    mutate: (root) =>
      setAt(root, [...gcpRequest, 'properties', 'links'], { type: 'array', readOnly: true }),
    expectedDifferences: [],
  },
  {
    name: 'a write-only field is not part of a response',
    mutate: (root) =>
      setAt(root, [...gcpBucketPath, 'properties', 'secret'], { type: 'string', writeOnly: true }),
    expectedDifferences: [],
  },
]
