import { apiVersions } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, buckets, createTestApp, id, path } from './create-test-app.ts'

const testApp = await createTestApp()
const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')

describe.each(buckets.map((bucket) => [bucket.cloudProvider, bucket] as const))(
  'a bucket of %s',
  (provider, bucket) => {
    test.each(apiVersions)(
      'a request for %s gets the newest version up to that date, or 404 when it lacks the provider',
      async (requestedVersion) => {
        const version = requestedVersion < '2024-05-30' ? '2023-01-01' : '2024-05-30'
        const response = await testApp.get(path(bucket._id), accept(requestedVersion))
        if (provider !== 'AWS' && version === '2023-01-01') {
          expect(response.status).toBe(404)
          expect(response.headers.get('X-Error-Code')).toBe('EXPORT_BUCKET_NOT_FOUND')
          return
        }
        expect(response.status).toBe(200)
        expect(response.headers.get('Content-Type')).toBe(
          `application/vnd.atlas.${version}+json;charset=utf-8`,
        )
        expect(await response.json()).toEqual(bucket)
      },
    )

    test('the body is compact JSON with its keys in alphabetical order', async () => {
      const text = await (await testApp.get(path(bucket._id))).text()
      const keys = Object.keys(JSON.parse(text))
      expect(keys).toEqual(keys.toSorted())
      expect(text).toBe(JSON.stringify(JSON.parse(text)))
    })
  },
)

test('a deprecated version has the recorded headers, and the newest version has none', async () => {
  const oldResponse = await testApp.get(path(aws._id), accept('2023-11-15'))
  expect(oldResponse.headers.get('Deprecation')).toBe('Thu, 30 May 2024 00:00:00 GMT')
  expect(oldResponse.headers.get('Sunset')).toBe('Thu, 1 Jul 2027 00:00:00 GMT')
  const newestResponse = await testApp.get(path(aws._id))
  expect(newestResponse.headers.has('Deprecation')).toBe(false)
  expect(newestResponse.headers.has('Sunset')).toBe(false)
})

test('a version gets 410 from the moment of its sunset', async () => {
  const laterApp = await createTestApp()
  laterApp.clock.now = Date.parse('2027-07-01T00:00:00Z') - 1
  expect((await laterApp.get(path(aws._id), accept('2023-11-15'))).status).toBe(200)
  laterApp.clock.now += 1
  const response = await laterApp.get(path(aws._id), accept('2023-11-15'))
  expect(response.status).toBe(410)
  expect(response.headers.get('X-Error-Code')).toBe('VERSION_GONE')
  expect((await laterApp.get(path(aws._id))).status).toBe(200)
})

describe('the query of a get request', () => {
  test('pretty=true indents the body', async () => {
    const text = await (await testApp.get(`${path(aws._id)}?pretty=true`)).text()
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2))
    expect(text).toContain('\n')
  })

  test('envelope=true wraps the body with the status', async () => {
    const response = await testApp.get(`${path(aws._id)}?envelope=true`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ content: aws, status: 200 })
  })

  test('envelope and pretty apply to errors, too', async () => {
    const response = await testApp.get(`${path(id('0'))}?envelope=true&pretty=true`)
    const text = await response.text()
    expect(response.status).toBe(404)
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2))
    expect(JSON.parse(text)).toMatchObject({
      content: { errorCode: 'EXPORT_BUCKET_NOT_FOUND' },
      status: 404,
    })
  })

  test.each(['pretty=false', 'envelope=false', 'unknown=1', ''])(
    'the query %j changes nothing',
    async (query) => {
      const response = await testApp.get(`${path(aws._id)}?${query}`)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual(aws)
    },
  )

  test.each([
    ['pretty=maybe', { pretty: 'got "maybe"' }],
    ['envelope=', { envelope: 'got ""' }],
    ['pretty=TRUE', { pretty: 'got "TRUE"' }],
    ['pretty=true&pretty=true', { pretty: 'got an array' }],
    ['pretty=1&envelope=yes', { envelope: 'got "yes"', pretty: 'got "1"' }],
  ])(
    'the query %s is rejected, and the error names each invalid parameter',
    async (query, invalidParameters) => {
      const response = await testApp.get(`${path(aws._id)}?${query}`)
      expect(response.status).toBe(400)
      const [firstParameter] = Object.keys(invalidParameters)
      expect(await response.json()).toMatchObject({
        detail: `Invalid query parameter ${firstParameter} specified.`,
        errorCode: 'INVALID_QUERY_PARAMETER',
        parameters: [firstParameter],
        badRequestDetail: {
          fields: Object.entries(invalidParameters).map(([field, got]) => ({
            field,
            description: `expected true or false, ${got}`,
          })),
        },
      })
    },
  )
})

describe('other methods', () => {
  test('HEAD returns the headers of GET, including Content-Length, and no body', async () => {
    const headers = { ...(await testApp.bearer()), ...accept() }
    const body = await (await testApp.request(path(aws._id), { headers })).text()
    const response = await testApp.request(path(aws._id), { method: 'HEAD', headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Length')).toBe(String(body.length))
    expect(response.headers.get('Content-Type')).toContain('2024-05-30')
    expect(await response.text()).toBe('')
  })

  test('OPTIONS returns the allowed methods', async () => {
    const response = await testApp.request(path(aws._id), { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('Allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
  })

  test.each(['POST', 'PUT', 'PROPFIND'])(
    '%s gets 405 without a body and with the allowed methods',
    async (method) => {
      const response = await testApp.request(path(aws._id), { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
      expect(await response.text()).toBe('')
      expect(response.headers.has('Content-Type')).toBe(false)
      expect(response.headers.has('X-Error-Code')).toBe(false)
    },
  )
})

test('every response has the recorded security headers and a request id', async () => {
  const recordedHeaders = {
    'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Permitted-Cross-Domain-Policies': 'none',
  }
  const responses = [
    await testApp.get(path(aws._id)),
    await testApp.get(path('nope')),
    await testApp.request('/'),
    await testApp.request('/api/oauth/token', { method: 'POST' }),
  ]
  expect(responses.map(({ status }) => status)).toEqual([200, 404, 404, 401])
  for (const { headers } of responses) {
    for (const [name, value] of Object.entries(recordedHeaders))
      expect(headers.get(name)).toBe(value)
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('a valid request id of the caller is kept, and an invalid one is replaced', async () => {
  const requestWithId = (value: string) =>
    testApp.get(path(aws._id), { ...accept(), 'X-Request-Id': value })
  expect((await requestWithId('build-7')).headers.get('X-Request-Id')).toBe('build-7')
  expect((await requestWithId('x'.repeat(300))).headers.get('X-Request-Id')).toMatch(
    /^[0-9a-f-]{36}$/,
  )
  expect((await requestWithId('<b>')).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
})
