import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { TimeoutError } from '../../src/index.ts'
import { failure, type StandInOptions, unavailable } from '../stand-in/atlas.ts'
import { exportBucketId } from '../stand-in/buckets.ts'
import { listen } from '../stand-in/listen.ts'
import { until } from '../stand-in/until.ts'
import { runs, start } from './terminal.ts'

const get = ['get', '--exportBucketId', exportBucketId]

describe('the exit code is', () => {
  test.each<[number, string, StandInOptions]>([
    [1, '403 ACCESS_FORBIDDEN', { api: failure('ACCESS_FORBIDDEN') }],
    [1, '410 VERSION_GONE', { api: failure('VERSION_GONE') }],
    [1, '500 UNEXPECTED_ERROR', { api: failure('UNEXPECTED_ERROR') }],
    [1, 'expected Content-Type', { api: (c) => c.json({}) }],
    [1, 'a redirect to', { api: (c) => c.redirect('https://elsewhere.example') }],
    [3, '401: You are not authorized', { api: failure('UNAUTHORIZED') }],
    [3, '401 USER_UNAUTHORIZED', { api: failure('USER_UNAUTHORIZED') }],
    [3, '/api/oauth/token: 401', { token: unavailable(401) }],
    [4, '404 GROUP_NOT_FOUND', { api: failure('GROUP_NOT_FOUND') }],
    [4, '404 EXPORT_BUCKET_NOT_FOUND', { api: failure('EXPORT_BUCKET_NOT_FOUND') }],
  ])('%i for %s, with one message and no stack', async (expected, message, atlas) => {
    const { code, stdout, stderr } = await runs(get, atlas)
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect([code, stdout]).toEqual([expected, ''])
  })

  test('5 where nobody answers', async () => {
    const url = await listen((request) => request.socket.destroy())
    const env = { MONGODB_ATLAS_OPS_MANAGER_URL: url }
    const { code, stderr } = await runs(get, {}, { env })
    expect(stderr).toMatch(/^error: POST .+: no whole answer: [^\n]+\n$/)
    expect(code).toBe(5)
  })

  test('5 when the time is up', () => {
    const request = { method: 'GET', url: 'https://cloud.mongodb.com/' }
    expect(exitCodeOf(new TimeoutError(request, 30_000))).toBe(5)
  })

  test('130 after an interrupt, without a word', async () => {
    const controller = new AbortController()
    const hanging = () => new Promise<never>(() => undefined)
    const running = await start(get, { api: hanging }, { interrupt: controller.signal })
    await until(() => running.atlas.api.length === 1)
    controller.abort()
    const { code, stdout, stderr, revoked } = await running.ended
    expect([code, stdout, stderr, revoked]).toEqual([130, '', '', []])
  })

  test('130 after an interrupt while the token is revoked, without waiting for that', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const controller = new AbortController()
    const revoke = () => new Promise<never>(() => undefined)
    const running = await start(get, { revoke }, { interrupt: controller.signal })
    await until(() => running.atlas.revoked.length === 1)
    controller.abort()
    expect(await running.ended).toMatchObject({ code: 130, stderr: '' })
  })

  test('130 after an interrupt while a file is read', async () => {
    const args = ['create', '--file', 'absent.json']
    const { code, stderr } = await runs(args, {}, { interrupt: AbortSignal.abort() })
    expect([code, stderr]).toEqual([130, ''])
  })
})
