import { describe, expect, test } from 'vitest'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import { readUpstreamOptions } from '../../src/runtimes/upstream-settings.ts'

const cache = memoryResponseCache()
const account = { UPSTREAM_CLIENT_ID: 'mdb_sa_id_1', UPSTREAM_CLIENT_SECRET: 'the-secret' }
const key = { UPSTREAM_PUBLIC_API_KEY: 'abcdefgh', UPSTREAM_PRIVATE_API_KEY: 'the-secret' }
const upstream = { UPSTREAM: 'https://cloud.mongodb.com' }

function getSettingsError(env: Record<string, string>): string {
  try {
    readUpstreamOptions(env, cache)
  } catch (error) {
    if (error instanceof TypeError) return error.message
  }
  throw new Error('expected an error')
}

describe('the settings of a gateway', () => {
  test('without UPSTREAM there are no settings', () => {
    expect(readUpstreamOptions({}, cache)).toBeUndefined()
    expect(readUpstreamOptions({ UPSTREAM: '', UPSTREAM_TIMEOUT: '' }, cache)).toBeUndefined()
  })

  test.each(['UPSTREAM_CLIENT_ID', 'UPSTREAM_TIMEOUT', 'UPSTREAM_URL'])(
    '%s without UPSTREAM is rejected, because buckets would be read from the local store',
    (name) => {
      expect(getSettingsError({ [name]: 'the-secret' })).toBe(`${name} is set, but UPSTREAM is not`)
      expect(getSettingsError({ [name]: 'the-secret', UPSTREAM: '' })).toContain(name)
    },
  )

  test.each([
    ['a service account', account],
    ['an API key', key],
  ])('UPSTREAM and %s are enough, with default times', (_, credentials) => {
    expect(readUpstreamOptions({ ...upstream, ...credentials }, cache)).toEqual({
      auth: expect.objectContaining({ wrap: expect.any(Function) }),
      baseUrl: 'https://cloud.mongodb.com',
      cache,
      timeout: 20_000,
      maxAge: 10,
      staleIfError: 300,
      userAgent: 'export-buckets-gateway',
    })
  })

  test('times can be changed', () => {
    const timeVars = { UPSTREAM_TIMEOUT: '2.5', CACHE_SECONDS: '0', STALE_IF_ERROR_SECONDS: '60' }
    expect(readUpstreamOptions({ ...upstream, ...key, ...timeVars }, cache)).toMatchObject({
      timeout: 2500,
      maxAge: 0,
      staleIfError: 60,
    })
  })

  test.each(Object.keys({ ...account, ...key }))(
    'white space around %s is rejected by name',
    (name) => {
      const credentials: Record<string, string> = name in account ? account : key
      const value = `${credentials[name]}\n`
      expect(getSettingsError({ ...upstream, ...credentials, [name]: value })).toBe(
        `${name}: must not begin or end with white space`,
      )
    },
  )

  test.each([
    ['neither', {}],
    ['both', { ...account, ...key }],
  ])('%s of the credentials are rejected, and no value is shown', (_, credentials) => {
    const message = getSettingsError({ ...upstream, ...credentials })
    expect(message).toMatch(
      /^UPSTREAM: set either UPSTREAM_CLIENT_ID and UPSTREAM_CLIENT_SECRET, or/,
    )
    expect(message).not.toContain('the-secret')
  })

  test.each([
    ['UPSTREAM_CLIENT_ID', 'UPSTREAM_CLIENT_SECRET'],
    ['UPSTREAM_CLIENT_SECRET', 'UPSTREAM_CLIENT_ID'],
    ['UPSTREAM_PUBLIC_API_KEY', 'UPSTREAM_PRIVATE_API_KEY'],
    ['UPSTREAM_PRIVATE_API_KEY', 'UPSTREAM_PUBLIC_API_KEY'],
  ])('%s without %s is rejected, whatever else is set', (set, missing) => {
    for (const otherVars of [{}, account, key]) {
      const incompleteVars = { ...upstream, ...otherVars, [set]: 'the-secret', [missing]: '' }
      expect(getSettingsError(incompleteVars)).toBe(`${set} is set, but ${missing} is not`)
    }
  })

  test('times may have fractions and last up to one day', () => {
    const timeVars = { UPSTREAM_TIMEOUT: '0.125', CACHE_SECONDS: '86400' }
    expect(readUpstreamOptions({ ...upstream, ...key, ...timeVars }, cache)).toMatchObject({
      timeout: 125,
      maxAge: 86_400,
    })
  })

  test.each(['0', '0.05', '86401'])('UPSTREAM_TIMEOUT=%s is rejected', (UPSTREAM_TIMEOUT) => {
    expect(getSettingsError({ ...upstream, ...key, UPSTREAM_TIMEOUT })).toBe(
      `UPSTREAM_TIMEOUT: expected seconds from 0.1 to 86400, got "${UPSTREAM_TIMEOUT}"`,
    )
  })

  test.each(['-1', '1e3', 'soon', '90000'])('CACHE_SECONDS=%s is rejected', (CACHE_SECONDS) => {
    expect(getSettingsError({ ...upstream, ...key, CACHE_SECONDS })).toBe(
      `CACHE_SECONDS: expected seconds from 0 to 86400, got "${CACHE_SECONDS}"`,
    )
  })

  test.each([
    ['http://atlas.example', 'must be https, not http'],
    ['https://user:pass@cloud.mongodb.com', 'must hold no user name or password'],
    ['cloud.mongodb.com', 'expected an absolute URL, https://…'],
  ])('UPSTREAM=%s is rejected under the name of the variable', (UPSTREAM, message) => {
    expect(getSettingsError({ ...key, UPSTREAM })).toBe(`UPSTREAM: ${message}`)
  })
})
