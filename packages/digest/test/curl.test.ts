import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from '@export-buckets/test-support/find-program'
import { beforeEach, describe, expect, test } from 'vitest'
import { startDigestServer } from './fixtures/digest-server.ts'
import { mufasa, parseHeaderParameters } from './fixtures/rfc7616-example.ts'

const execFileAsync = promisify(execFile)

/** Runs `curl --digest` and returns its output: the body and the status. */
async function curl(password: string, ...rest: readonly string[]): Promise<string> {
  const user = `${mufasa.username}:${password}`
  const options = ['--silent', '--noproxy', '*', '--digest', '--user', user]
  const { stdout } = await execFileAsync('curl', [
    ...options,
    '--write-out',
    ' %{http_code}',
    ...rest,
  ])
  return stdout
}

const isInstalled = findProgram('curl') !== undefined

const note = 'not verified, because curl is not installed: the server half with curl'
// In the title, because only the verbose reporter shows why a test was skipped.
if (!isInstalled) console.warn(note)

beforeEach(({ skip }) => {
  skip(!isInstalled, note)
})

describe.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const)('curl, %s', (algorithm) => {
  test('a GET request is accepted', async () => {
    const { origin, exchanges, statuses } = await startDigestServer({
      algorithms: [algorithm],
      domain: '',
    })
    const output = await curl(mufasa.password, `${origin}/api/atlas/v2?pretty=true&a=%22b%22,c`)
    expect(output).toBe('GET  200')
    expect(statuses()).toEqual([401, 200])
    expect(parseHeaderParameters(exchanges[1]?.authorization)['algorithm']).toBe(algorithm)
  })

  test('a POST request with a body is accepted', async () => {
    const { origin, exchanges, statuses } = await startDigestServer({ algorithms: [algorithm] })
    const output = await curl(mufasa.password, '--data', '{"bucketName":"b"}', origin)
    expect(output).toBe('POST {"bucketName":"b"} 200')
    expect(statuses()).toEqual([401, 200])
    expect(exchanges[1]?.body).toBe('{"bucketName":"b"}')
  })

  test('a wrong password is rejected', async () => {
    const { origin } = await startDigestServer({ algorithms: [algorithm] })
    expect(await curl('wrong', origin)).toBe('refused 401')
  })
})

test('curl finds a supported challenge among several', async () => {
  const { origin } = await startDigestServer({ algorithms: ['MD5', 'SHA-256'] })
  expect(await curl(mufasa.password, origin)).toBe('GET  200')
})

test('curl uses the new nonce of a challenge with stale=true', async () => {
  let time = 0
  const { origin, statuses } = await startDigestServer({
    now: () => time,
    nonceLifetime: 300,
    // The third request, five minutes later, uses the nonce of the second with the next count.
    beforeResponse: (precedingRequests) => {
      if (precedingRequests === 2) time = 301_000
      return undefined
    },
  })
  expect(await curl(mufasa.password, origin, origin)).toBe('GET  200GET  200')
  expect(statuses()).toEqual([401, 200, 401, 200])
})
