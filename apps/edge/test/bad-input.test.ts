import { ApiError, revokePath, tokenPath, vendorMediaType } from '@export-buckets/core'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { accept, basic, buckets, clientSecret, path, world } from './world.ts'

const [aws] = buckets
if (aws === undefined) throw new Error('no AWS bucket')
const target = path(aws._id)
const w = await world({
  rateLimit: { capacity: 1e6, refill: 1e6, seconds: 1 },
  tokenRateLimit: { capacity: 1e6, refill: 1e6, seconds: 1 },
})
const bearer = await w.bearer()

afterEach(() => {
  const ourFaults = w.log.filter(({ level }) => level === 'error')
  expect(ourFaults).toEqual([])
})

/** What a header can carry at all. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.trim())

async function expectDocumentedError(answer: Response, statuses: readonly number[]) {
  const text = await answer.text()
  expect(statuses, text).toContain(answer.status)
  const body: unknown = JSON.parse(text)
  expect(ApiError.issues(body)).toEqual([])
  const { errorCode } = ApiError.parse(body)
  expect(answer.headers.get('X-Error-Code')).toBe(answer.status === 401 ? null : errorCode)
  expect(text).not.toMatch(/node_modules|\.ts:|at /)
}

test('any Authorization header gets the documented 401', async () => {
  const piece = fc.constantFrom(
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
  const digestLike = fc.array(piece).map((pieces) => `Digest ${pieces.join('')}`.trim())
  await fc.assert(
    fc.asyncProperty(fc.oneof(headerText, digestLike), async (authorization) => {
      const headers = { ...accept(), Authorization: authorization }
      await expectDocumentedError(await w.request(target, { headers }), [401])
    }),
  )
})

test('any Accept header gets an answer, or the documented 406', async () => {
  const date = fc.oneof(fc.constantFrom('2023-01-01', '2024-05-30', '2022-01-01'), headerText)
  const vendor = fc.tuple(date, headerText).map(([d, q]) => `${vendorMediaType(d)};q=${q}`)
  await fc.assert(
    fc.asyncProperty(fc.oneof(headerText, vendor), async (value) => {
      const answer = await w.request(target, { headers: { ...bearer, Accept: value } })
      if (answer.status !== 200) await expectDocumentedError(answer, [406])
    }),
  )
})

test('any ids in the path get the documented 404', async () => {
  const segment = fc
    .array(fc.nat(0x10ffff), { minLength: 1 })
    .map((points) => encodeURIComponent(String.fromCodePoint(...points).toWellFormed()))
  await fc.assert(
    fc.asyncProperty(segment, segment, async (group, bucket) => {
      fc.pre(!['.', '..'].includes(group) && !['.', '..'].includes(bucket))
      const at = (a: string, b: string) => `/api/atlas/v2/groups/${a}/backup/exportBuckets/${b}`
      for (const each of [at(group, bucket), target.replace(aws._id, bucket)]) {
        await expectDocumentedError(
          await w.request(each, { headers: { ...bearer, ...accept() } }),
          [404],
        )
      }
    }),
  )
})

test('a path whose escapes are not UTF-8 gets 400', async () => {
  for (const each of ['/%', '/%zz', target.replace(aws._id, '%E0%A4%A')]) {
    const answer = await w.request(each, { headers: { ...bearer, ...accept() } })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toBe('')
  }
})

test('an id with an escape that is UTF-8 gets the documented 404', async () => {
  const answer = await w.request(`${target}%00`, { headers: { ...bearer, ...accept() } })
  await expectDocumentedError(answer, [404])
})

test('any query gets an answer, or the documented 400', async () => {
  const pair = fc.tuple(fc.constantFrom('pretty', 'envelope', 'x', ''), fc.string())
  const wild = fc.array(pair).map((pairs) => new URLSearchParams(pairs).toString())
  const raw = fc.string({
    unit: fc.constantFrom('pretty', '=', '&', '%', 'true', '+', ';', '[', ']'),
  })
  await fc.assert(
    fc.asyncProperty(fc.oneof(wild, raw), async (query) => {
      const answer = await w.request(`${target}?${query}`, { headers: { ...bearer, ...accept() } })
      if (answer.status !== 200) {
        const text = await answer.text()
        const body = JSON.parse(text)
        expect([400, 404]).toContain(answer.status)
        expect(ApiError.is(body.content ?? body)).toBe(true)
      }
    }),
  )
})

test('any body and any Basic header of the token endpoints get an error of RFC 6749', async () => {
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
        const answer = await w.request(to, { method: 'POST', headers, body: text })
        if (answer.status === 200) return
        expect([400, 401]).toContain(answer.status)
        expect(await answer.json()).toMatchObject({
          error: expect.stringMatching(/^(invalid|unsupported)_/),
        })
      },
    ),
  )
})

test.each([
  ['a creation', target.slice(0, target.lastIndexOf('/')), 'application/json'],
  ['a request for a token', tokenPath, 'application/x-www-form-urlencoded'],
])('%s whose upload breaks off is the fault of the caller', async (_, aborted, contentType) => {
  const credentials = aborted === tokenPath ? basic('owner', clientSecret) : await w.bearer('owner')
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('aborted')),
  })
  const init = { method: 'POST', body, duplex: 'half' }
  const headers = { ...credentials, ...accept(), 'Content-Type': contentType }
  const answer = await w.request(aborted, { ...init, headers })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('ended before the body was complete')
})
