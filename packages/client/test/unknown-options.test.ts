import { describe, expect, test } from 'vitest'
import { createAtlasFetch, createBareClient, createClient } from '../src/index.ts'
import { noAuth } from './fakes/test-client.ts'

/** A value for every option that all three functions take. */
const commonOptions = {
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
])('%s', (_, createFunction, extraOptions) => {
  const createWith = (options: object) => () => Reflect.apply(createFunction, undefined, [options])
  const knownNames = [...Object.keys(commonOptions), ...Object.keys(extraOptions)].join(', ')

  test('takes every option that it documents', () => {
    expect(createWith({ ...commonOptions, ...extraOptions })).not.toThrow()
  })

  test.each(['retries', 'baseURL', 'Auth', 'signal', '__proto', 'constructor', 'toString'])(
    'refuses the unknown option %s with a TypeError that names it and the known ones',
    (name) => {
      for (const value of [3, undefined]) {
        const options = Object.fromEntries([
          ...Object.entries({ ...commonOptions, ...extraOptions }),
          [name, value],
        ])
        const message = `${name}: unknown option; the options are ${knownNames}`
        expect(createWith(options)).toThrow(new TypeError(message))
      }
    },
  )

  test('refuses an unknown option of retry as well', () => {
    const retry = { ...commonOptions.retry, retries: 3 }
    const message = 'retry.retries: unknown option; the options are limit, baseDelay, maxDelay'
    expect(createWith({ ...commonOptions, retry })).toThrow(new TypeError(message))
  })

  test('does not show the value of an unknown option: it may be a secret', () => {
    const options = { ...commonOptions, clientSecret: 'mdb_sa_sk_q7Zp3Xw9' }
    const message = `clientSecret: unknown option; the options are ${knownNames}`
    expect(createWith(options)).toThrow(new TypeError(message))
  })
})

test.each([createBareClient, createAtlasFetch])(
  'the options of createClient alone are unknown to %o',
  (createFunction) => {
    for (const name of ['version', 'onDeprecation']) {
      const options = { ...commonOptions, [name]: undefined }
      expect(() => Reflect.apply(createFunction, undefined, [options])).toThrow(
        `${name}: unknown option`,
      )
    }
  },
)
