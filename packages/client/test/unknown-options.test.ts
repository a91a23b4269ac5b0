import { describe, expect, test } from 'vitest'
import { createAtlasFetch, createBareClient, createClient } from '../src/index.ts'
import { noAuth } from './stand-in/client.ts'

/** A value for every option that all three functions take. */
const shared = {
  auth: noAuth,
  baseUrl: 'https://cloud.mongodb.com',
  allowHttp: false,
  timeout: 1000,
  maxResponseSize: 1000,
  retry: { limit: 1, baseDelay: 1, maxDelay: 1 },
  fetch: globalThis.fetch,
  userAgent: 'test/1',
}

describe.each([
  ['createClient', createClient, { version: '2024-05-30', onDeprecation: () => undefined }],
  ['createBareClient', createBareClient, {}],
  ['createAtlasFetch', createAtlasFetch, {}],
])('%s', (_, make, own) => {
  const made = (options: object) => () => Reflect.apply(make, undefined, [options])
  const known = [...Object.keys(shared), ...Object.keys(own)].join(', ')

  test('takes every option that it documents', () => {
    expect(made({ ...shared, ...own })).not.toThrow()
  })

  test.each(['retries', 'baseURL', 'Auth', 'signal', '__proto', 'constructor', 'toString'])(
    'refuses the unknown option %s with a TypeError that names it and the known ones',
    (name) => {
      for (const value of [3, undefined]) {
        const options = Object.fromEntries([
          ...Object.entries({ ...shared, ...own }),
          [name, value],
        ])
        const message = `${name}: unknown option; the options are ${known}`
        expect(made(options)).toThrow(new TypeError(message))
      }
    },
  )

  test('refuses an unknown option of retry as well', () => {
    const retry = { ...shared.retry, retries: 3 }
    const message = 'retry.retries: unknown option; the options are limit, baseDelay, maxDelay'
    expect(made({ ...shared, retry })).toThrow(new TypeError(message))
  })

  test('does not show the value of an unknown option: it may be a secret', () => {
    const options = { ...shared, clientSecret: 'mdb_sa_sk_q7Zp3Xw9' }
    const message = `clientSecret: unknown option; the options are ${known}`
    expect(made(options)).toThrow(new TypeError(message))
  })
})

test.each([createBareClient, createAtlasFetch])(
  'the options of createClient alone are unknown to %o',
  (make) => {
    for (const name of ['version', 'onDeprecation']) {
      const options = { ...shared, [name]: undefined }
      expect(() => Reflect.apply(make, undefined, [options])).toThrow(`${name}: unknown option`)
    }
  },
)
