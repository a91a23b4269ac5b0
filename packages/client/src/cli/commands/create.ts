import type { Flag } from '@export-buckets/cli-kit/flag'
import { cloudProviders, type RequestBody } from '@export-buckets/core'
import type { Command } from '../command.ts'
import { toProjectInput } from '../command-input.ts'

const operationId = 'createGroupBackupExportBucket'

const roleIdSource = 'from the cloud provider access of the project'

const bodyFlags: readonly Flag[] = [
  {
    name: 'cloudProvider',
    valueName: 'NAME',
    description: 'AWS, AZURE or GCP',
    choices: cloudProviders,
  },
  { name: 'bucketName', valueName: 'NAME', description: 'the bucket, or the container of Azure' },
  { name: 'iamRoleId', valueName: 'ID', description: `AWS: the id of the role, ${roleIdSource}` },
  {
    name: 'roleId',
    valueName: 'ID',
    description: `AZURE, GCP: the id of the role, ${roleIdSource}`,
  },
  {
    name: 'serviceUrl',
    valueName: 'URL',
    description: 'AZURE: the storage account, with the container',
  },
  { name: 'requirePrivateNetworking', description: 'AWS: export over private networking alone' },
]

export const createCommand: Command = {
  name: 'create',
  operationId,
  description: 'Makes a bucket of a cloud provider an export bucket, and prints it.',
  body: bodyFlags,
  examples: [
    'export-buckets create --cloudProvider AWS --bucketName backups --iamRoleId 5fd2b1c3a4e5f60718293a4b',
    'export-buckets create --cloudProvider AZURE --roleId 5fd2b1c3a4e5f60718293a4b --serviceUrl https://account.blob.core.windows.net/backups',
    'export-buckets create --file bucket.json',
  ],
  run: (call) =>
    call.atlas.exportBuckets.create({
      ...toProjectInput(operationId, call),
      // The client checks the body before it sends it, and names every violation.
      bucket: call.body as RequestBody<typeof operationId>,
    }),
}
