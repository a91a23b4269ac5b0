import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { clientAddressFromForwardedFor } from '../src/auth/client-address.ts'
import { readServerSettings } from '../src/runtimes/server/settings.ts'
import { readListenOptions, readSettings } from '../src/runtimes/settings.ts'

const digits = 'a1'.repeat(32)

function getSettingsError(variables: Record<string, string>): string {
  try {
    readSettings(variables)
    return 'nothing'
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    return String(error)
  }
}

test('without variables, the settings are those of a single node', () => {
  const singleNode = {
    replica: false,
    rateLimits: { rateLimitScope: 'project' },
    rateLimitStore: 'memory',
    trustedProxies: 0,
  }
  expect(readSettings({})).toEqual(singleNode)
  expect(readSettings({ EDGE_SECRET: '', DATABASE_URL: '', DB: {} })).toEqual(singleNode)
  expect(readListenOptions({})).toEqual({ host: '127.0.0.1', port: 8787, keepAlive: 75 })
})

test('every variable is read', () => {
  const settings = readSettings({
    EDGE_SECRET: `${digits}\n`,
    DATABASE_URL: 'libsql://example.turso.io',
    DATABASE_AUTH_TOKEN: 'token',
    DATABASE_REPLICA: 'true',
    RATE_LIMIT: '1200:500/60',
    RATE_LIMIT_PER: 'caller',
    TOKEN_RATE_LIMIT: '10/1',
    RATE_LIMIT_STORE: 'database',
    TRUSTED_PROXIES: '2',
    PUBLIC_URL: 'https://buckets.example.com/atlas/',
  })
  expect(settings).toEqual({
    secret: new Uint8Array(32).fill(0xa1),
    database: { url: 'libsql://example.turso.io', authToken: 'token' },
    replica: true,
    rateLimits: {
      rateLimit: { capacity: 1200, refill: 500, seconds: 60 },
      rateLimitScope: 'caller',
      tokenRateLimit: { capacity: 10, refill: 10, seconds: 1 },
    },
    rateLimitStore: 'database',
    trustedProxies: 2,
    publicUrl: 'https://buckets.example.com/atlas',
  })
  expect(readListenOptions({ HOST: '::', PORT: '0', KEEP_ALIVE_TIMEOUT: '620' })).toEqual({
    host: '::',
    port: 0,
    keepAlive: 620,
  })
})

test.each([
  ['file:/var/lib/buckets.db', '/var/lib/buckets.db'],
  ['https://example.com/database', { url: 'https://example.com/database' }],
  ['http://127.0.0.1:8080', { url: 'http://127.0.0.1:8080' }],
])('DATABASE_URL=%s is read', (url, database) => {
  expect(readSettings({ DATABASE_URL: url }).database).toEqual(database)
})

describe('invalid variables', () => {
  test.each([
    [
      'RATE_LIMIT',
      '1200',
      'RATE_LIMIT: expected capacity:refill/seconds, such as 1200:500/60, or requests/seconds, got "1200"',
    ],
    ['RATE_LIMIT', '1:2:3/60', 'got "1:2:3/60"'],
    ['RATE_LIMIT', '1:0/60', 'got "1:0/60"'],
    ['TOKEN_RATE_LIMIT', '50', 'TOKEN_RATE_LIMIT: expected capacity:refill/seconds'],
    ['RATE_LIMIT_PER', 'address', 'RATE_LIMIT_PER: expected "project" or "caller", got "address"'],
    ['RATE_LIMIT', '0/60', 'got "0/60"'],
    ['RATE_LIMIT', '1/0', 'got "1/0"'],
    ['RATE_LIMIT_STORE', 'disk', 'RATE_LIMIT_STORE: expected "memory" or "database", got "disk"'],
    ['DATABASE_REPLICA', 'yes', 'DATABASE_REPLICA: expected "false" or "true", got "yes"'],
    ...[
      'buckets.example.com',
      'ftp://example.com',
      'https://example.com/api?a',
      'https://example.com?a',
    ].map((url) => [
      'PUBLIC_URL',
      url,
      'PUBLIC_URL: expected http(s)://HOST[:PORT][/PATH], without user and query',
    ]),
    ['TRUSTED_PROXIES', '-1', 'TRUSTED_PROXIES: expected a whole number from 0 to 10, got "-1"'],
  ])('%s=%s is rejected with the expected form', (name, value, message) => {
    expect(getSettingsError({ [name]: value })).toContain(message)
  })
})

describe('secrets in invalid variables', () => {
  test.each([
    ['EDGE_SECRET', `${digits}hunter2`],
    ['EDGE_SECRET', 'hunter2'],
    ['DATABASE_URL', 'libsql://example.com?authToken=hunter2'],
    ['DATABASE_URL', 'https://user:hunter2@example.com'],
    ['DATABASE_URL', 'https://:hunter2@example.com'],
    ['DATABASE_URL', 'http://example.com/hunter2'],
    ['DATABASE_URL', 'hunter2'],
    ['PUBLIC_URL', 'https://user:hunter2@example.com'],
    ['DATABASE_URL', 'file:'],
  ])('%s=%s is rejected, and the secret is not repeated', (name, value) => {
    expect(getSettingsError({ [name]: value })).toMatch(
      new RegExp(`^TypeError: ${name}: expected `),
    )
    expect(getSettingsError({ [name]: value })).not.toContain('hunter2')
  })
})

describe('white space around a variable', () => {
  const names = ['DATABASE_URL', 'DATABASE_AUTH_TOKEN', 'METRICS_TOKEN']
  const whitespaceVars = [' ', '\n', '\r\n', '\t', '\u00a0', '\ufeff']
  const database = { DATABASE_URL: 'https://database.example', EDGE_SECRET: digits }
  const tryReadSettings = (variables: Record<string, string>) => () =>
    readServerSettings({ ...database, ...variables })

  test.each(names)(
    'white space around %s is rejected by name, and the value is not repeated',
    (name) => {
      const value = 'https://hunter2.example'
      for (const space of whitespaceVars) {
        for (const text of [value + space, space + value]) {
          expect(tryReadSettings({ [name]: text })).toThrow(
            new TypeError(`${name}: must not begin or end with white space`),
          )
        }
      }
    },
  )

  test('white space around EDGE_SECRET is ignored, because the secret cannot contain it', () => {
    for (const space of whitespaceVars) {
      expect(readSettings({ EDGE_SECRET: space + digits + space })).toEqual(
        readSettings({ EDGE_SECRET: digits }),
      )
    }
  })
})

test('any value of a variable is accepted or rejected by name', () => {
  const names = [
    ...['EDGE_SECRET', 'DATABASE_URL', 'RATE_LIMIT', 'RATE_LIMIT_STORE'],
    ...['TRUSTED_PROXIES', 'PUBLIC_URL'],
  ]
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.string(), (name, value) => {
      expect(getSettingsError({ [name]: value })).toMatch(
        new RegExp(
          `^(nothing|TypeError: ${name}: (expected|must not begin or end with white space))`,
        ),
      )
    }),
  )
})

describe('the address of a caller', () => {
  const readAddress = async (proxies: number, forwarded?: string) => {
    const app = new Hono()
    const getAddress = clientAddressFromForwardedFor(proxies, () => '192.0.2.1')
    app.get('/', (c) => c.text(String(getAddress(c))))
    const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }
    return (await app.request('/', { headers })).text()
  }

  test('without trusted proxies, the address of a caller is that of the connection, whatever the request says', async () => {
    expect(await readAddress(0)).toBe('192.0.2.1')
    expect(await readAddress(0, '198.51.100.7')).toBe('192.0.2.1')
  })

  test('with trusted proxies, the address of a caller is the entry of the outermost one, and earlier entries are ignored', async () => {
    expect(await readAddress(1, '198.51.100.7')).toBe('198.51.100.7')
    expect(await readAddress(1, '10.0.0.1, 198.51.100.7')).toBe('198.51.100.7')
    expect(await readAddress(2, '10.0.0.1, 198.51.100.7,203.0.113.5')).toBe('198.51.100.7')
  })

  test('the address of a caller is unknown when the request bypassed the proxies', async () => {
    expect(await readAddress(1)).toBe('undefined')
    expect(await readAddress(2, '198.51.100.7')).toBe('undefined')
  })
})
