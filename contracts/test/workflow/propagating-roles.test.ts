import { type AssumeRoleRetry, accessRoleId } from '@export-buckets/client'
import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { describe, expect, test, vi } from 'vitest'
import { groupId } from '../../src/matrix/ids.ts'
import { createSimulatedAtlas } from './simulated-atlas.ts'

useFakeClock()

const iamAssumedRoleArn = 'arn:aws:iam::123456789012:role/atlas-export'
const authorization = { providerName: 'AWS', iamAssumedRoleArn } as const

/** Creates an AWS role, which Atlas cannot assume for some seconds. */
async function createAwsRole(roleSeconds: number) {
  const atlas = await createSimulatedAtlas({ roleSeconds })
  const { cloudProviderAccess } = atlas.client
  const role = await cloudProviderAccess.create({ groupId, role: { providerName: 'AWS' } })
  const roleId = accessRoleId(role)
  return {
    ...atlas,
    authorize: (onRetry?: (retry: AssumeRoleRetry) => void, signal?: AbortSignal) =>
      cloudProviderAccess.authorize({
        groupId,
        roleId,
        role: authorization,
        retryAssumeRole: onRetry && { onRetry },
        signal,
      }),
    flags: [
      ...['--roleId', roleId, '--cloudProvider', 'AWS'],
      ...['--iamAssumedRoleArn', iamAssumedRoleArn],
    ],
  }
}

/** Authorizes an AWS role, which a bucket cannot use for half of the seconds, and returns the request of a bucket. */
async function createBucketRequest(roleSeconds: number) {
  const atlas = await createAwsRole(roleSeconds)
  const role = await atlas.run(atlas.authorize(() => undefined))
  const request = {
    cloudProvider: 'AWS',
    bucketName: 'backups',
    iamRoleId: accessRoleId(role),
  } as const
  const flags = Object.entries(request).flatMap(([name, value]) => [`--${name}`, value])
  return { ...atlas, request, flags }
}

describe('a role that is still propagating', () => {
  test('the client authorizes the role after retries that are reported', async () => {
    const { run, authorize } = await createAwsRole(15)
    const retries: AssumeRoleRetry[] = []
    const role = await run(authorize((retry) => retries.push(retry)))
    expect(role).toMatchObject({ ...authorization, authorizedDate: expect.any(String) })
    const errors = retries.map(({ error }) => error.errorCode)
    expect(errors).toEqual(Array(4).fill('CANNOT_ASSUME_ROLE'))
    expect(retries.map(({ attempts }) => attempts)).toEqual([1, 2, 3, 4])
    expect(retries.map(({ delay }) => delay)).toEqual([2000, 3000, 4500, 6750])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('the command line authorizes the role, and reports each retry on standard error', async () => {
    const { run, runCommand, flags } = await createAwsRole(15)
    const { code, stdout, stderr } = await run(runCommand('role authorize', flags))
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject(authorization)
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    for (const line of lines)
      expect(line).toContain('Atlas cannot assume the role yet (CANNOT_ASSUME_ROLE)')
  })

  test('the client does not retry an authorization unless it is asked to', async () => {
    const { requests, authorize } = await createAwsRole(15)
    const before = requests.length
    await expect(authorize()).rejects.toMatchObject({ errorCode: 'CANNOT_ASSUME_ROLE' })
    expect(requests).toHaveLength(before + 1)
  })

  test('the client creates a bucket with the role after retries that are reported', async () => {
    const { run, client, request } = await createBucketRequest(15)
    const onRetry = vi.fn()
    const retryAssumeRole = { onRetry }
    const bucket = run(client.exportBuckets.create({ groupId, bucket: request, retryAssumeRole }))
    expect(await bucket).toMatchObject(request)
    expect(onRetry).toHaveBeenCalledTimes(3)
  })

  test('the command line creates a bucket with the role only with --retryAssumeRole', async () => {
    const { run, runCommand, request, flags } = await createBucketRequest(15)
    expect(await run(runCommand('create', flags))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('CANNOT_ASSUME_ROLE'),
    })
    const { code, stdout, stderr } = await run(runCommand('create --retryAssumeRole', flags))
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject(request)
    expect(stderr).toContain('attempt 2 follows')
  })
})

describe('a role that never propagates', () => {
  test('an abort or an interrupt ends the retries of an authorization, and leaves nothing running', async () => {
    const { requests, runUntil, runCommand, authorize, flags } = await createAwsRole(3600)
    const reason = new Error('changed my mind')
    const calls = [
      (signal: AbortSignal) => authorize(() => undefined, signal).catch((error) => error),
      (signal: AbortSignal) => runCommand('role authorize', flags, signal).then(({ code }) => code),
    ]
    const results: unknown[] = []
    for (const call of calls) {
      const controller = new AbortController()
      const before = requests.length
      const ending = call(controller.signal)
      await runUntil(() => requests.length === before + 3)
      controller.abort(reason)
      results.push(await ending)
      expect(vi.getTimerCount()).toBe(0)
      expect(requests).toHaveLength(before + 3)
    }
    expect(results).toEqual([reason, 130])
  })

  test('an authorization rejects with the last CANNOT_ASSUME_ROLE after at most 90 seconds', async () => {
    const { run, runCommand, flags, authorize } = await createAwsRole(3600)
    const startedAt = Date.now()
    await expect(run(authorize(() => undefined))).rejects.toMatchObject({
      errorCode: 'CANNOT_ASSUME_ROLE',
    })
    expect(Date.now() - startedAt).toBeLessThanOrEqual(90_000)
    expect(await run(runCommand('role authorize', flags))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: .*400 CANNOT_ASSUME_ROLE/m),
    })
    expect(vi.getTimerCount()).toBe(0)
  })
})
