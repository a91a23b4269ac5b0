import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { exportBucketId, groupId } from '../fakes/buckets.ts'
import { type FakeHandler, respondWithBucket, respondWithError } from '../fakes/fake-atlas.ts'
import { createBuckets, respondWithPages } from '../fakes/pages.ts'
import { privateKey, publicKey, requireDigest } from '../fakes/require-digest.ts'
import { clientSecret } from '../fakes/test-client.ts'
import { waitUntil } from '../fakes/wait-until.ts'
import { type RunOptions, runCli, startCli } from './run-cli.ts'

const get = ['get', '--exportBucketId', exportBucketId]
const path = `/api/atlas/v2/groups/${groupId}/backup/exportBuckets/${exportBucketId}`

describe('--verbose', () => {
  const createClock = () => {
    let time = 0
    return () => {
      time += 12.3
      return time
    }
  }

  test('--verbose prints a line for each request and each response', async () => {
    const { stderr, stdout } = await runCli([...get, '--verbose'], {}, { now: createClock() })
    const origin = /http:\/\/127\.0\.0\.1:\d+/g
    expect(stderr.replace(origin, 'https://atlas').split('\n')).toEqual([
      '> POST https://atlas/api/oauth/token (Authorization: Basic …)',
      '< 200 POST https://atlas/api/oauth/token 12 ms',
      `> GET https://atlas${path} (Authorization: Bearer …)`,
      `< 200 GET https://atlas${path} 12 ms`,
      '> POST https://atlas/api/oauth/revoke (Authorization: Basic …)',
      '< 200 POST https://atlas/api/oauth/revoke 12 ms',
      '',
    ])
    expect(JSON.parse(stdout)).toHaveProperty('_id', exportBucketId)
  })

  test('--verbose prints a line for a request without a response', async () => {
    const env = {
      MONGODB_ATLAS_OPS_MANAGER_URL: await listen((request) => request.socket.destroy()),
    }
    const { stderr } = await runCli([...get, '--verbose'], {}, { env })
    expect(stderr).toMatch(/^< no response POST http:\S+ 0 ms$/m)
  })

  test('--verbose prints no secret', async () => {
    const accountRun = await runCli([...get, '--verbose'])
    expect(accountRun.stderr).not.toContain('token-1')
    expect(accountRun.stderr).not.toContain(clientSecret)
    expect(accountRun.stderr).not.toContain(accountRun.token[0]?.headers.get('Authorization') ?? '')
    const env = {
      MONGODB_ATLAS_CLIENT_ID: '',
      MONGODB_ATLAS_CLIENT_SECRET: '',
      MONGODB_ATLAS_PUBLIC_API_KEY: publicKey,
      MONGODB_ATLAS_PRIVATE_API_KEY: privateKey,
    }
    const apiKeyRun = await runCli(
      [...get, '--verbose'],
      { api: requireDigest(respondWithBucket()) },
      { env },
    )
    expect(apiKeyRun.stderr).toContain(`> GET `)
    expect(apiKeyRun.stderr).toContain('(Authorization: Digest …)')
    expect(apiKeyRun.stderr).not.toMatch(/response=|nonce|4297fc77/)
  })
})

describe('the progress line', () => {
  /** Runs a command whose response arrives after the given number of seconds. */
  async function runFor(
    seconds: number,
    runOptions: RunOptions,
    args = get,
    handler = respondWithBucket(),
  ) {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const gate = Promise.withResolvers<void>()
    const api: FakeHandler = (c, nth) => gate.promise.then(() => handler(c, nth))
    const { atlas, result } = await startCli(args, { api }, runOptions)
    await waitUntil(() => atlas.api.length === 1)
    vi.advanceTimersByTime(seconds * 1000)
    gate.resolve()
    return result
  }

  test('the progress line appears after a second, counts the seconds, and is erased before the output', async () => {
    const { stderr } = await runFor(2, { terminal: ['stderr'] })
    const erase = '\r\u001b[2K'
    expect(stderr).toBe(`${erase}waiting for Atlas, 1 s${erase}waiting for Atlas, 2 s${erase}`)
  })

  test('the progress line is erased before an error message', async () => {
    const plain = { terminal: ['stderr'], env: { NO_COLOR: '1' } } as const
    const { stderr } = await runFor(1, plain, get, respondWithError('GROUP_NOT_FOUND'))
    const erase = '\r\u001b[2K'
    expect(stderr).toContain(`${erase}waiting for Atlas, 1 s${erase}error: getGroup`)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('there is no progress line for a response within a second', async () => {
    const { stderr } = await runFor(0.9, { terminal: ['stderr'] })
    expect(stderr).toBe('')
  })

  test.each<[string, RunOptions]>([
    ['standard error is not a terminal', { terminal: ['stdout'] }],
    ['the terminal cannot erase lines', { terminal: ['stderr'], env: { TERM: 'dumb' } }],
  ])('there is no progress line when %s', async (_, runOptions) => {
    const { stderr } = await runFor(5, runOptions)
    expect(stderr).toBe('')
  })

  test('the progress line of a long list counts the buckets so far', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const gate = Promise.withResolvers<void>()
    const list = respondWithPages(createBuckets(3))
    const api: FakeHandler = async (c, nth) => {
      if (nth === 2) await gate.promise
      return list(c, nth)
    }
    const args = ['list', '--itemsPerPage', '2']
    const { atlas, result } = await startCli(args, { api }, { terminal: ['stderr'] })
    await waitUntil(() => atlas.api.length === 2)
    vi.advanceTimersByTime(1000)
    gate.resolve()
    expect((await result).stderr).toContain('2 export buckets so far, 1 s')
  })

  test('there is no progress line with --verbose', async () => {
    const { stderr } = await runFor(5, { terminal: ['stderr'] }, [...get, '--verbose'])
    expect(stderr).not.toContain('waiting')
  })
})
