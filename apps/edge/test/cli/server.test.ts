import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseEnv, promisify } from 'node:util'
import { type AuthStrategy, apiKey, createClient, serviceAccount } from '@export-buckets/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { type Server, startServer } from '../server.ts'
import { createOutput, parseCredential } from './terminal.ts'

const repository = join(import.meta.dirname, '..', '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-admin-'))
const database = join(folder, '.data', 'export-buckets.db')

/** The program that `export-buckets-edge` runs. */
function program(): string {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const [, script = ''] = /^node (?:\S+ )?(\S+)$/.exec(scripts['export-buckets-edge']) ?? []
  return join(repository, script)
}

/** Runs the program in a process of its own, beside the server that has the database open. */
async function edge(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [program(), ...args], { cwd: folder })
}

/** Runs the program with nobody who reads what it shows. */
async function runWithClosedStdout(...args: string[]): Promise<{ code: number; stderr: string }> {
  const child = spawn(process.execPath, [program(), ...args], { cwd: folder })
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

/** Runs the command line in this process, which is another one than the server's. @returns what it shows */
async function credentials(...args: string[]): Promise<string> {
  const [stdout, stderr] = [createOutput(false), createOutput(false)]
  const env = { DATABASE_URL: `file:${database}` }
  const code = await run({ args: ['credentials', ...args], env, stdout, stderr })
  expect(code, stderr.text()).toBe(0)
  return stdout.text()
}

async function add(kind: string, ...flags: string[]) {
  const grant = ['--project', project, '--role', 'GROUP_READ_ONLY']
  return parseCredential(await credentials('add', kind, ...grant, ...flags))
}

type NewCredential = ReturnType<typeof parseCredential>
const account = ({ id, secret }: NewCredential) =>
  serviceAccount({ clientId: id, clientSecret: secret })
const key = ({ id, secret }: NewCredential) => apiKey({ publicKey: id, privateKey: secret })

/** What a caller with this credential can do: 200, or the status of the error. */
async function status(auth: AuthStrategy, operation: 'get' | 'list'): Promise<number> {
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

/** The server sees what another process writes at the first look after it, and looks every 5 ms at most. */
async function expectRefused(auth: AuthStrategy): Promise<void> {
  await expect.poll(() => status(auth, 'get')).toBe(401)
}

describe.each<[string, (credential: NewCredential) => AuthStrategy]>([
  ['service-account', account],
  ['api-key', key],
])('%s that the command line makes', (kind, auth) => {
  test('opens the running server, as far as it is granted', async () => {
    const credential = await add(kind, '--bucket', bucket)
    expect(await status(auth(credential), 'get')).toBe(200)
    expect(await status(auth(credential), 'list')).toBe(403)
  })

  test('opens nothing with its old secret once it is rotated, nor at all once it is revoked', async () => {
    const credential = await add(kind)
    const oldAuth = auth(credential)
    expect(await status(oldAuth, 'get')).toBe(200)
    const rotated = parseCredential(await credentials('rotate', credential.id))
    expect(rotated.id).toBe(credential.id)
    await expectRefused(oldAuth)
    const newAuth = auth(rotated)
    expect(await status(newAuth, 'list')).toBe(200)
    await credentials('revoke', credential.id)
    await expectRefused(newAuth)
  })
})

test('the program keeps files to their owner and ends with the code that it should', async () => {
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

test('a secret that could not be shown is spoken of, since the old one is worthless', async () => {
  const credential = await add('service-account')
  const { code, stderr } = await runWithClosedStdout('credentials', 'rotate', credential.id)
  expect(stderr).toMatch(
    new RegExp(
      `^error: the secret was made, but could not be shown: make another with "export-buckets-edge credentials rotate ${credential.id}": .*EPIPE`,
    ),
  )
  expect(code).toBe(3)
  expect(await status(account(credential), 'get')).toBe(401)
  expect(await runWithClosedStdout('credentials', 'list')).toMatchObject({ code: 1 })
})
