import { describe, expect, test } from 'vitest'
import { createAtlasFetch, createBareClient, createClient } from '../src/index.ts'
import { noAuth } from './fakes/test-client.ts'

/** A value for each option that all three functions have. */
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

  test('every documented option is valid', () => {
    expect(createWith({ ...commonOptions, ...extraOptions })).not.toThrow()
  })

  test.each(['retries', 'baseURL', 'Auth', 'signal', '__proto', 'constructor', 'toString'])(
    'the unknown option %s throws a TypeError that lists the valid ones',
    (name) => {
      for (const value of [3, undefined]) {
        const options = Object.fromEntries([
          ...Object.entries({ ...commonOptions, ...extraOptions }),
          [name, value],
        ])
        const message = `${name}: unknown option (expected one of ${knownNames})`
        expect(createWith(options)).toThrow(new TypeError(message))
      }
    },
  )

  test('an unknown option of retry throws a TypeError', () => {
    const retry = { ...commonOptions.retry, retries: 3 }
    const message = 'retry.retries: unknown option (expected one of limit, baseDelay, maxDelay)'
    expect(createWith({ ...commonOptions, retry })).toThrow(new TypeError(message))
  })

  test('the value of an unknown option is not shown, because it may be a secret', () => {
    const options = { ...commonOptions, clientSecret: 'mdb_sa_sk_q7Zp3Xw9' }
    const message = `clientSecret: unknown option (expected one of ${knownNames})`
    expect(createWith(options)).toThrow(new TypeError(message))
  })
})

test.each([createBareClient, createAtlasFetch])(
  'the options of createClient only are unknown to %o',
  (createFunction) => {
    for (const name of ['version', 'onDeprecation']) {
      const options = { ...commonOptions, [name]: undefined }
      expect(() => Reflect.apply(createFunction, undefined, [options])).toThrow(
        `${name}: unknown option`,
      )
    }
  },
)
