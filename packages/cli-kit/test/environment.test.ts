import { describe, expect, test } from 'vitest'
import {
  atlasVariables,
  baseUrlVariables,
  readApiKey,
  readBaseUrl,
  readServiceAccount,
} from '../src/atlas-environment.ts'
import { UsageError } from '../src/usage-error.ts'

const { clientId, clientSecret, publicKey, privateKey } = atlasVariables

test('credentials are read by the names that the Atlas CLI has for them', () => {
  const env = {
    MONGODB_ATLAS_CLIENT_ID: 'i',
    MONGODB_ATLAS_CLIENT_SECRET: 's',
    MONGODB_ATLAS_PUBLIC_API_KEY: 'p',
    MONGODB_ATLAS_PRIVATE_API_KEY: 'q',
  }
  expect(readServiceAccount(env)).toEqual({ clientId: 'i', clientSecret: 's' })
  expect(readApiKey(env)).toEqual({ publicKey: 'p', privateKey: 'q' })
})

test('an empty variable is one that is not set', () => {
  expect(readServiceAccount({ [clientId]: '', [clientSecret]: '' })).toBeUndefined()
  expect(readApiKey({})).toBeUndefined()
})

test.each([
  [clientId, clientSecret, readServiceAccount],
  [clientSecret, clientId, readServiceAccount],
  [publicKey, privateKey, readApiKey],
  [privateKey, publicKey, readApiKey],
])('%s is nothing without %s', (set, missing, readCredentials) => {
  const message = `${set} is set, but ${missing} is not`
  expect(() => readCredentials({ [set]: 'secret' })).toThrow(new UsageError(message))
  expect(() => readCredentials({ [set]: 'secret', [missing]: '' })).toThrow(new UsageError(message))
})

describe('the base URL', () => {
  const [opsManager, base] = baseUrlVariables

  test('has the names that the Atlas CLI and Terraform have for it', () => {
    expect(baseUrlVariables).toEqual(['MONGODB_ATLAS_OPS_MANAGER_URL', 'MONGODB_ATLAS_BASE_URL'])
    expect(atlasVariables.baseUrl).toBe(opsManager)
  })

  test.each(baseUrlVariables)('is read from %s, as it was given', (name) => {
    for (const url of ['https://cloud.mongodb.com/', 'not a URL']) {
      expect(readBaseUrl({ [name]: url })).toEqual({ name, url })
    }
  })

  test('is undefined where no variable holds one', () => {
    expect(readBaseUrl({})).toBeUndefined()
    expect(readBaseUrl({ [opsManager]: '', [base]: '' })).toBeUndefined()
  })

  test.each(baseUrlVariables)('is that of %s where the other variable is empty', (name) => {
    const env = { [opsManager]: '', [base]: '', [name]: 'https://a.test' }
    expect(readBaseUrl(env)).toEqual({ name, url: 'https://a.test' })
  })

  test.each([
    ['https://a.test', 'https://a.test'],
    ['https://a.test', 'https://A.test/'],
    ['https://a.test/x/', 'https://a.test:443/x'],
    ['not a URL', 'not a URL'],
  ])('may be the same under both names: %s and %s', (url, other) => {
    expect(readBaseUrl({ [opsManager]: url, [base]: other })).toEqual({ name: opsManager, url })
  })

  test.each([
    ['https://a.test', 'https://b.test'],
    ['https://a.test', 'http://a.test'],
    ['https://a.test', 'https://a.test/x'],
    ['https://a.test', 'https://hunter2@a.test'],
    ['a.test', 'https://a.test'],
  ])('must not differ between the names, and is not shown then: %s and %s', (url, other) => {
    const message =
      'MONGODB_ATLAS_OPS_MANAGER_URL and MONGODB_ATLAS_BASE_URL are set to different URLs: unset one of them'
    for (const env of [
      { [opsManager]: url, [base]: other },
      { [opsManager]: other, [base]: url },
    ])
      expect(() => readBaseUrl(env)).toThrow(new UsageError(message))
  })
})
