import { getEventListeners } from 'node:events'
import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { runTimersUntil } from '@export-buckets/test-support/run-timers'
import { describe, expect, test, vi } from 'vitest'
import {
  AtlasApiError,
  type ClientOptions,
  ExportJobError,
  isClientError,
  TimeoutError,
  ValidationError,
  type WaitForExportJobInput,
} from '../src/index.ts'
import {
  type FakeHandler,
  respondInSequence,
  respondWithBody,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { collect } from './fakes/pages.ts'
import { catchRejection, createUnauthenticatedClient } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'
import {
  clusterName,
  exportId,
  exportJobIds,
  jobInProgress,
  queuedJob,
  successfulJob,
} from './fakes/workflow.ts'

useFakeClock()

const respondWithJob = (job: object): FakeHandler =>
  respondWithBody('getGroupClusterBackupExport', job)
const neverRespond = () => new Promise<Response>(() => undefined)
const failedJob = {
  ...jobInProgress(3),
  finishedAt: '2026-08-10T03:50:40Z',
  state: 'Failed',
  stateReason: { errorCode: 'ACCESS_DENIED', message: 'The bucket denies access' },
}

/** Creates a client whose job is the one that the handler responds with, and records the time of each request. */
function createWatch(
  api: FakeHandler,
  input: Partial<WaitForExportJobInput> = {},
  clientOptions: Partial<ClientOptions> = {},
) {
  const requestTimes: number[] = []
  const startedAt = Date.now()
  const recordTime: FakeHandler = (c, nth) => {
    requestTimes.push(Date.now() - startedAt)
    return api(c, nth)
  }
  const options: Partial<ClientOptions> = { timeout: 30_000, ...clientOptions }
  const { client } = createUnauthenticatedClient({ api: recordTime }, options)
  const watch = () => client.exportJobs.watch({ ...exportJobIds, ...input })
  const waitFor = () => client.exportJobs.waitFor({ ...exportJobIds, ...input })
  return { watch, waitFor, requestTimes }
}

/** Responds with a job that ends after a number of milliseconds. */
function respondUntil(duration: number): FakeHandler {
  const startedAt = Date.now()
  return (c, nth) => {
    const job = Date.now() - startedAt < duration ? jobInProgress(1) : successfulJob
    return respondWithJob(job)(c, nth)
  }
}

describe('the jobs that watch yields', () => {
  test('the job is yielded at first and whenever its state or its counts have changed', async () => {
    const responses = [queuedJob, queuedJob, jobInProgress(0), jobInProgress(7), jobInProgress(7)]
    const [first = respondWithJob(queuedJob), ...others] = responses.map(respondWithJob)
    const { watch, requestTimes } = createWatch(
      respondInSequence(first, ...others, respondWithJob(successfulJob)),
    )
    expect(await runTimersUntil(collect(watch()))).toEqual([
      queuedJob,
      jobInProgress(0),
      jobInProgress(7),
      successfulJob,
    ])
    expect(requestTimes).toHaveLength(6)
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([
    ['Successful', { ...queuedJob, state: 'Successful' }],
    ['Failed', failedJob],
    ['Cancelled', { ...queuedJob, state: 'Cancelled' }],
  ])('a job that is %s is yielded once, and no further request is sent', async (_, job) => {
    const { watch, requestTimes } = createWatch(respondWithJob(job))
    expect(await collect(watch())).toEqual([job])
    expect(requestTimes).toEqual([0])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a job that has exported every collection has not ended while its state is InProgress', async () => {
    const { watch } = createWatch(
      respondInSequence(respondWithJob(jobInProgress(105)), respondWithJob(successfulJob)),
    )
    expect(await runTimersUntil(collect(watch()))).toHaveLength(2)
  })

  test('a job without counts is yielded when its state changes', async () => {
    const { exportStatus: _, ...job } = queuedJob
    const components = [{ exportId, replicaSetName: 'atlas-abc123-shard-0' }]
    const sharded = { ...job, components }
    const ended = { ...sharded, state: 'Successful' }
    const { watch } = createWatch(
      respondInSequence(respondWithJob(sharded), respondWithJob(sharded), respondWithJob(ended)),
    )
    expect(await runTimersUntil(collect(watch()))).toEqual([sharded, ended])
  })

  test('nothing is sent before the iteration, and each iteration starts anew', async () => {
    const { watch, requestTimes } = createWatch(respondWithJob(successfulJob))
    const jobs = watch()
    expect(requestTimes).toEqual([])
    expect(await collect(jobs)).toEqual([successfulJob])
    expect(await collect(jobs)).toEqual([successfulJob])
    expect(requestTimes).toHaveLength(2)
  })
})

describe('the delays of watch', () => {
  test('the delay grows by half from two seconds to a minute', async () => {
    const { waitFor, requestTimes } = createWatch(respondUntil(300_000))
    await runTimersUntil(waitFor())
    const delays = requestTimes.slice(1).map((time, index) => time - (requestTimes[index] ?? 0))
    expect(delays.slice(0, 4)).toEqual([2000, 3000, 4500, 6750])
    expect(delays.slice(9)).toEqual([60_000, 60_000, 60_000])
  })

  test('watching a job of one hour takes at most 80 requests', async () => {
    const { waitFor, requestTimes } = createWatch(respondUntil(3_600_000))
    await runTimersUntil(waitFor())
    expect(requestTimes.at(-1)).toBeGreaterThanOrEqual(3_600_000)
    expect(requestTimes.length).toBeLessThanOrEqual(80)
  })

  test('interval and maxInterval change the delays', async () => {
    const { waitFor, requestTimes } = createWatch(respondUntil(500), {
      interval: 100,
      maxInterval: 200,
    })
    await runTimersUntil(waitFor())
    expect(requestTimes).toEqual([0, 100, 250, 450, 650])
  })

  test('a 429 is retried after its Retry-After', async () => {
    const limited = respondWithError('RATE_LIMITED', { 'Retry-After': '7' })
    const { watch, requestTimes } = createWatch(
      respondInSequence(respondWithJob(queuedJob), limited, respondWithJob(successfulJob)),
    )
    expect(await runTimersUntil(collect(watch()))).toEqual([queuedJob, successfulJob])
    expect(requestTimes).toEqual([0, 2000, 9000])
  })
})

describe('the timeout of watch', () => {
  test('the TimeoutError names the job, its last state and the time', async () => {
    const { watch, requestTimes } = createWatch(respondWithJob(jobInProgress(1)), {
      timeout: 600_000,
    })
    const error = await runTimersUntil(catchRejection(collect(watch())))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ code: 'TIMEOUT', timeout: 600_000, lastState: 'InProgress' })
    expect(error).toHaveProperty(
      'message',
      `export job ${exportId} of cluster ${clusterName}: timed out after 600000 ms in state InProgress. It continues: wait again to see its end`,
    )
    expect(Date.now() - Date.UTC(2026, 0, 1)).toBe(600_000)
    expect(vi.getTimerCount()).toBe(0)
    // Shortly before the deadline.
    expect(requestTimes.at(-1)).toBe(598_000)
  })

  test('a job that ends shortly before the deadline is not a timeout', async () => {
    const { waitFor } = createWatch(respondUntil(598_000), { timeout: 600_000 })
    expect(await runTimersUntil(waitFor())).toEqual(successfulJob)
  })

  test('a timeout below the interval sends one request', async () => {
    const { waitFor, requestTimes } = createWatch(respondWithJob(queuedJob), { timeout: 1500 })
    expect(await runTimersUntil(catchRejection(waitFor()))).toBeInstanceOf(TimeoutError)
    expect(requestTimes).toEqual([0])
    expect(Date.now() - Date.UTC(2026, 0, 1)).toBe(1500)
  })

  test.each([
    ['the first request', respondInSequence(neverRespond), undefined],
    ['a later one', respondInSequence(respondWithJob(queuedJob), neverRespond), 'Queued'],
  ])('a request that hangs at the deadline is aborted: %s', async (_, api, lastState) => {
    const { waitFor } = createWatch(api, { timeout: 10_000 })
    const error = await runTimersUntil(catchRejection(waitFor()))
    expect(error).toMatchObject({ timeout: 10_000, lastState })
    expect(error).toHaveProperty('message', expect.stringContaining(`export job ${exportId}`))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('each request has the timeout of the client, not that of the watch', async () => {
    const { waitFor } = createWatch(neverRespond, { timeout: 3_600_000 })
    const error = await runTimersUntil(catchRejection(waitFor()))
    expect(error).toMatchObject({ timeout: 30_000, lastState: undefined })
  })
})

describe('a watch that ends early', () => {
  const reason = new Error('changed my mind')

  test('an abort during a delay leaves nothing running', async () => {
    const controller = new AbortController()
    const { watch, requestTimes } = createWatch(respondWithJob(queuedJob), {
      signal: controller.signal,
    })
    const errorPromise = catchRejection(collect(watch()))
    await waitUntil(() => requestTimes.length === 1)
    controller.abort(reason)
    expect(await errorPromise).toBe(reason)
    expect(vi.getTimerCount()).toBe(0)
    expect(requestTimes).toEqual([0])
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  test('an abort during a request leaves nothing running', async () => {
    const controller = new AbortController()
    const { waitFor, requestTimes } = createWatch(neverRespond, { signal: controller.signal })
    const errorPromise = catchRejection(waitFor())
    await waitUntil(() => requestTimes.length === 1)
    controller.abort(reason)
    expect(await errorPromise).toBe(reason)
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  test('a signal that is already aborted sends nothing', async () => {
    const { watch, waitFor, requestTimes } = createWatch(respondWithJob(queuedJob), {
      signal: AbortSignal.abort(reason),
    })
    expect(await catchRejection(collect(watch()))).toBe(reason)
    expect(await catchRejection(waitFor())).toBe(reason)
    expect(requestTimes).toEqual([])
  })

  test('a loop that breaks leaves nothing running', async () => {
    const { watch, requestTimes } = createWatch(respondWithJob(queuedJob))
    for await (const job of watch()) {
      expect(job).toEqual(queuedJob)
      break
    }
    expect(vi.getTimerCount()).toBe(0)
    expect(requestTimes).toEqual([0])
  })

  test.each([
    ['a delay', respondWithJob(queuedJob)],
    ['a request', respondInSequence(respondWithJob(queuedJob), neverRespond)],
  ])('return() during %s ends the pending next() and leaves nothing running', async (_, api) => {
    const { watch, requestTimes } = createWatch(api, { interval: 1 })
    const iterator = watch()[Symbol.asyncIterator]()
    expect(await iterator.next()).toEqual({ done: false, value: queuedJob })
    const pendingNext = iterator.next()
    await vi.advanceTimersByTimeAsync(1)
    const requestCount = requestTimes.length
    await iterator.return?.()
    expect(await pendingNext).toEqual({ done: true, value: undefined })
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
    expect(vi.getTimerCount()).toBe(0)
    expect(requestTimes).toHaveLength(requestCount)
  })

  test('an outage in the middle of a watch does not end it', async () => {
    const outage = Array(5).fill(respondWithError('SERVICE_UNAVAILABLE'))
    const { watch, requestTimes } = createWatch(
      respondInSequence(respondWithJob(queuedJob), ...outage, respondWithJob(successfulJob)),
      {},
      { retry: false },
    )
    expect(await runTimersUntil(collect(watch()))).toEqual([queuedJob, successfulJob])
    expect(requestTimes).toHaveLength(7)
  })

  test('the sixth failure in a row ends a watch with its error', async () => {
    const outage = Array(6).fill(respondWithError('SERVICE_UNAVAILABLE'))
    const { watch, requestTimes } = createWatch(
      respondInSequence(respondWithJob(queuedJob), ...outage, respondWithJob(successfulJob)),
      {},
      { retry: false },
    )
    const error = await runTimersUntil(catchRejection(collect(watch())))
    expect(error).toMatchObject({ status: 503 })
    expect(requestTimes).toHaveLength(7)
  })

  test('a failure before the first response ends a watch at once', async () => {
    const api = respondWithError('SERVICE_UNAVAILABLE')
    const { watch, requestTimes } = createWatch(api, {}, { retry: false })
    expect(await catchRejection(collect(watch()))).toMatchObject({ status: 503 })
    expect(requestTimes).toHaveLength(1)
  })

  test('an error of a request that is not transient ends the iteration', async () => {
    const { watch } = createWatch(
      respondInSequence(respondWithJob(queuedJob), respondWithError('EXPORT_JOB_NOT_FOUND')),
    )
    const error = await runTimersUntil(catchRejection(collect(watch())))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test.each([
  [{ exportId: 'x' }, ValidationError, 'ExportId: expected 24 lower-case'],
  [{ clusterName: '-a' }, ValidationError, 'ClusterName: expected letters, digits and hyphens'],
  [{ interval: 0 }, TypeError, 'interval: expected a number from 1 to'],
  [{ maxInterval: Number.NaN }, TypeError, 'maxInterval: expected a number from 1 to'],
  [{ timeout: 0 }, TypeError, 'timeout: expected a number from 1 to'],
])('invalid input rejects before anything is sent: %o', async (input, errorClass, message) => {
  const { watch, waitFor, requestTimes } = createWatch(respondWithJob(queuedJob), input)
  for (const call of [collect(watch()), waitFor()]) {
    const error = await catchRejection(call)
    expect(error).toBeInstanceOf(errorClass)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  }
  expect(requestTimes).toEqual([])
})

describe('waitFor', () => {
  test('waitFor resolves with the successful job', async () => {
    const { waitFor } = createWatch(
      respondInSequence(respondWithJob(queuedJob), respondWithJob(successfulJob)),
    )
    expect(await runTimersUntil(waitFor())).toEqual(successfulJob)
  })

  test('a failed job rejects with Atlas’s reason, what to do, and where files may remain', async () => {
    const { waitFor } = createWatch(respondWithJob(failedJob))
    const error = await catchRejection(waitFor())
    expect(error).toBeInstanceOf(ExportJobError)
    expect(isClientError(error)).toBe(true)
    expect(error).toMatchObject({
      name: 'ExportJobError',
      code: 'EXPORT_JOB_ERROR',
      job: failedJob,
    })
    expect(error).toHaveProperty(
      'message',
      `export job ${exportId}: Failed: ACCESS_DENIED: The bucket denies access. Atlas does not retry it: create another job. Files that were exported remain under ${queuedJob['prefix']}.`,
    )
  })

  test('a cancelled job rejects, without a reason and without a prefix', async () => {
    const { prefix: _, ...rest } = queuedJob
    const { waitFor } = createWatch(respondWithJob({ ...rest, state: 'Cancelled' }))
    expect(await catchRejection(waitFor())).toHaveProperty(
      'message',
      `export job ${exportId}: Cancelled. Atlas does not retry it: create another job. Files that were exported remain under its prefix.`,
    )
  })

  test('a missing permission is an error that names the role of reading a job', async () => {
    const { waitFor } = createWatch(respondWithError('USER_UNAUTHORIZED'))
    const error = await catchRejection(waitFor())
    expect(error).toMatchObject({ status: 401, errorCode: 'USER_UNAUTHORIZED' })
    expect(error).toHaveProperty(
      'advice',
      expect.stringMatching(
        /^The credentials are valid .+ getGroupClusterBackupExport requires GROUP_BACKUP_MANAGER\.$/,
      ),
    )
  })
})
