import type { Interaction } from '../../src/pact/pact-file.ts'
import {
  createPath,
  type DocumentMutation,
  type DocumentPath,
  getPath,
  noInteraction,
  readAt,
  responseDifferences,
  schemaPath,
  setAt,
} from './mutate-document.ts'

const aws = schemaPath('DiskBackupSnapshotAWSExportBucketResponse')
const azure: DocumentPath = [
  ...schemaPath('DiskBackupSnapshotAzureExportBucketResponse'),
  'properties',
]
const gcp = schemaPath('DiskBackupSnapshotGCPExportBucketResponse')
const gcpName: DocumentPath = [...gcp, 'properties', 'bucketName']
const awsRequest = schemaPath('DiskBackupSnapshotAWSExportBucketRequest')
const gcpRequest = schemaPath('DiskBackupSnapshotGCPExportBucketRequest')

const dates = '202(4-(05|08|10|11)|5-)'
const awsOldVersions = /: AWS asked for 2023/
const azureNewVersions = new RegExp(`: AZURE asked for ${dates}`)
const gcpNewVersions = new RegExp(`: GCP asked for ${dates}`)
/** Those that name every key; the others let through what they do not name. */
const gcpWithAllKeys = new RegExp(
  `: GCP asked for ${dates}.* no key that the version does not know`,
)

/** Those whose answer hangs on a body that they send in a version; plain JSON is of the version that is asked for. */
const sendsBodyOfVersion =
  (version: RegExp) =>
  ({ request, response }: Interaction) => {
    const [type, accept] = ['Content-Type', 'Accept'].map((name) => request.headers?.[name]?.join())
    const bodyType = type === 'application/json' ? accept : type
    return (
      request.body !== undefined &&
      version.test(bodyType ?? '') &&
      [200, 400].includes(response.status)
    )
  }
const sendsNewestBody = sendsBodyOfVersion(new RegExp(dates))

/** Those whose answer hangs on what they send of a provider. */
const sendsProvider = (provider: string) => (interaction: Interaction) =>
  sendsNewestBody(interaction) &&
  Object(interaction.request.body?.content).cloudProvider === provider
const sendsGcp = sendsProvider('GCP')

const newestMediaType = 'application/vnd.atlas.2024-05-30+json'

/** Changes of what is sent and answered, field by field. */
export const bodyMutations: readonly DocumentMutation[] = [
  {
    name: 'a field is added',
    mutate: (root) => setAt(root, [...gcp, 'properties', 'storageClass'], { type: 'string' }),
    expectedDifferences: responseDifferences('added', 'GCP.storageClass', gcpWithAllKeys),
  },
  {
    name: 'a field is removed, with all that is in it',
    mutate: (root) => setAt(root, [...azure, 'links'], undefined),
    expectedDifferences: responseDifferences('removed', 'AZURE.links', noInteraction),
  },
  {
    name: 'a field has another type',
    mutate: (root) => setAt(root, [...gcpName, 'type'], 'integer'),
    expectedDifferences: responseDifferences('changed', 'GCP.bucketName type', gcpNewVersions),
  },
  {
    name: 'a field may be null',
    mutate: (root) => setAt(root, [...gcpName, 'type'], ['string', 'null']),
    expectedDifferences: responseDifferences('changed', 'GCP.bucketName nullable', gcpNewVersions),
  },
  {
    name: 'a field is no longer required',
    mutate: (root) => setAt(root, [...gcp, 'required'], ['_id', 'cloudProvider', 'roleId']),
    expectedDifferences: responseDifferences('changed', 'GCP.bucketName required', gcpNewVersions),
  },
  {
    name: 'a field has another length',
    mutate: (root) => setAt(root, [...azure, 'serviceUrl', 'maxLength'], 4096),
    expectedDifferences: responseDifferences(
      'changed',
      'AZURE.serviceUrl maxLength',
      azureNewVersions,
    ),
  },
  {
    name: 'a field has another pattern',
    mutate: (root) => setAt(root, [...azure, 'roleId'], { type: 'string', pattern: '^x$' }),
    expectedDifferences: responseDifferences('changed', 'AZURE.roleId pattern', azureNewVersions),
  },
  {
    name: 'a field has no format any more',
    mutate: (root) => setAt(root, [...azure, 'tenantId', 'format'], undefined),
    expectedDifferences: responseDifferences('changed', 'AZURE.tenantId format', azureNewVersions),
  },
  {
    name: 'an enum has another value, where one shape answers',
    mutate: (root) => setAt(root, [...aws, 'properties', 'cloudProvider', 'enum'], ['AWS', 'OCI']),
    expectedDifferences: [
      [
        'changed listGroupBackupExportBuckets 2023-01-01 response 200 results[].cloudProvider enum',
        awsOldVersions,
      ],
      [
        'changed createGroupBackupExportBucket 2023-01-01 response 200 cloudProvider enum',
        awsOldVersions,
      ],
      [
        'changed getGroupBackupExportBucket 2023-01-01 response 200 cloudProvider enum',
        awsOldVersions,
      ],
      [
        'changed updateGroupBackupExportBucket 2024-05-30 response 200 cloudProvider enum',
        /: (AWS asked for 202[45]|Content-Type)/,
      ],
    ],
  },
  {
    name: 'a provider is added',
    mutate: (root) => {
      const union = schemaPath('DiskBackupSnapshotExportBucketResponse')
      setAt(root, schemaPath('Oci'), readAt(root, gcp))
      setAt(root, [...union, 'discriminator', 'mapping', 'OCI'], '#/components/schemas/Oci')
    },
    expectedDifferences: responseDifferences('added', 'OCI', noInteraction),
  },
  {
    name: 'a provider is added in words, without a shape of its own',
    mutate: (root) => {
      const union = schemaPath('DiskBackupSnapshotExportBucketResponse')
      setAt(root, [...union, 'properties'], {
        cloudProvider: { enum: ['AWS', 'AZURE', 'GCP', 'OCI'] },
      })
    },
    expectedDifferences: [
      [
        'changed listGroupBackupExportBuckets 2024-05-30 response 200 results[] values',
        noInteraction,
      ],
      ['changed createGroupBackupExportBucket 2024-05-30 response 200 values', noInteraction],
      ['changed getGroupBackupExportBucket 2024-05-30 response 200 values', noInteraction],
    ],
  },
  {
    name: 'a provider can no longer be asked for, though its shape is there',
    mutate: (root) => {
      const union = schemaPath('DiskBackupSnapshotExportBucketRequest')
      setAt(root, [...union, 'properties'], { cloudProvider: { enum: ['AWS', 'AZURE'] } })
    },
    expectedDifferences: [
      ['changed createGroupBackupExportBucket 2024-05-30 request values', sendsGcp],
      ['changed createGroupBackupExportBucket 2024-05-30 request GCP.cloudProvider enum', sendsGcp],
    ],
  },
  {
    name: 'a body is no longer told apart by provider',
    mutate: (root) =>
      setAt(root, schemaPath('DiskBackupSnapshotExportBucketRequest'), readAt(root, aws)),
    expectedDifferences: [
      ['changed createGroupBackupExportBucket 2024-05-30 request variants', sendsNewestBody],
    ],
  },
  {
    name: 'a request must hold one field more',
    mutate: (root) => {
      setAt(root, [...gcpRequest, 'properties', 'region'], { type: 'string' })
      setAt(root, [...gcpRequest, 'required', 3], 'region')
    },
    expectedDifferences: [
      ['added createGroupBackupExportBucket 2024-05-30 request GCP.region', sendsGcp],
    ],
  },
  {
    name: 'a request may hold one field more',
    mutate: (root) => setAt(root, [...gcpRequest, 'properties', 'region'], { type: 'string' }),
    expectedDifferences: [
      ['added createGroupBackupExportBucket 2024-05-30 request GCP.region', noInteraction],
    ],
  },
  {
    name: 'a request must hold a field that it might',
    mutate: (root) => setAt(root, [...awsRequest, 'required', 9], 'requirePrivateNetworking'),
    expectedDifferences: [
      [
        'changed createGroupBackupExportBucket 2023-01-01 request requirePrivateNetworking required',
        sendsBodyOfVersion(/2023/),
      ],
      [
        'changed createGroupBackupExportBucket 2024-05-30 request AWS.requirePrivateNetworking required',
        sendsProvider('AWS'),
      ],
    ],
  },
  {
    name: 'other keys are let through no longer',
    mutate: (root) => setAt(root, [...gcp, 'additionalProperties'], false),
    expectedDifferences: responseDifferences('changed', 'GCP additionalProperties', gcpNewVersions),
  },
  {
    name: 'a value that is the only one is the same, however that is written',
    mutate: (root) =>
      setAt(root, [...aws, 'properties', 'cloudProvider'], { type: 'string', const: 'AWS' }),
    expectedDifferences: [],
  },
  {
    name: 'a type that goes without saying is the same',
    mutate: (root) => {
      setAt(root, [...schemaPath('Link'), 'type'], undefined)
      setAt(root, [...gcp, 'properties', 'links', 'type'], undefined)
    },
    expectedDifferences: [],
  },
  {
    name: 'a field may be null where one part of it says so, and no other speaks of its type',
    mutate: (root) => {
      const name = Object(readAt(root, gcpName))
      const nullableName = { ...name, type: ['string', 'null'] }
      setAt(root, gcpName, { allOf: [nullableName, { maxLength: 63 }] })
      setAt(root, [...azure, 'bucketName'], { allOf: [name, { type: ['string', 'null'] }] })
    },
    expectedDifferences: responseDifferences('changed', 'GCP.bucketName nullable', gcpNewVersions),
  },
  {
    name: 'a request must hold one field more, which is not described',
    mutate: (root) => setAt(root, [...gcpRequest, 'required', 3], 'region'),
    expectedDifferences: [
      ['added createGroupBackupExportBucket 2024-05-30 request GCP.region', sendsGcp],
    ],
  },
  {
    name: 'a body of a version says that it is of another one',
    mutate: (root) => {
      setAt(
        root,
        [...createPath, 'requestBody', 'content', newestMediaType, 'x-xgen-version'],
        '2024-08-05',
      )
      setAt(
        root,
        [...getPath, 'responses', '200', 'content', newestMediaType, 'x-xgen-version'],
        '2024-08-05',
      )
    },
    expectedDifferences: [
      ['changed createGroupBackupExportBucket 2024-05-30 request x-xgen-version', noInteraction],
      ['changed getGroupBackupExportBucket 2024-05-30 response 200 x-xgen-version', noInteraction],
    ],
  },
  {
    name: 'a request is announced to end',
    mutate: (root) =>
      setAt(
        root,
        [...createPath, 'requestBody', 'content', newestMediaType, 'x-sunset'],
        '2027-01-01',
      ),
    expectedDifferences: [
      ['changed createGroupBackupExportBucket 2024-05-30 request sunset', sendsNewestBody],
    ],
  },
  {
    name: 'a read-only field is no part of a request',
    mutate: (root) =>
      setAt(root, [...gcpRequest, 'properties', 'links'], { type: 'array', readOnly: true }),
    expectedDifferences: [],
  },
  {
    name: 'a write-only field is no part of an answer',
    mutate: (root) =>
      setAt(root, [...gcp, 'properties', 'secret'], { type: 'string', writeOnly: true }),
    expectedDifferences: [],
  },
]
