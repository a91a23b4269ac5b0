import { describe, expect, test, vi } from 'vitest'
import { groupId } from '../fakes/buckets.ts'
import { type FakeHandler, respondWithError } from '../fakes/fake-atlas.ts'
import {
  clusterName,
  exportId,
  jobInProgress,
  queuedJob,
  queuedSnapshot,
  snapshotId,
  successfulJob,
} from '../fakes/workflow.ts'
import {
  exportFlags,
  operationIds,
  respondWithJobs,
  runWorkflow,
  useWorkflowClock,
  workflowHandlers,
} from './workflow.ts'

useWorkflowClock()

const exportAndWatch = ['export', ...exportFlags, '--watch']
const watchJob = ['job', 'watch', '--clusterName', clusterName, '--exportId', exportId]
const watchCommand = `export-buckets job watch --clusterName ${clusterName} --exportId ${exportId}`
const continues = `export job ${exportId} of cluster ${clusterName} continues in Atlas. To watch it`
const { prefix } = successfulJob

const withJobs = (...jobs: readonly object[]) => ({
  ...workflowHandlers,
  getGroupClusterBackupExport: respondWithJobs(...jobs),
})
const withJobHandler = (getGroupClusterBackupExport: FakeHandler) => ({
  ...workflowHandlers,
  getGroupClusterBackupExport,
})

describe('the progress of a watched job', () => {
  const states = [jobInProgress(0), jobInProgress(50), successfulJob] as const

  test('in a pipe, each change of the state is a line, and standard output is the job as JSON', async () => {
    const { code, stdout, stderr } = await runWorkflow(exportAndWatch, withJobs(...states))
    expect(stderr.split('\n')).toEqual([
      'Cluster0: Queued, 0 s',
      'Cluster0: InProgress, 2 s',
      'Cluster0: Successful, 9 s',
      '',
    ])
    expect([code, JSON.parse(stdout)]).toEqual([0, successfulJob])
  })

  test('on a terminal, one line has a bar of the collections and the elapsed time', async () => {
    const { stderr } = await runWorkflow(exportAndWatch, withJobs(...states), {
      terminal: ['stderr'],
    })
    const bar = (filled: number) => `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}]`
    expect(stderr.split('\r\u001b[2K')).toEqual([
      '',
      'Queued, 1 s',
      ...[2, 3, 4].map((seconds) => `InProgress ${bar(0)} 0/105 collections, ${seconds} s`),
      ...[5, 6, 7, 8, 9].map((seconds) => `InProgress ${bar(10)} 50/105 collections, ${seconds} s`),
      '',
    ])
  })

  test('a job without counted collections shows its state and the elapsed time only', async () => {
    const emptyJob = { ...queuedJob, state: 'InProgress' }
    const { stderr } = await runWorkflow(exportAndWatch, withJobs(emptyJob, successfulJob), {
      terminal: ['stderr'],
    })
    expect(stderr.split('\r\u001b[2K')).toEqual([
      '',
      'Queued, 1 s',
      ...[2, 3, 4].map((seconds) => `InProgress, ${seconds} s`),
      '',
    ])
  })

  test('on a terminal, the states of several clusters are counted on one line', async () => {
    const ownJob: FakeHandler = (c, nth) => {
      const current = c.req.path.includes('/Cluster1/') ? jobInProgress(21) : queuedJob
      return respondWithJobs(nth > 2 ? successfulJob : current)(c, nth)
    }
    const args = [...exportAndWatch, '--clusterName', 'Cluster1']
    const { stderr } = await runWorkflow(args, withJobHandler(ownJob), { terminal: ['stderr'] })
    expect(stderr).toContain(
      '\u001b[2K1 Queued, 1 InProgress [####----------------] 21/105 collections, 3 s',
    )
  })

  test.each([
    ['with --verbose', [...exportAndWatch, '--verbose'], {}],
    ['on a terminal that cannot erase lines', exportAndWatch, { TERM: 'dumb' }],
  ])('each change is a line %s', async (_, args, env) => {
    const { stderr } = await runWorkflow(args, withJobs(...states), { terminal: ['stderr'], env })
    expect(stderr).toMatch(/^Cluster0: InProgress, 2 s$/m)
    expect(stderr).not.toContain('\u001b[2K')
  })

  test('an elapsed time of minutes has minutes', async () => {
    const jobs = [...Array.from({ length: 12 }, () => queuedJob), successfulJob]
    const { stderr } = await runWorkflow(watchJob, withJobs(...jobs))
    expect(stderr).toMatch(/^Cluster0: Successful, \d+ min \d+ s$/m)
  })
})

describe('a job that was just started', () => {
  test('a job that was just started is read after the first delay, because its state is known', async () => {
    const requestTimes: number[] = []
    const startedAt = Date.now()
    await runWorkflow(
      exportAndWatch,
      withJobHandler((c, nth) => {
        requestTimes.push(Date.now() - startedAt)
        return respondWithJobs(queuedJob, successfulJob)(c, nth)
      }),
    )
    expect(requestTimes).toEqual([2000, 5000])
  })

  test('a job that was just started is watched through an outage that begins before it was read', async () => {
    const unavailable = respondWithError('SERVICE_UNAVAILABLE')
    const { code, stdout } = await runWorkflow(
      exportAndWatch,
      withJobHandler((c, nth) => (nth > 10 ? respondWithJobs(successfulJob) : unavailable)(c, nth)),
    )
    expect([code, JSON.parse(stdout)]).toEqual([0, successfulJob])
  })

  test('after a timeout below the first delay, the error has the known state of the job', async () => {
    const args = [...exportAndWatch, '--timeout', '1']
    const { code, stderr } = await runWorkflow(args, withJobs(successfulJob))
    expect(stderr).toContain('has not ended after 1 s; its state is Queued\n')
    expect(code).toBe(8)
  })
})

describe('the end of a watched job', () => {
  test('a table ends with the prefix of the exported files', async () => {
    const { stdout } = await runWorkflow([...exportAndWatch, '-o', 'table'])
    expect(stdout).toMatch(new RegExp(`\nstate +Successful\n[^]*\n\nExported files: ${prefix}/\n$`))
  })

  test('a prefix from Atlas cannot control the terminal', async () => {
    const handlers = withJobs({ ...successfulJob, prefix: 'a\u001b[2J' })
    const { stdout } = await runWorkflow([...exportAndWatch, '-o', 'table'], handlers)
    expect(stdout).toContain('Exported files: a\\u{1b}[2J/\n')
  })

  test('a failed job is printed, its reason is the error, and the exit code is 6', async () => {
    const stateReason = { errorCode: 'ACCESS_DENIED', message: 'The bucket denies access' }
    const failedJob = { ...jobInProgress(3), state: 'Failed', stateReason }
    const { code, stdout, stderr } = await runWorkflow(exportAndWatch, withJobs(failedJob))
    expect([code, JSON.parse(stdout)]).toEqual([6, failedJob])
    expect(stderr).toMatch(
      /^error: export job \w+: Failed: ACCESS_DENIED: The bucket denies access/m,
    )
    expect(stderr).not.toContain('continues')
  })

  test('a failed job has no line with the prefix in a table', async () => {
    const failedJob = { ...queuedJob, state: 'Failed' }
    const args = [...exportAndWatch, '-o', 'table']
    const { stdout } = await runWorkflow(args, withJobs(failedJob))
    expect(stdout).not.toContain('Exported files')
  })

  test('a cancelled job is printed, and the exit code is 7', async () => {
    const cancelledJob = { ...queuedJob, state: 'Cancelled' }
    const { code, stdout, stderr } = await runWorkflow(exportAndWatch, withJobs(cancelledJob))
    expect([code, JSON.parse(stdout)]).toEqual([7, cancelledJob])
    expect(stderr).toMatch(/^error: export job \w+: Cancelled/m)
  })
})

describe('a wait that ends before the job', () => {
  test('after --timeout the exit code is 8, and the job continues', async () => {
    const args = [...exportAndWatch, '--timeout', '60']
    const { code, stdout, stderr } = await runWorkflow(args, withJobs(queuedJob))
    expect([code, JSON.parse(stdout)]).toEqual([8, queuedJob])
    expect(stderr.split('\n')).toEqual([
      'Cluster0: Queued, 0 s',
      `error: export job ${exportId} of cluster ${clusterName} has not ended after 1 min 0 s; its state is Queued`,
      `${continues}: ${watchCommand}`,
      '',
    ])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('--timeout covers the snapshot and the job together', async () => {
    const args = ['export', ...exportFlags, '--take', '--watch', '--timeout', '60']
    const { code, stderr } = await runWorkflow(args, {
      ...workflowHandlers,
      takeGroupClusterBackupSnapshots: queuedSnapshot,
      getGroupClusterBackupSnapshot: queuedSnapshot,
    })
    expect(stderr).toContain(
      `error: snapshot ${snapshotId} of cluster ${clusterName} has not ended`,
    )
    expect(stderr).toContain(
      `continues in Atlas. To watch it: export-buckets snapshot watch --clusterName ${clusterName} --snapshotId ${snapshotId}\n`,
    )
    expect(code).toBe(8)
  })

  test('an interrupt exits with 130, says that the job continues, and leaves nothing running', async () => {
    const controller = new AbortController()
    const { code, stdout, stderr } = await runWorkflow(
      exportAndWatch,
      withJobHandler((c, nth) => {
        if (nth === 2) controller.abort()
        return respondWithJobs(queuedJob)(c, nth)
      }),
      { interruptSignal: controller.signal },
    )
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toBe(`Cluster0: Queued, 0 s\n${continues}: ${watchCommand}\n`)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('an interrupt erases the progress line, and names the job of each cluster', async () => {
    const controller = new AbortController()
    const { code, stderr } = await runWorkflow(
      [...exportAndWatch, '--clusterName', 'Cluster1'],
      withJobHandler((c, nth) => {
        if (nth === 2) controller.abort()
        return respondWithJobs(queuedJob)(c, nth)
      }),
      { interruptSignal: controller.signal, terminal: ['stderr'] },
    )
    expect(stderr).toContain(`2 Queued, 2 s\r\u001b[2K${continues}: ${watchCommand}\n`)
    expect(stderr).toContain('of cluster Cluster1 continues in Atlas')
    expect([code, vi.getTimerCount()]).toEqual([130, 0])
  })

  test('an interrupt while a job is started says how to check', async () => {
    const controller = new AbortController()
    const { code, stderr } = await runWorkflow(
      exportAndWatch,
      {
        ...workflowHandlers,
        createGroupClusterBackupExport: (c, nth) => {
          controller.abort()
          return respondWithJobs(queuedJob)(c, nth)
        },
      },
      { interruptSignal: controller.signal },
    )
    expect(stderr).toBe(
      `The job of cluster ${clusterName} may have been started. To check: export-buckets job list --clusterName ${clusterName}\n`,
    )
    expect(code).toBe(130)
  })

  test('a server error while a job is started says how to check', async () => {
    const createGroupClusterBackupExport = respondWithError('UNEXPECTED_ERROR')
    const handlers = { ...workflowHandlers, createGroupClusterBackupExport }
    const { code, stdout, stderr } = await runWorkflow(exportAndWatch, handlers)
    expect(stderr).toMatch(/^error: createGroupClusterBackupExport: 500 .+\nThe job of .+ may have/)
    expect([code, stdout]).toEqual([1, ''])
  })

  test('a job that Atlas refuses to start has no such hint', async () => {
    const createGroupClusterBackupExport = respondWithError('SNAPSHOT_NOT_EXPORTABLE')
    const handlers = { ...workflowHandlers, createGroupClusterBackupExport }
    const { code, stderr } = await runWorkflow(exportAndWatch, handlers)
    expect(stderr).toMatch(
      /^error: createGroupClusterBackupExport: 409 SNAPSHOT_NOT_EXPORTABLE.+\n$/,
    )
    expect(code).toBe(1)
  })

  test.each(['UNAUTHORIZED', 'USER_UNAUTHORIZED'] as const)(
    'a credential that may start a job but not read it gets the role, and the job continues: %s',
    async (name) => {
      const handlers = withJobHandler(respondWithError(name))
      const { code, stdout, stderr } = await runWorkflow(exportAndWatch, handlers)
      expect([code, JSON.parse(stdout)]).toEqual([3, queuedJob])
      expect(stderr).toMatch(/^error: getGroupClusterBackupExport: 401/m)
      expect(stderr).toContain(`${continues} with the role GROUP_BACKUP_MANAGER: ${watchCommand}\n`)
    },
  )

  test('another error while watching says that the job continues', async () => {
    const handlers = withJobHandler(respondWithError('ACCESS_FORBIDDEN'))
    const { code, stdout, stderr } = await runWorkflow(exportAndWatch, handlers)
    expect([code, JSON.parse(stdout)]).toEqual([1, queuedJob])
    expect(stderr).toContain(`${continues}: ${watchCommand}\n`)
  })

  test('the command that continues to watch has the project when it was a flag', async () => {
    const args = [...exportAndWatch, '--groupId', groupId]
    const { stderr } = await runWorkflow(args, withJobHandler(respondWithError('ACCESS_FORBIDDEN')))
    expect(stderr).toContain(`: export-buckets job watch --groupId ${groupId} --clusterName `)
  })
})

describe('job watch', () => {
  test('job watch waits until the job ends, and prints it', async () => {
    const result = await runWorkflow(watchJob, withJobs(queuedJob, successfulJob))
    expect(JSON.parse(result.stdout)).toEqual(successfulJob)
    expect(operationIds(result)).toEqual(Array(2).fill('getGroupClusterBackupExport'))
  })

  test('job watch exits with 8 after --timeout', async () => {
    const { code } = await runWorkflow([...watchJob, '--timeout', '5'], withJobs(queuedJob))
    expect(code).toBe(8)
  })

  test('job watch of an unknown job does not say that it continues', async () => {
    const handlers = withJobHandler(respondWithError('EXPORT_JOB_NOT_FOUND'))
    const { code, stdout, stderr } = await runWorkflow(watchJob, handlers)
    expect(stderr).toMatch(/^error: getGroupClusterBackupExport: 404 [^\n]+\n$/)
    expect([code, stdout]).toEqual([4, ''])
  })
})
