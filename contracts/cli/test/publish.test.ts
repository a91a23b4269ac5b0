import { describe, expect, test } from 'vitest'
import { standInBroker } from '../../broker/test/stand-in.ts'
import { committed, provider, readPact } from '../../matrix/pact-file.ts'
import { runs } from './program.ts'
import { serve } from './serve.ts'
import { statesProvider } from './states-provider.ts'

const token = 'token-of-the-broker'
const { interactions, ...rest } = readPact(committed)
/** As a broker has it: with an id for each interaction. */
const pact = { ...rest, interactions: interactions.map((each, n) => ({ ...each, _id: `id-${n}` })) }
const options = ['--publish', '--provider-version', 'abc', '--provider-branch', 'feature/one']

async function published(mutation?: string, env: Record<string, string> = {}, statesUrl?: string) {
  const { url, received } = await standInBroker({ authorization: `Bearer ${token}`, pact })
  const states = await statesProvider(mutation)
  const broker = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token }
  const args = statesUrl === undefined ? states.args : states.args.with(-1, statesUrl)
  const ran = await runs([...args, ...options], { ...states.env, ...broker, ...env })
  return { ran, received, result: received.find(({ method }) => method === 'POST')?.body }
}

test('a verification that passes is published for the version and its branch', async () => {
  const { ran, received, result } = await published()
  expect(ran.code).toBe(0)
  expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /pacts/provider/${provider}/consumer/export-buckets-client/latest`,
    `PUT /pacticipants/${provider}/branches/feature%2Fone/versions/abc`,
    'POST /verification-results',
  ])
  expect(result).toMatchObject({ success: true, providerApplicationVersion: 'abc' })
  const { testResults } = Object(result)
  expect(testResults).toHaveLength(interactions.length)
  expect(ran.stdout).toContain('Published to the Pact Broker as version abc.')
  expect(ran.stdout + ran.stderr).not.toContain(token)
})

test('a verification that fails is published as failed, with what failed', async () => {
  const { ran, result } = await published('changes an error code')
  expect(ran.code).toBe(1)
  expect(result).toMatchObject({ success: false })
  const { testResults } = Object(result)
  expect(testResults).toContainEqual(expect.objectContaining({ success: false }))
  expect(testResults).toContainEqual(expect.objectContaining({ success: true }))
})

test('a verification with skipped cells is not published', async () => {
  const { ran, result } = await published(undefined, {
    MONGODB_ATLAS_PUBLIC_API_KEY: '',
    MONGODB_ATLAS_PRIVATE_API_KEY: '',
  })
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain('nothing is published')
  expect(ran.stderr).toContain('skipped: there is no API key')
  expect(result).toBeUndefined()
})

test('a verification with an error is not published', async () => {
  const broken = await serve(
    ({ method }) => new Response(null, { status: method === 'GET' ? 405 : 500 }),
  )
  const { ran, result } = await published(undefined, {}, broken)
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain('error: the provider state was not set')
  expect(result).toBeUndefined()
})

describe('refused before the provider is asked', () => {
  const at = ['verify', '--provider-url', 'http://127.0.0.1:1']
  const states = ['--states-url', 'http://127.0.0.1:1']

  test.each([
    [[...at, ...options], 'only whole verifications are published; give --states-url'],
    [
      [...at, ...states, ...options, '--status', '200'],
      'only whole verifications are published; leave --status out',
    ],
    [[...at, ...states, '--publish'], '--provider-version: missing'],
    [[...at, ...states, ...options.slice(1)], '--provider-version is for --publish'],
    [[...at, ...states, ...options], 'PACT_BROKER_BASE_URL is not set'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runs(args, {})
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })

  test.each<[string, object, Record<string, string>, string]>([
    ['a broker that refuses the token', { authorization: 'Bearer x', pact }, {}, 'latest: 401'],
    ['another pact', { pact: { ...pact, interactions: [] } }, {}, 'is not the pact of version'],
    ['a broker without the pact', {}, {}, 'latest: 404'],
    [
      'a pact elsewhere, which must not get the token',
      { pact },
      { PACT_URL: 'https://elsewhere.example.org/latest' },
      'https://elsewhere.example.org is not its origin',
    ],
    [
      'credentials in the URL of the pact',
      { pact },
      { PACT_URL: `http://user:${token}@127.0.0.1/latest` },
      'a URL must hold no user name or password',
    ],
    [
      'a broker that is away',
      {},
      { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1' },
      'the Pact Broker: no answer from http://127.0.0.1:1/pacts/',
    ],
  ])('%s', async (_, broker, env, message) => {
    const { url } = await standInBroker(broker)
    const own = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token, ...env }
    const { code, stderr } = await runs([...at, ...states, ...options], own)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain(token)
    expect(code).toBe(2)
  })
})
