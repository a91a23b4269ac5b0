import { expect, test } from 'vitest'
import { ha1 } from '../src/server.ts'
import { authorizationOf, mufasa, realm } from './stand-in/mufasa.ts'
import { refused, setUp } from './stand-in/verifier.ts'

/** Verifies what a client signed as `uri` where the runtime hands on `target`. */
function verified(uri: string, target: string) {
  const { nonce, verifier } = setUp()
  const authorization = authorizationOf({ nonce: nonce(), uri })
  return verifier.verify({ method: 'GET', uri: target, authorization }, () =>
    ha1({ ...mufasa, realm, hash: 'MD5' }),
  )
}

test.each([
  ["/a?x='a%20b'", '/a?x=%27a%20b%27'],
  ['/a?x=a<b>', '/a?x=a%3Cb%3E'],
  ['/a/../b', '/b'],
  ['/a?x=%27', "/a?x='"],
])('%s is the resource %s, written otherwise (RFC 7616 §3.4.6)', async (uri, target) => {
  expect(await verified(uri, target)).toMatchObject({ ok: true })
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
  expect(await verified(uri, target)).toEqual(refused('uri-mismatch'))
})
