import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseEnv, promisify } from 'node:util'
import { type AuthStrategy, apiKey, createClient, serviceAccount } from '@export-buckets/client'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { createOutput, parseCredential } from './terminal.ts'

const repository = join(import.meta.dirname, '..', '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-admin-'))
const database = join(folder, '.data', 'export-buckets.db')

/** Returns the path of the program that `export-buckets-edge` runs. */
function findProgram(): string {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const [, script = ''] = /^node (?:\S+ )?(\S+)$/.exec(scripts['export-buckets-edge']) ?? []
  return join(repository, script)
}

/** Runs the program in its own process while the server has the database open. */
async function edge(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [findProgram(), ...args], { cwd: folder })
}

/** Runs the program with a closed standard output. */
async function runWithClosedStdout(...args: string[]): Promise<{ code: number; stderr: string }> {
  const child = spawn(process.execPath, [findProgram(), ...args], { cwd: folder })
  child.stdout.destroy()
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code, stderr }
}

let server: Server
let project: string
let bucket: string
beforeAll(async () => {
  server = await startServer(folder)
  const sample = parseEnv(readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'))
  project = sample['MONGODB_ATLAS_PROJECT_ID'] ?? ''
  bucket = sample['EXPORT_BUCKET_ID_GCP'] ?? ''
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** Runs the command line in this process, not in the server's, and returns what it prints. */
async function runCredentials(...args: string[]): Promise<string> {
  const [stdout, stderr] = [createOutput(false), createOutput(false)]
  const env = { DATABASE_URL: `file:${database}` }
  const code = await run({ args: ['credentials', ...args], env, stdout, stderr })
  expect(code, stderr.text()).toBe(0)
  return stdout.text()
}

async function add(kind: string, ...flags: string[]) {
  const grant = ['--project', project, '--role', 'GROUP_READ_ONLY']
  return parseCredential(await runCredentials('add', kind, ...grant, ...flags))
}

type NewCredential = ReturnType<typeof parseCredential>
const account = ({ id, secret }: NewCredential) =>
  serviceAccount({ clientId: id, clientSecret: secret })
const key = ({ id, secret }: NewCredential) => apiKey({ publicKey: id, privateKey: secret })

/** Returns the status that a caller with this credential gets: 200, or the status of the error. */
async function getStatus(auth: AuthStrategy, operation: 'get' | 'list'): Promise<number> {
  const atlas = createClient({ auth, baseUrl: server.url, retry: false })
  const input = { groupId: project }
  const call: Promise<unknown> =
    operation === 'get'
      ? atlas.exportBuckets.get({ ...input, exportBucketId: bucket })
      : atlas.exportBuckets.list(input)[Symbol.asyncIterator]().next()
  return call.then(
    () => 200,
    (error: { status?: number }) => error.status ?? 0,
  )
}

/** Expects a 401. The server sees a change by another process at most 5 ms later. */
async function expectRefused(auth: AuthStrategy): Promise<void> {
  await expect.poll(() => getStatus(auth, 'get')).toBe(401)
}

describe.each<[string, (credential: NewCredential) => AuthStrategy]>([
  ['service-account', account],
  ['api-key', key],
])('%s credentials created by the command line', (kind, auth) => {
  test('a new credential works on the running server within its grants', async () => {
    const credential = await add(kind, '--bucket', bucket)
    expect(await getStatus(auth(credential), 'get')).toBe(200)
    expect(await getStatus(auth(credential), 'list')).toBe(403)
  })

  test('a rotated secret and a revoked credential are rejected', async () => {
    const credential = await add(kind)
    const oldAuth = auth(credential)
    expect(await getStatus(oldAuth, 'get')).toBe(200)
    const rotatedCredential = parseCredential(await runCredentials('rotate', credential.id))
    expect(rotatedCredential.id).toBe(credential.id)
    await expectRefused(oldAuth)
    const newAuth = auth(rotatedCredential)
    expect(await getStatus(newAuth, 'list')).toBe(200)
    await runCredentials('revoke', credential.id)
    await expectRefused(newAuth)
  })
})

test('the program creates files for their owner only and exits with the documented codes', async () => {
  const output = join(folder, 'made.env')
  const { stdout } = await edge(
    ...['credentials', 'add', 'api-key', '--project', project, '--role', 'GROUP_OWNER'],
    ...['--output', output],
  )
  expect(stdout).toBe('')
  expect(statSync(output).mode & 0o777).toBe(0o600)
  expect(statSync(database).mode & 0o077).toBe(0)
  await expect(edge('credentials', 'revoke', 'nobody')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: no credential has the id "nobody"/),
  })
  await expect(edge('credentials', 'add')).rejects.toMatchObject({ code: 2, stdout: '' })
})

test('a secret that could not be shown is reported with exit code 3, because the old one no longer works', async () => {
  const credential = await add('service-account')
  const { code, stderr } = await runWithClosedStdout('credentials', 'rotate', credential.id)
  expect(stderr).toMatch(
    new RegExp(
      `^error: the secret was stored, but could not be printed: create another with "export-buckets-edge credentials rotate ${credential.id}": .*EPIPE`,
    ),
  )
  expect(code).toBe(3)
  expect(await getStatus(account(credential), 'get')).toBe(401)
  expect(await runWithClosedStdout('credentials', 'list')).toMatchObject({ code: 1 })
})
