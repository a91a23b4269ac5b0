import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from '@export-buckets/test-support/listen'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { createRemoteClient } from '../src/store/drivers/libsql-remote.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { accept, buckets, path, seedStore } from './create-test-app.ts'
import { HranaServer } from './hrana-server.ts'
import { expectProvider, ownerCredentials } from './runtime-checks.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no bucket')
const credentials = ownerCredentials(aws._id)

/** Calls a function the way its platform does, with the caller's address. */
type Call = (request: Request, address: string) => Response | Promise<Response>

const platforms: Readonly<Record<string, () => Promise<Call>>> = {
  async Vercel() {
    const { default: handler } = await import('../src/runtimes/vercel.ts')
    return (request, address) => {
      const headers = new Headers(request.headers)
      headers.set('X-Real-IP', address)
      return handler.fetch(new Request(request, { headers }))
    }
  },
  async Netlify() {
    const { default: handler } = await import('../src/runtimes/netlify.ts')
    return (request, ip) => handler(request, { ip })
  },
}

describe.each(Object.entries(platforms))('the function for %s', (_, load) => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-functions-'))
  let database: HranaServer
  let call: Call
  beforeAll(async () => {
    database = await HranaServer.start(join(folder, 'remote.db'))
    database.authToken = 'token'
    const client = createRemoteClient({ url: database.url, authToken: 'token' })
    await migrate(client, readMigrations())
    await seedStore(libsqlStore(client))
  })
  afterAll(async () => {
    await database[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })
  beforeEach(async () => {
    vi.resetModules()
    vi.unstubAllEnvs()
    vi.stubEnv('EDGE_SECRET', 'a1'.repeat(32))
    vi.stubEnv('DATABASE_URL', database.url)
    vi.stubEnv('DATABASE_AUTH_TOKEN', 'token')
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    call = await load()
  })
  /** Serves the function to a caller with an address, and returns the URL. */
  const listenTo = (address: string) =>
    listen(getRequestListener((request) => call(request, address)))

  test('the function serves buckets of a remote database', async () => {
    await expectProvider(await listenTo('192.0.2.1'), credentials)
  })

  test('the function gets the address of the caller', async () => {
    const store = libsqlStore(createRemoteClient({ url: database.url, authToken: 'token' }))
    const account = await store.serviceAccount('owner')
    if (account === undefined) throw new Error('no owner')
    await store.saveServiceAccount({ ...account, accessList: ['192.0.2.1'] })
    await expectProvider(await listenTo('192.0.2.1'), credentials)
    await expect(expectProvider(await listenTo('192.0.2.2'), credentials)).rejects.toMatchObject({
      parameters: ['192.0.2.2'],
    })
    await store.saveServiceAccount(account)
  })

  test.each([
    ['EDGE_SECRET', 'hunter2', 'EDGE_SECRET: expected 64 hexadecimal digits'],
    ['EDGE_SECRET', '', 'EDGE_SECRET: expected 64 hexadecimal digits'],
    ['DATABASE_URL', '', 'DATABASE_URL: expected libsql://'],
    ['DATABASE_URL', 'file:local.db', 'DATABASE_URL: expected libsql://'],
  ])(
    'with %s=%s the function returns 500, logs the reason, and works once the value is valid',
    async (name, value, why) => {
      const validValue = process.env[name]
      vi.stubEnv(name, value)
      const request = () =>
        new Request(`https://example.com${path(aws._id)}`, { headers: accept() })
      const response = await call(request(), '192.0.2.1')
      expect(response.status).toBe(500)
      expect(response.headers.get('X-Error-Code')).toBe('UNEXPECTED_ERROR')
      expect(await response.text()).not.toContain(name)
      const loggedFailure = String(vi.mocked(console.log).mock.lastCall?.[0])
      expect(JSON.parse(loggedFailure)).toMatchObject({ failure: expect.stringContaining(why) })
      expect(loggedFailure).not.toContain('hunter2')
      vi.stubEnv(name, validValue)
      expect((await call(request(), '192.0.2.1')).status).toBe(401)
    },
  )
})
