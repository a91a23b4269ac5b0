import type { Interaction } from '../../matrix/pact-file.ts'
import {
  create,
  get,
  type Keys,
  type Mutation,
  nothing,
  ofAnswers,
  put,
  schema,
  take,
} from './mutate.ts'

const aws = schema('DiskBackupSnapshotAWSExportBucketResponse')
const azure: Keys = [...schema('DiskBackupSnapshotAzureExportBucketResponse'), 'properties']
const gcp = schema('DiskBackupSnapshotGCPExportBucketResponse')
const gcpName: Keys = [...gcp, 'properties', 'bucketName']
const awsRequest = schema('DiskBackupSnapshotAWSExportBucketRequest')
const gcpRequest = schema('DiskBackupSnapshotGCPExportBucketRequest')

const dates = '202(4-(05|08|10|11)|5-)'
const awsOld = /: AWS asked for 2023/
const azureNew = new RegExp(`: AZURE asked for ${dates}`)
const gcpNew = new RegExp(`: GCP asked for ${dates}`)
/** Those that name every key; the others let through what they do not name. */
const gcpClosed = new RegExp(`: GCP asked for ${dates}.* no key that the version does not know`)

/** Those whose answer hangs on a body that they send in a version; plain JSON is of the version that is asked for. */
const isJudgedAt =
  (version: RegExp) =>
  ({ request, response }: Interaction) => {
    const [type, accept] = ['Content-Type', 'Accept'].map((name) => request.headers?.[name]?.join())
    const sent = type === 'application/json' ? accept : type
    return (
      request.body !== undefined && version.test(sent ?? '') && [200, 400].includes(response.status)
    )
  }
const isJudgedAtNewest = isJudgedAt(new RegExp(dates))

/** Those whose answer hangs on what they send of a provider. */
const sent = (provider: string) => (interaction: Interaction) =>
  isJudgedAtNewest(interaction) &&
  Object(interaction.request.body?.content).cloudProvider === provider
const gcpSent = sent('GCP')

const newest = 'application/vnd.atlas.2024-05-30+json'

/** Changes of what is sent and answered, field by field. */
export const bodyMutations: readonly Mutation[] = [
  {
    name: 'a field is added',
    mutate: (root) => put(root, [...gcp, 'properties', 'storageClass'], { type: 'string' }),
    told: ofAnswers('added', 'GCP.storageClass', gcpClosed),
  },
  {
    name: 'a field is removed, with all that is in it',
    mutate: (root) => put(root, [...azure, 'links'], undefined),
    told: ofAnswers('removed', 'AZURE.links', nothing),
  },
  {
    name: 'a field has another type',
    mutate: (root) => put(root, [...gcpName, 'type'], 'integer'),
    told: ofAnswers('changed', 'GCP.bucketName type', gcpNew),
  },
  {
    name: 'a field may be null',
    mutate: (root) => put(root, [...gcpName, 'type'], ['string', 'null']),
    told: ofAnswers('changed', 'GCP.bucketName nullable', gcpNew),
  },
  {
    name: 'a field is no longer required',
    mutate: (root) => put(root, [...gcp, 'required'], ['_id', 'cloudProvider', 'roleId']),
    told: ofAnswers('changed', 'GCP.bucketName required', gcpNew),
  },
  {
    name: 'a field has another length',
    mutate: (root) => put(root, [...azure, 'serviceUrl', 'maxLength'], 4096),
    told: ofAnswers('changed', 'AZURE.serviceUrl maxLength', azureNew),
  },
  {
    name: 'a field has another pattern',
    mutate: (root) => put(root, [...azure, 'roleId'], { type: 'string', pattern: '^x$' }),
    told: ofAnswers('changed', 'AZURE.roleId pattern', azureNew),
  },
  {
    name: 'a field has no format any more',
    mutate: (root) => put(root, [...azure, 'tenantId', 'format'], undefined),
    told: ofAnswers('changed', 'AZURE.tenantId format', azureNew),
  },
  {
    name: 'an enum has another value, where one shape answers',
    mutate: (root) => put(root, [...aws, 'properties', 'cloudProvider', 'enum'], ['AWS', 'OCI']),
    told: [
      [
        'changed listGroupBackupExportBuckets 2023-01-01 response 200 results[].cloudProvider enum',
        awsOld,
      ],
      ['changed createGroupBackupExportBucket 2023-01-01 response 200 cloudProvider enum', awsOld],
      ['changed getGroupBackupExportBucket 2023-01-01 response 200 cloudProvider enum', awsOld],
      [
        'changed updateGroupBackupExportBucket 2024-05-30 response 200 cloudProvider enum',
        /: (AWS asked for 202[45]|Content-Type)/,
      ],
    ],
  },
  {
    name: 'a provider is added',
    mutate: (root) => {
      const union = schema('DiskBackupSnapshotExportBucketResponse')
      put(root, schema('Oci'), take(root, gcp))
      put(root, [...union, 'discriminator', 'mapping', 'OCI'], '#/components/schemas/Oci')
    },
    told: ofAnswers('added', 'OCI', nothing),
  },
  {
    name: 'a provider is added in words, without a shape of its own',
    mutate: (root) => {
      const union = schema('DiskBackupSnapshotExportBucketResponse')
      put(root, [...union, 'properties'], {
        cloudProvider: { enum: ['AWS', 'AZURE', 'GCP', 'OCI'] },
      })
    },
    told: [
      ['changed listGroupBackupExportBuckets 2024-05-30 response 200 results[] values', nothing],
      ['changed createGroupBackupExportBucket 2024-05-30 response 200 values', nothing],
      ['changed getGroupBackupExportBucket 2024-05-30 response 200 values', nothing],
    ],
  },
  {
    name: 'a provider can no longer be asked for, though its shape is there',
    mutate: (root) => {
      const union = schema('DiskBackupSnapshotExportBucketRequest')
      put(root, [...union, 'properties'], { cloudProvider: { enum: ['AWS', 'AZURE'] } })
    },
    told: [
      ['changed createGroupBackupExportBucket 2024-05-30 request values', gcpSent],
      ['changed createGroupBackupExportBucket 2024-05-30 request GCP.cloudProvider enum', gcpSent],
    ],
  },
  {
    name: 'a body is no longer told apart by provider',
    mutate: (root) => put(root, schema('DiskBackupSnapshotExportBucketRequest'), take(root, aws)),
    told: [['changed createGroupBackupExportBucket 2024-05-30 request variants', isJudgedAtNewest]],
  },
  {
    name: 'a request must hold one field more',
    mutate: (root) => {
      put(root, [...gcpRequest, 'properties', 'region'], { type: 'string' })
      put(root, [...gcpRequest, 'required', 3], 'region')
    },
    told: [['added createGroupBackupExportBucket 2024-05-30 request GCP.region', gcpSent]],
  },
  {
    name: 'a request may hold one field more',
    mutate: (root) => put(root, [...gcpRequest, 'properties', 'region'], { type: 'string' }),
    told: [['added createGroupBackupExportBucket 2024-05-30 request GCP.region', nothing]],
  },
  {
    name: 'a request must hold a field that it might',
    mutate: (root) => put(root, [...awsRequest, 'required', 9], 'requirePrivateNetworking'),
    told: [
      [
        'changed createGroupBackupExportBucket 2023-01-01 request requirePrivateNetworking required',
        isJudgedAt(/2023/),
      ],
      [
        'changed createGroupBackupExportBucket 2024-05-30 request AWS.requirePrivateNetworking required',
        sent('AWS'),
      ],
    ],
  },
  {
    name: 'other keys are let through no longer',
    mutate: (root) => put(root, [...gcp, 'additionalProperties'], false),
    told: ofAnswers('changed', 'GCP additionalProperties', gcpNew),
  },
  {
    name: 'a value that is the only one is the same, however that is written',
    mutate: (root) =>
      put(root, [...aws, 'properties', 'cloudProvider'], { type: 'string', const: 'AWS' }),
    told: [],
  },
  {
    name: 'a type that goes without saying is the same',
    mutate: (root) => {
      put(root, [...schema('Link'), 'type'], undefined)
      put(root, [...gcp, 'properties', 'links', 'type'], undefined)
    },
    told: [],
  },
  {
    name: 'a field may be null where one part of it says so, and no other speaks of its type',
    mutate: (root) => {
      const name = Object(take(root, gcpName))
      const orNull = { ...name, type: ['string', 'null'] }
      put(root, gcpName, { allOf: [orNull, { maxLength: 63 }] })
      put(root, [...azure, 'bucketName'], { allOf: [name, { type: ['string', 'null'] }] })
    },
    told: ofAnswers('changed', 'GCP.bucketName nullable', gcpNew),
  },
  {
    name: 'a request must hold one field more, which is not described',
    mutate: (root) => put(root, [...gcpRequest, 'required', 3], 'region'),
    told: [['added createGroupBackupExportBucket 2024-05-30 request GCP.region', gcpSent]],
  },
  {
    name: 'a body of a version says that it is of another one',
    mutate: (root) => {
      put(root, [...create, 'requestBody', 'content', newest, 'x-xgen-version'], '2024-08-05')
      put(root, [...get, 'responses', '200', 'content', newest, 'x-xgen-version'], '2024-08-05')
    },
    told: [
      ['changed createGroupBackupExportBucket 2024-05-30 request x-xgen-version', nothing],
      ['changed getGroupBackupExportBucket 2024-05-30 response 200 x-xgen-version', nothing],
    ],
  },
  {
    name: 'a request is announced to end',
    mutate: (root) =>
      put(root, [...create, 'requestBody', 'content', newest, 'x-sunset'], '2027-01-01'),
    told: [['changed createGroupBackupExportBucket 2024-05-30 request sunset', isJudgedAtNewest]],
  },
  {
    name: 'a read-only field is no part of a request',
    mutate: (root) =>
      put(root, [...gcpRequest, 'properties', 'links'], { type: 'array', readOnly: true }),
    told: [],
  },
  {
    name: 'a write-only field is no part of an answer',
    mutate: (root) =>
      put(root, [...gcp, 'properties', 'secret'], { type: 'string', writeOnly: true }),
    told: [],
  },
]
