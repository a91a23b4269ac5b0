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
import { type Runtime, type Server, startServer } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const runtimes = ['node', 'deno', 'bun'] as const

async function start(runtime: Runtime, cwd: string, DATABASE_URL: string): Promise<Server> {
  const server = await startServer(cwd, { PORT: '0', DATABASE_URL }, runtime)
  onTestFinished(() => void server.process.kill('SIGKILL'))
  return server
}

/** Asks a server for a token. */
async function tokenStatus({ url }: Server, id: string, secret: string): Promise<number> {
  const headers = basic(id, secret)
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  return (await fetch(url + tokenPath, { method: 'POST', headers, body })).status
}

/** Runs the command line on a database. @returns what it printed, and its exit code */
async function edge(DATABASE_URL: string, ...args: string[]) {
  const [stdout, stderr] = [createOutput(false), createOutput(false)]
  const code = await run({ args, env: { DATABASE_URL }, stdout, stderr })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

/** Makes a database with a service account. */
async function addedAccount(url: string) {
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
  test('is that file for the command line', async () => {
    const cwd = mkdtempSync(join(folder, 'name-'))
    expect(await edge(`file:${join(cwd, name)}`, 'migrate')).toMatchObject({ code: 0 })
    expect(readdirSync(cwd)).toEqual([name])
  })

  test.each(openers)('is that file for a server over %s', async (_, openFile) => {
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
  test.each(openers)('is a database in memory and no file over %s', async (_, openFile) => {
    const before = readdirSync('.')
    const { database, assertFileInPlace, close } = await openFileOrExplain(openFile, inMemoryPath)
    const store = await seedStore(sqlStore(database))
    assertFileInPlace?.()
    await store.ready()
    expect(await store.serviceAccount('owner')).toBeDefined()
    close()
    expect(readdirSync('.')).toEqual(before)
  })

  test('is what a server uses until it stops', async () => {
    const cwd = mkdtempSync(join(folder, 'memory-'))
    const server = await start('node', cwd, 'file::memory:')
    for (let i = 0; i < 2; i += 1) expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await tokenStatus(server, 'nobody', 'secret')).toBe(401)
    expect(await server.stop()).toBe(0)
    expect(readdirSync(cwd)).toEqual(['.data'])
  })
})

/** A folder on a file system that cannot be written, where the machine has one. */
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
      'in a folder that is not there',
      '/no/such/folder/x.db',
      'there is no folder /no/such/folder: make it first',
    ],
    ['that is a folder', folderPath, 'it is a folder: name a file'],
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
    test.each(cases)('%s is named with its variable', async (_, path, problem) => {
      await expect(openFileOrExplain(openFile, path, 'DATABASE_URL')).rejects.toThrow(
        message(path, problem),
      )
    })
  })

  // Each runtime reports by itself what the file system refuses; a read-only one is reported most differently.
  test.each(runtimes)('keeps the server in %s from starting', async (runtime) => {
    const cwd = mkdtempSync(join(folder, 'cannot-'))
    const [, path, problem] = cases.at(-1) ?? ['', '', '']
    await expect(start(runtime, cwd, `file:${path}`)).rejects.toThrow(
      `exit 1: The server did not start: ${message(path, problem)}`,
    )
  })

  test.each(cases.slice(1))(
    '%s has the command line name it and the flag',
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

// What each runtime does by itself: it resolves a path, makes a URL of it for libSQL, and identifies a file.
describe.each(runtimes)('the server in %s', (runtime) => {
  const awkward = 'file:a%20b per%cent #1 ?mode=memory back\\slash [ü] ~.db'

  test('uses a file of any name in the folder in which it runs', async () => {
    const cwd = mkdtempSync(join(folder, 'relative-'))
    const { id, secret } = await addedAccount(`file:${join(cwd, awkward)}`)
    const server = await start(runtime, cwd, `file:${awkward}`)
    expect(await tokenStatus(server, id, secret)).toBe(200)
    expect(await server.stop()).toBe(0)
    const otherFiles = readdirSync(cwd).filter(
      (each) => each !== '.data' && !each.startsWith(awkward),
    )
    expect(otherFiles).toEqual([])
  })

  test('is not ready once its file is removed or replaced, and says why in the log', async () => {
    const cwd = mkdtempSync(join(folder, 'removed-'))
    const file = join(cwd, awkward)
    const { id, secret } = await addedAccount(`file:${file}`)
    const server = await start(runtime, cwd, `file:${file}`)
    const readiness = async () => (await fetch(`${server.url}/readyz`)).status
    const log: string[] = []
    server.process.stdout?.on('data', (chunk) => log.push(String(chunk)))
    const closed = once(server.process, 'close')
    expect(await tokenStatus(server, id, secret)).toBe(200)
    expect(await readiness()).toBe(200)
    renameSync(file, `${file}.moved`)
    expect(await readiness()).toBe(503)
    renameSync(`${file}.moved`, file)
    expect(await readiness()).toBe(200)
    const otherFile = join(cwd, 'other.db')
    expect(await edge(`file:${otherFile}`, 'migrate')).toMatchObject({ code: 0 })
    renameSync(otherFile, file)
    expect(await readiness()).toBe(503)
    expect(await server.stop()).toBe(0)
    await closed
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
