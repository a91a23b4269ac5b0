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
import { kept, shown } from './cli/terminal.ts'
import { type Runtime, type Server, startServer } from './server.ts'
import { basic, groupId } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const runtimes = ['node', 'deno', 'bun'] as const

async function start(runtime: Runtime, cwd: string, DATABASE_URL: string): Promise<Server> {
  const server = await startServer(cwd, { PORT: '0', DATABASE_URL }, runtime)
  onTestFinished(() => void server.process.kill('SIGKILL'))
  return server
}

/** Runs the command line on a database. @returns what it printed, and its exit code */
async function edge(DATABASE_URL: string, ...args: string[]) {
  const [stdout, stderr] = [kept(false), kept(false)]
  const code = await run({ args, env: { DATABASE_URL }, stdout, stderr })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

describe.each([
  'plain.db',
  'my data.db',
  'my%20data.db',
  'per%cent.db',
  'number#1.db',
  'question?mode=ro.db',
  'back\\slash [ü] ~.db',
])('DATABASE_URL with the file name %s', (name) => {
  const cwd = mkdtempSync(join(folder, 'name-'))
  const absolute = `file:${join(cwd, name)}`

  test('is that file for the command line', async () => {
    expect(await edge(absolute, 'migrate')).toMatchObject({ code: 0 })
    expect(readdirSync(cwd)).toEqual([name])
  })

  test.each(runtimes)('is that file for the server in %s', async (runtime) => {
    const project = ['--project', groupId, '--role', 'GROUP_OWNER']
    const added = await edge(absolute, 'credentials', 'add', 'service-account', ...project)
    const { id, secret } = shown(added.stdout)
    // The path of the file, and that from the folder in which the server runs.
    for (const url of [absolute, `file:${name}`]) {
      const server = await start(runtime, cwd, url)
      const headers = basic(id, secret)
      const body = new URLSearchParams({ grant_type: 'client_credentials' })
      const answer = await fetch(server.url + tokenPath, { method: 'POST', headers, body })
      expect(answer.status).toBe(200)
      expect(await server.stop()).toBe(0)
    }
    const others = readdirSync(cwd).filter((each) => each !== '.data' && !each.startsWith(name))
    expect(others).toEqual([])
  })
})

test('DATABASE_URL with a name that begins like a URI of SQLite is a file of that name', async () => {
  const cwd = mkdtempSync(join(folder, 'uri-'))
  for (const runtime of runtimes) {
    const server = await start(runtime, cwd, 'file:file:x.db?mode=memory')
    expect(await server.stop()).toBe(0)
    expect(readdirSync(cwd)).toContain('file:x.db?mode=memory')
  }
})

test.each(runtimes)('DATABASE_URL=file::memory: is a database in memory in %s', async (runtime) => {
  const cwd = mkdtempSync(join(folder, 'memory-'))
  const server = await start(runtime, cwd, 'file::memory:')
  for (let i = 0; i < 2; i += 1) expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const headers = basic('nobody', 'secret')
  const refused = await fetch(server.url + tokenPath, { method: 'POST', headers, body })
  expect(refused.status).toBe(401)
  expect(await server.stop()).toBe(0)
  expect(readdirSync(cwd)).toEqual(['.data'])
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
  const aFolder = join(folder, 'a-folder')
  mkdirSync(aFolder)
  const readOnly = readOnlyFolder()
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'in a folder that is not there',
      '/no/such/folder/x.db',
      'there is no folder /no/such/folder: make it first',
    ],
    ['that is a folder', aFolder, 'it is a folder: name a file'],
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

  describe.each(cases)('%s', (_, path, problem) => {
    const said = `DATABASE_URL: cannot use the database file ${path}: ${problem}`

    test.each(runtimes)('has the server in %s name it and the variable', async (runtime) => {
      const cwd = mkdtempSync(join(folder, 'cannot-'))
      await expect(start(runtime, cwd, `file:${path}`)).rejects.toThrow(
        `exit 1: The server did not start: ${said}`,
      )
    })
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

test.each(runtimes)(
  'a server in %s whose database file is removed or replaced is not ready, and says why in the log',
  async (runtime) => {
    const cwd = mkdtempSync(join(folder, 'removed-'))
    const file = join(cwd, 'x.db')
    const server = await start(runtime, cwd, `file:${file}`)
    const readiness = async () => (await fetch(`${server.url}/readyz`)).status
    const log: string[] = []
    server.process.stdout?.on('data', (chunk) => log.push(String(chunk)))
    const closed = once(server.process, 'close')
    expect(await readiness()).toBe(200)
    renameSync(file, `${file}.moved`)
    expect(await readiness()).toBe(503)
    renameSync(`${file}.moved`, file)
    expect(await readiness()).toBe(200)
    const other = join(cwd, 'other.db')
    expect(await edge(`file:${other}`, 'migrate')).toMatchObject({ code: 0 })
    renameSync(other, file)
    expect(await readiness()).toBe(503)
    expect(await server.stop()).toBe(0)
    await closed
    const entries = log
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{'))
    const failure = expect.stringContaining(`the database file ${file} was removed or replaced`)
    expect(entries.map((line) => JSON.parse(line))).toMatchObject([
      { path: '/readyz', status: 503, failure },
      { path: '/readyz', status: 200 },
      { path: '/readyz', status: 503, failure },
    ])
  },
)
