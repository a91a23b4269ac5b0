import { type Flag, UsageError } from '@export-buckets/cli-kit/arguments'
import {
  cloudProviders,
  type OperationId,
  parseQuery,
  type RequestBody,
  requestValidator,
} from '@export-buckets/core'
import type { OperationVersion } from '../resolve-operation.ts'
import { type Command, type CommandCall, listVersions } from './command.ts'

interface CommonInput<Op extends OperationId> {
  readonly groupId: string
  readonly signal: AbortSignal
  readonly version: OperationVersion<Op> | undefined
}

/** Converts the flags to the input of any method of the client. */
function toProjectInput<Op extends OperationId>(
  operationId: Op,
  { parsedArgs, signal }: CommandCall,
): CommonInput<Op> {
  const version = listVersions(operationId).find((date) => date === parsedArgs.value('version'))
  return { groupId: parsedArgs.required('groupId'), signal, version }
}

/** Converts the flags to the input of a method on one bucket. */
function toBucketInput<Op extends OperationId>(
  operationId: Op,
  call: CommandCall,
): CommonInput<Op> & { readonly exportBucketId: string } {
  const exportBucketId = call.parsedArgs.required('exportBucketId')
  return { ...toProjectInput(operationId, call), exportBucketId }
}

const getOperation = 'getGroupBackupExportBucket'

const getCommand: Command = {
  name: 'get',
  operationId: getOperation,
  description: 'Prints one export bucket.',
  examples: [
    'export-buckets get --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
    'export-buckets get --exportBucketId 64f1a2b3c4d5e6f708192a3b --version 2024-05-30 | jq -r .bucketName',
  ],
  run: (call) => call.atlas.exportBuckets.get(toBucketInput(getOperation, call)),
}

const listOperation = 'listGroupBackupExportBuckets'

function parseListQuery({ parsedArgs }: CommandCall) {
  const result = parseQuery(listOperation, (name) => {
    const text = parsedArgs.value(name)
    return text === undefined ? [] : [text]
  })
  if (result.ok) return result.query
  throw new UsageError(result.issues.map(({ path, message }) => `--${path}: ${message}`).join('; '))
}

async function listAllPages(call: CommandCall) {
  const { itemsPerPage, includeCount } = parseListQuery(call)
  const results: unknown[] = []
  const buckets = call.atlas.exportBuckets.list({
    ...toProjectInput(listOperation, call),
    itemsPerPage,
    includeCount: false,
  })
  for await (const bucket of buckets) {
    results.push(bucket)
    call.onProgress(`${results.length} export buckets so far`)
  }
  return { results, ...(includeCount && { totalCount: results.length }) }
}

async function listOnePage(call: CommandCall) {
  const { itemsPerPage, includeCount, pageNum } = parseListQuery(call)
  const paging = { itemsPerPage, includeCount, pageNum }
  return call.atlas.exportBuckets.list({ ...toProjectInput(listOperation, call), ...paging }).page()
}

const listCommand: Command = {
  name: 'list',
  operationId: listOperation,
  description: 'Prints all export buckets of a project, or one page of them.',
  examples: [
    'export-buckets list --groupId 32b6e34b3d91647abb20e7b8',
    'export-buckets list --pageNum 2 --itemsPerPage 50 -o json',
    "export-buckets list | jq -r '.results[].bucketName'",
  ],
  run: (call) =>
    call.parsedArgs.value('pageNum') === undefined ? listAllPages(call) : listOnePage(call),
}

const createOperation = 'createGroupBackupExportBucket'

const roleIdSource = 'from the cloud provider access of the project'

const createBodyFlags: readonly Flag[] = [
  {
    name: 'cloudProvider',
    valueName: 'NAME',
    description: 'AWS, AZURE or GCP',
    choices: cloudProviders,
  },
  { name: 'bucketName', valueName: 'NAME', description: 'the bucket, or the container of Azure' },
  { name: 'iamRoleId', valueName: 'ID', description: `AWS: the role's id, ${roleIdSource}` },
  { name: 'roleId', valueName: 'ID', description: `AZURE, GCP: the role's id, ${roleIdSource}` },
  {
    name: 'serviceUrl',
    valueName: 'URL',
    description: 'AZURE: the URL of the storage account and container',
  },
  { name: 'requirePrivateNetworking', description: 'AWS: export over private networking only' },
]

const createCommand: Command = {
  name: 'create',
  operationId: createOperation,
  description: 'Creates an export bucket from a bucket of a cloud provider, and prints it.',
  body: createBodyFlags,
  examples: [
    'export-buckets create --cloudProvider AWS --bucketName backups --iamRoleId 5fd2b1c3a4e5f60718293a4b',
    'export-buckets create --cloudProvider AZURE --roleId 5fd2b1c3a4e5f60718293a4b --serviceUrl https://account.blob.core.windows.net/backups',
    'export-buckets create --file bucket.json',
  ],
  run: (call) =>
    call.atlas.exportBuckets.create({
      ...toProjectInput(createOperation, call),
      // The client validates the body before it sends it, and lists every violation.
      bucket: call.body as RequestBody<typeof createOperation>,
    }),
}

const updateOperation = 'updateGroupBackupExportBucket'

const updateCommand: Command = {
  name: 'update',
  operationId: updateOperation,
  description:
    'Sets whether exports to an AWS bucket use private networking only, and prints the bucket.',
  body: [{ name: 'requirePrivateNetworking', description: 'export over private networking only' }],
  examples: [
    'export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --requirePrivateNetworking true',
    'echo \'{"requirePrivateNetworking":false}\' | export-buckets update --exportBucketId 64f1a2b3c4d5e6f708192a3b --file -',
  ],
  async run(call) {
    const input = toBucketInput(updateOperation, call)
    const version = input.version ?? listVersions(updateOperation).at(-1)
    const change = version && requestValidator(updateOperation, version)?.parse(call.body)
    return change && call.atlas.exportBuckets.update({ ...input, ...change })
  },
}

const deleteOperation = 'deleteGroupBackupExportBucket'

const deleteCommand: Command = {
  name: 'delete',
  operationId: deleteOperation,
  description:
    'Deletes an export bucket without confirmation. The bucket of the cloud provider is not changed.',
  flags: [{ name: 'ignoreMissing', description: 'treat a missing bucket as deleted' }],
  examples: [
    'export-buckets delete --groupId 32b6e34b3d91647abb20e7b8 --exportBucketId 64f1a2b3c4d5e6f708192a3b',
    'export-buckets delete --exportBucketId 64f1a2b3c4d5e6f708192a3b --ignoreMissing',
  ],
  async run(call) {
    const ignoreMissing = call.parsedArgs.isTrue('ignoreMissing')
    await call.atlas.exportBuckets.delete({
      ...toBucketInput(deleteOperation, call),
      ignoreMissing,
    })
  },
}

/** The commands that call an operation. */
export const commands: readonly Command[] = [
  getCommand,
  listCommand,
  createCommand,
  updateCommand,
  deleteCommand,
]
