import { describe, expect, test } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import { type FakeHandler, respondNoContent, respondWithError } from '../fakes/fake-atlas.ts'
import { cluster, schedule } from '../fakes/workflow.ts'
import {
  findOperation,
  operationIds,
  respondInTurn,
  runWorkflow,
  useWorkflowClock,
} from './workflow.ts'

useWorkflowClock()

const detach = ['delete', '--exportBucketId', exportBucketId, '--detach']
const clusterNames = ['Cluster0', 'Cluster1', 'Cluster2']
const frequencies = ['daily', 'monthly']

/** Responds with the schedule of the cluster in the path. The last cluster exports nothing. */
const respondWithSchedule: FakeHandler = (c, nth) => {
  const index = clusterNames.findIndex((name) => c.req.path.includes(`/${name}/`))
  const frequencyType = frequencies[index]
  const autoExport =
    frequencyType === undefined
      ? { autoExportEnabled: false, export: undefined }
      : { export: { exportBucketId, frequencyType } }
  const body = { ...schedule, clusterName: clusterNames[index], ...autoExport }
  return respondInTurn('getGroupClusterBackupSchedule', body)(c, nth)
}

const handlers = {
  listGroupClusters: { results: clusterNames.map((name) => ({ ...cluster, name })) },
  getGroupClusterBackupSchedule: respondWithSchedule,
  updateGroupClusterBackupSchedule: { ...schedule, autoExportEnabled: false },
  deleteGroupBackupExportBucket: respondNoContent,
}

const scheduleLines = [
  `Schedules that export to bucket ${exportBucketId}:`,
  '  Cluster0, daily',
  '  Cluster1, monthly',
]
const question = 'Turn off their auto export, and delete the bucket? [y/N] '
const doneLines = ['Cluster0: auto export is off', 'Cluster1: auto export is off', '']
const terminal = ['stdin', 'stderr'] as const

describe('delete --detach', () => {
  test('delete --detach --yes lists the schedules, turns their auto export off, and deletes the bucket', async () => {
    const result = await runWorkflow([...detach, '--yes'], handlers)
    expect(result.stderr.split('\n')).toEqual([...scheduleLines, ...doneLines])
    const changes = result.api.filter(({ method }) => method !== 'GET')
    expect(changes.map(({ method, path, body }) => [findOperation(method, path), body])).toEqual([
      ['updateGroupClusterBackupSchedule', '{"autoExportEnabled":false}'],
      ['updateGroupClusterBackupSchedule', '{"autoExportEnabled":false}'],
      ['deleteGroupBackupExportBucket', ''],
    ])
    expect(changes.map(({ path }) => /Cluster\d/.exec(path)?.[0])).toEqual([
      'Cluster0',
      'Cluster1',
      undefined,
    ])
    expect([result.code, result.stdout]).toEqual([0, ''])
  })

  test.each(['y', 'Y', 'yes', ' yes '])('the answer %j detaches and deletes', async (stdin) => {
    const options = { terminal, stdin: `${stdin}\n`, env: { NO_COLOR: '1' } }
    const { code, stderr } = await runWorkflow(detach, handlers, options)
    expect(stderr).toBe([...scheduleLines, question + doneLines.join('\n')].join('\n'))
    expect(code).toBe(0)
  })

  test.each(['', 'n', 'no', 'yep', 'delete'])('the answer %j changes nothing', async (stdin) => {
    const options = { terminal, stdin, env: { NO_COLOR: '1' } }
    const result = await runWorkflow(detach, handlers, options)
    expect(result.stderr).toContain(`${question}error: not confirmed: nothing was changed\n`)
    expect(result.api.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(result.code).toBe(1)
  })

  test.each([[[]], [['stdin']], [['stderr']]] as const)(
    'without --yes, a terminal is needed: %j exits with 2 and sends nothing',
    async (streams) => {
      const result = await runWorkflow(detach, handlers, {
        terminal: streams,
        stdin: 'y',
        env: { NO_COLOR: '1' },
      })
      expect(result.stderr).toBe(
        'error: --detach asks a question, and there is no terminal: add --yes\n',
      )
      expect([result.code, result.api]).toEqual([2, []])
    },
  )

  test('--yes on a terminal asks nothing', async () => {
    const { code, stderr } = await runWorkflow([...detach, '--yes'], handlers, { terminal })
    expect(stderr).not.toContain(question)
    expect(code).toBe(0)
  })

  test('a bucket that no schedule uses is deleted without a question', async () => {
    const result = await runWorkflow(
      detach,
      { ...handlers, listGroupClusters: { results: [{ ...cluster, name: 'Cluster2' }] } },
      { terminal },
    )
    expect(operationIds(result)).toEqual([
      'listGroupClusters',
      'getGroupClusterBackupSchedule',
      'deleteGroupBackupExportBucket',
    ])
    expect([result.code, result.stderr]).toEqual([0, ''])
  })

  test('an interrupt during the question exits with 130 and changes nothing', async () => {
    const controller = new AbortController()
    const readLine = async () => {
      controller.abort()
      return 'y'
    }
    const options = { terminal, readLine, interruptSignal: controller.signal }
    const result = await runWorkflow(detach, handlers, options)
    expect(result.stderr).toMatch(/\[y\/N\] $/)
    expect(result.api.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(result.code).toBe(130)
  })
})

describe('delete without --detach', () => {
  test('the error of a bucket in use names --detach', async () => {
    const { code, stderr } = await runWorkflow(['delete', '--exportBucketId', exportBucketId], {
      deleteGroupBackupExportBucket: respondWithError('EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE'),
    })
    expect(stderr).toContain(
      `\nTo turn it off and delete the bucket: export-buckets delete --exportBucketId ${exportBucketId} --detach\n`,
    )
    expect(code).toBe(1)
  })

  test('a failed delete prints no envelope', async () => {
    const args = ['delete', '--exportBucketId', exportBucketId, '--envelope']
    const { stdout } = await runWorkflow(args, {
      deleteGroupBackupExportBucket: respondWithError('EXPORT_BUCKET_NOT_FOUND'),
    })
    expect(stdout).toBe('')
  })

  test('--yes without --detach exits with 2', async () => {
    const args = ['delete', '--exportBucketId', exportBucketId, '--yes']
    const { code, stderr } = await runWorkflow(args, {})
    expect([code, stderr]).toEqual([2, 'error: --yes requires --detach\n'])
  })
})
