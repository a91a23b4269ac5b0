import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { runTimersUntil } from '@export-buckets/test-support/run-timers'
import { describe, expect, test, vi } from 'vitest'
import {
  type AssumeRoleRetry,
  type AssumeRoleRetryParams,
  AtlasApiError,
  type AtlasPromise,
} from '../src/index.ts'
import { buckets, createBodies, groupId } from './fakes/buckets.ts'
import {
  type FakeHandler,
  respondInSequence,
  respondWithBody,
  respondWithError,
} from './fakes/fake-atlas.ts'
import { catchRejection, createUnauthenticatedClient } from './fakes/test-client.ts'
import { waitUntil } from './fakes/wait-until.ts'
import { awsRole, iamAssumedRoleArn, roleIds } from './fakes/workflow.ts'

useFakeClock()

const cannotAssumeRole = respondWithError('CANNOT_ASSUME_ROLE')
type Params = AssumeRoleRetryParams & { readonly signal?: AbortSignal }

type Client = ReturnType<typeof createUnauthenticatedClient>['client']

const createBucket = ({ exportBuckets }: Client, params: Params): AtlasPromise<unknown> =>
  exportBuckets.create({ groupId, bucket: createBodies.AWS, ...params })
const authorize = ({ cloudProviderAccess }: Client, params: Params): AtlasPromise<unknown> => {
  const role = { providerName: 'AWS', iamAssumedRoleArn } as const
  return cloudProviderAccess.authorize({ ...roleIds, role, ...params })
}

const respondAuthorized = respondWithBody('authorizeGroupCloudProviderAccessRole', awsRole)
const respondCreated = respondWithBody('createGroupBackupExportBucket', buckets.AWS)

describe.each([
  ['exportBuckets.create', createBucket, respondCreated, buckets.AWS],
  ['cloudProviderAccess.authorize', authorize, respondAuthorized, awsRole],
] as const)('retryAssumeRole of %s', (_, callMethod, respondSuccess, result) => {
  function start(api: FakeHandler, params: Params) {
    const requestTimes: number[] = []
    const startedAt = Date.now()
    const { client } = createUnauthenticatedClient({
      api: (c, nth) => {
        requestTimes.push(Date.now() - startedAt)
        return api(c, nth)
      },
    })
    return { call: callMethod(client, params), requestTimes }
  }

  test('the error is retried until the role can be assumed, and each wait is reported', async () => {
    const retries: AssumeRoleRetry[] = []
    const onRetry = (retry: AssumeRoleRetry) => void retries.push(retry)
    const { call, requestTimes } = start(
      respondInSequence(cannotAssumeRole, cannotAssumeRole, respondSuccess),
      { retryAssumeRole: { onRetry } },
    )
    const { data, response } = await runTimersUntil(call.withResponse())
    expect(data).toEqual(result)
    expect(response.status).toBe(200)
    expect(requestTimes).toEqual([0, 2000, 5000])
    expect(retries).toMatchObject([
      { attempts: 1, delay: 2000, elapsed: 0, error: { errorCode: 'CANNOT_ASSUME_ROLE' } },
      { attempts: 2, delay: 3000, elapsed: 2000, error: { errorCode: 'CANNOT_ASSUME_ROLE' } },
    ])
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([undefined, false])('the error is not retried by default: %s', async (value) => {
    const { call, requestTimes } = start(cannotAssumeRole, { retryAssumeRole: value })
    expect(await catchRejection(call)).toHaveProperty('errorCode', 'CANNOT_ASSUME_ROLE')
    expect(requestTimes).toEqual([0])
  })

  test('by default, the retries end within 90 seconds, with delays of at most 10 seconds', async () => {
    const { call, requestTimes } = start(cannotAssumeRole, { retryAssumeRole: true })
    const error = await runTimersUntil(catchRejection(call))
    expect(error).toBeInstanceOf(AtlasApiError)
    expect(error).toHaveProperty('advice', expect.stringContaining('may need a minute'))
    expect(requestTimes.slice(-2)).toEqual([76_250, 86_250])
  })

  test('timeout limits the time from the first attempt to the last', async () => {
    const { call, requestTimes } = start(cannotAssumeRole, { retryAssumeRole: { timeout: 5000 } })
    await runTimersUntil(catchRejection(call))
    expect(requestTimes).toEqual([0, 2000, 5000])
  })

  test('any other error rejects at once', async () => {
    const { call, requestTimes } = start(
      respondInSequence(
        cannotAssumeRole,
        respondWithError('CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED'),
      ),
      { retryAssumeRole: true },
    )
    expect(await runTimersUntil(catchRejection(call))).toHaveProperty(
      'errorCode',
      'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED',
    )
    expect(requestTimes).toEqual([0, 2000])
  })

  test('an abort during a wait leaves nothing running', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const onRetry = vi.fn()
    const { call, requestTimes } = start(cannotAssumeRole, { retryAssumeRole: { onRetry }, signal })
    const errorPromise = catchRejection(call)
    await waitUntil(() => onRetry.mock.calls.length === 1)
    controller.abort('enough')
    expect(await errorPromise).toBe('enough')
    expect(vi.getTimerCount()).toBe(0)
    expect(requestTimes).toEqual([0])
  })

  test('an error or a rejection of onRetry is ignored', async () => {
    const throwError = () => {
      throw new Error('mine')
    }
    for (const onRetry of [throwError, () => Promise.reject(new Error('mine'))]) {
      const { call } = start(respondInSequence(cannotAssumeRole, respondSuccess), {
        retryAssumeRole: { onRetry },
      })
      expect(await runTimersUntil(call)).toEqual(result)
    }
  })

  test.each([
    [{ timeout: -1 }, 'retryAssumeRole.timeout: expected a number from 1 to'],
    [
      { timeout: undefined, timeOut: 5 },
      'retryAssumeRole.timeOut: unknown option (expected one of timeout, onRetry)',
    ],
  ])('an invalid option is a TypeError before anything is sent: %o', async (options, message) => {
    const { call, requestTimes } = start(cannotAssumeRole, { retryAssumeRole: options })
    const error = await catchRejection(call)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(requestTimes).toEqual([])
  })
})
