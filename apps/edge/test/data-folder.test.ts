import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { tokenPath } from '@export-buckets/core'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openDataFolder } from '../src/runtimes/server/data-folder.ts'
import { accept, basic } from './create-test-app.ts'
import { runConcurrently } from './run-concurrently.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-data-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
const newFolder = () => join(folder, String(count++))

test('processes that open a new folder at the same moment read the same secret from its file', async () => {
  const module = import.meta.resolve('../src/runtimes/server/data-folder.ts')
  const open = await runConcurrently(module, 'module.openDataFolder(path).secret.join(" ")')
  for (let round = 0; round < 25; round += 1) {
    const folder = newFolder()
    const secrets = await open(folder)
    const storedSecret = readFileSync(join(folder, 'secret'), 'utf8')
    expect(storedSecret).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(secrets)).toEqual(new Set([[...Buffer.from(storedSecret, 'hex')].join(' ')]))
    expect(readdirSync(folder)).toEqual(['secret'])
  }
})

/** Gets a token from one server and reads the sample's buckets with it from another. */
async function readWithToken(issuer: Server, reader: Server, cwd: string): Promise<number> {
  const env = parseEnv(readFileSync(join(cwd, '.data', 'credentials.env'), 'utf8'))
  const response = await fetch(issuer.url + tokenPath, {
    method: 'POST',
    headers: basic(env['MONGODB_ATLAS_CLIENT_ID'] ?? '', env['MONGODB_ATLAS_CLIENT_SECRET'] ?? ''),
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = Object(await response.json())
  const path = `/api/atlas/v2/groups/${env['MONGODB_ATLAS_PROJECT_ID']}/backup/exportBuckets`
  const headers = { ...accept(), Authorization: `Bearer ${token}` }
  return (await fetch(reader.url + path, { headers })).status
}

// Each runtime creates the files with its own API. Only Node starts three servers, because waiting is the same code.
test.each([
  ['node', 3],
  ['deno', 2],
  ['bun', 2],
] as const)(
  "servers in %s that start for the first time in one folder all serve, and accept each other's tokens",
  async (runtime, count) => {
    const cwd = newFolder()
    mkdirSync(cwd)
    const startingServers = Array.from({ length: count }, () =>
      startServer(cwd, { PORT: '0' }, runtime),
    )
    const servers = await Promise.all(startingServers)
    onTestFinished(() => servers.forEach((server) => void server.process.kill('SIGKILL')))
    for (const issuer of servers) {
      for (const reader of servers) expect(await readWithToken(issuer, reader, cwd)).toBe(200)
    }
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual(servers.map(() => 0))
  },
)

test('new files are accessible to their owner only, whatever the umask', () => {
  const previousUmask = process.umask(0)
  onTestFinished(() => void process.umask(previousUmask))
  const newPath = newFolder()
  openDataFolder(newPath)
  expect(statSync(newPath).mode & 0o777).toBe(0o700)
  expect(statSync(join(newPath, 'secret')).mode & 0o777).toBe(0o600)
})

// Windows has no such permissions.
describe.skipIf(process.platform === 'win32')('a data folder with unsafe permissions', () => {
  /** Creates a folder with a secret, changes it and returns the error message. */
  function getStartError(change: (folder: string, secret: string) => void): string {
    const newPath = newFolder()
    openDataFolder(newPath)
    change(newPath, join(newPath, 'secret'))
    try {
      openDataFolder(newPath)
      return 'it was opened'
    } catch (error) {
      return String(error).replaceAll(newPath, '.data')
    }
  }

  test.each(['777', '770', '755', '750', '701'])(
    'a folder with mode %s is rejected with instructions',
    (mode) => {
      expect(getStartError((folder) => chmodSync(folder, mode))).toBe(
        `Error: .data: permissions ${mode} give access to group or others: run "chmod 700 .data", or remove it if others may have used it`,
      )
    },
  )

  test.each(['666', '660', '644', '640', '604', '620'])(
    'a secret with mode %s is rejected with instructions',
    (mode) => {
      expect(getStartError((_, secret) => chmodSync(secret, mode))).toBe(
        `Error: .data/secret: permissions ${mode} give access to group or others: run "chmod 600 .data/secret", or remove it if others may have used it`,
      )
    },
  )

  // Only root can give a file to another user.
  test.runIf(process.geteuid?.() === 0)('a folder or secret of another user is rejected', () => {
    const message = `owned by user 65534, but this process runs as user 0: remove it, or run "chown 0`
    expect(getStartError((folder) => chownSync(folder, 65534, 65534))).toContain(
      `.data: ${message} .data"`,
    )
    expect(getStartError((_, secret) => chownSync(secret, 65534, 65534))).toContain(
      `.data/secret: ${message} .data/secret"`,
    )
  })

  test('an unsafe folder stops the server from starting and the command line from opening the database', async () => {
    const cwd = newFolder()
    mkdirSync(join(cwd, '.data'), { recursive: true })
    chmodSync(join(cwd, '.data'), 0o755)
    const message = '.data: permissions 755 give access to group or others: run "chmod 700 .data"'
    await expect(startServer(cwd)).rejects.toThrow(`exit 1: The server did not start: ${message}`)
    const program = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
    for (const args of [['migrate'], ['credentials', 'list']]) {
      const run = promisify(execFile)(process.execPath, [program, ...args], { cwd })
      await expect(run).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`error: ${message}`),
      })
    }
    expect(readdirSync(join(cwd, '.data'))).toEqual([])
  })
})
