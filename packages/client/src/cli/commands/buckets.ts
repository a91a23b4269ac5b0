import { assumeRoleRetryOptions } from '../assume-role.ts'
import type { BodyFlag, Command } from '../command.ts'
import { operationCommand } from '../define-command.ts'
import { cloudProviderFlag, listVersions } from '../flags.ts'
import { bucketInput, projectInput, requestBody } from '../input.ts'
import { fetchList } from '../list.ts'
import { bucketTable } from '../tables.ts'

const roleIdSource = "Atlas's id of the role, which role list prints"

const createFlags: readonly BodyFlag[] = [
  cloudProviderFlag,
  { name: 'bucketName', valueName: 'NAME', description: 'the bucket, or the container of Azure' },
  { name: 'iamRoleId', valueName: 'ID', description: `AWS: ${roleIdSource}` },
  { name: 'roleId', valueName: 'ID', description: `AZURE, GCP: ${roleIdSource}` },
  {
    name: 'serviceUrl',
    valueName: 'URL',
    description: 'AZURE: the URL of the storage account and container',
  },
  { name: 'requirePrivateNetworking', description: 'AWS: export over private networking only' },
]

/** The commands on export buckets, except `delete`. */
export const bucketCommands: readonly Command[] = [
  operationCommand({
    name: 'get',
    operationId: 'getGroupBackupExportBucket',
    description: 'Prints one export bucket.',
    examples: [
      'export-buckets get --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
      'export-buckets get --exportBucketId 64f1a2b3c4d5e6f708192a3b --version 2024-05-30 | jq -r .bucketName',
    ],
    fetch: (call) => call.atlas.exportBuckets.get(bucketInput(call)),
  }),
  operationCommand({
    name: 'list',
    operationId: 'listGroupBackupExportBuckets',
    description: 'Prints all export buckets of a project, or one page of them.',
    table: bucketTable,
    examples: [
      'export-buckets list --groupId 32b6e34b3d91647abb20e7b8',
      'export-buckets list --pageNum 2 --itemsPerPage 50 -o json',
      "export-buckets list | jq -r '.results[].bucketName'",
    ],
    fetch: (call) =>
      fetchList('listGroupBackupExportBuckets', call, 'export buckets', (paging) =>
        call.atlas.exportBuckets.list({ ...projectInput(call), ...paging }),
      ),
  }),
  operationCommand({
    name: 'create',
    operationId: 'createGroupBackupExportBucket',
    description: 'Creates an export bucket from a bucket of a cloud provider, and prints it.',
    body: createFlags,
    flags: [
      {
        name: 'retryAssumeRole',
        description: 'wait up to 90 s while Atlas cannot assume a role that was just authorized',
      },
    ],
    examples: [
      'export-buckets create --cloudProvider AWS --bucketName backups --iamRoleId 5fd2b1c3a4e5f60718293a4b --retryAssumeRole',
      'export-buckets create --cloudProvider AZURE --roleId 5fd2b1c3a4e5f60718293a4b --serviceUrl https://account.blob.core.windows.net/backups',
      'export-buckets create --file bucket.json',
    ],
    fetch: (call) =>
      call.atlas.exportBuckets.create({
        ...projectInput(call),
        bucket: requestBody('createGroupBackupExportBucket', call),
        retryAssumeRole: call.parsedArgs.isTrue('retryAssumeRole') && assumeRoleRetryOptions(call),
      }),
  }),
  operationCommand({
    name: 'update',
    operationId: 'updateGroupBackupExportBucket',
    description:
      'Sets whether exports to an AWS bucket use private networking only, and prints the bucket.',
    body: [
      { name: 'requirePrivateNetworking', description: 'export over private networking only' },
    ],
    examples: [
      'export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --requirePrivateNetworking true',
      'echo \'{"requirePrivateNetworking":false}\' | export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --file -',
    ],
    fetch: async (call) => {
      const versions = listVersions('updateGroupBackupExportBucket')
      const version = versions.find((date) => date === call.parsedArgs.value('version'))
      const change = requestBody('updateGroupBackupExportBucket', call)
      return call.atlas.exportBuckets.update({ ...bucketInput(call), version, ...change })
    },
  }),
]
