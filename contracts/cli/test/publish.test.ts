import { readArguments } from '@export-buckets/command-line/arguments'
import { describe, expect, test } from 'vitest'
import { standInBroker } from '../../broker/test/stand-in.ts'
import { committedPact, provider } from '../../matrix/pact-file.ts'
import type { Report } from '../../verify/report.ts'
import { verify } from '../commands/verify.ts'
import { publication } from '../commands/verify-publication.ts'
import { createWorld, runs } from './program.ts'
import { serve } from './serve.ts'
import { type StatesProvider, statesProvider } from './states-provider.ts'

const token = 'token-of-the-broker'
const { interactions, ...rest } = committedPact()
/** As a broker has it: with an id for each interaction. */
const pact = { ...rest, interactions: interactions.map((each, n) => ({ ...each, _id: `id-${n}` })) }
const options = ['--publish', '--provider-version', 'abc', '--provider-branch', 'feature/one']

const at = ['verify', '--provider-url', 'http://127.0.0.1:1']
const states = ['--states-url', 'http://127.0.0.1:1']

/** Runs the program with a provider and a broker. The program publishes nothing but whole verifications. */
async function verifyAndPublish(env: Record<string, string> = {}) {
  const { url, received } = await standInBroker({ authorization: `Bearer ${token}`, pact })
  const provider = await statesProvider()
  const broker = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token }
  const ran = await runs([...provider.args, ...options], { ...provider.env, ...broker, ...env })
  return { ran, received }
}

/** Verifies a few cells; what a whole verification would report of these is the same. */
async function reportOf(
  { args, env }: Pick<StatesProvider, 'args' | 'env'>,
  ...narrow: string[]
): Promise<Report> {
  const { files } = await runs([...args, ...narrow, '--json', 'report'], env)
  return JSON.parse(files.get('report') ?? '')
}

/** Publishes a report as the program does, and returns what the broker received. */
async function publish(report: Report) {
  const { url, received } = await standInBroker({ authorization: `Bearer ${token}`, pact })
  const env = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token }
  const [, ...args] = [...at, ...states, ...options]
  const publishReport = await publication(readArguments(args, verify, env), createWorld(env).world)
  return { received, done: publishReport?.(report) }
}

const resultIn = (received: readonly { method: string; body: unknown }[]) =>
  received.find(({ method }) => method === 'POST')?.body

test('every cell is verified where provider states can be set, and what passes is published for the version and its branch', async () => {
  const { ran, received } = await verifyAndPublish()
  expect(ran.stdout).toContain(`${interactions.length} passed, 0 failed (`)
  expect(ran.code).toBe(0)
  expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /pacts/provider/${provider}/consumer/export-buckets-client/latest`,
    `PUT /pacticipants/${provider}/branches/feature%2Fone/versions/abc`,
    'POST /verification-results',
  ])
  const result = resultIn(received)
  expect(result).toMatchObject({ success: true, providerApplicationVersion: 'abc' })
  const { testResults } = Object(result)
  expect(testResults).toHaveLength(interactions.length)
  expect(ran.stdout).toContain('Published to the Pact Broker as version abc.')
  expect(ran.stdout + ran.stderr).not.toContain(token)
})

test('a verification that fails is published as failed, with what failed', async () => {
  const broken = await statesProvider('changes an error code')
  const get = ['--operation', 'getGroupBackupExportBucket', '--provider', 'AWS']
  const report = await reportOf(broken, ...get, '--status', '200', '--status', '404')
  const { received, done } = await publish(report)
  await done
  const result = resultIn(received)
  expect(result).toMatchObject({ success: false })
  const { testResults } = Object(result)
  expect(testResults).toContainEqual(expect.objectContaining({ success: false }))
  expect(testResults).toContainEqual(expect.objectContaining({ success: true }))
})

test('a verification with skipped cells is not published', async () => {
  const { ran, received } = await verifyAndPublish({
    MONGODB_ATLAS_CLIENT_ID: '',
    MONGODB_ATLAS_CLIENT_SECRET: '',
    MONGODB_ATLAS_PUBLIC_API_KEY: '',
    MONGODB_ATLAS_PRIVATE_API_KEY: '',
  })
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain('nothing is published')
  expect(ran.stderr).toContain('skipped: there is no service account')
  expect(resultIn(received)).toBeUndefined()
})

test('a verification with an error is not published', async () => {
  const broken = await serve(
    ({ method }) => new Response(null, { status: method === 'GET' ? 405 : 500 }),
  )
  const { args, env } = await statesProvider()
  const get = ['--operation', 'getGroupBackupExportBucket', '--status', '410']
  const report = await reportOf({ args: args.with(-1, broken), env }, ...get)
  const { received, done } = await publish(report)
  await expect(done).rejects.toThrow(
    /nothing is published: .*: error: the provider state was not set/,
  )
  expect(resultIn(received)).toBeUndefined()
})

describe('refused before the provider is asked', () => {
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
