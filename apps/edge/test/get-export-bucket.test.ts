import { apiVersions } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, buckets, id, path, world } from './world.ts'

const w = await world()
const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')

describe.each(buckets.map((bucket) => [bucket.cloudProvider, bucket] as const))(
  '%s',
  (provider, bucket) => {
    test.each(apiVersions)('asked for %s', async (asked) => {
      const version = asked < '2024-05-30' ? '2023-01-01' : '2024-05-30'
      const answer = await w.get(path(bucket._id), accept(asked))
      if (provider !== 'AWS' && version === '2023-01-01') {
        expect(answer.status).toBe(404)
        expect(answer.headers.get('X-Error-Code')).toBe('EXPORT_BUCKET_NOT_FOUND')
        return
      }
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Type')).toBe(
        `application/vnd.atlas.${version}+json;charset=utf-8`,
      )
      expect(await answer.json()).toEqual(bucket)
    })

    test('is compact JSON with its keys in alphabetical order', async () => {
      const text = await (await w.get(path(bucket._id))).text()
      const keys = Object.keys(JSON.parse(text))
      expect(keys).toEqual(keys.toSorted())
      expect(text).toBe(JSON.stringify(JSON.parse(text)))
    })
  },
)

test('a deprecated version says so, with the recorded headers; the newest does not', async () => {
  const old = await w.get(path(aws._id), accept('2023-11-15'))
  expect(old.headers.get('Deprecation')).toBe('Thu, 30 May 2024 00:00:00 GMT')
  expect(old.headers.get('Sunset')).toBe('Thu, 1 Jul 2027 00:00:00 GMT')
  const newest = await w.get(path(aws._id))
  expect(newest.headers.has('Deprecation')).toBe(false)
  expect(newest.headers.has('Sunset')).toBe(false)
})

test('a version past its sunset is gone, to the moment', async () => {
  const past = await world()
  past.clock.now = Date.parse('2027-07-01T00:00:00Z') - 1
  expect((await past.get(path(aws._id), accept('2023-11-15'))).status).toBe(200)
  past.clock.now += 1
  const answer = await past.get(path(aws._id), accept('2023-11-15'))
  expect(answer.status).toBe(410)
  expect(answer.headers.get('X-Error-Code')).toBe('VERSION_GONE')
  expect((await past.get(path(aws._id))).status).toBe(200)
})

describe('the query', () => {
  test('pretty=true indents', async () => {
    const text = await (await w.get(`${path(aws._id)}?pretty=true`)).text()
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2))
    expect(text).toContain('\n')
  })

  test('envelope=true wraps the body together with the status', async () => {
    const answer = await w.get(`${path(aws._id)}?envelope=true`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ content: aws, status: 200 })
  })

  test('envelope and pretty hold for errors too', async () => {
    const answer = await w.get(`${path(id('0'))}?envelope=true&pretty=true`)
    const text = await answer.text()
    expect(answer.status).toBe(404)
    expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2))
    expect(JSON.parse(text)).toMatchObject({
      content: { errorCode: 'EXPORT_BUCKET_NOT_FOUND' },
      status: 404,
    })
  })

  test.each(['pretty=false', 'envelope=false', 'unknown=1', ''])(
    '%j changes nothing',
    async (query) => {
      const answer = await w.get(`${path(aws._id)}?${query}`)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual(aws)
    },
  )

  test.each([
    ['pretty=maybe', { pretty: 'got "maybe"' }],
    ['envelope=', { envelope: 'got ""' }],
    ['pretty=TRUE', { pretty: 'got "TRUE"' }],
    ['pretty=true&pretty=true', { pretty: 'got an array' }],
    ['pretty=1&envelope=yes', { envelope: 'got "yes"', pretty: 'got "1"' }],
  ])('%s is refused, and each bad parameter named', async (query, wrong) => {
    const answer = await w.get(`${path(aws._id)}?${query}`)
    expect(answer.status).toBe(400)
    const [first] = Object.keys(wrong)
    expect(await answer.json()).toMatchObject({
      detail: `Invalid query parameter ${first} specified.`,
      errorCode: 'INVALID_QUERY_PARAMETER',
      parameters: [first],
      badRequestDetail: {
        fields: Object.entries(wrong).map(([field, got]) => ({
          field,
          description: `expected true or false, ${got}`,
        })),
      },
    })
  })
})

describe('other methods', () => {
  test('HEAD answers the headers of GET, its length among them, and no body', async () => {
    const headers = { ...(await w.bearer()), ...accept() }
    const body = await (await w.request(path(aws._id), { headers })).text()
    const answer = await w.request(path(aws._id), { method: 'HEAD', headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Length')).toBe(String(body.length))
    expect(answer.headers.get('Content-Type')).toContain('2024-05-30')
    expect(await answer.text()).toBe('')
  })

  test('OPTIONS says what is allowed', async () => {
    const answer = await w.request(path(aws._id), { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('Allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
  })

  test.each(['POST', 'PUT', 'PROPFIND'])(
    '%s is a 405 without a body, and Allow says what is allowed',
    async (method) => {
      const answer = await w.request(path(aws._id), { method })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('Allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
      expect(await answer.text()).toBe('')
      expect(answer.headers.has('Content-Type')).toBe(false)
      expect(answer.headers.has('X-Error-Code')).toBe(false)
    },
  )
})

test('every answer has the recorded security headers, and a request id', async () => {
  const recorded = {
    'Strict-Transport-Security': 'max-age=31536000; includeSubdomains;',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Permitted-Cross-Domain-Policies': 'none',
  }
  const answers = [
    await w.get(path(aws._id)),
    await w.get(path('nope')),
    await w.request('/'),
    await w.request('/api/oauth/token', { method: 'POST' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 401])
  for (const { headers } of answers) {
    for (const [name, value] of Object.entries(recorded)) expect(headers.get(name)).toBe(value)
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test("a caller's own request id is kept when it is harmless", async () => {
  const asked = (value: string) => w.get(path(aws._id), { ...accept(), 'X-Request-Id': value })
  expect((await asked('build-7')).headers.get('X-Request-Id')).toBe('build-7')
  expect((await asked('x'.repeat(300))).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  expect((await asked('<b>')).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
})
