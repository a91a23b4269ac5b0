import type {
  ExportJobState,
  newestApiVersion,
  OperationId,
  ResponseBody,
} from '@export-buckets/core'
import { type CommandResult, commandEnvironment, runCommand } from './command-line.ts'
import { orderedStates, parseBody, type WorkflowDriver } from './driver.ts'
import type { Target } from './project.ts'

/** An operation whose response is a snapshot of either kind of cluster. */
const anySnapshot = 'takeGroupClusterBackupSnapshots'

/** Returns flags with their values. */
function toFlags(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)])
}

/** Returns the states that the lines of a watched job report, in their order. */
function parseStates(stderr: string): ExportJobState[] {
  const [...names] = stderr.matchAll(/^\S+: (\w+), \d+ s$/gm)
  return names.flatMap(([, name]) => orderedStates.find((state) => state === name) ?? [])
}

/** Runs the commands of the program. */
export function createCommandLineDriver(
  target: Target,
  credentials: 'service account' | 'API key',
): WorkflowDriver {
  const env = commandEnvironment(target, credentials)

  async function runSuccessfully(command: string, flags: object): Promise<CommandResult> {
    const result = await runCommand(env, [...command.split(' '), ...toFlags({ ...flags })])
    if (result.code === 0) return result
    throw new Error(`${command}: exit ${result.code}: ${result.stderr}`)
  }

  async function print<Op extends OperationId>(
    operationId: Op,
    command: string,
    flags: object,
  ): Promise<ResponseBody<Op, typeof newestApiVersion>> {
    const { stdout } = await runSuccessfully(command, flags)
    return parseBody(operationId, stdout)
  }

  async function runSilently(command: string, flags: object): Promise<void> {
    const { stdout } = await runSuccessfully(command, flags)
    if (stdout !== '') throw new Error(`${command}: expected no output, got ${stdout}`)
  }

  return {
    createRole: ({ providerName: cloudProvider, ...flags }) =>
      print('createGroupCloudProviderAccess', 'role create', { cloudProvider, ...flags }),
    authorizeRole: (roleId, { providerName: cloudProvider, ...flags }) =>
      print('authorizeGroupCloudProviderAccessRole', 'role authorize', {
        roleId,
        cloudProvider,
        ...flags,
      }),
    getRole: (roleId) => print('getGroupCloudProviderAccess', 'role get', { roleId }),
    deauthorizeRole: (roleId, cloudProvider) =>
      runSilently('role deauthorize', { roleId, cloudProvider }),
    createBucket: (bucket) => print('createGroupBackupExportBucket', 'create', bucket),
    getBucket: (exportBucketId) => print('getGroupBackupExportBucket', 'get', { exportBucketId }),
    deleteBucket: (exportBucketId) => runSilently('delete', { exportBucketId }),
    detachBucket: (exportBucketId) => runSilently('delete --detach --yes', { exportBucketId }),
    takeSnapshot: (clusterName) => print(anySnapshot, 'snapshot create', { clusterName }),
    waitForSnapshot: (clusterName, snapshotId) =>
      print(anySnapshot, 'snapshot watch', { clusterName, snapshotId }),
    newestSnapshot: (clusterName) => print(anySnapshot, 'snapshot newest', { clusterName }),
    deleteSnapshot: (clusterName, snapshotId) =>
      runSilently('snapshot delete', { clusterName, snapshotId }),
    createJob: (clusterName, job) =>
      print('createGroupClusterBackupExport', 'job create', { clusterName, ...job }),
    async watchJob(clusterName, exportId) {
      const { stdout, stderr } = await runSuccessfully('job watch', { clusterName, exportId })
      const job = parseBody('getGroupClusterBackupExport', stdout)
      return { job, states: parseStates(stderr) }
    },
    async listJobs(clusterName) {
      return (await print('listGroupClusterBackupExports', 'job list', { clusterName })).results
    },
    getSchedule: (clusterName) =>
      print('getGroupClusterBackupSchedule', 'schedule get', { clusterName }),
    updateSchedule: (clusterName, { exportBucketId, frequencyType: exportFrequencyType }) =>
      print('updateGroupClusterBackupSchedule', 'schedule update --autoExport true', {
        clusterName,
        exportBucketId,
        exportFrequencyType,
      }),
    deleteSchedule: (clusterName) =>
      print('deleteGroupClusterBackupSchedule', 'schedule delete', { clusterName }),
  }
}
