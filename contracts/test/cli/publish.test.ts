import { parseArguments } from '@export-buckets/cli-kit/arguments'
import { startFakeBroker } from '@export-buckets/test-support/fake-broker'
import { serve } from '@export-buckets/test-support/serve'
import { describe, expect, test } from 'vitest'
import { preparePublication } from '../../src/cli/verify/publish.ts'
import { verifyCommand } from '../../src/cli/verify/verify.ts'
import { committedPact, providerName } from '../../src/pact/pact-file.ts'
import type { Report } from '../../src/verify/report.ts'
import { createContext, runProgram } from '../fixtures/run-program.ts'
import { type ProviderFlags, startStatefulProvider } from '../fixtures/stateful-provider.ts'

const token = 'token-of-the-broker'
const { interactions, ...rest } = committedPact()
/** The pact in the form of a broker, with an id for each interaction. */
const pact = {
  ...rest,
  interactions: interactions.map((interaction, n) => ({ ...interaction, _id: `id-${n}` })),
}
const options = ['--publish', '--provider-version', 'abc', '--provider-branch', 'feature/one']

const providerFlags = ['verify', '--provider-url', 'http://127.0.0.1:1']
const statesFlags = ['--states-url', 'http://127.0.0.1:1']

/** Runs the program with a provider and a broker. */
async function verifyAndPublish(env: Record<string, string> = {}) {
  const { url, receivedRequests } = await startFakeBroker({
    authorization: `Bearer ${token}`,
    pact,
  })
  const provider = await startStatefulProvider()
  const broker = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token }
  const programResult = await runProgram([...provider.args, ...options], {
    ...provider.env,
    ...broker,
    ...env,
  })
  return { programResult, receivedRequests }
}

/** Verifies a few cells. Their reports are the same as in a complete verification. */
async function verifyWithReport(
  { args, env }: Pick<ProviderFlags, 'args' | 'env'>,
  ...filterFlags: string[]
): Promise<Report> {
  const { files } = await runProgram([...args, ...filterFlags, '--json', 'report'], env)
  return JSON.parse(files.get('report') ?? '')
}

/** Publishes a report like the program, and returns the requests that the broker received. */
async function publishToFakeBroker(report: Report) {
  const { url, receivedRequests } = await startFakeBroker({
    authorization: `Bearer ${token}`,
    pact,
  })
  const env = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token }
  const [, ...args] = [...providerFlags, ...statesFlags, ...options]
  const publishReport = await preparePublication(
    parseArguments(args, verifyCommand, env),
    createContext(env).context,
  )
  return { receivedRequests, done: publishReport?.(report) }
}

const findPublishedResult = (receivedRequests: readonly { method: string; body: unknown }[]) =>
  receivedRequests.find(({ method }) => method === 'POST')?.body

test('with provider states every cell is verified, and the result is published for the version and its branch', async () => {
  const { programResult, receivedRequests } = await verifyAndPublish()
  expect(programResult.stdout).toContain(`${interactions.length} passed, 0 failed (`)
  expect(programResult.code).toBe(0)
  expect(receivedRequests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /pacts/provider/${providerName}/consumer/export-buckets-client/latest`,
    `PUT /pacticipants/${providerName}/branches/feature%2Fone/versions/abc`,
    'POST /verification-results',
  ])
  const result = findPublishedResult(receivedRequests)
  expect(result).toMatchObject({ success: true, providerApplicationVersion: 'abc' })
  const { testResults } = Object(result)
  expect(testResults).toHaveLength(interactions.length)
  expect(programResult.stdout).toContain('Published to the Pact Broker as version abc.')
  expect(programResult.stdout + programResult.stderr).not.toContain(token)
})

test('a failed verification is published as failed, with its failed interactions', async () => {
  const brokenProvider = await startStatefulProvider('changes an error code')
  const filterFlags = ['--operation', 'getGroupBackupExportBucket', '--provider', 'AWS']
  const report = await verifyWithReport(
    brokenProvider,
    ...filterFlags,
    '--status',
    '200',
    '--status',
    '404',
  )
  const { receivedRequests, done } = await publishToFakeBroker(report)
  await done
  const result = findPublishedResult(receivedRequests)
  expect(result).toMatchObject({ success: false })
  const { testResults } = Object(result)
  expect(testResults).toContainEqual(expect.objectContaining({ success: false }))
  expect(testResults).toContainEqual(expect.objectContaining({ success: true }))
})

test('a verification with skipped cells is not published', async () => {
  const { programResult, receivedRequests } = await verifyAndPublish({
    MONGODB_ATLAS_CLIENT_ID: '',
    MONGODB_ATLAS_CLIENT_SECRET: '',
    MONGODB_ATLAS_PUBLIC_API_KEY: '',
    MONGODB_ATLAS_PRIVATE_API_KEY: '',
  })
  expect(programResult.code).toBe(2)
  expect(programResult.stderr).toContain('--publish: not published')
  expect(programResult.stderr).toContain('skipped: no service account was given')
  expect(findPublishedResult(receivedRequests)).toBeUndefined()
})

test('a verification with an error is not published', async () => {
  const failingStatesUrl = await serve(
    ({ method }) => new Response(null, { status: method === 'GET' ? 405 : 500 }),
  )
  const { args, env } = await startStatefulProvider()
  const filterFlags = ['--operation', 'getGroupBackupExportBucket', '--status', '410']
  const report = await verifyWithReport(
    { args: args.with(-1, failingStatesUrl), env },
    ...filterFlags,
  )
  const { receivedRequests, done } = await publishToFakeBroker(report)
  await expect(done).rejects.toThrow(/not published, .*: error: the provider state was not set/)
  expect(findPublishedResult(receivedRequests)).toBeUndefined()
})

describe('publish reports before any request to the provider', () => {
  test.each([
    [
      [...providerFlags, ...options],
      '--publish requires a complete verification: pass --states-url',
    ],
    [
      [...providerFlags, ...statesFlags, ...options, '--status', '200'],
      '--publish requires a complete verification: remove --status',
    ],
    [[...providerFlags, ...statesFlags, '--publish'], '--provider-version: missing'],
    [
      [...providerFlags, ...statesFlags, ...options.slice(1)],
      '--provider-version is only valid with --publish',
    ],
    [[...providerFlags, ...statesFlags, ...options], 'PACT_BROKER_BASE_URL is not set'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await runProgram(args, {})
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })

  test.each<[string, object, Record<string, string>, string]>([
    ['a broker that refuses the token', { authorization: 'Bearer x', pact }, {}, 'latest: 401'],
    ['another pact', { pact: { ...pact, interactions: [] } }, {}, 'is not the pact of version'],
    ['a broker without the pact', {}, {}, 'latest: 404'],
    [
      'a pact at another origin, which must not get the token',
      { pact },
      { PACT_URL: 'https://elsewhere.example.org/latest' },
      'https://elsewhere.example.org is not its origin',
    ],
    [
      'credentials in the URL of the pact',
      { pact },
      { PACT_URL: `http://user:${token}@127.0.0.1/latest` },
      'a URL must not contain a user name or password',
    ],
    [
      'an unreachable broker',
      {},
      { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1' },
      'the Pact Broker: no response from http://127.0.0.1:1/pacts/',
    ],
  ])('%s', async (_, broker, env, message) => {
    const { url } = await startFakeBroker(broker)
    const brokerEnv = { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token, ...env }
    const { code, stderr } = await runProgram(
      [...providerFlags, ...statesFlags, ...options],
      brokerEnv,
    )
    expect(stderr).toContain(message)
    expect(stderr).not.toContain(token)
    expect(code).toBe(2)
  })
})
