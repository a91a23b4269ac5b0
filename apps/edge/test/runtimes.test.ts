import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { tokenPath } from '@export-buckets/core'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { createRemoteClient } from '../src/store/drivers/libsql-remote.ts'
import { accept, basic, buckets, clientSecret, path, seedStore } from './create-test-app.ts'
import { HranaServer } from './hrana-server.ts'
import { expectProvider, ownerCredentials, readSample } from './runtime-checks.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no bucket')
const sharedSecret = { EDGE_SECRET: 'a1'.repeat(32) }

const getStartError = (starting: Promise<Server>) =>
  starting.then(
    () => 'it started',
    (error: Error) => error.message,
  )

describe.each(['node', 'deno', 'bun'] as const)('the server in %s', (runtime) => {
  const folder = mkdtempSync(join(tmpdir(), `export-buckets-${runtime}-`))
  let server: Server
  beforeAll(async () => {
    server = await startServer(folder, { PORT: '0' }, runtime)
  })
  afterAll(() => {
    server.process.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  test('the server serves the sample and the API page', async () => {
    await expectProvider(server.url, readSample(folder))
    const page = await fetch(server.url)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<html')
  })

  test('the server gets the address of the caller', async () => {
    const { clientId, clientSecret, ...key } = readSample(folder)
    const client = createClient({ url: `file:${join(folder, '.data', 'export-buckets.db')}` })
    const store = libsqlStore(client)
    const account = await store.serviceAccount(clientId)
    if (account === undefined) throw new Error('no service account')
    const credentials = { clientId, clientSecret, ...key }
    await store.saveServiceAccount({ ...account, accessList: ['127.0.0.1'] })
    await expectProvider(server.url, credentials)
    await store.saveServiceAccount({ ...account, accessList: ['192.0.2.0/24'] })
    await expect(expectProvider(server.url, credentials)).rejects.toMatchObject({
      status: 403,
      parameters: ['127.0.0.1'],
    })
    await store.saveServiceAccount(account)
    client.close()
  })

  test.each(['/healthz', '/nowhere'])(
    'HEAD %s returns the Content-Length of GET',
    async (target) => {
      const get = await fetch(server.url + target)
      const headResponse = await fetch(server.url + target, { method: 'HEAD' })
      expect(headResponse.status).toBe(get.status)
      expect(headResponse.headers.get('Content-Length')).toBe(String((await get.bytes()).length))
    },
  )

  test('a second server on the same port does not start', async () => {
    const { port } = new URL(server.url)
    expect(await getStartError(startServer(folder, { PORT: port }, runtime))).toMatch(
      /^exit 1: The server did not start: .*: set PORT to another port$/,
    )
  })

  test('a request in flight completes before the server stops', async () => {
    const { clientId, clientSecret } = readSample(folder)
    const { hostname, port } = new URL(server.url)
    const body = 'grant_type=client_credentials'
    const socket = connect(Number(port), hostname)
    socket.write(
      [
        `POST ${tokenPath} HTTP/1.1`,
        'Host: localhost',
        'Connection: close',
        `Authorization: ${basic(clientId, clientSecret).Authorization}`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        'Expect: 100-continue\r\n\r\n',
      ].join('\r\n'),
    )
    // The request is in flight when the server asks for its body.
    await new Promise((resolve) => socket.once('readable', resolve))
    const stopPromise = server.stop()
    socket.write(body)
    expect(await text(socket)).toMatch(/ 200 OK\r\n[\s\S]*"access_token":/)
    expect(await stopPromise).toBe(0)
  })

  test('a remote database is migrated and used, and gets no sample', async () => {
    await using database = await HranaServer.start(join(folder, 'remote.db'))
    const env = { ...sharedSecret, PORT: '0', DATABASE_URL: database.url }
    const remote = await startServer(folder, env, runtime)
    const store = libsqlStore(createRemoteClient(database))
    expect(await store.credentials()).toEqual([])
    await seedStore(store)
    await expectProvider(remote.url, ownerCredentials(aws._id))
    database.failure = 503
    const headers = { ...accept(), ...basic('owner', clientSecret) }
    expect((await fetch(remote.url + path(aws._id), { headers })).status).toBe(401)
    expect((await fetch(remote.url + tokenPath, { method: 'POST', headers })).status).toBe(503)
    database.failure = undefined
    expect(await remote.stop()).toBe(0)
  })

  test('the server does not start without its remote database', async () => {
    const env = { ...sharedSecret, PORT: '0', DATABASE_URL: 'http://127.0.0.1:1' }
    expect(await getStartError(startServer(folder, env, runtime))).toContain(
      'exit 1: The server did not start: the database is unavailable',
    )
  })
})

// Every runtime reads the variables with the same code. `settings.test.ts` covers all of them.
test.each([
  [
    { DATABASE_URL: 'http://127.0.0.1:1' },
    'EDGE_SECRET: expected 64 hexadecimal digits, such as the output of `openssl rand -hex 32`, the same on every node',
  ],
  [{ RATE_LIMIT: 'x' }, 'RATE_LIMIT: expected capacity:refill/seconds'],
])('the server does not start with %j', async (env, problem) => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-variables-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(await getStartError(startServer(folder, { PORT: '0', ...env }))).toContain(
    `exit 2: The server did not start: ${problem}`,
  )
})
