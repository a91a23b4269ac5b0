import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokenPath } from '@export-buckets/core'
import { type Runtime, type Server, startServer } from '@export-buckets/test-support/start-server'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../src/cli/run.ts'
import { openLibsqlFile } from '../src/runtimes/server/libsql-file.ts'
import {
  inMemoryPath,
  type OpenFile,
  openFileOrExplain,
} from '../src/runtimes/server/open-database.ts'
import { openSqliteFile } from '../src/runtimes/server/sqlite-file.ts'
import { readSettings } from '../src/runtimes/settings.ts'
import { sqlStore } from '../src/store/sql/sql-store.ts'
import { createOutput, parseCredential } from './cli/terminal.ts'
import { basic, groupId, seedStore } from './create-test-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const runtimes = ['node', 'deno', 'bun'] as const

async function start(runtime: Runtime, cwd: string, DATABASE_URL: string): Promise<Server> {
  const server = await startServer(cwd, { PORT: '0', DATABASE_URL }, runtime)
  onTestFinished(() => void server.process.kill('SIGKILL'))
  return server
}

/** Requests a token from a server and returns the status. */
async function getTokenStatus({ url }: Server, id: string, secret: string): Promise<number> {
  const headers = basic(id, secret)
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  return (await fetch(url + tokenPath, { method: 'POST', headers, body })).status
}

/** Runs the command line on a database and returns its output and exit code. */
async function edge(DATABASE_URL: string, ...args: string[]) {
  const [stdout, stderr] = [createOutput(false), createOutput(false)]
  const code = await run({ args, env: { DATABASE_URL }, stdout, stderr })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

/** Creates a database with a service account. */
async function addAccount(url: string) {
  await edge(url, 'migrate')
  const project = ['--project', groupId, '--role', 'GROUP_OWNER']
  const { stdout } = await edge(url, 'credentials', 'add', 'service-account', ...project)
  return parseCredential(stdout)
}

const openers: readonly (readonly [string, OpenFile])[] = [
  ['node:sqlite', openSqliteFile],
  ['libSQL', openLibsqlFile],
]

describe.each([
  'plain.db',
  'my data.db',
  'my%20data.db',
  'per%cent.db',
  'number#1.db',
  'question?mode=ro.db',
  'back\\slash [ü] ~.db',
  'file:x.db?mode=memory',
])('DATABASE_URL with the file name %s', (name) => {
  test('the command line creates exactly that file', async () => {
    const cwd = mkdtempSync(join(folder, 'name-'))
    expect(await edge(`file:${join(cwd, name)}`, 'migrate')).toMatchObject({ code: 0 })
    expect(readdirSync(cwd)).toEqual([name])
  })

  test.each(openers)('a server over %s opens exactly that file', async (_, openFile) => {
    const cwd = mkdtempSync(join(folder, 'name-'))
    const absolute = join(cwd, name)
    expect(readSettings({ DATABASE_URL: `file:${absolute}` }).database).toBe(absolute)
    expect(readSettings({ DATABASE_URL: `file:${name}` }).database).toBe(name)
    const { close } = await openFileOrExplain(openFile, absolute)
    close()
    expect(readdirSync(cwd).filter((file) => !file.startsWith(name))).toEqual([])
    expect(existsSync(absolute)).toBe(true)
  })
})

describe('DATABASE_URL=file::memory:', () => {
  test.each(openers)(
    'a server over %s has its database in memory and creates no file',
    async (_, openFile) => {
      const before = readdirSync('.')
      const { database, assertFileInPlace, close } = await openFileOrExplain(openFile, inMemoryPath)
      const store = await seedStore(sqlStore(database))
      assertFileInPlace?.()
      await store.ready()
      expect(await store.serviceAccount('owner')).toBeDefined()
      close()
      expect(readdirSync('.')).toEqual(before)
    },
  )

  test('a server keeps the database until it stops', async () => {
    const cwd = mkdtempSync(join(folder, 'memory-'))
    const server = await start('node', cwd, 'file::memory:')
    for (let i = 0; i < 2; i += 1) expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await getTokenStatus(server, 'nobody', 'secret')).toBe(401)
    expect(await server.stop()).toBe(0)
    expect(readdirSync(cwd)).toEqual(['.data'])
  })
})

/** Returns a folder on a read-only file system, or `undefined` when the machine has none. */
function readOnlyFolder(): string | undefined {
  if (!existsSync('/proc/mounts')) return undefined
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
  const [, path] =
    mounts
      .map((line) => line.split(' '))
      .find(([, , , options]) => options?.split(',')[0] === 'ro') ?? []
  return path
}

describe('a database file that cannot be opened', () => {
  const folderPath = join(folder, 'a-folder')
  mkdirSync(folderPath)
  const readOnly = readOnlyFolder()
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'in a missing folder',
      '/no/such/folder/x.db',
      'the folder /no/such/folder does not exist: create it first',
    ],
    ['that is a folder', folderPath, 'it is a folder: expected a file'],
    ...(readOnly === undefined
      ? []
      : [
          [
            'on a read-only file system',
            join(readOnly, 'x.db'),
            `the file system of ${readOnly} is read-only`,
          ] as const,
        ]),
  ]

  const message = (path: string, problem: string) =>
    `DATABASE_URL: cannot use the database file ${path}: ${problem}`

  describe.each(openers)('over %s', (_, openFile) => {
    test.each(cases)('the error for a file %s names the variable', async (_, path, problem) => {
      await expect(openFileOrExplain(openFile, path, 'DATABASE_URL')).rejects.toThrow(
        message(path, problem),
      )
    })
  })

  // Each runtime reports errors of the file system differently, and differs most for a read-only one.
  test.each(runtimes)('the server in %s does not start', async (runtime) => {
    const cwd = mkdtempSync(join(folder, 'cannot-'))
    const [, path, problem] = cases.at(-1) ?? ['', '', '']
    await expect(start(runtime, cwd, `file:${path}`)).rejects.toThrow(
      `exit 1: The server did not start: ${message(path, problem)}`,
    )
  })

  test.each(cases.slice(1))(
    'the command line names --database in the error for a file %s',
    async (_, path, problem) => {
      const { code, stderr } = await edge('', 'migrate', '--database', `file:${path}`)
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(
          `error: --database: cannot use the database file ${path}: ${problem}`,
        ),
      ])
    },
  )
})

// Each runtime resolves a path, creates its URL for libSQL and identifies a file in its own way.
describe.each(runtimes)('the server in %s', (runtime) => {
  const awkwardName = 'file:a%20b per%cent #1 ?mode=memory back\\slash [ü] ~.db'

  test('a relative file name with any characters is used in the current folder', async () => {
    const cwd = mkdtempSync(join(folder, 'relative-'))
    const { id, secret } = await addAccount(`file:${join(cwd, awkwardName)}`)
    const server = await start(runtime, cwd, `file:${awkwardName}`)
    expect(await getTokenStatus(server, id, secret)).toBe(200)
    expect(await server.stop()).toBe(0)
    const otherFiles = readdirSync(cwd).filter(
      (each) => each !== '.data' && !each.startsWith(awkwardName),
    )
    expect(otherFiles).toEqual([])
  })

  test('the server is not ready once its file is removed or replaced, and logs the reason', async () => {
    const cwd = mkdtempSync(join(folder, 'removed-'))
    const file = join(cwd, awkwardName)
    const { id, secret } = await addAccount(`file:${file}`)
    const server = await start(runtime, cwd, `file:${file}`)
    const getReadiness = async () => (await fetch(`${server.url}/readyz`)).status
    const log: string[] = []
    server.process.stdout?.on('data', (chunk) => log.push(String(chunk)))
    const closePromise = once(server.process, 'close')
    expect(await getTokenStatus(server, id, secret)).toBe(200)
    expect(await getReadiness()).toBe(200)
    renameSync(file, `${file}.moved`)
    expect(await getReadiness()).toBe(503)
    renameSync(`${file}.moved`, file)
    expect(await getReadiness()).toBe(200)
    const otherFile = join(cwd, 'other.db')
    expect(await edge(`file:${otherFile}`, 'migrate')).toMatchObject({ code: 0 })
    renameSync(otherFile, file)
    expect(await getReadiness()).toBe(503)
    expect(await server.stop()).toBe(0)
    await closePromise
    const entries = log
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
    const failure = expect.stringContaining(`the database file ${file} was removed or replaced`)
    expect(entries.filter(({ path }) => path === '/readyz')).toMatchObject([
      { status: 503, failure },
      { status: 200 },
      { status: 503, failure },
    ])
  })
})
