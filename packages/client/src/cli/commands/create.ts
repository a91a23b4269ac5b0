import type { Flag } from '@export-buckets/command-line/flag'
import { cloudProviders, type RequestBody } from '@export-buckets/core'
import type { Command } from '../command.ts'
import { projectInput } from '../inputs.ts'

const operationId = 'createGroupBackupExportBucket'

const rolePath = 'from the cloud provider access of the project'

const body: readonly Flag[] = [
  { name: 'cloudProvider', value: 'NAME', about: 'AWS, AZURE or GCP', choices: cloudProviders },
  { name: 'bucketName', value: 'NAME', about: 'the bucket, or the container of Azure' },
  { name: 'iamRoleId', value: 'ID', about: `AWS: the id of the role, ${rolePath}` },
  { name: 'roleId', value: 'ID', about: `AZURE, GCP: the id of the role, ${rolePath}` },
  { name: 'serviceUrl', value: 'URL', about: 'AZURE: the storage account, with the container' },
  { name: 'requirePrivateNetworking', about: 'AWS: export over private networking alone' },
]

export const create: Command = {
  name: 'create',
  operationId,
  about: 'Makes a bucket of a cloud provider an export bucket, and prints it.',
  body,
  examples: [
    'export-buckets create --cloudProvider AWS --bucketName backups --iamRoleId 5fd2b1c3a4e5f60718293a4b',
    'export-buckets create --cloudProvider AZURE --roleId 5fd2b1c3a4e5f60718293a4b --serviceUrl https://account.blob.core.windows.net/backups',
    'export-buckets create --file bucket.json',
  ],
  run: (call) =>
    call.atlas.exportBuckets.create({
      ...projectInput(operationId, call),
      // The client checks the body before it sends it, and names every violation.
      bucket: call.body as RequestBody<typeof operationId>,
    }),
}
