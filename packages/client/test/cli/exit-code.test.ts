import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { NotConfirmedError, NotFoundError, WaitTimeoutError } from '../../src/cli/errors.ts'
import { toExitCode } from '../../src/cli/exit-code.ts'
import { toWaitFailure } from '../../src/cli/wait.ts'
import { TimeoutError } from '../../src/index.ts'
import { exportBucketId } from '../fakes/buckets.ts'
import { type FakeAtlasOptions, respondWithError, respondWithStatus } from '../fakes/fake-atlas.ts'
import { waitUntil } from '../fakes/wait-until.ts'
import { runCli, startCli } from './run-cli.ts'

const get = ['get', '--exportBucketId', exportBucketId]

describe('the exit code', () => {
  test.each<[number, string, FakeAtlasOptions]>([
    [1, '403 ACCESS_FORBIDDEN', { api: respondWithError('ACCESS_FORBIDDEN') }],
    [1, '410 VERSION_GONE', { api: respondWithError('VERSION_GONE') }],
    [1, '500 UNEXPECTED_ERROR', { api: respondWithError('UNEXPECTED_ERROR') }],
    [1, 'expected Content-Type', { api: (c) => c.json({}) }],
    [1, 'refused to follow a redirect to', { api: (c) => c.redirect('https://elsewhere.example') }],
    [3, '401: You are not authorized', { api: respondWithError('UNAUTHORIZED') }],
    [3, '401 USER_UNAUTHORIZED', { api: respondWithError('USER_UNAUTHORIZED') }],
    [3, '/api/oauth/token: 401', { token: respondWithStatus(401) }],
    [4, '404 GROUP_NOT_FOUND', { api: respondWithError('GROUP_NOT_FOUND') }],
    [4, '404 EXPORT_BUCKET_NOT_FOUND', { api: respondWithError('EXPORT_BUCKET_NOT_FOUND') }],
  ])(
    'the exit code is %i for %s, with one message and no stack',
    async (expected, message, atlas) => {
      const { code, stdout, stderr } = await runCli(get, atlas)
      expect(stderr).toContain(message)
      expect(stderr).toMatch(/^error: [^\n]+\n$/)
      expect([code, stdout]).toEqual([expected, ''])
    },
  )

  test('the exit code is 5 for a network failure', async () => {
    const url = await listen((request) => request.socket.destroy())
    const env = { MONGODB_ATLAS_OPS_MANAGER_URL: url }
    const { code, stderr } = await runCli(get, {}, { env })
    expect(stderr).toMatch(/^error: POST .+: request failed: [^\n]+\n$/)
    expect(code).toBe(5)
  })

  test('the exit code is 5 for a timeout', () => {
    const request = { method: 'GET', url: 'https://cloud.mongodb.com/' }
    expect(toExitCode(new TimeoutError(request, 30_000))).toBe(5)
  })

  test.each<[number, string, Error]>([
    [1, 'a question that was answered with no', new NotConfirmedError()],
    [4, 'a snapshot that does not exist', new NotFoundError('no snapshot')],
    [8, 'a job that did not end in time', new WaitTimeoutError('export job 1', 60_000, 'Queued')],
  ])('the exit code is %i for %s', (code, _, error) => {
    expect(toExitCode(error)).toBe(code)
  })

  test.each([
    [8, 'at its deadline, also when a timer fires a millisecond early', 1],
    [5, 'a minute before its deadline', 60_000],
  ])('the exit code is %i when a wait times out %s', (code, _, timeLeft) => {
    const target = {
      name: 'export job 1',
      command: 'export-buckets job watch',
      operationId: 'getGroupClusterBackupExport',
      exists: true,
    } as const
    const limit = { timeout: 90_000, deadline: Date.now() + timeLeft }
    const timeoutError = new TimeoutError('export job 1', 90_000, 'Queued')
    const { signal } = new AbortController()
    expect(toExitCode(toWaitFailure({ signal }, target, limit, timeoutError).error)).toBe(code)
  })

  test('the exit code is 130 after an interrupt, without output', async () => {
    const controller = new AbortController()
    const neverRespond = () => new Promise<never>(() => undefined)
    const cliProcess = await startCli(
      get,
      { api: neverRespond },
      { interruptSignal: controller.signal },
    )
    await waitUntil(() => cliProcess.atlas.api.length === 1)
    controller.abort()
    const { code, stdout, stderr, revocations } = await cliProcess.result
    expect([code, stdout, stderr, revocations]).toEqual([130, '', '', []])
  })

  test('an interrupt during the revocation exits with 130 without waiting for it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const controller = new AbortController()
    const revoke = () => new Promise<never>(() => undefined)
    const cliProcess = await startCli(get, { revoke }, { interruptSignal: controller.signal })
    await waitUntil(() => cliProcess.atlas.revocations.length === 1)
    controller.abort()
    expect(await cliProcess.result).toMatchObject({ code: 130, stderr: '' })
  })

  test('an interrupt while a file is read exits with 130', async () => {
    const args = ['create', '--file', 'absent.json']
    const { code, stderr } = await runCli(args, {}, { interruptSignal: AbortSignal.abort() })
    expect([code, stderr]).toEqual([130, ''])
  })
})
