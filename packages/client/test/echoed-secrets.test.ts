import fc from 'fast-check'
import { type Context, Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import {
  type AuthStrategy,
  apiKey,
  createBareClient,
  createClient,
  isClientError,
  serviceAccount,
} from '../src/index.ts'
import { redact } from '../src/secrets.ts'
import { groupId, ids } from './fakes/buckets.ts'
import { createFakeAtlas } from './fakes/fake-atlas.ts'
import { privateKey, publicKey, requireDigest } from './fakes/require-digest.ts'
import { catchRejection } from './fakes/test-client.ts'

const toBytes = (text: string) => [...new TextEncoder().encode(text)]
const toHex = (code: number, digits: number) => code.toString(16).padStart(digits, '0')
const toCodeUnits = (text: string) =>
  Array.from({ length: text.length }, (_, index) => toHex(text.charCodeAt(index), 4))

/** The encodings in which a server may echo a secret. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'of a URL': encodeURIComponent,
  'of a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
  'of a URL, each byte': (text) =>
    toBytes(text)
      .map((byte) => `%${toHex(byte, 2)}`)
      .join(''),
  'of a URL, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'of JSON': (text) => JSON.stringify(text).slice(1, -1),
  'of JSON, each character': (text) =>
    toCodeUnits(text)
      .map((codeUnit) => `\\u${codeUnit}`)
      .join(''),
  'of JSON, as Gson writes it': (text) =>
    text.replace(/[=<>&']/g, (character) => `\\u${toCodeUnits(character)}`),
  'of JSON, as PHP writes it': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'of JSON, twice': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'of HTML': (text) => text.replace(/[&<>"'/+=]/g, (character) => `&#${character.charCodeAt(0)};`),
  'of HTML, each character': (text) =>
    [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  'of a shell': (text) => text.replace(/[^\w]/gu, '\\$&'),
}

type Encode = (text: string) => string

/** The responses in which a server may echo it. */
const responseByPlace: Readonly<Record<string, (c: Context, echo: string) => Response>> = {
  'a text': (c, echo) => c.text(`got ${echo} from you`, 400),
  'a text, at its end': (c, echo) => c.text(`${'x'.repeat(480)}${echo}`, 400),
  'a long text': (c, echo) => c.text(`${' x'.repeat(495)}${echo}`, 400),
  HTML: (c, echo) => c.html(`<p>Authorization: ${echo}</p>`, 502),
  'the detail': (c, echo) => c.json({ detail: `no ${echo}`, error: 400 }, 400),
  'the reason': (c, echo) => c.json({ reason: echo, error: 403 }, 403),
  'the code': (c, echo) => c.json({ errorCode: echo, error: 404 }, 404),
  'the parameters': (c, echo) => c.json({ parameters: [1, [{ [echo]: { a: echo } }]] }, 400),
  'the parameters, deeply': (c, echo) => c.json({ parameters: [nest(echo, 3000)] }, 400),
  'the fields': (c, echo) =>
    c.json({ badRequestDetail: { fields: [{ field: echo, description: echo }] } }, 400),
  'an error of OAuth': (c, echo) => c.json({ error: echo, error_description: echo }, 401),
  'a text that is JSON itself': (c, echo) => c.json({ detail: JSON.stringify({ a: echo }) }, 400),
  'another shape': (c, echo) => c.json({ [echo]: echo, cloudProvider: echo }, 200),
  'a shape that is almost right': (c, echo) =>
    c.json({ _id: echo, cloudProvider: 'GCP', bucketName: echo, roleId: echo }, 200, {
      'Content-Type': 'application/vnd.atlas.2024-05-30+json',
    }),
  'a success that is no JSON': (c, echo) => c.text(echo, 200),
  'X-Error-Code': (c, echo) => c.body('', 400, { 'X-Error-Code': fieldValue(echo) }),
  'X-Request-Id': (c, echo) => c.body('', 400, { 'X-Request-Id': fieldValue(echo) }),
  'Content-Type': (c, echo) => c.body('no', 400, { 'Content-Type': fieldValue(`text/${echo}`) }),
  'Content-Type of a success': (c, echo) => c.body('{}', 200, { 'Content-Type': fieldValue(echo) }),
  'a redirect': (c, echo) => c.redirect(`https://${echo.replaceAll(/[^a-z0-9]/g, '')}.test/`, 307),
}

/** Encodes a text for a header, which cannot contain line breaks or characters outside of Latin-1. */
const fieldValue = (text: string) =>
  /^[ -~]*$/.test(text) ? text.trim() : encodeURIComponent(text)

function nest(value: unknown, depth: number): unknown {
  return depth === 0 ? value : [nest(value, depth - 1)]
}

/** Yields every key and string in a value, and the message and stack of an error. */
function* collectTexts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null) return
  for (const key of Reflect.ownKeys(value)) {
    yield String(key)
    yield* collectTexts(Reflect.get(value, key))
  }
}

const stripScheme = (authorization: string) => authorization.slice(authorization.indexOf(' ') + 1)
const stripPadding = (base64: string) => base64.replace(/=+$/, '')

const b64token = fc.stringMatching(/^[\w.~+/-]{12,80}={0,2}$/)
const password = fc
  .string({ unit: 'binary', minLength: 8, maxLength: 40 })
  .map((text) => text.replace(/\p{Surrogate}/gu, '').trim())
  .filter((text) => text.length >= 8)

interface Echo {
  /** Encodes the echo. */
  readonly encode: Encode
  /** Responds with the encoded echo. */
  readonly respond: (c: Context, echo: string) => Response
}

/** Every encoding in every response. */
const echoes: readonly Echo[] = Object.values(encodings).flatMap((encode) =>
  Object.values(responseByPlace).map((place) => ({
    encode,
    respond: (c, text) => place(c, encode(text)),
  })),
)

/** Asserts a property for every echo, each with other secrets. */
async function assertForEveryEcho<T>(
  secrets: fc.Arbitrary<T>,
  predicate: (secret: T, echo: Echo) => Promise<void>,
): Promise<void> {
  for (const echo of echoes) {
    const property = fc.asyncProperty(secrets, (secret) => predicate(secret, echo))
    await fc.assert(property, { numRuns: 1 })
  }
}

const cases = fc.record({ token: b64token, clientSecret: password, which: fc.nat(3) })
function expectNoSecrets(error: unknown, secrets: readonly string[], encode: Encode) {
  for (const text of collectTexts(error)) {
    for (const secret of secrets) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(encode(secret))
    }
  }
}

describe('errors have no secret that a server echoes, in any encoding and any place', () => {
  test('an error of the token endpoint has neither the Basic credentials nor the client secret', async () => {
    await assertForEveryEcho(
      cases,
      async ({ clientSecret, which: echoIndex }, { encode, respond }) => {
        const auth = serviceAccount({ clientId: 'mdb_sa_id_1', clientSecret })
        let authorization = ''
        const app = new Hono().post('/api/oauth/token', (c) => {
          authorization = c.req.header('Authorization') ?? ''
          const base64 = stripScheme(authorization)
          return respond(
            c,
            [authorization, base64, stripPadding(base64), clientSecret][echoIndex] ?? '',
          )
        })
        const client = createClient({ auth, fetch: app.request, retry: false })
        const error = await catchRejection(client.exportBuckets.get(ids))
        expect(isClientError(error)).toBe(true)
        expect(authorization).toMatch(/^Basic /)
        expectNoSecrets(error, [stripPadding(stripScheme(authorization)), clientSecret], encode)
      },
    )
  })

  test('an error of an operation has neither the token nor the client secret', async () => {
    await assertForEveryEcho(
      cases,
      async ({ token, clientSecret, which: echoIndex }, { encode, respond }) => {
        const auth = serviceAccount({ clientId: 'mdb_sa_id_1', clientSecret })
        let basic = ''
        const app = new Hono()
          .post('/api/oauth/token', (c) => {
            basic = stripScheme(c.req.header('Authorization') ?? '')
            return c.json({ access_token: token, expires_in: 3600, token_type: 'Bearer' })
          })
          .all('*', (c) => {
            const bearer = c.req.header('Authorization') ?? ''
            return respond(c, [bearer, token, basic, clientSecret][echoIndex] ?? '')
          })
        const client = createClient({ auth, fetch: app.request, retry: false })
        const error = await catchRejection(client.exportBuckets.get(ids))
        expect(isClientError(error)).toBe(true)
        expectNoSecrets(error, [token, stripPadding(basic), clientSecret], encode)
      },
    )
  })

  test('the error of the bare client does not have the token', async () => {
    await assertForEveryEcho(cases, async ({ token }, { encode, respond }) => {
      const auth: AuthStrategy = {
        wrap: (next) => (request) =>
          next({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }),
      }
      const app = new Hono().all('*', (c) =>
        respond(c, stripScheme(c.req.header('Authorization') ?? '')),
      )
      const client = createBareClient({ auth, fetch: app.request, retry: false })
      const result = await client
        .GET('/api/atlas/v2/groups/{groupId}/clusters', { params: { path: { groupId } } })
        .then(
          ({ error }) => error,
          (error: unknown) => error,
        )
      expectNoSecrets(result, [token], encode)
    })
  })

  test('an error with an API key has neither the Digest credentials nor their response', async () => {
    await assertForEveryEcho(fc.nat(2), async (echoIndex, { encode, respond }) => {
      let authorization = ''
      const handler = requireDigest((c) => {
        authorization = c.req.header('Authorization') ?? ''
        return respond(
          c,
          [authorization, stripScheme(authorization), parseDigestResponse(authorization)][
            echoIndex
          ] ?? '',
        )
      })
      const app = new Hono().all('*', (c) => handler(c, 1))
      const auth = apiKey({ publicKey, privateKey })
      const client = createClient({ auth, fetch: app.request, retry: false })
      const error = await catchRejection(client.exportBuckets.get(ids))
      expect(isClientError(error)).toBe(true)
      expect(parseDigestResponse(authorization)).toMatch(/^[0-9a-f]{32}$/)
      expectNoSecrets(
        error,
        [stripScheme(authorization), parseDigestResponse(authorization), privateKey],
        encode,
      )
    })
  })
})

const parseDigestResponse = (authorization: string) =>
  /response="(\w+)"/.exec(authorization)?.[1] ?? ''

describe('redact', () => {
  test.each([
    ['token abc-123 was refused', ['abc-123'], 'token … was refused'],
    ['a=x%2By%3D%3D&b=c', ['x+y=='], 'a=…&b=c'],
    ['x+y== and x+y', ['x+y==', 'x+y'], '… and …'],
    [String.raw`{"a":"q\"r"}`, ['q"r'], '{"a":"…"}'],
    ['got &#97;&#98;&#99;', ['abc'], '…'],
    ['user=a&amp;b', ['a&b'], '…'],
    ['got a&#37;5C&#37;22b', ['a"b'], '…'],
    ['nothing here', ['abc'], 'nothing here'],
    ['nothing here', [], 'nothing here'],
  ])('%j with the secrets %j becomes %j', (text, secrets, expected) => {
    expect(redact(text, secrets)).toBe(expected)
  })
})

test('a secret that is no valid header value is not sent, and the error does not contain it', async () => {
  const { app, api } = createFakeAtlas()
  const auth: AuthStrategy = {
    wrap: (next) => (request) =>
      next({ ...request, headers: { ...request.headers, authorization: 'Bearer one\ntwo' } }),
  }
  const client = createClient({ auth, fetch: app.request })
  expect(await catchRejection(client.exportBuckets.get(ids))).toEqual(
    new TypeError(
      'authorization: expected a header value without line breaks or control characters',
    ),
  )
  expect(api).toEqual([])
})
