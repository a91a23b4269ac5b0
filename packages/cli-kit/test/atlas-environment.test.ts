import { describe, expect, test } from 'vitest'
import { UsageError } from '../src/arguments.ts'
import {
  atlasVariables,
  baseUrlVariables,
  readApiKey,
  readBaseUrl,
  readServiceAccount,
} from '../src/atlas-environment.ts'

const { clientId, clientSecret, publicKey, privateKey } = atlasVariables

test('credentials are read from the variables of the Atlas CLI', () => {
  const env = {
    MONGODB_ATLAS_CLIENT_ID: 'i',
    MONGODB_ATLAS_CLIENT_SECRET: 's',
    MONGODB_ATLAS_PUBLIC_API_KEY: 'p',
    MONGODB_ATLAS_PRIVATE_API_KEY: 'q',
  }
  expect(readServiceAccount(env)).toEqual({ clientId: 'i', clientSecret: 's' })
  expect(readApiKey(env)).toEqual({ publicKey: 'p', privateKey: 'q' })
})

test('an empty variable counts as not set', () => {
  expect(readServiceAccount({ [clientId]: '', [clientSecret]: '' })).toBeUndefined()
  expect(readApiKey({})).toBeUndefined()
})

test.each([
  [clientId, clientSecret, readServiceAccount],
  [clientSecret, clientId, readServiceAccount],
  [publicKey, privateKey, readApiKey],
  [privateKey, publicKey, readApiKey],
])('%s without %s is a usage error', (set, missing, readCredentials) => {
  const message = `${set} is set, but ${missing} is not`
  expect(() => readCredentials({ [set]: 'secret' })).toThrow(new UsageError(message))
  expect(() => readCredentials({ [set]: 'secret', [missing]: '' })).toThrow(new UsageError(message))
})

describe('the base URL', () => {
  const [opsManager, base] = baseUrlVariables

  test('the variables of the base URL are those of the Atlas CLI and Terraform', () => {
    expect(baseUrlVariables).toEqual(['MONGODB_ATLAS_OPS_MANAGER_URL', 'MONGODB_ATLAS_BASE_URL'])
    expect(atlasVariables.baseUrl).toBe(opsManager)
  })

  test.each(baseUrlVariables)('the base URL is read from %s unchanged', (name) => {
    for (const url of ['https://cloud.mongodb.com/', 'not a URL']) {
      expect(readBaseUrl({ [name]: url })).toEqual({ name, url })
    }
  })

  test('the base URL is undefined when no variable is set', () => {
    expect(readBaseUrl({})).toBeUndefined()
    expect(readBaseUrl({ [opsManager]: '', [base]: '' })).toBeUndefined()
  })

  test.each(baseUrlVariables)(
    'the base URL is that of %s when the other variable is empty',
    (name) => {
      const env = { [opsManager]: '', [base]: '', [name]: 'https://a.test' }
      expect(readBaseUrl(env)).toEqual({ name, url: 'https://a.test' })
    },
  )

  test.each([
    ['https://a.test', 'https://a.test'],
    ['https://a.test', 'https://A.test/'],
    ['https://a.test/x/', 'https://a.test:443/x'],
    ['not a URL', 'not a URL'],
  ])('both variables can have the same URL: %s and %s', (url, other) => {
    expect(readBaseUrl({ [opsManager]: url, [base]: other })).toEqual({ name: opsManager, url })
  })

  test.each([
    ['https://a.test', 'https://b.test'],
    ['https://a.test', 'http://a.test'],
    ['https://a.test', 'https://a.test/x'],
    ['https://a.test', 'https://hunter2@a.test'],
    ['a.test', 'https://a.test'],
  ])('different URLs are a usage error that does not contain them: %s and %s', (url, other) => {
    const message =
      'MONGODB_ATLAS_OPS_MANAGER_URL and MONGODB_ATLAS_BASE_URL are set to different URLs: unset one of them'
    for (const env of [
      { [opsManager]: url, [base]: other },
      { [opsManager]: other, [base]: url },
    ])
      expect(() => readBaseUrl(env)).toThrow(new UsageError(message))
  })
})
