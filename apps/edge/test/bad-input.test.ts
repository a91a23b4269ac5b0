import { ApiError, revokePath, tokenPath, vendorMediaType } from '@export-buckets/core'
import { DigestSession } from '@export-buckets/digest/client'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import {
  accept,
  basic,
  buckets,
  clientSecret,
  createTestApp,
  path,
  privateKey,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const testApp = await createTestApp({
  rateLimit: { capacity: 1e6, refill: 1e6, seconds: 1 },
  tokenRateLimit: { capacity: 1e6, refill: 1e6, seconds: 1 },
})
const bearer = await testApp.bearer()

afterEach(() => {
  const serverErrors = testApp.log.filter(({ level }) => level === 'error')
  expect(serverErrors).toEqual([])
})

/** Text that a header field can carry. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.trim())

async function expectDocumentedError(response: Response, statuses: readonly number[]) {
  const text = await response.text()
  expect(statuses, text).toContain(response.status)
  const body: unknown = JSON.parse(text)
  expect(ApiError.issues(body)).toEqual([])
  const { errorCode } = ApiError.parse(body)
  expect(response.headers.get('X-Error-Code')).toBe(response.status === 401 ? null : errorCode)
  expect(text).not.toMatch(/node_modules|\.ts:|at /)
}

/** Returns a valid Digest header for the target, which no request has used. */
async function signTarget(): Promise<string> {
  const session = new DigestSession({ username: 'reader', password: privateKey })
  session.handleChallenge((await testApp.request(target, { headers: accept() })).headers)
  const authorization = session.authorize({
    method: 'GET',
    uri: new URL(baseUrl + target).pathname,
  })
  if (authorization === undefined) throw new Error('no challenge')
  return authorization
}

const getWithAuthorization = (authorization: string) =>
  testApp.request(target, { headers: { ...accept(), Authorization: authorization } })

test('any text, and any sequence of Digest parts, as the Authorization header gets the documented 401', async () => {
  const headerPart = fc.constantFrom(
    ...[
      'Digest ',
      'Bearer ',
      'username="reader"',
      'realm="MMS Public API"',
      `uri="${target}"`,
      'nonce=',
    ],
    ...[
      'response="',
      'qop=auth',
      'nc=00000001',
      'cnonce="x"',
      ', ',
      '"',
      '\\',
      '=',
      'algorithm=MD5',
    ],
  )
  const digestLike = fc
    .array(headerPart)
    .map((headerParts) => `Digest ${headerParts.join('')}`.trim())
  await fc.assert(
    fc.asyncProperty(fc.oneof(headerText, digestLike), async (authorization) => {
      await expectDocumentedError(await getWithAuthorization(authorization), [401])
    }),
  )
})

test.each([
  ['username', 'unknown-user'],
  ['realm', 'unknown-realm'],
  ['uri', 'uri-mismatch'],
  ['nonce', 'foreign-nonce'],
  ['cnonce', 'wrong-response'],
  ['nc', 'wrong-response'],
  ['response', 'wrong-response'],
])(
  'a signed Authorization header with any change of one character in its %s gets the documented 401, and the log has the reason %s',
  async (parameter, reason) => {
    const authorization = await signTarget()
    const value = new RegExp(`(?<= ${parameter}="?)[^",]+`).exec(authorization)
    if (value === null) throw new Error(`no ${parameter}`)
    const offset = fc.nat({ max: value[0].length - 1 }).map((index) => value.index + index)
    // Not 0, because a nonce count of 0 is malformed.
    const character = fc.constantFrom(...'123456789abcdef')
    await fc.assert(
      fc.asyncProperty(offset, character, async (at, replacement) => {
        fc.pre(replacement !== authorization[at])
        const changed = authorization.slice(0, at) + replacement + authorization.slice(at + 1)
        await expectDocumentedError(await getWithAuthorization(changed), [401])
        expect(testApp.log.at(-1)?.reason).toBe(`Digest: ${reason}`)
      }),
      { numRuns: 30 },
    )
    // The header without a change is valid, so the change is the reason.
    expect((await getWithAuthorization(authorization)).status).toBe(200)
  },
)

test('any Accept header gets 200 when it has a published version with a weight above 0, and the documented 406 otherwise', async () => {
  const date = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('2023-01-01', '2024-05-30', '2022-01-01') },
    headerText,
  )
  const weight = fc.constantFrom('0', '0.5', '1', '1.000', '2', 'x')
  const vendor = fc.tuple(date, weight).map(([d, q]) => ({
    value: `${vendorMediaType(d)};q=${q}`,
    status:
      ['2023-01-01', '2024-05-30'].includes(d) && ['0.5', '1', '1.000'].includes(q) ? 200 : 406,
  }))
  const otherText = headerText.map((value) => ({ value, status: 406 }))
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 3, arbitrary: vendor }, otherText),
      async ({ value, status }) => {
        const response = await testApp.request(target, { headers: { ...bearer, Accept: value } })
        expect(response.status).toBe(status)
        if (status === 406) await expectDocumentedError(response, [406])
        statuses.add(status)
      },
    ),
  )
  expect(statuses).toEqual(new Set([200, 406]))
})

test('any unknown ids in the path get the documented 404', async () => {
  const segment = fc
    .array(fc.nat(0x10ffff), { minLength: 1 })
    .map((points) => encodeURIComponent(String.fromCodePoint(...points).toWellFormed()))
  await fc.assert(
    fc.asyncProperty(segment, segment, async (group, bucket) => {
      fc.pre(!['.', '..'].includes(group) && !['.', '..'].includes(bucket))
      const bucketPath = (a: string, b: string) =>
        `/api/atlas/v2/groups/${a}/backup/exportBuckets/${b}`
      for (const malformedTarget of [bucketPath(group, bucket), target.replace(aws._id, bucket)]) {
        await expectDocumentedError(
          await testApp.request(malformedTarget, { headers: { ...bearer, ...accept() } }),
          [404],
        )
      }
    }),
  )
})

test('a path whose escapes are not UTF-8 gets 400', async () => {
  for (const malformedTarget of ['/%', '/%zz', target.replace(aws._id, '%E0%A4%A')]) {
    const response = await testApp.request(malformedTarget, { headers: { ...bearer, ...accept() } })
    expect(response.status).toBe(400)
    expect(await response.text()).toBe('')
  }
})

test('an id with a valid UTF-8 escape gets the documented 404', async () => {
  const response = await testApp.request(`${target}%00`, { headers: { ...bearer, ...accept() } })
  await expectDocumentedError(response, [404])
})

test('any query gets 200 or a documented error', async () => {
  const pair = fc.tuple(fc.constantFrom('pretty', 'envelope', 'x', ''), fc.string())
  const randomQuery = fc.array(pair).map((pairs) => new URLSearchParams(pairs).toString())
  const raw = fc.string({
    unit: fc.constantFrom('pretty', '=', '&', '%', 'true', '+', ';', '[', ']'),
  })
  await fc.assert(
    fc.asyncProperty(fc.oneof(randomQuery, raw), async (query) => {
      const response = await testApp.request(`${target}?${query}`, {
        headers: { ...bearer, ...accept() },
      })
      if (response.status !== 200) {
        const text = await response.text()
        const body = JSON.parse(text)
        expect([400, 404]).toContain(response.status)
        expect(ApiError.is(body.content ?? body)).toBe(true)
      }
    }),
  )
})

test('any body and any Basic header at the token endpoints get 200 or an error of RFC 6749', async () => {
  const authorization = fc.oneof(
    headerText,
    headerText.map((text) => `Basic ${text}`),
    fc.constant(basic('reader', clientSecret).Authorization),
  )
  const body = fc.oneof(
    fc.string(),
    fc.string().map((text) => `token=${text}&grant_type=${text}`),
  )
  await fc.assert(
    fc.asyncProperty(
      authorization,
      body,
      fc.constantFrom(tokenPath, revokePath),
      async (value, text, to) => {
        const headers = {
          Authorization: value,
          'Content-Type': 'application/x-www-form-urlencoded',
        }
        const response = await testApp.request(to, { method: 'POST', headers, body: text })
        if (response.status === 200) return
        expect([400, 401]).toContain(response.status)
        expect(await response.json()).toMatchObject({
          error: expect.stringMatching(/^(invalid|unsupported)_/),
        })
      },
    ),
  )
})

test.each([
  ['a create request', target.slice(0, target.lastIndexOf('/')), 'application/json'],
  ['a token request', tokenPath, 'application/x-www-form-urlencoded'],
])('%s with an aborted upload gets 400', async (_, aborted, contentType) => {
  const credentials =
    aborted === tokenPath ? basic('owner', clientSecret) : await testApp.bearer('owner')
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('aborted')),
  })
  const init = { method: 'POST', body, duplex: 'half' }
  const headers = { ...credentials, ...accept(), 'Content-Type': contentType }
  const response = await testApp.request(aborted, { ...init, headers })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('ended before the body was complete')
})
