import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signJson, verifiedJson } from '../src/signed-json.ts'

const key = new Uint8Array(32).fill(7)

describe('signed JSON', () => {
  test('is what was signed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const json = JSON.parse(JSON.stringify(value))
        expect(verifiedJson(key, signJson(key, json))).toEqual(json)
      }),
    )
  })

  test('is a JWT that others can check (RFC 7515, RFC 7518)', () => {
    const token = signJson(key, { sub: 'reader', name: 'ключ' })
    const [head = '', payload = '', tag] = token.split('.')
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({
      alg: 'HS256',
      typ: 'JWT',
    })
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      sub: 'reader',
      name: 'ключ',
    })
    expect(tag).toBe(createHmac('sha256', key).update(`${head}.${payload}`).digest('base64url'))
  })

  test('is refused where a single character of it is another', () => {
    const token = signJson(key, { sub: 'reader' })
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AQZaz09-_.='), (at, char) => {
        fc.pre(token[at] !== char)
        expect(verifiedJson(key, token.slice(0, at) + char + token.slice(at + 1))).toBeUndefined()
      }),
    )
  })

  test('is refused of another key, algorithm or form', () => {
    const token = signJson(key, { sub: 'reader' })
    const [head, payload, tag] = token.split('.')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    expect(verifiedJson(new Uint8Array(32).fill(8), token)).toBeUndefined()
    for (const each of [
      '',
      '.',
      '..',
      '...',
      `${unsigned}.${payload}.`,
      `${token}.`,
      `${head}.${payload}`,
    ]) {
      expect(verifiedJson(key, each), each).toBeUndefined()
    }
    expect(verifiedJson(key, `${head}.${tag}.${payload}`)).toBeUndefined()
    const content = `${unsigned}.${payload}`
    const signature = createHmac('sha256', key).update(content).digest('base64url')
    expect(verifiedJson(key, `${content}.${signature}`)).toBeUndefined()
  })

  test('of arbitrary text is nothing, and no error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifiedJson(key, text)).toBeUndefined()
      }),
    )
  })
})
