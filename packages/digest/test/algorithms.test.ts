import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  algorithms,
  computeHa1,
  computeHa2,
  computeResponse,
  computeUserHa1,
  findAlgorithm,
} from '../src/algorithms.ts'

function getAlgorithm(name: string) {
  const match = findAlgorithm(algorithms, name)
  if (match === undefined) throw new Error(`no algorithm ${name}`)
  return match
}

const target = { method: 'GET', uri: '/dir/index.html' }

describe('the example of RFC 7616 §3.9.1', () => {
  const user = { username: 'Mufasa', realm: 'http-auth@example.org', password: 'Circle of Life' }
  const nonces = {
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    nc: '00000001',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  }

  test.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('the %s response is %s', (name, expected) => {
    const digestAlgorithm = getAlgorithm(name)
    expect(
      computeResponse(
        digestAlgorithm,
        computeUserHa1(digestAlgorithm, user),
        nonces,
        computeHa2(digestAlgorithm, target),
      ),
    ).toBe(expected)
  })
})

test('the response is that of the example of RFC 2617 §3.5', () => {
  const md5 = getAlgorithm('MD5')
  const user = { username: 'Mufasa', realm: 'testrealm@host.com', password: 'Circle Of Life' }
  const nonces = {
    nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
    nc: '00000001',
    cnonce: '0a4f113b',
  }
  expect(computeUserHa1(md5, user)).toBe('939e7578ed9e3c518a452acee763bce9')
  expect(computeHa2(md5, target)).toBe('39aff3a2bab6126f332b942af96d3366')
  expect(computeResponse(md5, computeUserHa1(md5, user), nonces, computeHa2(md5, target))).toBe(
    '6629fae49393a05397450978507c4ef1',
  )
})

describe('the formulas of RFC 7616 §3.4', () => {
  const nonces = { nonce: 'n0nce', nc: '0000000a', cnonce: 'cn0nce' }
  const user = { username: 'jäs', realm: 'Realm', password: 'p:ä😀' }

  test.each([
    ['MD5', 'md5', false],
    ['MD5-sess', 'md5', true],
    ['SHA-256', 'sha256', false],
    ['SHA-256-sess', 'sha256', true],
  ])('the results of %s equal those of node:crypto', (name, hash, session) => {
    const hashHex = (...parts: string[]) => createHash(hash).update(parts.join(':')).digest('hex')
    const userHa1 = hashHex('jäs', 'Realm', 'p:ä😀')
    const key = session ? hashHex(userHa1, 'n0nce', 'cn0nce') : userHa1
    const digestAlgorithm = getAlgorithm(name)
    expect(computeUserHa1(digestAlgorithm, user)).toBe(userHa1)
    expect(computeHa1(digestAlgorithm, userHa1, nonces)).toBe(key)
    expect(
      computeResponse(digestAlgorithm, userHa1, nonces, computeHa2(digestAlgorithm, target)),
    ).toBe(hashHex(key, 'n0nce', '0000000a', 'cn0nce', 'auth', hashHex('GET', '/dir/index.html')))
  })
})

test('the algorithms are sorted from strongest to weakest', () => {
  expect(algorithms.map(({ name }) => name)).toEqual(['SHA-256-sess', 'SHA-256', 'MD5-sess', 'MD5'])
})

test('findAlgorithm ignores case, and the name defaults to MD5', () => {
  expect(findAlgorithm(algorithms, 'sha-256-SESS')?.name).toBe('SHA-256-sess')
  expect(findAlgorithm(algorithms)?.name).toBe('MD5')
  expect(findAlgorithm(algorithms, 'SHA-512-256')).toBeUndefined()
})
