import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ha1 } from '../src/server.ts'
import { startDigestServer } from './fixtures/digest-server.ts'
import {
  createAuthorization,
  mufasa,
  parseHeaderParameters,
  realm,
} from './fixtures/rfc7616-example.ts'
import { createTestVerifier, rejection } from './fixtures/test-verifier.ts'

/** Verifies a signature of `uri` when the runtime reports the request-target as `target`. */
function verifySigned(
  uri: string,
  target: string,
  { authority, method = 'GET' }: RequestOptions = {},
) {
  const { nonce, verifier } = createTestVerifier()
  const authorization = createAuthorization({ nonce: nonce(), uri, method })
  return verifier.verify({ method, uri: target, authorization, authority }, () =>
    ha1({ ...mufasa, realm, hash: 'MD5' }),
  )
}

interface RequestOptions {
  readonly method?: string
  readonly authority?: string
}

test.each([
  ["/a?x='a%20b'", '/a?x=%27a%20b%27'],
  ['/a?x=a<b>', '/a?x=a%3Cb%3E'],
  ['/a/../b', '/b'],
  ['/a?x=%27', "/a?x='"],
])('%s is another spelling of the resource %s (RFC 7616 §3.4.6)', async (uri, target) => {
  expect(await verifySigned(uri, target)).toMatchObject({ ok: true })
})

test.each([
  ['/a?x=1', '/a?x=2'],
  ['/a', '/a?'],
  ['/A', '/a'],
  ['/%61', '/a'],
  ['//a/b', '/b'],
  ['/a', '/b'],
  ['http://host/a', '/a'],
  ['.other/a', '/a'],
  ['@other/a', '/a'],
  ['*', '/'],
])('%s is another resource than %s', async (uri, target) => {
  expect(await verifySigned(uri, target)).toEqual(rejection('uri-mismatch'))
})

describe('an absolute URI, as clients of a proxy sign (RFC 7616 §3.4.6)', () => {
  test.each([
    ['http://host/a?x=1', '/a?x=1', 'host'],
    ['http://HOST:80/a', '/a', 'host'],
    ['http://host/a', '/a', 'Host:80'],
    ['https://host/a', '/a', 'host:443'],
    ['HTTPS://host/a', '/a', 'host'],
    ['http://host:8080/a', '/a', 'host:8080'],
    ['http://[::1]:8080/a', '/a', '[::1]:8080'],
    ['http://host', '/', 'host'],
    ['http://host/a/../b?x=<', '/b?x=%3C', 'host'],
    ['/a', 'http://host/a', 'host'],
    ['/a', 'http://elsewhere/a', 'host'],
    ['http://host/a', 'http://HOST:80/a', undefined],
    ['http://host/a', 'http://host:80/a', 'elsewhere'],
  ])('%s is the resource %s at the authority %s', async (uri, target, authority) => {
    const options = authority === undefined ? {} : { authority }
    expect(await verifySigned(uri, target, options)).toMatchObject({ ok: true })
  })

  test.each([
    ['another host', 'http://other/a', '/a', 'host'],
    ['another port', 'http://host:8080/a', '/a', 'host'],
    ['the port of another scheme', 'http://host/a', '/a', 'host:443'],
    ['another path', 'http://host/b', '/a', 'host'],
    ['another query', 'http://host/a?x=2', '/a?x=1', 'host'],
    ['an added question mark', 'http://host/a?', '/a', 'host'],
    ['user information', 'http://me@host/a', '/a', 'host'],
    ['a host before the authority', 'http://other@host/a', '/a', 'other@host'],
    ['another scheme', 'ftp://host/a', '/a', 'host'],
    ['no authority', 'http:///a', '/a', 'host'],
    ['an invalid port', 'http://host:99999/a', '/a', 'host:99999'],
    ['an invalid authority', 'http://host/a', '/a', 'host/a'],
    ['an empty authority', 'http://host/a', '/a', ''],
    ['no authority in the request', 'http://host/a', '/a', undefined],
    ['another host than the request-target', 'http://host/a', 'http://other/a', 'host'],
    ['another scheme than the request-target', 'https://host/a', 'http://host/a', 'host'],
    ['another path than the request-target', '/b', 'http://host/a', 'host'],
  ])('a URI with %s is a mismatch: %s for %s at %s', async (_, uri, target, authority) => {
    const options = authority === undefined ? {} : { authority }
    expect(await verifySigned(uri, target, options)).toEqual(rejection('uri-mismatch'))
  })

  test('the same resource at another host is a mismatch for any signed URI', async () => {
    const authority = fc.webAuthority()
    const path = fc.webUrl({ withQueryParameters: true }).map((url) => {
      const { pathname, search } = new URL(url)
      return pathname + search
    })
    await fc.assert(
      fc.asyncProperty(
        authority,
        authority,
        path,
        async (signedAuthority, requestAuthority, target) => {
          const uri = `http://${signedAuthority}${target}`
          expect(await verifySigned(uri, target, { authority: signedAuthority })).toMatchObject({
            ok: true,
          })
          const isSame =
            new URL(`http://${signedAuthority}`).host === new URL(`http://${requestAuthority}`).host
          expect(await verifySigned(uri, target, { authority: requestAuthority })).toMatchObject({
            ok: isSame,
          })
        },
      ),
    )
  })
})

describe('the other two forms of a request-target (RFC 9112 §3.2)', () => {
  test.each([
    ['*', 'OPTIONS', '*'],
    ['http://host', 'OPTIONS', '*'],
    ['http://HOST:80', 'OPTIONS', '*'],
    ['host:443', 'CONNECT', 'host:443'],
    ['HOST:443', 'CONNECT', 'host:443'],
  ])('%s matches a request of method %s with the target %s', async (uri, method, target) => {
    const options = { method, authority: 'host' }
    expect(await verifySigned(uri, target, options)).toMatchObject({ ok: true })
  })

  test.each([
    ['http://host/', 'OPTIONS', '*'],
    ['http://host?', 'OPTIONS', '*'],
    ['http://other', 'OPTIONS', '*'],
    ['http://host', 'GET', '*'],
    ['/', 'OPTIONS', '*'],
    ['host:80', 'CONNECT', 'host:443'],
    ['http://host:443', 'CONNECT', 'host:443'],
    ['host:443', 'GET', '/'],
  ])('%s does not match a request of method %s with the target %s', async (uri, method, target) => {
    const options = { method, authority: 'host' }
    expect(await verifySigned(uri, target, options)).toEqual(rejection('uri-mismatch'))
  })
})

test('an absolute URI is compared with the Host header of a real request', async () => {
  const { origin, exchanges } = await startDigestServer()
  const [nonce = ''] = [
    parseHeaderParameters((await fetch(origin)).headers.get('www-authenticate'))['nonce'],
  ]
  const sendSigned = (uri: string, nc: string) =>
    fetch(`${origin}/a`, { headers: { authorization: createAuthorization({ nonce, uri, nc }) } })
  expect((await sendSigned(`${origin}/a`, '00000001')).status).toBe(200)
  expect((await sendSigned('http://elsewhere.test/a', '00000002')).status).toBe(401)
  expect(exchanges).toHaveLength(3)
})
