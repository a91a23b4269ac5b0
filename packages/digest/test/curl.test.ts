import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { guarded } from './stand-in/guarded.ts'
import { mufasa, parametersOf } from './stand-in/mufasa.ts'

const run = promisify(execFile)

/** Calls with `curl --digest`; answers the body and the status, as printed. */
async function curl(password: string, ...rest: readonly string[]): Promise<string> {
  const user = `${mufasa.username}:${password}`
  const options = ['--silent', '--noproxy', '*', '--digest', '--user', user]
  const { stdout } = await run('curl', [...options, '--write-out', ' %{http_code}', ...rest])
  return stdout
}

const isInstalled = spawnSync('curl', ['--version']).error === undefined

const note = 'not verified, because curl is not installed: the server half with curl'
// No reporter but the verbose one shows why a test was skipped.
if (!isInstalled) console.warn(note)

beforeEach(({ skip }) => {
  skip(!isInstalled, note)
})

describe.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const)('curl, %s', (algorithm) => {
  test('GET', async () => {
    const { origin, exchanges, statuses } = await guarded({ algorithms: [algorithm], domain: '' })
    const printed = await curl(mufasa.password, `${origin}/api/atlas/v2?pretty=true&a=%22b%22,c`)
    expect(printed).toBe('GET  200')
    expect(statuses()).toEqual([401, 200])
    expect(parametersOf(exchanges[1]?.authorization)['algorithm']).toBe(algorithm)
  })

  test('POST with a body', async () => {
    const { origin, exchanges, statuses } = await guarded({ algorithms: [algorithm] })
    const printed = await curl(mufasa.password, '--data', '{"bucketName":"b"}', origin)
    expect(printed).toBe('POST {"bucketName":"b"} 200')
    expect(statuses()).toEqual([401, 200])
    expect(exchanges[1]?.body).toBe('{"bucketName":"b"}')
  })

  test('a wrong password', async () => {
    const { origin } = await guarded({ algorithms: [algorithm] })
    expect(await curl('wrong', origin)).toBe('refused 401')
  })
})

test('curl finds one it speaks among several challenges', async () => {
  const { origin } = await guarded({ algorithms: ['MD5', 'SHA-256'] })
  expect(await curl(mufasa.password, origin)).toBe('GET  200')
})

test('curl takes the next nonce of a stale=true', async () => {
  let time = 0
  const { origin, statuses } = await guarded({
    now: () => time,
    nonceLifetime: 300,
    // The third request counts on with the nonce of the second, five minutes later.
    gate: (before) => {
      if (before === 2) time = 301_000
      return undefined
    },
  })
  expect(await curl(mufasa.password, origin, origin)).toBe('GET  200GET  200')
  expect(statuses()).toEqual([401, 200, 401, 200])
})
