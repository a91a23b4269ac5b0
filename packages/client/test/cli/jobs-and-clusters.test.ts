import { describe, expect, test } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import {
  cluster,
  clusterName,
  exportId,
  jobInProgress,
  queuedJob,
  snapshotId,
  successfulJob,
} from '../fakes/workflow.ts'
import {
  exportFlags,
  runWorkflow,
  sentBody,
  useWorkflowClock,
  workflowHandlers,
} from './workflow.ts'

useWorkflowClock()

const clusterFlags = ['--clusterName', clusterName]

describe('job list and job get', () => {
  const listGroupClusterBackupExports = { results: [successfulJob, jobInProgress(5)] }

  test('job list prints the jobs of all pages', async () => {
    const result = await runWorkflow(['job', 'list', ...clusterFlags], {
      listGroupClusterBackupExports,
    })
    expect(JSON.parse(result.stdout)).toEqual({ ...listGroupClusterBackupExports, totalCount: 2 })
  })

  test('the table of jobs has the state, the counts and the prefix', async () => {
    const sharded = { ...queuedJob, exportStatus: undefined, components: [] }
    const handlers = { listGroupClusterBackupExports: { results: [successfulJob, sharded] } }
    const { stdout } = await runWorkflow(['job', 'list', ...clusterFlags, '-o', 'table'], handlers)
    const { prefix, createdAt, finishedAt } = successfulJob
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ +/)),
    ).toEqual([
      ['ID', 'STATE', 'COLLECTIONS', 'CREATED', 'FINISHED', 'PREFIX'],
      [exportId, 'Successful', '105/105', createdAt, finishedAt, prefix],
      [exportId, 'Queued', '-', createdAt, '-', prefix],
    ])
  })

  test('job get prints one job', async () => {
    const args = ['job', 'get', ...clusterFlags, '--exportId', exportId]
    const { code, stdout, api } = await runWorkflow(args)
    expect([code, JSON.parse(stdout)]).toEqual([0, successfulJob])
    expect(api[0]?.path).toMatch(new RegExp(`/clusters/Cluster0/backup/exports/${exportId}$`))
  })
})

describe('job create', () => {
  const create = ['job', 'create', ...exportFlags, '--snapshotId', snapshotId]

  test('job create starts the export of a snapshot, and prints the job', async () => {
    const result = await runWorkflow(create)
    expect(sentBody(result, 'createGroupClusterBackupExport')).toEqual({
      exportBucketId,
      snapshotId,
    })
    expect([result.code, JSON.parse(result.stdout)]).toEqual([0, queuedJob])
  })

  test.each([
    ['one value', ['a=1'], [['a', '1']]],
    [
      'several values',
      ['a=1', 'b=2'],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'pairs that commas separate',
      ['a=1,b=2'],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'a value with a comma and an equals sign',
      ['a=x,y', 'b=c=d'],
      [
        ['a', 'x,y'],
        ['b', 'c=d'],
      ],
    ],
    ['an empty value', ['a='], [['a', '']]],
  ])('job create --customData sends labels: %s', async (_, values, labels) => {
    const flags = values.map((value) => `--customData=${value}`)
    const result = await runWorkflow([...create, ...flags])
    expect(sentBody(result, 'createGroupClusterBackupExport')).toEqual({
      exportBucketId,
      snapshotId,
      customData: labels.map(([key, value]) => ({ key, value })),
    })
  })

  test('job create sends the body of --file, with labels', async () => {
    const body = { exportBucketId, snapshotId, customData: [{ key: 'reason', value: 'audit' }] }
    const args = ['job', 'create', ...clusterFlags, '--file', '-']
    const result = await runWorkflow(args, workflowHandlers, { stdin: JSON.stringify(body) })
    expect(sentBody(result, 'createGroupClusterBackupExport')).toEqual(body)
  })

  test('job create --watch waits until the job ends, and ends with the prefix in a table', async () => {
    const { code, stdout } = await runWorkflow([...create, '--watch', '-o', 'table'])
    expect(stdout).toContain(`\n\nExported files: ${successfulJob['prefix']}/\n`)
    expect(code).toBe(0)
  })

  test.each([
    [[...clusterFlags, '--exportBucketId', exportBucketId], 'snapshotId: missing'],
    [
      [...exportFlags, '--snapshotId', 'x'],
      '--snapshotId: expected 24 lower-case hexadecimal digits',
    ],
    [[...exportFlags, '--customData', 'audit'], '--customData: expected KEY=VALUE, got "audit"'],
    [[...exportFlags, '--customData', '=x'], '--customData: expected KEY=VALUE, got "=x"'],
    [clusterFlags, 'missing body: use either --file or --exportBucketId, --snapshotId'],
  ])('job create %j exits with 2 and sends nothing', async (flags, message) => {
    const { code, stderr, api } = await runWorkflow(['job', 'create', ...flags])
    expect(stderr).toContain(message)
    expect([code, api]).toEqual([2, []])
  })
})

describe('cluster list and cluster get', () => {
  test('cluster list prints the clusters, with the fields that this program does not know', async () => {
    const { stdout } = await runWorkflow(['cluster', 'list'])
    expect(JSON.parse(stdout)).toEqual({ results: [cluster], totalCount: 1 })
  })

  test('cluster list prints a table', async () => {
    const { stdout } = await runWorkflow(['cluster', 'list', '-o', 'table'])
    expect(stdout).toBe(
      'NAME      TYPE        VERSION  STATE  BACKUP\nCluster0  REPLICASET  -        IDLE   -\n',
    )
  })

  test('cluster get prints one cluster', async () => {
    const { stdout, api } = await runWorkflow(['cluster', 'get', ...clusterFlags])
    expect(JSON.parse(stdout)).toEqual(cluster)
    expect(api[0]?.path).toMatch(/\/clusters\/Cluster0$/)
  })

  test('cluster list --includeDeletedWithRetainedBackups asks for deleted clusters too', async () => {
    const { api } = await runWorkflow(['cluster', 'list', '--includeDeletedWithRetainedBackups'])
    expect(api[0]?.search).toContain('includeDeletedWithRetainedBackups=true')
  })
})
