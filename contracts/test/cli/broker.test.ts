import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment, Output } from '@export-buckets/cli-kit/terminal'
import { startFakeBroker } from '@export-buckets/test-support/fake-broker'
import { findProgram } from '@export-buckets/test-support/find-program'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run as runProgram } from '../../src/cli/broker/run.ts'
import {
  committedPact,
  consumerName,
  mergePacts,
  providerName,
  writePact,
} from '../../src/pact/pact-file.ts'

const modules = createRequire(import.meta.url)
const main = join(import.meta.dirname, '../../src/cli/broker/main.ts')
const pactBroker = modules.resolve('@pact-foundation/pact-cli/bin/pact-broker.js')
const token = 'token-of-the-broker'
const tokenOptions = { authorization: `Bearer ${token}` }
const hasGit = findProgram('git') !== undefined
/** Arguments that replace calls of git. */
const revision = ['--consumer-app-version', '1.2.3', '--branch', 'main']
const gitNote = hasGit ? '' : ' (not verified: git is not installed)'

/** Creates a repository with one commit on the branch `feature`. */
function createRepository() {
  const folder = temporaryFolder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  git('init', '--initial-branch', 'feature')
  git('commit', '--allow-empty', '--message', 'first')
  return { folder, git, commit: git('rev-parse', 'HEAD') }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-broker-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

interface CommandResult {
  readonly code: number
  readonly output: string
}

function execute(
  script: string,
  args: readonly string[],
  options: { readonly env: Environment; readonly cwd?: string },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const { env, cwd } = options
    execFile(process.execPath, [script, ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })
}

const toProgramEnv = (folder: string, env: Record<string, string>): Environment => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  PACT_BROKER_HTTP_RETRIES: '0',
  ...env,
})

/** Creates a folder with a pact of one interaction, which `pact-broker` reads sooner than the committed one. */
function createPactFolder(): string {
  const folder = temporaryFolder()
  const { interactions, ...rest } = committedPact()
  writePact(join(folder, 'pact.json'), { ...rest, interactions: interactions.slice(0, 1) })
  return folder
}

/** Runs the program in this process, and `pact-broker` in a child process. */
async function run(
  folder: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<CommandResult> {
  let output = ''
  const stream: Output = {
    isTTY: false,
    write(text) {
      output += text
    },
  }
  const code = await runProgram({
    args,
    env: toProgramEnv(folder, env),
    folder,
    pactFolder: createPactFolder(),
    stdout: stream,
    stderr: stream,
    async pactBroker(brokerArgs, variables) {
      const result = await execute(pactBroker, brokerArgs, { env: variables })
      output += result.output
      return result.code
    },
  })
  return { code, output }
}

const brokerEnv = (url: string) => ({ PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token })

/** Returns the body of the one request that publishes. */
function publishedBody(received: readonly { path: string; body: unknown }[]) {
  return received.find(({ path }) => path === '/contracts/publish')?.body
}

function decodePact(body: unknown) {
  const { contracts } = Object(body)
  return JSON.parse(Buffer.from(contracts[0].content, 'base64').toString())
}

describe('contracts:publish', () => {
  test.runIf(hasGit)(
    `contracts:publish publishes the committed pact under the commit, its branch and the tags${gitNote}`,
    async () => {
      const { url, receivedRequests } = await startFakeBroker(tokenOptions)
      const { folder, commit } = createRepository()
      const args = ['publish', '--tag', 'one', '--tag', 'two']
      const env = toProgramEnv(folder, brokerEnv(url))
      const result = await execute(main, args, { cwd: folder, env })
      expect(result).toMatchObject({ code: 0, output: expect.stringContaining('published') })
      const body = publishedBody(receivedRequests)
      expect(body).toMatchObject({
        pacticipantName: consumerName,
        pacticipantVersionNumber: commit,
        branch: 'feature',
        tags: ['one', 'two'],
        contracts: [{ consumerName, providerName }],
      })
      // The committed pact has a file for each resource. A broker gets one pact of the same consumer and provider.
      expect(Object(body).contracts).toHaveLength(1)
      expect(mergePacts([decodePact(body)]).interactions).toEqual(committedPact().interactions)
    },
  )

  test.runIf(hasGit)(
    `contracts:publish takes the branch from CI when only a commit is checked out${gitNote}`,
    async () => {
      const { url, receivedRequests } = await startFakeBroker()
      const { folder, git } = createRepository()
      git('checkout', '--detach')
      const ciEnv = { GITHUB_HEAD_REF: '', GITHUB_REF_NAME: 'main' }
      expect(await run(folder, { ...brokerEnv(url), ...ciEnv }, 'publish')).toMatchObject({
        code: 0,
      })
      expect(publishedBody(receivedRequests)).toMatchObject({ branch: 'main' })
    },
  )

  test('contracts:publish accepts a user name and password, and ignores an empty token', async () => {
    const { url, receivedRequests } = await startFakeBroker()
    const basic = { PACT_BROKER_USERNAME: 'user', PACT_BROKER_PASSWORD: 'word' }
    const env = { ...brokerEnv(url), PACT_BROKER_TOKEN: '', ...basic }
    expect(await run(temporaryFolder(), env, 'publish', ...revision)).toMatchObject({ code: 0 })
    expect(receivedRequests.at(0)?.authorization).toBe(`Basic ${btoa('user:word')}`)
  })

  test('contracts:publish fails when the broker rejects the pact, and prints no token', async () => {
    const { url } = await startFakeBroker({ authorization: 'Bearer another' })
    const args = ['publish', ...revision]
    const { code, output } = await run(temporaryFolder(), brokerEnv(url), ...args)
    expect(code).not.toBe(0)
    expect(output).toContain('401')
    expect(output).not.toContain(token)
  })

  test.runIf(hasGit)(
    `contracts:publish publishes no uncommitted changes, unless a version is given${gitNote}`,
    async () => {
      const { url, receivedRequests } = await startFakeBroker()
      const { folder } = createRepository()
      writeFileSync(join(folder, 'changed.json'), '{}')
      expect(await run(folder, brokerEnv(url), 'publish')).toEqual({
        code: 2,
        output:
          'error: uncommitted changes: changed.json. The version is the commit: commit first, or pass --consumer-app-version\n',
      })
      expect(receivedRequests).toEqual([])
      const version = ['--consumer-app-version', '1.2.3']
      expect(await run(folder, brokerEnv(url), 'publish', ...version)).toMatchObject({
        code: 0,
      })
      expect(publishedBody(receivedRequests)).toMatchObject({ pacticipantVersionNumber: '1.2.3' })
    },
  )
})

describe.runIf(hasGit)(`contracts:can-i-deploy${gitNote}`, () => {
  test.each([
    [true, 0, 'Computer says yes'],
    [false, 1, 'Computer says no'],
  ])(
    'when the broker says that the version is deployable: %s, the exit code is %i',
    async (deployable, code, verdict) => {
      const { url, receivedRequests } = await startFakeBroker({ ...tokenOptions, deployable })
      const { folder, commit } = createRepository()
      const args = ['can-i-deploy', '--to-environment', 'production']
      expect(await run(folder, brokerEnv(url), ...args)).toMatchObject({
        code,
        output: expect.stringContaining(verdict),
      })
      const { searchParams } = new URL(receivedRequests.at(-1)?.path ?? '', url)
      expect(Object.fromEntries(searchParams)).toMatchObject({
        'q[][pacticipant]': consumerName,
        'q[][version]': commit,
        environment: 'production',
      })
    },
  )
})

describe('contracts:record-deployment', () => {
  test('contracts:record-deployment records the version of a provider in an environment', async () => {
    const { url, receivedRequests } = await startFakeBroker(tokenOptions)
    const args = ['--pacticipant', providerName, '--version', '7', '--environment', 'production']
    const ran = await run(temporaryFolder(), brokerEnv(url), 'record-deployment', ...args)
    expect(ran).toMatchObject({ code: 0, output: expect.stringContaining('Recorded deployment') })
    expect(receivedRequests.filter(({ method }) => method === 'POST')).toMatchObject([
      { path: `/pacticipants/${providerName}/versions/7/deployed-versions/e` },
    ])
  })
})

describe('the broker commands send nothing and report', () => {
  const base = { PACT_BROKER_BASE_URL: 'https://broker.example.org' }
  test.each<[string, Record<string, string>, string[], string]>([
    ['no broker', {}, ['publish'], 'PACT_BROKER_BASE_URL is not set: the URL of your Pact Broker'],
    [
      'an empty URL',
      { PACT_BROKER_BASE_URL: '' },
      ['publish'],
      'PACT_BROKER_BASE_URL is not set: the URL of your Pact Broker',
    ],
    [
      'credentials in the URL',
      { PACT_BROKER_BASE_URL: 'https://user:word@broker.example.org' },
      ['publish'],
      'PACT_BROKER_BASE_URL: must hold no user name or password',
    ],
    [
      'a malformed URL',
      { PACT_BROKER_BASE_URL: 'broker' },
      ['publish'],
      'PACT_BROKER_BASE_URL: expected an absolute URL, https://…',
    ],
    [
      'plain http',
      { PACT_BROKER_BASE_URL: 'http://broker.example.org' },
      ['publish'],
      'PACT_BROKER_BASE_URL: must be https, not http; --allow-http lets http through',
    ],
    [
      'half of a pair',
      { ...base, PACT_BROKER_USERNAME: 'user' },
      ['publish'],
      'PACT_BROKER_USERNAME is set, but PACT_BROKER_PASSWORD is not',
    ],
    [
      'both kinds of credentials',
      { ...base, PACT_BROKER_TOKEN: 't', PACT_BROKER_USERNAME: 'u', PACT_BROKER_PASSWORD: 'word' },
      ['publish'],
      'PACT_BROKER_TOKEN and PACT_BROKER_USERNAME are both set: leave one out',
    ],
    ['no environment', base, ['can-i-deploy'], '--to-environment: missing (NAME: such as test or'],
    ['no repository', base, ['publish'], 'git status --porcelain failed in this folder'],
    [
      'no command',
      base,
      [],
      'missing command (expected publish, can-i-deploy, record-deployment, version, help)',
    ],
  ])('%s', async (_, env, args, message) => {
    const folder = temporaryFolder()
    // The folder may be inside a repository.
    const { code, output } = await run(
      folder,
      { GIT_CEILING_DIRECTORIES: tmpdir(), ...env },
      ...args,
    )
    expect(code).toBe(2)
    expect(output).toContain(`error: ${message}`)
    expect(output).not.toContain('word@')
  })
})
